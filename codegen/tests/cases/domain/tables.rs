use typeferry_client::row as rt;
/// A row of `app.sites`.
pub struct Site {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `host` hostname
    pub host: ::core::option::Option<::std::string::String>,
    /// `logo` image
    pub logo: ::core::option::Option<rt::Jsonb>,
    /// `mirrors` hostname[]
    pub mirrors: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<::std::string::String>>,
    >,
}
impl rt::Row for Site {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.host),
            rt::ToValue::to_value(&self.logo),
            rt::ToValue::to_value(&self.mirrors),
        ]);
    }
}
impl rt::Table for Site {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("sites"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "uuid", rt::Kind::Plain).with_default(),
                    rt::ColumnDef::new("host", "hostname", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("logo", "image", rt::Kind::Json)
                        .nullable()
                        .losing(&[rt::Loss::JsonNull, rt::Loss::JsonNumber]),
                    rt::ColumnDef::new("mirrors", "hostname[]", rt::Kind::Text)
                        .array()
                        .nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Site"),
        root_field: rt::Cow::Borrowed("sites"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id host logo mirrors"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("host"),
                rt::Cow::Borrowed("logo"),
                rt::Cow::Borrowed("mirrors"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Site>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            host: cells.get(1usize)?,
            logo: cells.get(2usize)?,
            mirrors: cells.get(3usize)?,
        })
    }
}
/// A row to insert into `app.sites`; what is `None` is left to the column's default.
pub struct SiteInsert {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `host` hostname
    pub host: rt::Given<::core::option::Option<::std::string::String>>,
    /// `logo` image
    pub logo: rt::Given<::core::option::Option<rt::Jsonb>>,
    /// `mirrors` hostname[]
    pub mirrors: rt::Given<
        ::core::option::Option<
            ::std::vec::Vec<::core::option::Option<::std::string::String>>,
        >,
    >,
}
impl rt::Insert for SiteInsert {
    const TABLE: &'static rt::TableDef = <Site as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize, 3usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.host),
            rt::given(&self.logo),
            rt::given(&self.mirrors),
        ]);
    }
}
/// A column of `app.sites` that an upsert may set.
pub enum SiteColumn {
    /// `host` hostname
    Host,
    /// `logo` image
    Logo,
    /// `mirrors` hostname[]
    Mirrors,
}
impl rt::UpsertColumn for SiteColumn {
    type Insert = SiteInsert;
    fn position(&self) -> usize {
        match self {
            Self::Host => 1usize,
            Self::Logo => 2usize,
            Self::Mirrors => 3usize,
        }
    }
}
/// What to set in a row of `app.sites`; what is `None` stays as it is.
pub struct SitePatch {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `host` hostname
    pub host: rt::Given<::core::option::Option<::std::string::String>>,
    /// `logo` image
    pub logo: rt::Given<::core::option::Option<rt::Jsonb>>,
    /// `mirrors` hostname[]
    pub mirrors: rt::Given<
        ::core::option::Option<
            ::std::vec::Vec<::core::option::Option<::std::string::String>>,
        >,
    >,
}
impl SitePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        host: ::core::option::Option::None,
        logo: ::core::option::Option::None,
        mirrors: ::core::option::Option::None,
    };
}
impl rt::Patch for SitePatch {
    type Key = rt::Uuid;
    const TABLE: &'static rt::TableDef = <Site as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize, 3usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.host),
            rt::given(&self.logo),
            rt::given(&self.mirrors),
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
pub static TABLES: &[&rt::TableQuery] = &[<Site as rt::Table>::QUERY];
