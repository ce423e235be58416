use typeferry_client::row as rt;
/// The enum that the API calls `Mood`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// `glad`
    Glad,
    /// `not so glad`
    NotSoGlad,
}
impl Mood {
    /// The label in PostgreSQL.
    pub fn label(self) -> &'static str {
        match self {
            Self::Glad => "glad",
            Self::NotSoGlad => "not so glad",
        }
    }
}
impl rt::FromCell for Mood {
    fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
        match &*cell.text()? {
            "GLAD" => ::core::result::Result::Ok(Self::Glad),
            "NOT_SO_GLAD" => ::core::result::Result::Ok(Self::NotSoGlad),
            other => {
                ::core::result::Result::Err(rt::Mismatch::new("a value of Mood", other))
            }
        }
    }
}
impl rt::ToValue for Mood {
    fn to_value(&self) -> rt::Value<'_> {
        rt::Value::Plain(self.label())
    }
}
/// A row of `app.tags`.
pub struct Tag {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `names` text[]
    pub names: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<::std::string::String>>,
    >,
    /// `ids` uuid[]
    pub ids: ::std::vec::Vec<::core::option::Option<rt::Uuid>>,
    /// `moods` mood[]
    pub moods: ::core::option::Option<::std::vec::Vec<::core::option::Option<Mood>>>,
    /// `raw` jsonb[]
    pub raw: ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Jsonb>>>,
}
impl rt::Row for Tag {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.names),
            rt::ToValue::to_value(&self.ids),
            rt::ToValue::to_value(&self.moods),
            rt::ToValue::to_value(&self.raw),
        ]);
    }
}
impl rt::Table for Tag {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("tags"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "uuid", rt::Kind::Plain).with_default(),
                    rt::ColumnDef::new("names", "text[]", rt::Kind::Text)
                        .array()
                        .nullable(),
                    rt::ColumnDef::new("ids", "uuid[]", rt::Kind::Plain).array(),
                    rt::ColumnDef::new("moods", "mood[]", rt::Kind::Plain)
                        .array()
                        .nullable(),
                    rt::ColumnDef::new("raw", "jsonb[]", rt::Kind::Json)
                        .array()
                        .nullable()
                        .losing(&[rt::Loss::JsonNull, rt::Loss::JsonNumber]),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Tag"),
        root_field: rt::Cow::Borrowed("tags"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id names ids moods raw"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("names"),
                rt::Cow::Borrowed("ids"),
                rt::Cow::Borrowed("moods"),
                rt::Cow::Borrowed("raw"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Tag>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            names: cells.get(1usize)?,
            ids: cells.get(2usize)?,
            moods: cells.get(3usize)?,
            raw: cells.get(4usize)?,
        })
    }
}
/// A row to insert into `app.tags`; what is `None` is left to the column's default.
pub struct TagInsert {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `names` text[]
    pub names: rt::Given<
        ::core::option::Option<
            ::std::vec::Vec<::core::option::Option<::std::string::String>>,
        >,
    >,
    /// `ids` uuid[]
    pub ids: ::std::vec::Vec<::core::option::Option<rt::Uuid>>,
    /// `moods` mood[]
    pub moods: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<Mood>>>,
    >,
    /// `raw` jsonb[]
    pub raw: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Jsonb>>>,
    >,
}
impl rt::Insert for TagInsert {
    const TABLE: &'static rt::TableDef = <Tag as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize, 3usize, 4usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.names),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.ids)),
            rt::given(&self.moods),
            rt::given(&self.raw),
        ]);
    }
}
/// A column of `app.tags` that an upsert may set.
pub enum TagColumn {
    /// `names` text[]
    Names,
    /// `ids` uuid[]
    Ids,
    /// `moods` mood[]
    Moods,
    /// `raw` jsonb[]
    Raw,
}
impl rt::UpsertColumn for TagColumn {
    type Insert = TagInsert;
    fn position(&self) -> usize {
        match self {
            Self::Names => 1usize,
            Self::Ids => 2usize,
            Self::Moods => 3usize,
            Self::Raw => 4usize,
        }
    }
}
/// What to set in a row of `app.tags`; what is `None` stays as it is.
pub struct TagPatch {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `names` text[]
    pub names: rt::Given<
        ::core::option::Option<
            ::std::vec::Vec<::core::option::Option<::std::string::String>>,
        >,
    >,
    /// `ids` uuid[]
    pub ids: rt::Given<::std::vec::Vec<::core::option::Option<rt::Uuid>>>,
    /// `moods` mood[]
    pub moods: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<Mood>>>,
    >,
    /// `raw` jsonb[]
    pub raw: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Jsonb>>>,
    >,
}
impl TagPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        names: ::core::option::Option::None,
        ids: ::core::option::Option::None,
        moods: ::core::option::Option::None,
        raw: ::core::option::Option::None,
    };
}
impl rt::Patch for TagPatch {
    type Key = rt::Uuid;
    const TABLE: &'static rt::TableDef = <Tag as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize, 3usize, 4usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.names),
            rt::given(&self.ids),
            rt::given(&self.moods),
            rt::given(&self.raw),
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
pub static TABLES: &[&rt::TableQuery] = &[<Tag as rt::Table>::QUERY];
