use typeferry_client::row as rt;
/// A row of `app.values`.
pub struct Value {
    /// `id` int4
    pub id: i32,
    /// `words` tsvector
    pub words: ::core::option::Option<rt::Verbatim>,
}
impl rt::Row for Value {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.words),
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
                    rt::ColumnDef::new("words", "tsvector", rt::Kind::Plain).nullable(),
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
        selection: rt::Cow::Borrowed("id words"),
        fields: rt::Cow::Borrowed(
            &[rt::Cow::Borrowed("id"), rt::Cow::Borrowed("words")],
        ),
        read: rt::Reader::Typed(rt::read::<Value>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            words: cells.get(1usize)?,
        })
    }
}
/// A row to insert into `app.values`; what is `None` is left to the column's default.
pub struct ValueInsert {
    /// `id` int4
    pub id: i32,
    /// `words` tsvector
    pub words: rt::Given<::core::option::Option<rt::Verbatim>>,
}
impl rt::Insert for ValueInsert {
    const TABLE: &'static rt::TableDef = <Value as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            ::core::option::Option::Some(rt::ToValue::to_value(&self.id)),
            rt::given(&self.words),
        ]);
    }
}
/// A column of `app.values` that an upsert may set.
pub enum ValueColumn {
    /// `words` tsvector
    Words,
}
impl rt::UpsertColumn for ValueColumn {
    type Insert = ValueInsert;
    fn position(&self) -> usize {
        match self {
            Self::Words => 1usize,
        }
    }
}
/// What to set in a row of `app.values`; what is `None` stays as it is.
pub struct ValuePatch {
    /// `id` int4
    pub id: rt::Given<i32>,
    /// `words` tsvector
    pub words: rt::Given<::core::option::Option<rt::Verbatim>>,
}
impl ValuePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        words: ::core::option::Option::None,
    };
}
impl rt::Patch for ValuePatch {
    type Key = i32;
    const TABLE: &'static rt::TableDef = <Value as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([rt::given(&self.id), rt::given(&self.words)]);
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
