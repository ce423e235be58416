use typeferry_client::row as rt;
/// A row of `app.log_lines`.
pub struct LogLine {
    /// `line` text
    pub line: ::core::option::Option<::std::string::String>,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `payload` json
    pub payload: ::core::option::Option<rt::Json>,
}
impl rt::Row for LogLine {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.line),
            rt::ToValue::to_value(&self.database_id),
            rt::ToValue::to_value(&self.payload),
        ]);
    }
}
impl rt::Table for LogLine {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("log_lines"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("line", "text", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("database_id", "uuid", rt::Kind::Plain),
                    rt::ColumnDef::new("payload", "json", rt::Kind::Json)
                        .nullable()
                        .losing(
                            &[
                                rt::Loss::JsonNull,
                                rt::Loss::JsonNumber,
                                rt::Loss::JsonText,
                            ],
                        ),
                ],
            ),
            key: rt::Cow::Borrowed(&[]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("LogLine"),
        root_field: rt::Cow::Borrowed("logLines"),
        arguments: rt::Cow::Borrowed(
            "where: {databaseId: {equalTo: $databaseId}}, orderBy: [LINE_ASC, DATABASE_ID_ASC]",
        ),
        tenancy: rt::Tenancy::Tenant(rt::Cow::Borrowed("UUID!")),
        page: PAGE,
        cursor_type: ::core::option::Option::None,
        selection: rt::Cow::Borrowed("line databaseId payload"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("line"),
                rt::Cow::Borrowed("databaseId"),
                rt::Cow::Borrowed("payload"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<LogLine>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            line: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
            payload: cells.get(2usize)?,
        })
    }
}
/// A row to insert into `app.log_lines`; what is `None` is left to the column's default.
pub struct LogLineInsert {
    /// `line` text
    pub line: rt::Given<::core::option::Option<::std::string::String>>,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `payload` json
    pub payload: rt::Given<::core::option::Option<rt::Json>>,
}
impl rt::Insert for LogLineInsert {
    const TABLE: &'static rt::TableDef = <LogLine as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.line),
            ::core::option::Option::Some(rt::ToValue::to_value(&self.database_id)),
            rt::given(&self.payload),
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
pub static TABLES: &[&rt::TableQuery] = &[<LogLine as rt::Table>::QUERY];
