use typeferry_client::row as rt;
/// A row of `app.values`.
pub struct Value {
    /// `id` int4
    pub id: i32,
    /// `day` date
    pub day: ::core::option::Option<rt::Date>,
    /// `at_time` time
    pub at_time: ::core::option::Option<rt::Time>,
    /// `zoned_time` timetz
    pub zoned_time: ::core::option::Option<rt::Timetz>,
    /// `at` timestamp
    pub at: ::core::option::Option<rt::Timestamp>,
    /// `instant` timestamptz
    pub instant: ::core::option::Option<rt::Timestamptz>,
    /// `every` interval
    pub every: ::core::option::Option<rt::Interval>,
    /// `all_days` date[]
    pub all_days: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<rt::Date>>,
    >,
}
impl rt::Row for Value {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.day),
            rt::ToValue::to_value(&self.at_time),
            rt::ToValue::to_value(&self.zoned_time),
            rt::ToValue::to_value(&self.at),
            rt::ToValue::to_value(&self.instant),
            rt::ToValue::to_value(&self.every),
            rt::ToValue::to_value(&self.all_days),
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
                    rt::ColumnDef::new("day", "date", rt::Kind::Plain)
                        .nullable()
                        .losing(&[rt::Loss::Infinity, rt::Loss::Era]),
                    rt::ColumnDef::new("at_time", "time", rt::Kind::Plain)
                        .nullable()
                        .losing(&[rt::Loss::Midnight]),
                    rt::ColumnDef::new("zoned_time", "timetz", rt::Kind::Plain)
                        .nullable()
                        .losing(&[rt::Loss::Zone]),
                    rt::ColumnDef::new("at", "timestamp", rt::Kind::Plain)
                        .nullable()
                        .losing(&[rt::Loss::Infinity, rt::Loss::Era]),
                    rt::ColumnDef::new("instant", "timestamptz", rt::Kind::Plain)
                        .nullable()
                        .losing(&[rt::Loss::Infinity, rt::Loss::Era]),
                    rt::ColumnDef::new("every", "interval", rt::Kind::Plain)
                        .nullable()
                        .losing(&[rt::Loss::Fraction]),
                    rt::ColumnDef::new("all_days", "date[]", rt::Kind::Plain)
                        .array()
                        .nullable()
                        .losing(&[rt::Loss::Infinity, rt::Loss::Era]),
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
            "id day atTime zonedTime at instant every { days hours minutes months seconds years } allDays",
        ),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("day"),
                rt::Cow::Borrowed("atTime"),
                rt::Cow::Borrowed("zonedTime"),
                rt::Cow::Borrowed("at"),
                rt::Cow::Borrowed("instant"),
                rt::Cow::Borrowed("every"),
                rt::Cow::Borrowed("allDays"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Value>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            day: cells.get(1usize)?,
            at_time: cells.get(2usize)?,
            zoned_time: cells.get(3usize)?,
            at: cells.get(4usize)?,
            instant: cells.get(5usize)?,
            every: cells.get(6usize)?,
            all_days: cells.get(7usize)?,
        })
    }
}
/// A row to insert into `app.values`; what is `None` is left to the column's default.
pub struct ValueInsert {
    /// `id` int4
    pub id: i32,
    /// `day` date
    pub day: rt::Given<::core::option::Option<rt::Date>>,
    /// `at_time` time
    pub at_time: rt::Given<::core::option::Option<rt::Time>>,
    /// `zoned_time` timetz
    pub zoned_time: rt::Given<::core::option::Option<rt::Timetz>>,
    /// `at` timestamp
    pub at: rt::Given<::core::option::Option<rt::Timestamp>>,
    /// `instant` timestamptz
    pub instant: rt::Given<::core::option::Option<rt::Timestamptz>>,
    /// `every` interval
    pub every: rt::Given<::core::option::Option<rt::Interval>>,
    /// `all_days` date[]
    pub all_days: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Date>>>,
    >,
}
impl rt::Insert for ValueInsert {
    const TABLE: &'static rt::TableDef = <Value as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize,
    ];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            ::core::option::Option::Some(rt::ToValue::to_value(&self.id)),
            rt::given(&self.day),
            rt::given(&self.at_time),
            rt::given(&self.zoned_time),
            rt::given(&self.at),
            rt::given(&self.instant),
            rt::given(&self.every),
            rt::given(&self.all_days),
        ]);
    }
}
/// A column of `app.values` that an upsert may set.
pub enum ValueColumn {
    /// `day` date
    Day,
    /// `at_time` time
    AtTime,
    /// `zoned_time` timetz
    ZonedTime,
    /// `at` timestamp
    At,
    /// `instant` timestamptz
    Instant,
    /// `every` interval
    Every,
    /// `all_days` date[]
    AllDays,
}
impl rt::UpsertColumn for ValueColumn {
    type Insert = ValueInsert;
    fn position(&self) -> usize {
        match self {
            Self::Day => 1usize,
            Self::AtTime => 2usize,
            Self::ZonedTime => 3usize,
            Self::At => 4usize,
            Self::Instant => 5usize,
            Self::Every => 6usize,
            Self::AllDays => 7usize,
        }
    }
}
/// What to set in a row of `app.values`; what is `None` stays as it is.
pub struct ValuePatch {
    /// `id` int4
    pub id: rt::Given<i32>,
    /// `day` date
    pub day: rt::Given<::core::option::Option<rt::Date>>,
    /// `at_time` time
    pub at_time: rt::Given<::core::option::Option<rt::Time>>,
    /// `zoned_time` timetz
    pub zoned_time: rt::Given<::core::option::Option<rt::Timetz>>,
    /// `at` timestamp
    pub at: rt::Given<::core::option::Option<rt::Timestamp>>,
    /// `instant` timestamptz
    pub instant: rt::Given<::core::option::Option<rt::Timestamptz>>,
    /// `every` interval
    pub every: rt::Given<::core::option::Option<rt::Interval>>,
    /// `all_days` date[]
    pub all_days: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Date>>>,
    >,
}
impl ValuePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        day: ::core::option::Option::None,
        at_time: ::core::option::Option::None,
        zoned_time: ::core::option::Option::None,
        at: ::core::option::Option::None,
        instant: ::core::option::Option::None,
        every: ::core::option::Option::None,
        all_days: ::core::option::Option::None,
    };
}
impl rt::Patch for ValuePatch {
    type Key = i32;
    const TABLE: &'static rt::TableDef = <Value as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize,
    ];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.day),
            rt::given(&self.at_time),
            rt::given(&self.zoned_time),
            rt::given(&self.at),
            rt::given(&self.instant),
            rt::given(&self.every),
            rt::given(&self.all_days),
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
