use typeferry::row as rt;
/// A row of `app.secrets`.
pub struct Secret {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `name` text
    pub name: ::core::option::Option<::std::string::String>,
}
impl rt::Row for Secret {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.database_id),
            rt::ToValue::to_value(&self.name),
        ]);
    }
}
impl rt::Table for Secret {
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "secrets",
        row_type: "Secret",
        root_field: "secrets",
        arguments: "where: {databaseId: {equalTo: $databaseId}}, orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::Some("UUID!"),
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "id databaseId name",
        columns: &[
            rt::ColumnDef {
                name: "id",
                field: "id",
                pg_type: "uuid",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "database_id",
                field: "databaseId",
                pg_type: "uuid",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "name",
                field: "name",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
        ],
        key: &[0usize],
        foreign_keys: &[
            rt::ForeignKeyDef {
                columns: &["database_id"],
                schema: "app",
                table: "database",
                references: &["id"],
            },
        ],
        module: ::core::option::Option::None,
        read: rt::read::<Secret>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
            name: cells.get(2usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[<Secret as rt::Table>::DEF];
