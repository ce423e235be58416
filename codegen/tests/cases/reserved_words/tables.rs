use typeferry_client::row as rt;
/// A row of `app.user`.
pub struct User {
    /// `self` uuid
    pub self_: rt::Uuid,
    /// `type` text
    pub r#type: ::core::option::Option<::std::string::String>,
    /// `crate` text
    pub crate_: ::core::option::Option<::std::string::String>,
    /// `gen` text
    pub r#gen: ::core::option::Option<::std::string::String>,
    /// `super` bool
    pub super_: ::core::option::Option<bool>,
    /// `fn` int4
    pub r#fn: ::core::option::Option<i32>,
    /// `async` text
    pub r#async: ::core::option::Option<::std::string::String>,
    /// `self_` text
    pub self__: ::core::option::Option<::std::string::String>,
}
impl rt::Row for User {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.self_),
            rt::ToValue::to_value(&self.r#type),
            rt::ToValue::to_value(&self.crate_),
            rt::ToValue::to_value(&self.r#gen),
            rt::ToValue::to_value(&self.super_),
            rt::ToValue::to_value(&self.r#fn),
            rt::ToValue::to_value(&self.r#async),
            rt::ToValue::to_value(&self.self__),
        ]);
    }
}
impl rt::Table for User {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("user"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("self", "uuid", rt::Kind::Plain).with_default(),
                    rt::ColumnDef::new("type", "text", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("crate", "text", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("gen", "text", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("super", "bool", rt::Kind::Bool).nullable(),
                    rt::ColumnDef::new("fn", "int4", rt::Kind::Int).nullable(),
                    rt::ColumnDef::new("async", "text", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("self_", "text", rt::Kind::Text).nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("User"),
        root_field: rt::Cow::Borrowed("users"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("self type crate gen super fn async self_"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("self"),
                rt::Cow::Borrowed("type"),
                rt::Cow::Borrowed("crate"),
                rt::Cow::Borrowed("gen"),
                rt::Cow::Borrowed("super"),
                rt::Cow::Borrowed("fn"),
                rt::Cow::Borrowed("async"),
                rt::Cow::Borrowed("self_"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<User>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            self_: cells.get(0usize)?,
            r#type: cells.get(1usize)?,
            crate_: cells.get(2usize)?,
            r#gen: cells.get(3usize)?,
            super_: cells.get(4usize)?,
            r#fn: cells.get(5usize)?,
            r#async: cells.get(6usize)?,
            self__: cells.get(7usize)?,
        })
    }
}
/// A row to insert into `app.user`; what is `None` is left to the column's default.
pub struct UserInsert {
    /// `self` uuid
    pub self_: rt::Given<rt::Uuid>,
    /// `type` text
    pub r#type: rt::Given<::core::option::Option<::std::string::String>>,
    /// `crate` text
    pub crate_: rt::Given<::core::option::Option<::std::string::String>>,
    /// `gen` text
    pub r#gen: rt::Given<::core::option::Option<::std::string::String>>,
    /// `super` bool
    pub super_: rt::Given<::core::option::Option<bool>>,
    /// `fn` int4
    pub r#fn: rt::Given<::core::option::Option<i32>>,
    /// `async` text
    pub r#async: rt::Given<::core::option::Option<::std::string::String>>,
    /// `self_` text
    pub self__: rt::Given<::core::option::Option<::std::string::String>>,
}
impl rt::Insert for UserInsert {
    const TABLE: &'static rt::TableDef = <User as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize,
    ];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.self_),
            rt::given(&self.r#type),
            rt::given(&self.crate_),
            rt::given(&self.r#gen),
            rt::given(&self.super_),
            rt::given(&self.r#fn),
            rt::given(&self.r#async),
            rt::given(&self.self__),
        ]);
    }
}
/// A column of `app.user` that an upsert may set.
pub enum UserColumn {
    /// `type` text
    Type,
    /// `crate` text
    Crate,
    /// `gen` text
    Gen,
    /// `super` bool
    Super,
    /// `fn` int4
    Fn,
    /// `async` text
    Async,
    /// `self_` text
    Self_,
}
impl rt::UpsertColumn for UserColumn {
    type Insert = UserInsert;
    fn position(&self) -> usize {
        match self {
            Self::Type => 1usize,
            Self::Crate => 2usize,
            Self::Gen => 3usize,
            Self::Super => 4usize,
            Self::Fn => 5usize,
            Self::Async => 6usize,
            Self::Self_ => 7usize,
        }
    }
}
/// What to set in a row of `app.user`; what is `None` stays as it is.
pub struct UserPatch {
    /// `self` uuid
    pub self_: rt::Given<rt::Uuid>,
    /// `type` text
    pub r#type: rt::Given<::core::option::Option<::std::string::String>>,
    /// `crate` text
    pub crate_: rt::Given<::core::option::Option<::std::string::String>>,
    /// `gen` text
    pub r#gen: rt::Given<::core::option::Option<::std::string::String>>,
    /// `super` bool
    pub super_: rt::Given<::core::option::Option<bool>>,
    /// `fn` int4
    pub r#fn: rt::Given<::core::option::Option<i32>>,
    /// `async` text
    pub r#async: rt::Given<::core::option::Option<::std::string::String>>,
    /// `self_` text
    pub self__: rt::Given<::core::option::Option<::std::string::String>>,
}
impl UserPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        self_: ::core::option::Option::None,
        r#type: ::core::option::Option::None,
        crate_: ::core::option::Option::None,
        r#gen: ::core::option::Option::None,
        super_: ::core::option::Option::None,
        r#fn: ::core::option::Option::None,
        r#async: ::core::option::Option::None,
        self__: ::core::option::Option::None,
    };
}
impl rt::Patch for UserPatch {
    type Key = rt::Uuid;
    const TABLE: &'static rt::TableDef = <User as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize,
    ];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.self_),
            rt::given(&self.r#type),
            rt::given(&self.crate_),
            rt::given(&self.r#gen),
            rt::given(&self.super_),
            rt::given(&self.r#fn),
            rt::given(&self.r#async),
            rt::given(&self.self__),
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
pub static TABLES: &[&rt::TableQuery] = &[<User as rt::Table>::QUERY];
