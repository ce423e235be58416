use typeferry::row as rt;
/// A row of `app.user`.
pub struct User {
    /// `self` uuid
    pub self_: rt::Uuid,
    /// `type` text
    pub r#type: ::core::option::Option<::std::string::String>,
    /// `crate` text
    pub crate_: ::core::option::Option<::std::string::String>,
    /// `gen` text
    pub r#gen: ::core::option::Option<::std::string::String>,
    /// `super` bool
    pub super_: ::core::option::Option<bool>,
    /// `fn` int4
    pub r#fn: ::core::option::Option<i32>,
    /// `async` text
    pub r#async: ::core::option::Option<::std::string::String>,
    /// `self_` text
    pub self__: ::core::option::Option<::std::string::String>,
}
impl rt::Row for User {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.self_),
            rt::ToValue::to_value(&self.r#type),
            rt::ToValue::to_value(&self.crate_),
            rt::ToValue::to_value(&self.r#gen),
            rt::ToValue::to_value(&self.super_),
            rt::ToValue::to_value(&self.r#fn),
            rt::ToValue::to_value(&self.r#async),
            rt::ToValue::to_value(&self.self__),
        ]);
    }
}
impl rt::Table for User {
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "user",
        row_type: "User",
        root_field: "users",
        arguments: "orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::None,
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "self type crate gen super fn async self_",
        columns: &[
            rt::ColumnDef {
                name: "self",
                field: "self",
                pg_type: "uuid",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "type",
                field: "type",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "crate",
                field: "crate",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "gen",
                field: "gen",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "super",
                field: "super",
                pg_type: "bool",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "fn",
                field: "fn",
                pg_type: "int4",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "async",
                field: "async",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "self_",
                field: "self_",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
        ],
        key: &[0usize],
        foreign_keys: &[],
        module: ::core::option::Option::None,
        read: rt::read::<User>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            self_: cells.get(0usize)?,
            r#type: cells.get(1usize)?,
            crate_: cells.get(2usize)?,
            r#gen: cells.get(3usize)?,
            super_: cells.get(4usize)?,
            r#fn: cells.get(5usize)?,
            r#async: cells.get(6usize)?,
            self__: cells.get(7usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[<User as rt::Table>::DEF];
