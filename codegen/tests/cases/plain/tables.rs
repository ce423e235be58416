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
    pub payload: ::core::option::Option<rt::Jsonb>,
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
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("item"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "uuid", rt::Kind::Plain).with_default(),
                    rt::ColumnDef::new("database_id", "uuid", rt::Kind::Plain),
                    rt::ColumnDef::new("label", "text", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("count", "int4", rt::Kind::Int).with_default(),
                    rt::ColumnDef::new("small", "int2", rt::Kind::Int).nullable(),
                    rt::ColumnDef::new("size", "int8", rt::Kind::Int).nullable(),
                    rt::ColumnDef::new("weight", "float8", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("done", "bool", rt::Kind::Bool).with_default(),
                    rt::ColumnDef::new("payload", "jsonb", rt::Kind::Json).nullable(),
                    rt::ColumnDef::new("created_at", "timestamptz", rt::Kind::Plain)
                        .nullable()
                        .with_default(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Item"),
        root_field: rt::Cow::Borrowed("items"),
        arguments: rt::Cow::Borrowed(
            "where: {databaseId: {equalTo: $databaseId}}, orderBy: [PRIMARY_KEY_ASC]",
        ),
        tenant_type: ::core::option::Option::Some(rt::Cow::Borrowed("UUID!")),
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed(
            "id databaseId label count small size weight done payload createdAt",
        ),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("databaseId"),
                rt::Cow::Borrowed("label"),
                rt::Cow::Borrowed("count"),
                rt::Cow::Borrowed("small"),
                rt::Cow::Borrowed("size"),
                rt::Cow::Borrowed("weight"),
                rt::Cow::Borrowed("done"),
                rt::Cow::Borrowed("payload"),
                rt::Cow::Borrowed("createdAt"),
            ],
        ),
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
pub static TABLES: &[&rt::TableQuery] = &[<Item as rt::Table>::QUERY];
