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
        tenant_type: ::core::option::Option::Some(rt::Cow::Borrowed("UUID!")),
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id databaseId"),
        fields: rt::Cow::Borrowed(
            &[rt::Cow::Borrowed("id"), rt::Cow::Borrowed("databaseId")],
        ),
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
            "where: {domain: {databaseId: {equalTo: $databaseId}}}, orderBy: [PRIMARY_KEY_ASC]",
        ),
        tenant_type: ::core::option::Option::Some(rt::Cow::Borrowed("UUID!")),
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id domainId pem"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("domainId"),
                rt::Cow::Borrowed("pem"),
            ],
        ),
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
pub static TABLES: &[&rt::TableQuery] = &[
    <Domain as rt::Table>::QUERY,
    <Certificate as rt::Table>::QUERY,
];
