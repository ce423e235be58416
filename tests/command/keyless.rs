//! A table without a unique key, at the level of the library: no table of contract 1 is one. It is paged by offset,
//! and its names and values are of the kinds that a rule would get wrong.

use std::borrow::Cow;

use serde_json::{Value as Json, json};
use typeferry::row::{
    CellError, Cells, ColumnDef, Kind, PageShape, Reader, Rename, Row, TableDef, TableQuery, Tenancy, ToValue, Uuid,
    Value, write_literal,
};
use typeferry::source::graphql::{GraphQlSource, Reading};
use typeferry::source::{DataSource, RowSink, SourceError, Stopped};
use typeferry_client::ReadError;
use typeferry_client::blocking::Endpoint;
use typeferry_demo::{Data, Server, ServerOptions};

use crate::support::{Faulty, Reply, TOKEN, serve};

const SCHEMA: &str = r#"
directive @table(schema: String!, name: String!, key: [String!]!) on OBJECT
directive @column(name: String!, type: String!, default: Boolean! = false) on FIELD_DEFINITION
scalar BigInt
scalar Cursor
scalar UUID
type Query {
  logLines(after: Cursor, first: Int, offset: Int, orderBy: LogLineOrderBy = NATURAL, where: LogLineFilter): LogLineConnection
}
type PageInfo { endCursor: Cursor hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: Cursor }
type LogLine @table(schema: "app", name: "log_lines", key: []) {
  databaseId: UUID! @column(name: "database_id", type: "uuid")
  enableI18N: Boolean @column(name: "enable_i18n", type: "bool")
  size: BigInt @column(name: "size", type: "int8")
}
type LogLineConnection { nodes: [LogLine]! pageInfo: PageInfo! totalCount: Int! }
enum LogLineOrderBy { NATURAL }
input LogLineFilter { databaseId: UUIDFilter }
input UUIDFilter { equalTo: UUID }
"#;

struct LogLine {
    database_id: Uuid,
    enable_i18n: Option<bool>,
    size: Option<i64>,
}

impl Row for LogLine {
    fn to_values<'a>(&'a self, out: &mut Vec<Value<'a>>) {
        out.extend([self.database_id.to_value(), self.enable_i18n.to_value(), self.size.to_value()]);
    }
}

fn read(cells: &Cells<'_>) -> Result<Box<dyn Row>, CellError> {
    Ok(Box::new(LogLine { database_id: cells.get(0)?, enable_i18n: cells.get(1)?, size: cells.get(2)? }))
}

const COLUMNS: &[ColumnDef] = &[
    ColumnDef::new("database_id", "uuid", Kind::Plain),
    ColumnDef::new("enable_i18n", "bool", Kind::Bool).nullable(),
    ColumnDef::new("size", "int8", Kind::Int).nullable(),
];

static LOG_LINES: TableQuery = TableQuery {
    table: TableDef {
        schema: Cow::Borrowed("app"),
        name: Cow::Borrowed("log_lines"),
        columns: Cow::Borrowed(COLUMNS),
        key: Cow::Borrowed(&[]),
        foreign_keys: Cow::Borrowed(&[]),
        module: None,
    },
    row_type: Cow::Borrowed("LogLine"),
    root_field: Cow::Borrowed("logLines"),
    arguments: Cow::Borrowed("where: {databaseId: {equalTo: $databaseId}}"),
    tenancy: Tenancy::Tenant(Cow::Borrowed("UUID!")),
    page: typeferry_codegen::dialect::PostGraphile::PAGE,
    cursor_type: None,
    selection: Cow::Borrowed("databaseId enableI18N size"),
    fields: Cow::Borrowed(&[Cow::Borrowed("databaseId"), Cow::Borrowed("enableI18N"), Cow::Borrowed("size")]),
    read: Reader::Typed(read),
};

struct AsIs;

impl Rename for AsIs {
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }
    fn json<'t>(&self, json: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(json)
    }
}

#[derive(Default)]
struct Seen {
    lines: Vec<String>,
    ended: bool,
}

impl RowSink for Seen {
    fn row(&mut self, _: usize, row: &dyn Row) -> Result<(), Stopped> {
        let mut values = Vec::new();
        row.to_values(&mut values);
        let mut line = String::new();
        for value in &values[1..] {
            line.push(' ');
            write_literal(&mut line, value, &AsIs).map_err(|_| Stopped)?;
        }
        self.lines.push(line.trim_start().to_owned());
        Ok(())
    }

