use typeferry_client::row as rt;
/// A row of `app.notes`.
pub struct Note {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
}
impl rt::Row for Note {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.database_id),
        ]);
    }
}
impl rt::Table for Note {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("notes"),
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
        row_type: rt::Cow::Borrowed("Note"),
        root_field: rt::Cow::Borrowed("allNotes"),
        arguments: rt::Cow::Borrowed(
            "condition: {databaseId: $databaseId}, orderBy: [PRIMARY_KEY_ASC]",
        ),
        tenancy: rt::Tenancy::Tenant(rt::Cow::Borrowed("UUID!")),
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id databaseId"),
        fields: rt::Cow::Borrowed(
            &[rt::Cow::Borrowed("id"), rt::Cow::Borrowed("databaseId")],
        ),
        read: rt::Reader::Typed(rt::read::<Note>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
        })
    }
}
/// A row to insert into `app.notes`; what is `None` is left to the column's default.
pub struct NoteInsert {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
}
impl rt::Insert for NoteInsert {
    const TABLE: &'static rt::TableDef = <Note as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.database_id)),
        ]);
    }
}
/// A column of `app.notes` that an upsert may set.
pub enum NoteColumn {
    /// `database_id` uuid
    DatabaseId,
}
impl rt::UpsertColumn for NoteColumn {
    type Insert = NoteInsert;
    fn position(&self) -> usize {
        match self {
            Self::DatabaseId => 1usize,
        }
    }
}
/// What to set in a row of `app.notes`; what is `None` stays as it is.
pub struct NotePatch {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `database_id` uuid
    pub database_id: rt::Given<rt::Uuid>,
}
impl NotePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        database_id: ::core::option::Option::None,
    };
}
impl rt::Patch for NotePatch {
    type Key = rt::Uuid;
    const TABLE: &'static rt::TableDef = <Note as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([rt::given(&self.id), rt::given(&self.database_id)]);
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
pub static TABLES: &[&rt::TableQuery] = &[<Note as rt::Table>::QUERY];
