use typeferry_client::row as rt;
/// A row of `app.values`.
pub struct Value {
    /// `id` int4
    pub id: i32,
    /// `small` int2
    pub small: ::core::option::Option<i16>,
    /// `big` int8
    pub big: ::core::option::Option<i64>,
    /// `single` float4
    pub single: ::core::option::Option<f32>,
    /// `double` float8
    pub double: ::core::option::Option<f64>,
    /// `amount` numeric
    pub amount: ::core::option::Option<rt::Numeric>,
    /// `price` money
    pub price: ::core::option::Option<rt::Money>,
    /// `object` oid
    pub object: ::core::option::Option<u32>,
    /// `all_amounts` numeric[]
    pub all_amounts: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<rt::Numeric>>,
    >,
    /// `all_prices` money[]
    pub all_prices: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<rt::Money>>,
    >,
}
impl rt::Row for Value {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.small),
            rt::ToValue::to_value(&self.big),
            rt::ToValue::to_value(&self.single),
            rt::ToValue::to_value(&self.double),
            rt::ToValue::to_value(&self.amount),
            rt::ToValue::to_value(&self.price),
            rt::ToValue::to_value(&self.object),
            rt::ToValue::to_value(&self.all_amounts),
            rt::ToValue::to_value(&self.all_prices),
        ]);
    }
}
impl rt::Table for Value {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("values"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "int4", rt::Kind::Int),
                    rt::ColumnDef::new("small", "int2", rt::Kind::Int).nullable(),
                    rt::ColumnDef::new("big", "int8", rt::Kind::Int).nullable(),
                    rt::ColumnDef::new("single", "float4", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("double", "float8", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("amount", "numeric", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("price", "money", rt::Kind::Money)
                        .nullable()
                        .losing(&[rt::Loss::Amount]),
                    rt::ColumnDef::new("object", "oid", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("all_amounts", "numeric[]", rt::Kind::Plain)
                        .array()
                        .nullable(),
                    rt::ColumnDef::new("all_prices", "money[]", rt::Kind::Money)
                        .array()
                        .nullable()
                        .losing(&[rt::Loss::Amount]),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Value"),
        root_field: rt::Cow::Borrowed("values"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed(
            "id small big single double amount price object allAmounts allPrices",
        ),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("small"),
                rt::Cow::Borrowed("big"),
                rt::Cow::Borrowed("single"),
                rt::Cow::Borrowed("double"),
                rt::Cow::Borrowed("amount"),
                rt::Cow::Borrowed("price"),
                rt::Cow::Borrowed("object"),
                rt::Cow::Borrowed("allAmounts"),
                rt::Cow::Borrowed("allPrices"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Value>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            small: cells.get(1usize)?,
            big: cells.get(2usize)?,
            single: cells.get(3usize)?,
            double: cells.get(4usize)?,
            amount: cells.get(5usize)?,
            price: cells.get(6usize)?,
            object: cells.get(7usize)?,
            all_amounts: cells.get(8usize)?,
            all_prices: cells.get(9usize)?,
        })
    }
}
/// A row to insert into `app.values`; what is `None` is left to the column's default.
pub struct ValueInsert {
    /// `id` int4
    pub id: i32,
    /// `small` int2
    pub small: rt::Given<::core::option::Option<i16>>,
    /// `big` int8
    pub big: rt::Given<::core::option::Option<i64>>,
    /// `single` float4
    pub single: rt::Given<::core::option::Option<f32>>,
    /// `double` float8
    pub double: rt::Given<::core::option::Option<f64>>,
    /// `amount` numeric
    pub amount: rt::Given<::core::option::Option<rt::Numeric>>,
    /// `price` money
    pub price: rt::Given<::core::option::Option<rt::Money>>,
    /// `object` oid
    pub object: rt::Given<::core::option::Option<u32>>,
    /// `all_amounts` numeric[]
    pub all_amounts: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Numeric>>>,
    >,
    /// `all_prices` money[]
    pub all_prices: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Money>>>,
    >,
}
impl rt::Insert for ValueInsert {
    const TABLE: &'static rt::TableDef = <Value as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize, 8usize, 9usize,
    ];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            ::core::option::Option::Some(rt::ToValue::to_value(&self.id)),
            rt::given(&self.small),
            rt::given(&self.big),
            rt::given(&self.single),
            rt::given(&self.double),
            rt::given(&self.amount),
            rt::given(&self.price),
            rt::given(&self.object),
            rt::given(&self.all_amounts),
            rt::given(&self.all_prices),
        ]);
    }
}
/// A column of `app.values` that an upsert may set.
pub enum ValueColumn {
    /// `small` int2
    Small,
    /// `big` int8
    Big,
    /// `single` float4
    Single,
    /// `double` float8
    Double,
    /// `amount` numeric
    Amount,
    /// `price` money
    Price,
    /// `object` oid
    Object,
    /// `all_amounts` numeric[]
    AllAmounts,
    /// `all_prices` money[]
    AllPrices,
}
impl rt::UpsertColumn for ValueColumn {
    type Insert = ValueInsert;
    fn position(&self) -> usize {
        match self {
            Self::Small => 1usize,
            Self::Big => 2usize,
            Self::Single => 3usize,
            Self::Double => 4usize,
            Self::Amount => 5usize,
            Self::Price => 6usize,
            Self::Object => 7usize,
            Self::AllAmounts => 8usize,
            Self::AllPrices => 9usize,
        }
    }
}
/// What to set in a row of `app.values`; what is `None` stays as it is.
pub struct ValuePatch {
    /// `id` int4
    pub id: rt::Given<i32>,
    /// `small` int2
    pub small: rt::Given<::core::option::Option<i16>>,
    /// `big` int8
    pub big: rt::Given<::core::option::Option<i64>>,
    /// `single` float4
    pub single: rt::Given<::core::option::Option<f32>>,
    /// `double` float8
    pub double: rt::Given<::core::option::Option<f64>>,
    /// `amount` numeric
    pub amount: rt::Given<::core::option::Option<rt::Numeric>>,
    /// `price` money
    pub price: rt::Given<::core::option::Option<rt::Money>>,
    /// `object` oid
    pub object: rt::Given<::core::option::Option<u32>>,
    /// `all_amounts` numeric[]
    pub all_amounts: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Numeric>>>,
    >,
    /// `all_prices` money[]
    pub all_prices: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Money>>>,
    >,
}
impl ValuePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        small: ::core::option::Option::None,
        big: ::core::option::Option::None,
        single: ::core::option::Option::None,
        double: ::core::option::Option::None,
        amount: ::core::option::Option::None,
        price: ::core::option::Option::None,
        object: ::core::option::Option::None,
        all_amounts: ::core::option::Option::None,
        all_prices: ::core::option::Option::None,
    };
}
impl rt::Patch for ValuePatch {
    type Key = i32;
    const TABLE: &'static rt::TableDef = <Value as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize, 8usize, 9usize,
    ];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.small),
            rt::given(&self.big),
            rt::given(&self.single),
            rt::given(&self.double),
            rt::given(&self.amount),
            rt::given(&self.price),
            rt::given(&self.object),
            rt::given(&self.all_amounts),
            rt::given(&self.all_prices),
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
pub static TABLES: &[&rt::TableQuery] = &[<Value as rt::Table>::QUERY];
