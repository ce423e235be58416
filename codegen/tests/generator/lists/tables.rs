use typeferry_client::row as rt;
/// A row of `app.log_lines`.
pub struct AppLogLines {
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `line` text
    pub line: ::std::string::String,
    /// `detail` jsonb
    pub detail: ::core::option::Option<rt::Jsonb>,
}
impl rt::Row for AppLogLines {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.database_id),
            rt::ToValue::to_value(&self.line),
            rt::ToValue::to_value(&self.detail),
        ]);
    }
}
impl rt::Table for AppLogLines {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("log_lines"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("database_id", "uuid", rt::Kind::Plain),
                    rt::ColumnDef::new("line", "text", rt::Kind::Text),
                    rt::ColumnDef::new("detail", "jsonb", rt::Kind::Json).nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("app_log_lines"),
        root_field: rt::Cow::Borrowed("app_log_lines"),
        arguments: rt::Cow::Borrowed(
            "where: {database_id: $tenant}, order_by: [database_id, line, detail]",
        ),
        tenancy: rt::Tenancy::Tenant(rt::Cow::Borrowed("uuid!")),
        page: PAGE,
        cursor_type: ::core::option::Option::None,
        selection: rt::Cow::Borrowed("database_id line detail"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("database_id"),
                rt::Cow::Borrowed("line"),
                rt::Cow::Borrowed("detail"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<AppLogLines>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            database_id: cells.get(0usize)?,
            line: cells.get(1usize)?,
            detail: cells.get(2usize)?,
        })
    }
}
/// A row to insert into `app.log_lines`; what is `None` is left to the column's default.
pub struct AppLogLinesInsert {
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `line` text
    pub line: ::std::string::String,
    /// `detail` jsonb
    pub detail: rt::Given<::core::option::Option<rt::Jsonb>>,
}
impl rt::Insert for AppLogLinesInsert {
    const TABLE: &'static rt::TableDef = <AppLogLines as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            ::core::option::Option::Some(rt::ToValue::to_value(&self.database_id)),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.line)),
            rt::given(&self.detail),
        ]);
    }
}
/// A row of `app.notes`.
pub struct AppNotes {
    /// `id` int8
    pub id: i64,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `body` text
    pub body: ::core::option::Option<::std::string::String>,
    /// `position` int4
    pub position: i32,
    /// `done` bool
    pub done: bool,
    /// `payload` jsonb
    pub payload: ::core::option::Option<rt::Jsonb>,
    /// `written_at` timestamptz
    pub written_at: rt::Verbatim,
    /// `image` bytea
    pub image: ::core::option::Option<rt::Verbatim>,
    /// `pauses` interval[]
    pub pauses: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<rt::Verbatim>>,
    >,
}
impl rt::Row for AppNotes {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.database_id),
            rt::ToValue::to_value(&self.body),
            rt::ToValue::to_value(&self.position),
            rt::ToValue::to_value(&self.done),
            rt::ToValue::to_value(&self.payload),
            rt::ToValue::to_value(&self.written_at),
            rt::ToValue::to_value(&self.image),
            rt::ToValue::to_value(&self.pauses),
        ]);
    }
}
impl rt::Table for AppNotes {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("notes"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "int8", rt::Kind::Int),
                    rt::ColumnDef::new("database_id", "uuid", rt::Kind::Plain),
                    rt::ColumnDef::new("body", "text", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("position", "int4", rt::Kind::Int),
                    rt::ColumnDef::new("done", "bool", rt::Kind::Bool).with_default(),
                    rt::ColumnDef::new("payload", "jsonb", rt::Kind::Json).nullable(),
                    rt::ColumnDef::new("written_at", "timestamptz", rt::Kind::Plain),
                    rt::ColumnDef::new("image", "bytea", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("pauses", "interval[]", rt::Kind::Plain)
                        .array()
                        .nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("app_notes"),
        root_field: rt::Cow::Borrowed("app_notes"),
        arguments: rt::Cow::Borrowed("where: {database_id: $tenant}, order_by: [id]"),
        tenancy: rt::Tenancy::Tenant(rt::Cow::Borrowed("uuid!")),
        page: PAGE,
        cursor_type: ::core::option::Option::None,
        selection: rt::Cow::Borrowed(
            "id database_id body position done payload written_at image pauses",
        ),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("database_id"),
                rt::Cow::Borrowed("body"),
                rt::Cow::Borrowed("position"),
                rt::Cow::Borrowed("done"),
                rt::Cow::Borrowed("payload"),
                rt::Cow::Borrowed("written_at"),
                rt::Cow::Borrowed("image"),
                rt::Cow::Borrowed("pauses"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<AppNotes>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
            body: cells.get(2usize)?,
            position: cells.get(3usize)?,
            done: cells.get(4usize)?,
            payload: cells.get(5usize)?,
            written_at: cells.get(6usize)?,
            image: cells.get(7usize)?,
            pauses: cells.get(8usize)?,
        })
    }
}
/// A row to insert into `app.notes`; what is `None` is left to the column's default.
pub struct AppNotesInsert {
    /// `id` int8
    pub id: i64,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `body` text
    pub body: rt::Given<::core::option::Option<::std::string::String>>,
    /// `position` int4
    pub position: i32,
    /// `done` bool
    pub done: rt::Given<bool>,
    /// `payload` jsonb
    pub payload: rt::Given<::core::option::Option<rt::Jsonb>>,
    /// `written_at` timestamptz
    pub written_at: rt::Verbatim,
    /// `image` bytea
    pub image: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `pauses` interval[]
    pub pauses: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Verbatim>>>,
    >,
}
impl rt::Insert for AppNotesInsert {
    const TABLE: &'static rt::TableDef = <AppNotes as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize, 8usize,
    ];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            ::core::option::Option::Some(rt::ToValue::to_value(&self.id)),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.database_id)),
            rt::given(&self.body),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.position)),
            rt::given(&self.done),
            rt::given(&self.payload),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.written_at)),
            rt::given(&self.image),
            rt::given(&self.pauses),
        ]);
    }
}
/// A column of `app.notes` that an upsert may set.
pub enum AppNotesColumn {
    /// `database_id` uuid
    DatabaseId,
    /// `body` text
    Body,
    /// `position` int4
    Position,
    /// `done` bool
    Done,
    /// `payload` jsonb
    Payload,
    /// `written_at` timestamptz
    WrittenAt,
    /// `image` bytea
    Image,
    /// `pauses` interval[]
    Pauses,
}
impl rt::UpsertColumn for AppNotesColumn {
    type Insert = AppNotesInsert;
    fn position(&self) -> usize {
        match self {
            Self::DatabaseId => 1usize,
            Self::Body => 2usize,
            Self::Position => 3usize,
            Self::Done => 4usize,
            Self::Payload => 5usize,
            Self::WrittenAt => 6usize,
            Self::Image => 7usize,
            Self::Pauses => 8usize,
        }
    }
}
/// What to set in a row of `app.notes`; what is `None` stays as it is.
pub struct AppNotesPatch {
    /// `id` int8
    pub id: rt::Given<i64>,
    /// `database_id` uuid
    pub database_id: rt::Given<rt::Uuid>,
    /// `body` text
    pub body: rt::Given<::core::option::Option<::std::string::String>>,
    /// `position` int4
    pub position: rt::Given<i32>,
    /// `done` bool
    pub done: rt::Given<bool>,
    /// `payload` jsonb
    pub payload: rt::Given<::core::option::Option<rt::Jsonb>>,
    /// `written_at` timestamptz
    pub written_at: rt::Given<rt::Verbatim>,
    /// `image` bytea
    pub image: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `pauses` interval[]
    pub pauses: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Verbatim>>>,
    >,
}
impl AppNotesPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        database_id: ::core::option::Option::None,
        body: ::core::option::Option::None,
        position: ::core::option::Option::None,
        done: ::core::option::Option::None,
        payload: ::core::option::Option::None,
        written_at: ::core::option::Option::None,
        image: ::core::option::Option::None,
        pauses: ::core::option::Option::None,
    };
}
impl rt::Patch for AppNotesPatch {
    type Key = i64;
    const TABLE: &'static rt::TableDef = <AppNotes as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize, 8usize,
    ];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.database_id),
            rt::given(&self.body),
            rt::given(&self.position),
            rt::given(&self.done),
            rt::given(&self.payload),
            rt::given(&self.written_at),
            rt::given(&self.image),
            rt::given(&self.pauses),
        ]);
    }
}
/// How a page is asked for, and how it arrives.
const PAGE: rt::PageShape = rt::PageShape {
    rows: ::core::option::Option::None,
    info: ::core::option::Option::None,
    total: ::core::option::Option::None,
    limit: "limit",
    offset: "offset",
    after: ::core::option::Option::None,
    by_key: ::core::option::Option::None,
    integer: "int",
    tenant: "tenant",
};
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableQuery] = &[
    <AppLogLines as rt::Table>::QUERY,
    <AppNotes as rt::Table>::QUERY,
];
