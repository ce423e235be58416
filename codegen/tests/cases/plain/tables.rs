use typeferry_client::row as rt;
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
                    rt::ColumnDef::new("payload", "jsonb", rt::Kind::Json)
                        .nullable()
                        .losing(&[rt::Loss::JsonNull, rt::Loss::JsonNumber]),
                    rt::ColumnDef::new("created_at", "timestamptz", rt::Kind::Plain)
                        .nullable()
                        .with_default()
                        .losing(&[rt::Loss::Infinity, rt::Loss::Era]),
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
        tenancy: rt::Tenancy::Tenant(rt::Cow::Borrowed("UUID!")),
        page: PAGE,
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
        read: rt::Reader::Typed(rt::read::<Item>),
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
/// A row to insert into `app.item`; what is `None` is left to the column's default.
pub struct ItemInsert {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `label` text
    pub label: rt::Given<::core::option::Option<::std::string::String>>,
    /// `count` int4
    pub count: rt::Given<i32>,
    /// `small` int2
    pub small: rt::Given<::core::option::Option<i16>>,
    /// `size` int8
    pub size: rt::Given<::core::option::Option<i64>>,
    /// `weight` float8
    pub weight: rt::Given<::core::option::Option<f64>>,
    /// `done` bool
    pub done: rt::Given<bool>,
    /// `payload` jsonb
    pub payload: rt::Given<::core::option::Option<rt::Jsonb>>,
    /// `created_at` timestamptz
    pub created_at: rt::Given<::core::option::Option<rt::Timestamptz>>,
}
impl rt::Insert for ItemInsert {
    const TABLE: &'static rt::TableDef = <Item as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize, 8usize, 9usize,
    ];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.database_id)),
            rt::given(&self.label),
            rt::given(&self.count),
            rt::given(&self.small),
            rt::given(&self.size),
            rt::given(&self.weight),
            rt::given(&self.done),
            rt::given(&self.payload),
            rt::given(&self.created_at),
        ]);
    }
}
/// A column of `app.item` that an upsert may set.
pub enum ItemColumn {
    /// `database_id` uuid
    DatabaseId,
    /// `label` text
    Label,
    /// `count` int4
    Count,
    /// `small` int2
    Small,
    /// `size` int8
    Size,
    /// `weight` float8
    Weight,
    /// `done` bool
    Done,
    /// `payload` jsonb
    Payload,
    /// `created_at` timestamptz
    CreatedAt,
}
impl rt::UpsertColumn for ItemColumn {
    type Insert = ItemInsert;
    fn position(&self) -> usize {
        match self {
            Self::DatabaseId => 1usize,
            Self::Label => 2usize,
            Self::Count => 3usize,
            Self::Small => 4usize,
            Self::Size => 5usize,
            Self::Weight => 6usize,
            Self::Done => 7usize,
            Self::Payload => 8usize,
            Self::CreatedAt => 9usize,
        }
    }
}
/// What to set in a row of `app.item`; what is `None` stays as it is.
pub struct ItemPatch {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `database_id` uuid
    pub database_id: rt::Given<rt::Uuid>,
    /// `label` text
    pub label: rt::Given<::core::option::Option<::std::string::String>>,
    /// `count` int4
    pub count: rt::Given<i32>,
    /// `small` int2
    pub small: rt::Given<::core::option::Option<i16>>,
    /// `size` int8
    pub size: rt::Given<::core::option::Option<i64>>,
    /// `weight` float8
    pub weight: rt::Given<::core::option::Option<f64>>,
    /// `done` bool
    pub done: rt::Given<bool>,
    /// `payload` jsonb
    pub payload: rt::Given<::core::option::Option<rt::Jsonb>>,
    /// `created_at` timestamptz
    pub created_at: rt::Given<::core::option::Option<rt::Timestamptz>>,
}
impl ItemPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        database_id: ::core::option::Option::None,
        label: ::core::option::Option::None,
        count: ::core::option::Option::None,
        small: ::core::option::Option::None,
        size: ::core::option::Option::None,
        weight: ::core::option::Option::None,
        done: ::core::option::Option::None,
        payload: ::core::option::Option::None,
        created_at: ::core::option::Option::None,
    };
}
impl rt::Patch for ItemPatch {
    type Key = rt::Uuid;
    const TABLE: &'static rt::TableDef = <Item as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize, 8usize, 9usize,
    ];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.database_id),
            rt::given(&self.label),
            rt::given(&self.count),
            rt::given(&self.small),
            rt::given(&self.size),
            rt::given(&self.weight),
            rt::given(&self.done),
            rt::given(&self.payload),
            rt::given(&self.created_at),
        ]);
    }
}
/// How a page is asked for, and how it arrives.
const PAGE: rt::PageShape = rt::PageShape {
    rows: ::core::option::Option::Some("nodes"),
    info: ::core::option::Option::Some(rt::PageInfoShape {
        field: "pageInfo",
        more: "hasNextPage",
        cursor: ::core::option::Option::Some("endCursor"),
    }),
    total: ::core::option::Option::Some("totalCount"),
    limit: "first",
    offset: "offset",
    after: ::core::option::Option::Some("after"),
    by_key: ::core::option::Option::Some("orderBy: [PRIMARY_KEY_ASC]"),
    integer: "Int",
    tenant: "databaseId",
};
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableQuery] = &[<Item as rt::Table>::QUERY];
