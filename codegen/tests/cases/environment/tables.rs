use typeferry::row as rt;
/// A row of `app.apis`.
pub struct Api {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `dbname` text
    pub dbname: ::core::option::Option<::std::string::String>,
}
impl rt::Row for Api {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.database_id),
            rt::ToValue::to_value(&self.dbname),
        ]);
    }
}
impl rt::Table for Api {
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "apis",
        row_type: "Api",
        root_field: "apis",
        arguments: "where: {databaseId: {equalTo: $databaseId}}, orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::Some("UUID!"),
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "id databaseId dbname",
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
                name: "dbname",
                field: "dbname",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::Some("current_database()"),
            },
        ],
        key: &[0usize],
        foreign_keys: &[],
        module: ::core::option::Option::Some("app-schema"),
        read: rt::read::<Api>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
            dbname: cells.get(2usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[<Api as rt::Table>::DEF];
