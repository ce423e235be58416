use typeferry_client::row as rt;
/// A row of `app.secrets`.
pub struct Secret {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `name` text
    pub name: ::core::option::Option<::std::string::String>,
}
impl rt::Row for Secret {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.database_id),
            rt::ToValue::to_value(&self.name),
        ]);
    }
}
impl rt::Table for Secret {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("secrets"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "uuid", rt::Kind::Plain).with_default(),
                    rt::ColumnDef::new("database_id", "uuid", rt::Kind::Plain),
                    rt::ColumnDef::new("name", "text", rt::Kind::Text).nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(
                &[
                    rt::ForeignKeyDef {
                        columns: rt::Cow::Borrowed(&[rt::Cow::Borrowed("database_id")]),
                        schema: rt::Cow::Borrowed("app"),
                        table: rt::Cow::Borrowed("database"),
                        references: rt::Cow::Borrowed(&[rt::Cow::Borrowed("id")]),
                    },
                ],
            ),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Secret"),
        root_field: rt::Cow::Borrowed("secrets"),
        arguments: rt::Cow::Borrowed(
            "where: {databaseId: {equalTo: $databaseId}}, orderBy: [PRIMARY_KEY_ASC]",
        ),
        tenancy: rt::Tenancy::Tenant(rt::Cow::Borrowed("UUID!")),
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id databaseId name"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("databaseId"),
                rt::Cow::Borrowed("name"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Secret>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
            name: cells.get(2usize)?,
        })
    }
}
/// A row to insert into `app.secrets`; what is `None` is left to the column's default.
pub struct SecretInsert {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `name` text
    pub name: rt::Given<::core::option::Option<::std::string::String>>,
}
impl rt::Insert for SecretInsert {
    const TABLE: &'static rt::TableDef = <Secret as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.database_id)),
            rt::given(&self.name),
        ]);
    }
}
/// A column of `app.secrets` that an upsert may set.
pub enum SecretColumn {
    /// `database_id` uuid
    DatabaseId,
    /// `name` text
    Name,
}
impl rt::UpsertColumn for SecretColumn {
    type Insert = SecretInsert;
    fn position(&self) -> usize {
        match self {
            Self::DatabaseId => 1usize,
            Self::Name => 2usize,
        }
    }
}
/// What to set in a row of `app.secrets`; what is `None` stays as it is.
pub struct SecretPatch {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `database_id` uuid
    pub database_id: rt::Given<rt::Uuid>,
    /// `name` text
    pub name: rt::Given<::core::option::Option<::std::string::String>>,
}
impl SecretPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        database_id: ::core::option::Option::None,
        name: ::core::option::Option::None,
    };
}
impl rt::Patch for SecretPatch {
    type Key = rt::Uuid;
    const TABLE: &'static rt::TableDef = <Secret as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.database_id),
            rt::given(&self.name),
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
pub static TABLES: &[&rt::TableQuery] = &[<Secret as rt::Table>::QUERY];
