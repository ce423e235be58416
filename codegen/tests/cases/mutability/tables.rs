use typeferry_client::row as rt;
/// A row of `app.widgets`.
pub struct Widget {
    /// `id` int8
    pub id: i64,
    /// `seq` int4
    pub seq: i32,
    /// `name` text
    pub name: ::std::string::String,
    /// `price` int4
    pub price: ::core::option::Option<i32>,
    /// `total` int4
    pub total: ::core::option::Option<i32>,
    /// `note` text
    pub note: ::core::option::Option<::std::string::String>,
    /// `code` citext
    pub code: ::core::option::Option<::std::string::String>,
}
impl rt::Row for Widget {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.seq),
            rt::ToValue::to_value(&self.name),
            rt::ToValue::to_value(&self.price),
            rt::ToValue::to_value(&self.total),
            rt::ToValue::to_value(&self.note),
            rt::ToValue::to_value(&self.code),
        ]);
    }
}
impl rt::Table for Widget {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("widgets"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "int8", rt::Kind::Int)
                        .with_default()
                        .identity_always(),
                    rt::ColumnDef::new("seq", "int4", rt::Kind::Int).with_default(),
                    rt::ColumnDef::new("name", "text", rt::Kind::Text),
                    rt::ColumnDef::new("price", "int4", rt::Kind::Int).nullable(),
                    rt::ColumnDef::new("total", "int4", rt::Kind::Int)
                        .nullable()
                        .with_default()
                        .generated(),
                    rt::ColumnDef::new("note", "text", rt::Kind::Text)
                        .nullable()
                        .not_in_input(),
                    rt::ColumnDef::new("code", "citext", rt::Kind::Text).nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Widget"),
        root_field: rt::Cow::Borrowed("widgets"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id seq name price total note code"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("seq"),
                rt::Cow::Borrowed("name"),
                rt::Cow::Borrowed("price"),
                rt::Cow::Borrowed("total"),
                rt::Cow::Borrowed("note"),
                rt::Cow::Borrowed("code"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Widget>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            seq: cells.get(1usize)?,
            name: cells.get(2usize)?,
            price: cells.get(3usize)?,
            total: cells.get(4usize)?,
            note: cells.get(5usize)?,
            code: cells.get(6usize)?,
        })
    }
}
/// A row to insert into `app.widgets`; what is `None` is left to the column's default.
pub struct WidgetInsert {
    /// `seq` int4
    pub seq: rt::Given<i32>,
    /// `name` text
    pub name: ::std::string::String,
    /// `price` int4
    pub price: rt::Given<::core::option::Option<i32>>,
    /// `code` citext
    pub code: rt::Given<::core::option::Option<::std::string::String>>,
}
impl rt::Insert for WidgetInsert {
    const TABLE: &'static rt::TableDef = <Widget as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[1usize, 2usize, 3usize, 6usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.seq),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.name)),
            rt::given(&self.price),
            rt::given(&self.code),
        ]);
    }
}
/// The identities of a row of `app.widgets` that are kept rather than assigned.
pub struct WidgetIdentities {
    /// `id` int8
    pub id: i64,
}
impl rt::KeptIdentities for WidgetIdentities {
    type Insert = WidgetInsert;
    const COLUMNS: &'static [usize] = &[0usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(&self.id)]);
    }
}
/// A column of `app.widgets` that an upsert may set.
pub enum WidgetColumn {
    /// `seq` int4
    Seq,
    /// `name` text
    Name,
    /// `price` int4
    Price,
    /// `code` citext
    Code,
}
impl rt::UpsertColumn for WidgetColumn {
    type Insert = WidgetInsert;
    fn position(&self) -> usize {
        match self {
            Self::Seq => 1usize,
            Self::Name => 2usize,
            Self::Price => 3usize,
            Self::Code => 6usize,
        }
    }
}
/// What to set in a row of `app.widgets`; what is `None` stays as it is.
pub struct WidgetPatch {
    /// `seq` int4
    pub seq: rt::Given<i32>,
    /// `name` text
    pub name: rt::Given<::std::string::String>,
    /// `price` int4
    pub price: rt::Given<::core::option::Option<i32>>,
    /// `note` text
    pub note: rt::Given<::core::option::Option<::std::string::String>>,
    /// `code` citext
    pub code: rt::Given<::core::option::Option<::std::string::String>>,
}
impl WidgetPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        seq: ::core::option::Option::None,
        name: ::core::option::Option::None,
        price: ::core::option::Option::None,
        note: ::core::option::Option::None,
        code: ::core::option::Option::None,
    };
}
impl rt::Patch for WidgetPatch {
    type Key = i64;
    const TABLE: &'static rt::TableDef = <Widget as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[1usize, 2usize, 3usize, 5usize, 6usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.seq),
            rt::given(&self.name),
            rt::given(&self.price),
            rt::given(&self.note),
            rt::given(&self.code),
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
pub static TABLES: &[&rt::TableQuery] = &[<Widget as rt::Table>::QUERY];
