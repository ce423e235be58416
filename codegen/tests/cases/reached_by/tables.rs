use typeferry::row as rt;
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
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "domains",
        row_type: "Domain",
        root_field: "domains",
        arguments: "where: {databaseId: {equalTo: $databaseId}}, orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::Some("UUID!"),
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "id databaseId",
        columns: &[
            rt::ColumnDef {
                name: "id",
                field: "id",
                pg_type: "uuid",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "database_id",
                field: "databaseId",
                pg_type: "uuid",
                nullable: false,
                environment: ::core::option::Option::None,
            },
        ],
        key: &[0usize],
        foreign_keys: &[],
        module: ::core::option::Option::None,
        read: rt::read::<Domain>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
        })
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
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "certificates",
        row_type: "Certificate",
        root_field: "certificates",
        arguments: "where: {domain: {databaseId: {equalTo: $databaseId}}}, orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::Some("UUID!"),
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "id domainId pem",
        columns: &[
            rt::ColumnDef {
                name: "id",
                field: "id",
                pg_type: "uuid",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "domain_id",
                field: "domainId",
                pg_type: "uuid",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "pem",
                field: "pem",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
        ],
        key: &[0usize],
        foreign_keys: &[
            rt::ForeignKeyDef {
                columns: &["domain_id"],
                schema: "app",
                table: "domains",
                references: &["id"],
            },
        ],
        module: ::core::option::Option::None,
        read: rt::read::<Certificate>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            domain_id: cells.get(1usize)?,
            pem: cells.get(2usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[
    <Domain as rt::Table>::DEF,
    <Certificate as rt::Table>::DEF,
];
