use typeferry::row as rt;
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
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "site_modules",
        row_type: "SiteModule",
        root_field: "siteModules",
        arguments: "orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::None,
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "id enableI18N sha256CertFingerprints n2 _2Fa",
        columns: &[
            rt::ColumnDef {
                name: "id",
                field: "id",
                pg_type: "uuid",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "enable_i18n",
                field: "enableI18N",
                pg_type: "bool",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "sha256_cert_fingerprints",
                field: "sha256CertFingerprints",
                pg_type: "citext[]",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "n2",
                field: "n2",
                pg_type: "int4",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "2fa",
                field: "_2Fa",
                pg_type: "bool",
                nullable: true,
                environment: ::core::option::Option::None,
            },
        ],
        key: &[0usize],
        foreign_keys: &[],
        module: ::core::option::Option::None,
        read: rt::read::<SiteModule>,
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
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[<SiteModule as rt::Table>::DEF];
