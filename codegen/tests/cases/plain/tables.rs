use typeferry::row as rt;
/// A row of `app.item`.
pub struct Item {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `label` text
    pub label: ::core::option::Option<::std::string::String>,
    /// `count` int4
    pub count: i32,
    /// `small` int2
    pub small: ::core::option::Option<i16>,
    /// `size` int8
    pub size: ::core::option::Option<i64>,
    /// `weight` float8
    pub weight: ::core::option::Option<f64>,
    /// `done` bool
    pub done: bool,
    /// `payload` jsonb
    pub payload: ::core::option::Option<rt::Json>,
    /// `created_at` timestamptz
    pub created_at: ::core::option::Option<rt::Timestamptz>,
}
impl rt::Row for Item {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.database_id),
            rt::ToValue::to_value(&self.label),
            rt::ToValue::to_value(&self.count),
            rt::ToValue::to_value(&self.small),
            rt::ToValue::to_value(&self.size),
            rt::ToValue::to_value(&self.weight),
            rt::ToValue::to_value(&self.done),
            rt::ToValue::to_value(&self.payload),
            rt::ToValue::to_value(&self.created_at),
        ]);
    }
}
impl rt::Table for Item {
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "item",
        row_type: "Item",
        root_field: "items",
        arguments: "where: {databaseId: {equalTo: $databaseId}}, orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::Some("UUID!"),
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "id databaseId label count small size weight done payload createdAt",
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
                name: "label",
                field: "label",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "count",
                field: "count",
                pg_type: "int4",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "small",
                field: "small",
                pg_type: "int2",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "size",
                field: "size",
                pg_type: "int8",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "weight",
                field: "weight",
                pg_type: "float8",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "done",
                field: "done",
                pg_type: "bool",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "payload",
                field: "payload",
                pg_type: "jsonb",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "created_at",
                field: "createdAt",
                pg_type: "timestamptz",
                nullable: true,
                environment: ::core::option::Option::None,
            },
        ],
        key: &[0usize],
        foreign_keys: &[],
        module: ::core::option::Option::None,
        read: rt::read::<Item>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
            label: cells.get(2usize)?,
            count: cells.get(3usize)?,
            small: cells.get(4usize)?,
            size: cells.get(5usize)?,
            weight: cells.get(6usize)?,
            done: cells.get(7usize)?,
            payload: cells.get(8usize)?,
            created_at: cells.get(9usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[<Item as rt::Table>::DEF];
