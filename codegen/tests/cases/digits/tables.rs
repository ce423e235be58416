use typeferry_client::row as rt;
/// A row of `app.site_modules`.
pub struct SiteModule {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `enable_i18n` bool
    pub enable_i18n: bool,
    /// `sha256_cert_fingerprints` citext[]
    pub sha256_cert_fingerprints: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<::std::string::String>>,
    >,
    /// `n2` int4
    pub n2: ::core::option::Option<i32>,
    /// `2fa` bool
    pub n_2fa: ::core::option::Option<bool>,
}
impl rt::Row for SiteModule {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.enable_i18n),
            rt::ToValue::to_value(&self.sha256_cert_fingerprints),
            rt::ToValue::to_value(&self.n2),
            rt::ToValue::to_value(&self.n_2fa),
        ]);
    }
}
impl rt::Table for SiteModule {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("site_modules"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "uuid", rt::Kind::Plain).with_default(),
                    rt::ColumnDef::new("enable_i18n", "bool", rt::Kind::Bool)
                        .with_default(),
                    rt::ColumnDef::new(
                            "sha256_cert_fingerprints",
                            "citext[]",
                            rt::Kind::Text,
                        )
                        .array()
                        .nullable(),
                    rt::ColumnDef::new("n2", "int4", rt::Kind::Int).nullable(),
                    rt::ColumnDef::new("2fa", "bool", rt::Kind::Bool).nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("SiteModule"),
        root_field: rt::Cow::Borrowed("siteModules"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id enableI18N sha256CertFingerprints n2 _2Fa"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("enableI18N"),
                rt::Cow::Borrowed("sha256CertFingerprints"),
                rt::Cow::Borrowed("n2"),
                rt::Cow::Borrowed("_2Fa"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<SiteModule>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            enable_i18n: cells.get(1usize)?,
            sha256_cert_fingerprints: cells.get(2usize)?,
            n2: cells.get(3usize)?,
            n_2fa: cells.get(4usize)?,
        })
    }
}
/// A row to insert into `app.site_modules`; what is `None` is left to the column's default.
pub struct SiteModuleInsert {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `enable_i18n` bool
    pub enable_i18n: rt::Given<bool>,
    /// `sha256_cert_fingerprints` citext[]
    pub sha256_cert_fingerprints: rt::Given<
        ::core::option::Option<
            ::std::vec::Vec<::core::option::Option<::std::string::String>>,
        >,
    >,
    /// `n2` int4
    pub n2: rt::Given<::core::option::Option<i32>>,
    /// `2fa` bool
    pub n_2fa: rt::Given<::core::option::Option<bool>>,
}
impl rt::Insert for SiteModuleInsert {
    const TABLE: &'static rt::TableDef = <SiteModule as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize, 3usize, 4usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.enable_i18n),
            rt::given(&self.sha256_cert_fingerprints),
            rt::given(&self.n2),
            rt::given(&self.n_2fa),
        ]);
    }
}
/// A column of `app.site_modules` that an upsert may set.
pub enum SiteModuleColumn {
    /// `enable_i18n` bool
    EnableI18n,
    /// `sha256_cert_fingerprints` citext[]
    Sha256CertFingerprints,
    /// `n2` int4
    N2,
    /// `2fa` bool
    N2fa,
}
impl rt::UpsertColumn for SiteModuleColumn {
    type Insert = SiteModuleInsert;
    fn position(&self) -> usize {
        match self {
            Self::EnableI18n => 1usize,
            Self::Sha256CertFingerprints => 2usize,
            Self::N2 => 3usize,
            Self::N2fa => 4usize,
        }
    }
}
/// What to set in a row of `app.site_modules`; what is `None` stays as it is.
pub struct SiteModulePatch {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `enable_i18n` bool
    pub enable_i18n: rt::Given<bool>,
    /// `sha256_cert_fingerprints` citext[]
    pub sha256_cert_fingerprints: rt::Given<
        ::core::option::Option<
            ::std::vec::Vec<::core::option::Option<::std::string::String>>,
        >,
    >,
    /// `n2` int4
    pub n2: rt::Given<::core::option::Option<i32>>,
    /// `2fa` bool
    pub n_2fa: rt::Given<::core::option::Option<bool>>,
}
impl SiteModulePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        enable_i18n: ::core::option::Option::None,
        sha256_cert_fingerprints: ::core::option::Option::None,
        n2: ::core::option::Option::None,
        n_2fa: ::core::option::Option::None,
    };
}
impl rt::Patch for SiteModulePatch {
    type Key = rt::Uuid;
    const TABLE: &'static rt::TableDef = <SiteModule as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize, 3usize, 4usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.enable_i18n),
            rt::given(&self.sha256_cert_fingerprints),
            rt::given(&self.n2),
            rt::given(&self.n_2fa),
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
pub static TABLES: &[&rt::TableQuery] = &[<SiteModule as rt::Table>::QUERY];
