use typeferry_client::row as rt;
/// A row of `app.values`.
pub struct Value {
    /// `id` int4
    pub id: i32,
    /// `span` int4range
    pub span: ::core::option::Option<rt::Range<i32>>,
    /// `big_span` int8range
    pub big_span: ::core::option::Option<rt::Range<i64>>,
    /// `amounts` numrange
    pub amounts: ::core::option::Option<rt::Range<rt::Numeric>>,
    /// `days` daterange
    pub days: ::core::option::Option<rt::Range<rt::Date>>,
    /// `period` tsrange
    pub period: ::core::option::Option<rt::Range<rt::Timestamp>>,
    /// `instants` tstzrange
    pub instants: ::core::option::Option<rt::Range<rt::Timestamptz>>,
    /// `all_spans` int4range[]
    pub all_spans: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<rt::Range<i32>>>,
    >,
}
impl rt::Row for Value {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.span),
            rt::ToValue::to_value(&self.big_span),
            rt::ToValue::to_value(&self.amounts),
            rt::ToValue::to_value(&self.days),
            rt::ToValue::to_value(&self.period),
            rt::ToValue::to_value(&self.instants),
            rt::ToValue::to_value(&self.all_spans),
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
                    rt::ColumnDef::new("span", "int4range", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("big_span", "int8range", rt::Kind::Plain)
                        .nullable(),
                    rt::ColumnDef::new("amounts", "numrange", rt::Kind::Plain)
                        .nullable(),
                    rt::ColumnDef::new("days", "daterange", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("period", "tsrange", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("instants", "tstzrange", rt::Kind::Plain)
                        .nullable(),
                    rt::ColumnDef::new("all_spans", "int4range[]", rt::Kind::Plain)
                        .array()
                        .nullable(),
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
            "id span { end { inclusive value } start { inclusive value } } bigSpan { end { inclusive value } start { inclusive value } } amounts { end { inclusive value } start { inclusive value } } days { end { inclusive value } start { inclusive value } } period { end { inclusive value } start { inclusive value } } instants { end { inclusive value } start { inclusive value } } allSpans { end { inclusive value } start { inclusive value } }",
        ),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("span"),
                rt::Cow::Borrowed("bigSpan"),
                rt::Cow::Borrowed("amounts"),
                rt::Cow::Borrowed("days"),
                rt::Cow::Borrowed("period"),
                rt::Cow::Borrowed("instants"),
                rt::Cow::Borrowed("allSpans"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Value>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            span: cells.get(1usize)?,
            big_span: cells.get(2usize)?,
            amounts: cells.get(3usize)?,
            days: cells.get(4usize)?,
            period: cells.get(5usize)?,
            instants: cells.get(6usize)?,
            all_spans: cells.get(7usize)?,
        })
    }
}
/// A row to insert into `app.values`; what is `None` is left to the column's default.
pub struct ValueInsert {
    /// `id` int4
    pub id: i32,
    /// `span` int4range
    pub span: rt::Given<::core::option::Option<rt::Range<i32>>>,
    /// `big_span` int8range
    pub big_span: rt::Given<::core::option::Option<rt::Range<i64>>>,
    /// `amounts` numrange
    pub amounts: rt::Given<::core::option::Option<rt::Range<rt::Numeric>>>,
    /// `days` daterange
    pub days: rt::Given<::core::option::Option<rt::Range<rt::Date>>>,
    /// `period` tsrange
    pub period: rt::Given<::core::option::Option<rt::Range<rt::Timestamp>>>,
    /// `instants` tstzrange
    pub instants: rt::Given<::core::option::Option<rt::Range<rt::Timestamptz>>>,
    /// `all_spans` int4range[]
    pub all_spans: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Range<i32>>>>,
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
            rt::given(&self.span),
            rt::given(&self.big_span),
            rt::given(&self.amounts),
            rt::given(&self.days),
            rt::given(&self.period),
            rt::given(&self.instants),
            rt::given(&self.all_spans),
        ]);
    }
}
/// A column of `app.values` that an upsert may set.
pub enum ValueColumn {
    /// `span` int4range
    Span,
    /// `big_span` int8range
    BigSpan,
    /// `amounts` numrange
    Amounts,
    /// `days` daterange
    Days,
    /// `period` tsrange
    Period,
    /// `instants` tstzrange
    Instants,
    /// `all_spans` int4range[]
    AllSpans,
}
impl rt::UpsertColumn for ValueColumn {
    type Insert = ValueInsert;
    fn position(&self) -> usize {
        match self {
            Self::Span => 1usize,
            Self::BigSpan => 2usize,
            Self::Amounts => 3usize,
            Self::Days => 4usize,
            Self::Period => 5usize,
            Self::Instants => 6usize,
            Self::AllSpans => 7usize,
        }
    }
}
/// What to set in a row of `app.values`; what is `None` stays as it is.
pub struct ValuePatch {
    /// `id` int4
    pub id: rt::Given<i32>,
    /// `span` int4range
    pub span: rt::Given<::core::option::Option<rt::Range<i32>>>,
    /// `big_span` int8range
    pub big_span: rt::Given<::core::option::Option<rt::Range<i64>>>,
    /// `amounts` numrange
    pub amounts: rt::Given<::core::option::Option<rt::Range<rt::Numeric>>>,
    /// `days` daterange
    pub days: rt::Given<::core::option::Option<rt::Range<rt::Date>>>,
    /// `period` tsrange
    pub period: rt::Given<::core::option::Option<rt::Range<rt::Timestamp>>>,
    /// `instants` tstzrange
    pub instants: rt::Given<::core::option::Option<rt::Range<rt::Timestamptz>>>,
    /// `all_spans` int4range[]
    pub all_spans: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Range<i32>>>>,
    >,
}
impl ValuePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        span: ::core::option::Option::None,
        big_span: ::core::option::Option::None,
        amounts: ::core::option::Option::None,
        days: ::core::option::Option::None,
        period: ::core::option::Option::None,
        instants: ::core::option::Option::None,
        all_spans: ::core::option::Option::None,
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
            rt::given(&self.span),
            rt::given(&self.big_span),
            rt::given(&self.amounts),
            rt::given(&self.days),
            rt::given(&self.period),
            rt::given(&self.instants),
            rt::given(&self.all_spans),
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