    fn end(&mut self, _: usize) -> Result<(), Stopped> {
        self.ended = true;
        Ok(())
    }
}

fn log(rows: i64) -> Server {
    let mut data = Data::new();
    let row = |at: i64| json!({"databaseId": Uuid::nil(), "enableI18N": true, "size": (i64::MAX - at).to_string()});
    let other = json!({"databaseId": Uuid::max(), "enableI18N": false, "size": "0"});
    data.extend(
        "LogLine",
        (0..rows).map(row).chain([other]).filter_map(|row| match row {
            Json::Object(row) => Some(row),
            _ => None,
        }),
    );
    let endpoint = typeferry_demo::Endpoint { path: "/graphql".into(), schema_text: SCHEMA.into(), data };
    serve(ServerOptions::default(), vec![endpoint])
}

fn rows(url: &str, page: usize) -> (Seen, u64, Result<(), SourceError>) {
    rows_of(&LOG_LINES, url, page)
}

fn rows_of(table: &TableQuery, url: &str, page: usize) -> (Seen, u64, Result<(), SourceError>) {
    let endpoint = Endpoint::new(format!("{url}/graphql"), Vec::new(), Some(TOKEN.into())).unwrap();
    let mut source = GraphQlSource::new(endpoint, None, &[table], Reading { page, jobs: 3 });
    let mut seen = Seen::default();
    let result = source.rows(Uuid::nil(), &mut seen);
    (seen, source.traffic().requests, result)
}

#[test]
fn rows_without_a_key_are_paged_by_offset_to_the_end() {
    let server = log(7);
    for (page, requests) in [(1, 7), (3, 3), (7, 1), (100, 1)] {
        let (seen, asked, result) = rows(&server.url(""), page);
        result.unwrap();
        let expected: Vec<_> = (0..7).map(|at| format!("TRUE {}", i64::MAX - at)).collect();
        assert_eq!((seen.lines, seen.ended, asked), (expected, true, requests));
    }
}

#[test]
fn a_page_that_is_asked_for_by_offset_and_does_not_come_is_an_error() {
    let server = log(7);
    let faulty = Faulty::before(server.address(), |ask| {
        let counts = ask.has("$offset") && ask.has("totalCount");
        if counts { ask.pass().edited("\"totalCount\":7", "\"totalCount\":8") } else { ask.pass() }
    });
    let (seen, _, result) = rows(&faulty.url(), 3);
    assert!(matches!(result, Err(SourceError::Read(ReadError::Changed { before: 7, after: 8, .. }))), "{result:?}");
    assert!(!seen.ended);
}

