use typeferry_client::row as rt;
/// A row of `app.memberships`.
pub struct Membership {
    /// `role` text
    pub role: ::std::string::String,
    /// `user_id` uuid
    pub user_id: rt::Uuid,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
}
impl rt::Row for Membership {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.role),
            rt::ToValue::to_value(&self.user_id),
            rt::ToValue::to_value(&self.database_id),
        ]);
    }
}
impl rt::Table for Membership {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("memberships"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("role", "text", rt::Kind::Text),
                    rt::ColumnDef::new("user_id", "uuid", rt::Kind::Plain),
                    rt::ColumnDef::new("database_id", "uuid", rt::Kind::Plain),
                ],
            ),
            key: rt::Cow::Borrowed(&[1usize, 0usize]),
            foreign_keys: rt::Cow::Borrowed(
                &[
                    rt::ForeignKeyDef {
                        columns: rt::Cow::Borrowed(&[rt::Cow::Borrowed("database_id")]),
                        schema: rt::Cow::Borrowed("app"),
                        table: rt::Cow::Borrowed("database"),
                        references: rt::Cow::Borrowed(&[rt::Cow::Borrowed("id")]),
                    },
                    rt::ForeignKeyDef {
                        columns: rt::Cow::Borrowed(
                            &[
                                rt::Cow::Borrowed("user_id"),
                                rt::Cow::Borrowed("database_id"),
                            ],
                        ),
                        schema: rt::Cow::Borrowed("app"),
                        table: rt::Cow::Borrowed("users"),
                        references: rt::Cow::Borrowed(
                            &[rt::Cow::Borrowed("id"), rt::Cow::Borrowed("database_id")],
                        ),
                    },
                ],
            ),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Membership"),
        root_field: rt::Cow::Borrowed("memberships"),
        arguments: rt::Cow::Borrowed(
            "where: {databaseId: {equalTo: $databaseId}}, orderBy: [PRIMARY_KEY_ASC]",
        ),
        tenancy: rt::Tenancy::Tenant(rt::Cow::Borrowed("UUID!")),
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("role userId databaseId"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("role"),
                rt::Cow::Borrowed("userId"),
                rt::Cow::Borrowed("databaseId"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Membership>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            role: cells.get(0usize)?,
            user_id: cells.get(1usize)?,
            database_id: cells.get(2usize)?,
        })
    }
}
/// A row to insert into `app.memberships`; what is `None` is left to the column's default.
pub struct MembershipInsert {
    /// `role` text
    pub role: ::std::string::String,
    /// `user_id` uuid
    pub user_id: rt::Uuid,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
}
impl rt::Insert for MembershipInsert {
    const TABLE: &'static rt::TableDef = <Membership as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            ::core::option::Option::Some(rt::ToValue::to_value(&self.role)),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.user_id)),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.database_id)),
        ]);
    }
}
/// A column of `app.memberships` that an upsert may set.
pub enum MembershipColumn {
    /// `database_id` uuid
    DatabaseId,
}
impl rt::UpsertColumn for MembershipColumn {
    type Insert = MembershipInsert;
    fn position(&self) -> usize {
        match self {
            Self::DatabaseId => 2usize,
        }
    }
}
/// What to set in a row of `app.memberships`; what is `None` stays as it is.
pub struct MembershipPatch {
    /// `role` text
    pub role: rt::Given<::std::string::String>,
    /// `user_id` uuid
    pub user_id: rt::Given<rt::Uuid>,
    /// `database_id` uuid
    pub database_id: rt::Given<rt::Uuid>,
}
impl MembershipPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        role: ::core::option::Option::None,
        user_id: ::core::option::Option::None,
        database_id: ::core::option::Option::None,
    };
}
impl rt::Patch for MembershipPatch {
    type Key = (rt::Uuid, ::std::string::String);
    const TABLE: &'static rt::TableDef = <Membership as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(&key.0), rt::ToValue::to_value(&key.1)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.role),
            rt::given(&self.user_id),
            rt::given(&self.database_id),
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
pub static TABLES: &[&rt::TableQuery] = &[<Membership as rt::Table>::QUERY];
