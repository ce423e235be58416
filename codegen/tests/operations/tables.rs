use typeferry_client::row as rt;
/// The enum that the API calls `PostState`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostState {
    /// `draft`
    Draft,
    /// `out now`
    OutNow,
}
impl PostState {
    /// The label in PostgreSQL.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::OutNow => "out now",
        }
    }
}
impl rt::FromCell for PostState {
    fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
        match &*cell.text()? {
            "DRAFT" => ::core::result::Result::Ok(Self::Draft),
            "OUT_NOW" => ::core::result::Result::Ok(Self::OutNow),
            other => {
                ::core::result::Result::Err(
                    rt::Mismatch::new("a value of PostState", other),
                )
            }
        }
    }
}
impl rt::ToValue for PostState {
    fn to_value(&self) -> rt::Value<'_> {
        rt::Value::Plain(self.label())
    }
}
/// A row of `blog.authors`.
pub struct Author {
    /// `id` int4
    pub id: i32,
    /// `full_name` text
    pub full_name: ::std::string::String,
    /// `joined_at` timestamptz
    pub joined_at: ::core::option::Option<rt::Timestamptz>,
    /// `born` date
    pub born: ::core::option::Option<rt::Date>,
}
impl rt::Row for Author {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.full_name),
            rt::ToValue::to_value(&self.joined_at),
            rt::ToValue::to_value(&self.born),
        ]);
    }
}
impl rt::Table for Author {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("blog"),
            name: rt::Cow::Borrowed("authors"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "int4", rt::Kind::Int)
                        .with_default()
                        .not_in_input(),
                    rt::ColumnDef::new("full_name", "text", rt::Kind::Text),
                    rt::ColumnDef::new("joined_at", "timestamptz", rt::Kind::Plain)
                        .nullable()
                        .losing(&[rt::Loss::Infinity, rt::Loss::Era]),
                    rt::ColumnDef::new("born", "date", rt::Kind::Plain)
                        .nullable()
                        .not_in_input()
                        .losing(&[rt::Loss::Infinity, rt::Loss::Era]),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Author"),
        root_field: rt::Cow::Borrowed("authors"),
        arguments: rt::Cow::Borrowed(""),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id name joined born"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("name"),
                rt::Cow::Borrowed("joined"),
                rt::Cow::Borrowed("born"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Author>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            full_name: cells.get(1usize)?,
            joined_at: cells.get(2usize)?,
            born: cells.get(3usize)?,
        })
    }
}
/// A row to insert into `blog.authors`; what is `None` is left to the column's default.
pub struct AuthorInsert {
    /// `full_name` text
    pub full_name: ::std::string::String,
    /// `joined_at` timestamptz
    pub joined_at: rt::Given<::core::option::Option<rt::Timestamptz>>,
}
impl rt::Insert for AuthorInsert {
    const TABLE: &'static rt::TableDef = <Author as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[1usize, 2usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            ::core::option::Option::Some(rt::ToValue::to_value(&self.full_name)),
            rt::given(&self.joined_at),
        ]);
    }
}
/// A column of `blog.authors` that an upsert may set.
pub enum AuthorColumn {
    /// `full_name` text
    FullName,
    /// `joined_at` timestamptz
    JoinedAt,
}
impl rt::UpsertColumn for AuthorColumn {
    type Insert = AuthorInsert;
    fn position(&self) -> usize {
        match self {
            Self::FullName => 1usize,
            Self::JoinedAt => 2usize,
        }
    }
}
/// What to set in a row of `blog.authors`; what is `None` stays as it is.
pub struct AuthorPatch {
    /// `id` int4
    pub id: rt::Given<i32>,
    /// `full_name` text
    pub full_name: rt::Given<::std::string::String>,
    /// `joined_at` timestamptz
    pub joined_at: rt::Given<::core::option::Option<rt::Timestamptz>>,
    /// `born` date
    pub born: rt::Given<::core::option::Option<rt::Date>>,
}
impl AuthorPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        full_name: ::core::option::Option::None,
        joined_at: ::core::option::Option::None,
        born: ::core::option::Option::None,
    };
}
impl rt::Patch for AuthorPatch {
    type Key = i32;
    const TABLE: &'static rt::TableDef = <Author as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize, 3usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.full_name),
            rt::given(&self.joined_at),
            rt::given(&self.born),
        ]);
    }
}
/// A row of `blog.posts`.
pub struct Post {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `author_id` int4
    pub author_id: i32,
    /// `title` text
    pub title: ::std::string::String,
    /// `state` post_state
    pub state: PostState,
    /// `labels` text[]
    pub labels: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<::std::string::String>>,
    >,
    /// `price` numeric
    pub price: ::core::option::Option<rt::Numeric>,
    /// `views` int8
    pub views: i64,
    /// `extra` jsonb
    pub extra: ::core::option::Option<rt::Jsonb>,
    /// `at` timestamp
    pub at: ::core::option::Option<rt::Timestamp>,
    /// `lasts` interval
    pub lasts: ::core::option::Option<rt::Interval>,
    /// `type` text
    pub r#type: ::core::option::Option<::std::string::String>,
}
impl rt::Row for Post {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.author_id),
            rt::ToValue::to_value(&self.title),
            rt::ToValue::to_value(&self.state),
            rt::ToValue::to_value(&self.labels),
            rt::ToValue::to_value(&self.price),
            rt::ToValue::to_value(&self.views),
            rt::ToValue::to_value(&self.extra),
            rt::ToValue::to_value(&self.at),
            rt::ToValue::to_value(&self.lasts),
            rt::ToValue::to_value(&self.r#type),
        ]);
    }
}
impl rt::Table for Post {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("blog"),
            name: rt::Cow::Borrowed("posts"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "uuid", rt::Kind::Plain)
                        .with_default()
                        .not_in_patch(),
                    rt::ColumnDef::new("author_id", "int4", rt::Kind::Int)
                        .not_in_patch(),
                    rt::ColumnDef::new("title", "text", rt::Kind::Text),
                    rt::ColumnDef::new("state", "post_state", rt::Kind::Plain)
                        .with_default(),
                    rt::ColumnDef::new("labels", "text[]", rt::Kind::Text)
                        .array()
                        .nullable(),
                    rt::ColumnDef::new("price", "numeric", rt::Kind::Plain)
                        .nullable()
                        .not_in_patch(),
                    rt::ColumnDef::new("views", "int8", rt::Kind::Int)
                        .with_default()
                        .not_in_patch(),
                    rt::ColumnDef::new("extra", "jsonb", rt::Kind::Json)
                        .nullable()
                        .not_in_patch()
                        .losing(&[rt::Loss::JsonNull, rt::Loss::JsonNumber]),
                    rt::ColumnDef::new("at", "timestamp", rt::Kind::Plain)
                        .nullable()
                        .not_in_patch()
                        .losing(&[rt::Loss::Infinity, rt::Loss::Era]),
                    rt::ColumnDef::new("lasts", "interval", rt::Kind::Plain)
                        .nullable()
                        .losing(&[rt::Loss::Fraction]),
                    rt::ColumnDef::new("type", "text", rt::Kind::Text)
                        .nullable()
                        .not_in_input()
                        .not_in_patch(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(
                &[
                    rt::ForeignKeyDef {
                        columns: rt::Cow::Borrowed(&[rt::Cow::Borrowed("author_id")]),
                        schema: rt::Cow::Borrowed("blog"),
                        table: rt::Cow::Borrowed("authors"),
                        references: rt::Cow::Borrowed(&[rt::Cow::Borrowed("id")]),
                    },
                ],
            ),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Post"),
        root_field: rt::Cow::Borrowed("posts"),
        arguments: rt::Cow::Borrowed("orderBy: [ID_ASC]"),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed(
            "id authorId name state labels price views extra at lasts { days hours seconds } type",
        ),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("authorId"),
                rt::Cow::Borrowed("name"),
                rt::Cow::Borrowed("state"),
                rt::Cow::Borrowed("labels"),
                rt::Cow::Borrowed("price"),
                rt::Cow::Borrowed("views"),
                rt::Cow::Borrowed("extra"),
                rt::Cow::Borrowed("at"),
                rt::Cow::Borrowed("lasts"),
                rt::Cow::Borrowed("type"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Post>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            author_id: cells.get(1usize)?,
            title: cells.get(2usize)?,
            state: cells.get(3usize)?,
            labels: cells.get(4usize)?,
            price: cells.get(5usize)?,
            views: cells.get(6usize)?,
            extra: cells.get(7usize)?,
            at: cells.get(8usize)?,
            lasts: cells.get(9usize)?,
            r#type: cells.get(10usize)?,
        })
    }
}
/// A row to insert into `blog.posts`; what is `None` is left to the column's default.
pub struct PostInsert {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `author_id` int4
    pub author_id: i32,
    /// `title` text
    pub title: ::std::string::String,
    /// `state` post_state
    pub state: rt::Given<PostState>,
    /// `labels` text[]
    pub labels: rt::Given<
        ::core::option::Option<
            ::std::vec::Vec<::core::option::Option<::std::string::String>>,
        >,
    >,
    /// `price` numeric
    pub price: rt::Given<::core::option::Option<rt::Numeric>>,
    /// `views` int8
    pub views: rt::Given<i64>,
    /// `extra` jsonb
    pub extra: rt::Given<::core::option::Option<rt::Jsonb>>,
    /// `at` timestamp
    pub at: rt::Given<::core::option::Option<rt::Timestamp>>,
    /// `lasts` interval
    pub lasts: rt::Given<::core::option::Option<rt::Interval>>,
}
impl rt::Insert for PostInsert {
    const TABLE: &'static rt::TableDef = <Post as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize, 8usize, 9usize,
    ];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.author_id)),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.title)),
            rt::given(&self.state),
            rt::given(&self.labels),
            rt::given(&self.price),
            rt::given(&self.views),
            rt::given(&self.extra),
            rt::given(&self.at),
            rt::given(&self.lasts),
        ]);
    }
}
/// A column of `blog.posts` that an upsert may set.
pub enum PostColumn {
    /// `title` text
    Title,
    /// `state` post_state
    State,
    /// `labels` text[]
    Labels,
    /// `lasts` interval
    Lasts,
}
impl rt::UpsertColumn for PostColumn {
    type Insert = PostInsert;
    fn position(&self) -> usize {
        match self {
            Self::Title => 2usize,
            Self::State => 3usize,
            Self::Labels => 4usize,
            Self::Lasts => 9usize,
        }
    }
}
/// What to set in a row of `blog.posts`; what is `None` stays as it is.
pub struct PostPatch {
    /// `title` text
    pub title: rt::Given<::std::string::String>,
    /// `state` post_state
    pub state: rt::Given<PostState>,
    /// `labels` text[]
    pub labels: rt::Given<
        ::core::option::Option<
            ::std::vec::Vec<::core::option::Option<::std::string::String>>,
        >,
    >,
    /// `lasts` interval
    pub lasts: rt::Given<::core::option::Option<rt::Interval>>,
}
impl PostPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        title: ::core::option::Option::None,
        state: ::core::option::Option::None,
        labels: ::core::option::Option::None,
        lasts: ::core::option::Option::None,
    };
}
impl rt::Patch for PostPatch {
    type Key = rt::Uuid;
    const TABLE: &'static rt::TableDef = <Post as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[2usize, 3usize, 4usize, 9usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.title),
            rt::given(&self.state),
            rt::given(&self.labels),
            rt::given(&self.lasts),
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
pub static TABLES: &[&rt::TableQuery] = &[
    <Author as rt::Table>::QUERY,
    <Post as rt::Table>::QUERY,
];
