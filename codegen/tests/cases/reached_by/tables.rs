use typeferry_client::row as rt;
/// A row of `app.domains`.
pub struct Domain {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
}
impl rt::Row for Domain {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.database_id),
        ]);
    }
}
impl rt::Table for Domain {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("domains"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "uuid", rt::Kind::Plain).with_default(),
                    rt::ColumnDef::new("database_id", "uuid", rt::Kind::Plain),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Domain"),
        root_field: rt::Cow::Borrowed("domains"),
        arguments: rt::Cow::Borrowed(
            "where: {databaseId: {equalTo: $databaseId}}, orderBy: [PRIMARY_KEY_ASC]",
        ),
        tenancy: rt::Tenancy::Tenant(rt::Cow::Borrowed("UUID!")),
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id databaseId"),
        fields: rt::Cow::Borrowed(
            &[rt::Cow::Borrowed("id"), rt::Cow::Borrowed("databaseId")],
        ),
        read: rt::Reader::Typed(rt::read::<Domain>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
        })
    }
}
/// A row to insert into `app.domains`; what is `None` is left to the column's default.
pub struct DomainInsert {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
}
impl rt::Insert for DomainInsert {
    const TABLE: &'static rt::TableDef = <Domain as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.database_id)),
        ]);
    }
}
/// A column of `app.domains` that an upsert may set.
pub enum DomainColumn {
    /// `database_id` uuid
    DatabaseId,
}
impl rt::UpsertColumn for DomainColumn {
    type Insert = DomainInsert;
    fn position(&self) -> usize {
        match self {
            Self::DatabaseId => 1usize,
        }
    }
}
/// What to set in a row of `app.domains`; what is `None` stays as it is.
pub struct DomainPatch {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `database_id` uuid
    pub database_id: rt::Given<rt::Uuid>,
}
impl DomainPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        database_id: ::core::option::Option::None,
    };
}
impl rt::Patch for DomainPatch {
    type Key = rt::Uuid;
    const TABLE: &'static rt::TableDef = <Domain as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([rt::given(&self.id), rt::given(&self.database_id)]);
    }
}
/// A row of `app.certificates`.
pub struct Certificate {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `domain_id` uuid
    pub domain_id: rt::Uuid,
    /// `pem` text
    pub pem: ::core::option::Option<::std::string::String>,
}
impl rt::Row for Certificate {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.domain_id),
            rt::ToValue::to_value(&self.pem),
        ]);
    }
}
impl rt::Table for Certificate {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("certificates"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "uuid", rt::Kind::Plain).with_default(),
                    rt::ColumnDef::new("domain_id", "uuid", rt::Kind::Plain),
                    rt::ColumnDef::new("pem", "text", rt::Kind::Text).nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(
                &[
                    rt::ForeignKeyDef {
                        columns: rt::Cow::Borrowed(&[rt::Cow::Borrowed("domain_id")]),
                        schema: rt::Cow::Borrowed("app"),
                        table: rt::Cow::Borrowed("domains"),
                        references: rt::Cow::Borrowed(&[rt::Cow::Borrowed("id")]),
                    },
                ],
            ),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Certificate"),
        root_field: rt::Cow::Borrowed("certificates"),
        arguments: rt::Cow::Borrowed(
            "where: {domain: {databaseId: {equalTo: $databaseId}}}, orderBy: [DOMAIN_ID_ASC, PRIMARY_KEY_ASC]",
        ),
        tenancy: rt::Tenancy::Tenant(rt::Cow::Borrowed("UUID!")),
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id domainId pem"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("domainId"),
                rt::Cow::Borrowed("pem"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Certificate>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            domain_id: cells.get(1usize)?,
            pem: cells.get(2usize)?,
        })
    }
}
/// A row to insert into `app.certificates`; what is `None` is left to the column's default.
pub struct CertificateInsert {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `domain_id` uuid
    pub domain_id: rt::Uuid,
    /// `pem` text
    pub pem: rt::Given<::core::option::Option<::std::string::String>>,
}
impl rt::Insert for CertificateInsert {
    const TABLE: &'static rt::TableDef = <Certificate as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.domain_id)),
            rt::given(&self.pem),
        ]);
    }
}
/// A column of `app.certificates` that an upsert may set.
pub enum CertificateColumn {
    /// `domain_id` uuid
    DomainId,
    /// `pem` text
    Pem,
}
impl rt::UpsertColumn for CertificateColumn {
    type Insert = CertificateInsert;
    fn position(&self) -> usize {
        match self {
            Self::DomainId => 1usize,
            Self::Pem => 2usize,
        }
    }
}
/// What to set in a row of `app.certificates`; what is `None` stays as it is.
pub struct CertificatePatch {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `domain_id` uuid
    pub domain_id: rt::Given<rt::Uuid>,
    /// `pem` text
    pub pem: rt::Given<::core::option::Option<::std::string::String>>,
}
impl CertificatePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        domain_id: ::core::option::Option::None,
        pem: ::core::option::Option::None,
    };
}
impl rt::Patch for CertificatePatch {
    type Key = rt::Uuid;
    const TABLE: &'static rt::TableDef = <Certificate as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.domain_id),
            rt::given(&self.pem),
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
    <Domain as rt::Table>::QUERY,
    <Certificate as rt::Table>::QUERY,
];