#[test]
fn nothing_of_a_page_that_fails_reaches_the_sink() {
    let server = log(7);
    let spoil: [fn(Reply) -> Reply; 5] = [
        Reply::cut,
        // The last row of the page.
        |reply| reply.edited(&(i64::MAX - 4).to_string(), "x"),
        |reply| reply.edited("\"hasNextPage\":true", "\"hasNextPage\":null"),
        |reply| reply.edited("\"totalCount\":7", "\"totalCount\":8"),
        |reply| reply.behind(r#","errors":[{"message":"no luck"}]"#),
    ];
    for spoil in spoil {
        let faulty = Faulty::before(
            server.address(),
            move |ask| {
                if ask.has("$offset") { spoil(ask.pass()) } else { ask.pass() }
            },
        );
        let (seen, _, result) = rows(&faulty.url(), 3);
        assert!(result.is_err() && seen.lines.len() == 3 && !seen.ended, "{result:?}: {:?}", seen.lines);
    }
}

/// The count is met, and another row would be missing.
#[test]
fn a_row_that_comes_twice_is_an_error_where_its_key_is_known() {
    let server = log(7);
    let faulty = Faulty::before(server.address(), |ask| {
        let (row, other) = (i64::MAX - 4, i64::MAX - 1);
        if ask.has("$offset") { ask.pass().edited(&row.to_string(), &other.to_string()) } else { ask.pass() }
    });
    let keyed = TableQuery { table: TableDef { key: vec![2].into(), ..LOG_LINES.table.clone() }, ..LOG_LINES.clone() };
    let (seen, _, result) = rows_of(&keyed, &faulty.url(), 3);
    let message = result.unwrap_err().to_string();
    let row = format!("app.log_lines: the row \"{}\" came twice", i64::MAX - 1);
    assert!(message.starts_with(&row) && message.ends_with("try again"), "{message}");
    assert_eq!((seen.lines.len(), seen.ended), (3, false));
}

/// No key names the row: its number does. Halving 100 rows and three columns takes ten requests.
#[test]
fn a_value_that_cannot_be_sent_is_named_by_the_number_of_its_row() {
    let server = log(7);
    let poison = (i64::MAX - 4).to_string();
    let faulty = Faulty::before(server.address(), move |ask| {
        let reply = ask.pass();
        if !reply.text().contains(&poison) {
            return reply;
        }
        Reply::json(r#"{"data":{"t0":null},"errors":[{"message":"no luck","path":["t0"]}]}"#)
    });
    let (_, requests, result) = rows(&faulty.url(), 100);
    let Err(SourceError::Read(ReadError::Unreadable { table, column, row, .. })) = result else { panic!("{result:?}") };
    assert_eq!((table.as_str(), column.as_str()), ("app.log_lines", "size"));
    assert!(row.starts_with("number 5 in the order of the API"), "{row}");
    assert_eq!(requests, faulty.asked().len() as u64);
    assert!(requests <= 13, "{requests}");
}

/// The table as an API has it that knows no connections: the root field is the list, nothing counts its rows, nothing says
/// whether there are more, and the tenant's id is a text.
fn bare() -> TableQuery {
    let page = PageShape {
        rows: None,
        info: None,
        total: None,
        limit: "limit",
        offset: "skip",
        after: None,
        by_key: None,
        integer: "Int",
        tenant: "databaseId",
    };
    TableQuery {
        root_field: "log_lines".into(),
        arguments: "where: {database_id: $databaseId}".into(),
        tenancy: Tenancy::Tenant("String!".into()),
        selection: "database_id enable_i18n size".into(),
        fields: ["database_id", "enable_i18n", "size"].map(Cow::from).to_vec().into(),
        page,
        ..LOG_LINES.clone()
    }
}

/// An API with seven rows of that table, of which it gives no more than `most` at once.
fn bare_api(most: u64) -> Faulty {
    Faulty::alone(move |ask| {
        assert!(ask.has("log_lines(where: {database_id: $databaseId}, limit: $limit"), "{ask:?}");
        assert!(!["nodes", "pageInfo", "totalCount", "first"].iter().any(|name| ask.has(name)), "{ask:?}");
        assert_eq!(ask.variable("databaseId"), json!(Uuid::nil()));
        let (skip, limit) = (ask.variable("skip").as_u64().unwrap_or(0), ask.variable("limit").as_u64().unwrap());
        let row = |at: u64| json!({"database_id": Uuid::nil(), "enable_i18n": null, "size": at});
        let rows: Vec<_> = (skip..(skip + limit.min(most)).min(7)).map(row).collect();
        Reply::json(json!({"data": {"t0": rows}}).to_string())
    })
}

/// A page that is not full is no end: the server may give fewer rows than it is asked for.
#[test]
fn a_list_without_a_connection_is_read_by_its_shape_alone() {
    let expected: Vec<_> = (0..7).map(|at| format!("NULL {at}")).collect();
    for (page, most, requests) in [(3, 100, 4), (7, 100, 2), (100, 100, 2), (100, 2, 5)] {
        let api = bare_api(most);
        let endpoint = Endpoint::new(api.url(), Vec::new(), None).unwrap();
        let mut source = GraphQlSource::new(endpoint, None, &[&bare()], Reading { page, jobs: 3 });
        let mut seen = Seen::default();
        source.rows(Uuid::nil(), &mut seen).unwrap();
        assert_eq!((&seen.lines, seen.ended, source.traffic().requests), (&expected, true, requests));
    }
}

#[test]
fn errors_of_a_list_without_a_connection_lead_to_the_value_too() {
    let error = r#"{"message":"no luck","path":["t0",4,"size"]}"#;
    let faulty = Faulty::always(move || Reply::json(format!(r#"{{"data":{{"t0":null}},"errors":[{error}]}}"#)));
    let (_, _, result) = rows_of(&bare(), &faulty.url(), 100);
    let Err(SourceError::Read(ReadError::Unreadable { column, row, .. })) = result else { panic!("{result:?}") };
    assert_eq!(column, "size");
    assert!(row.starts_with("number 5 in the order of the API"), "{row}");
}
