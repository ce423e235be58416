use typeferry::row as rt;
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
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "log_lines",
        row_type: "LogLine",
        root_field: "logLines",
        arguments: "where: {databaseId: {equalTo: $databaseId}}, orderBy: [LINE_ASC, DATABASE_ID_ASC]",
        tenant_type: ::core::option::Option::Some("UUID!"),
        cursor_type: ::core::option::Option::None,
        selection: "line databaseId payload",
        columns: &[
            rt::ColumnDef {
                name: "line",
                field: "line",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "database_id",
                field: "databaseId",
                pg_type: "uuid",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "payload",
                field: "payload",
                pg_type: "json",
                nullable: true,
                environment: ::core::option::Option::None,
            },
        ],
        key: &[],
        foreign_keys: &[],
        module: ::core::option::Option::None,
        read: rt::read::<LogLine>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            line: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
            payload: cells.get(2usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[<LogLine as rt::Table>::DEF];
