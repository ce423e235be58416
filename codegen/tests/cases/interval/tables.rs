use typeferry_client::row as rt;
/// A row of `app.plans`.
pub struct Plan {
    /// `id` int4
    pub id: i32,
    /// `every` interval
    pub every: ::core::option::Option<rt::Interval>,
    /// `grace` interval
    pub grace: rt::Interval,
}
impl rt::Row for Plan {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.every),
            rt::ToValue::to_value(&self.grace),
        ]);
    }
}
impl rt::Table for Plan {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("plans"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "int4", rt::Kind::Int).with_default(),
                    rt::ColumnDef::new("every", "interval", rt::Kind::Plain)
                        .nullable()
                        .losing(&[rt::Loss::Fraction]),
                    rt::ColumnDef::new("grace", "interval", rt::Kind::Plain)
                        .losing(&[rt::Loss::Fraction]),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Plan"),
        root_field: rt::Cow::Borrowed("plans"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed(
            "id every { days hours minutes months seconds years } grace { days hours minutes months seconds years }",
        ),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("every"),
                rt::Cow::Borrowed("grace"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Plan>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            every: cells.get(1usize)?,
            grace: cells.get(2usize)?,
        })
    }
}
/// A row to insert into `app.plans`; what is `None` is left to the column's default.
pub struct PlanInsert {
    /// `id` int4
    pub id: rt::Given<i32>,
    /// `every` interval
    pub every: rt::Given<::core::option::Option<rt::Interval>>,
    /// `grace` interval
    pub grace: rt::Interval,
}
impl rt::Insert for PlanInsert {
    const TABLE: &'static rt::TableDef = <Plan as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.every),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.grace)),
        ]);
    }
}
/// A column of `app.plans` that an upsert may set.
pub enum PlanColumn {
    /// `every` interval
    Every,
    /// `grace` interval
    Grace,
}
impl rt::UpsertColumn for PlanColumn {
    type Insert = PlanInsert;
    fn position(&self) -> usize {
        match self {
            Self::Every => 1usize,
            Self::Grace => 2usize,
        }
    }
}
/// What to set in a row of `app.plans`; what is `None` stays as it is.
pub struct PlanPatch {
    /// `id` int4
    pub id: rt::Given<i32>,
    /// `every` interval
    pub every: rt::Given<::core::option::Option<rt::Interval>>,
    /// `grace` interval
    pub grace: rt::Given<rt::Interval>,
}
impl PlanPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        every: ::core::option::Option::None,
        grace: ::core::option::Option::None,
    };
}
impl rt::Patch for PlanPatch {
    type Key = i32;
    const TABLE: &'static rt::TableDef = <Plan as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.every),
            rt::given(&self.grace),
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
pub static TABLES: &[&rt::TableQuery] = &[<Plan as rt::Table>::QUERY];
