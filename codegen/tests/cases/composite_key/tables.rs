use typeferry::row as rt;
/// A row of `app.memberships`.
pub struct Membership {
    /// `role` text
    pub role: ::std::string::String,
    /// `user_id` uuid
    pub user_id: rt::Uuid,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
}
impl rt::Row for Membership {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.role),
            rt::ToValue::to_value(&self.user_id),
            rt::ToValue::to_value(&self.database_id),
        ]);
    }
}
impl rt::Table for Membership {
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "memberships",
        row_type: "Membership",
        root_field: "memberships",
        arguments: "where: {databaseId: {equalTo: $databaseId}}, orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::Some("UUID!"),
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "role userId databaseId",
        columns: &[
            rt::ColumnDef {
                name: "role",
                field: "role",
                pg_type: "text",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "user_id",
                field: "userId",
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
        ],
        key: &[1usize, 0usize],
        foreign_keys: &[
            rt::ForeignKeyDef {
                columns: &["database_id"],
                schema: "app",
                table: "database",
                references: &["id"],
            },
            rt::ForeignKeyDef {
                columns: &["user_id", "database_id"],
                schema: "app",
                table: "users",
                references: &["id", "database_id"],
            },
        ],
        module: ::core::option::Option::None,
        read: rt::read::<Membership>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            role: cells.get(0usize)?,
            user_id: cells.get(1usize)?,
            database_id: cells.get(2usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[<Membership as rt::Table>::DEF];
