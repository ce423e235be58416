//! Rows of a dialect of the tests' own (`codegen/tests/generator/lists/`): the golden of its tables is compiled here, and
//! a server of lists is read page after page, by that code and by tables that are made of its schema now.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

#[path = "../codegen/tests/generator/lists/dialect.rs"]
mod dialect;
mod tables {
    #![allow(dead_code, unreachable_pub, reason = "a golden is the crate of its tables elsewhere")]
    include!("../codegen/tests/generator/lists/tables.rs");
}

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

use serde_json::{Value, json};
use typeferry::row::{Rename, Row, TableQuery, Uuid, adapted, write_literal};
use typeferry::source::graphql::{Endpoint, GraphQlSource, Reading, Rows};
use typeferry::source::{DataSource, RowSink, Stopped};
use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::query::Documents;
use typeferry_codegen::schema::sdl;
use typeferry_codegen::{Contract, Readable};
use typeferry_contract::{Compiled, ContractDir};
use typeferry_introspection::pull_saved;

use self::dialect::Lists;

const TENANT: Uuid = Uuid::from_u128(7);
const ANOTHER: Uuid = Uuid::from_u128(8);

/// The rows of a root field, those of another tenant among them.
fn rows(root: &str) -> Vec<Value> {
    let tenant = |at: u64| if at == 3 { ANOTHER } else { TENANT };
    let note = |at: u64| {
        json!({
            "id": (9_007_199_254_740_990_u64 + at).to_string(), "database_id": tenant(at), "body": format!("it's {at}"),
            "position": at, "done": at.is_multiple_of(2), "payload": if at == 1 { Value::Null } else { json!({"n": [at]}) },
            "written_at": "2024-01-01 22:04:05.678901+00", "image": "\\x00ff", "pauses": ["P1M", null],
        })
    };
    let line = |at: u64| json!({"database_id": tenant(at), "line": format!("line {at}"), "detail": null});
    if root == "app_notes" { (1..=6).map(note).collect() } else { (1..=4).map(line).collect() }
}

/// Answers each request with at most two rows of each list, whatever its limit.
fn serve() -> Endpoint {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/graphql", listener.local_addr().unwrap());
    std::thread::spawn(move || listener.incoming().for_each(|stream| answer(&stream.unwrap())));
    Endpoint::new(url, Vec::new(), None).unwrap()
}

fn answer(mut stream: &TcpStream) {
    let request: Value = serde_json::from_slice(&body(stream)).unwrap();
    let (variables, query) = (&request["variables"], request["query"].as_str().unwrap());
    let mut data = serde_json::Map::new();
    for field in query.lines().filter(|line| line.starts_with('t')) {
        let (key, call) = field.split_once(": ").unwrap();
        let (root, arguments) = call.split_once('(').unwrap();
        assert!(arguments.starts_with("where: {database_id: $tenant}, order_by: ["), "{field}");
        let offset = if arguments.contains("offset: $offset") { variables["offset"].as_u64().unwrap() } else { 0 };
        let limit = variables["limit"].as_u64().unwrap().min(2);
        let own = rows(root).into_iter().filter(|row| row["database_id"] == variables["tenant"]);
        data.insert(key.to_owned(), own.skip(offset.try_into().unwrap()).take(limit.try_into().unwrap()).collect());
    }
    let text = json!({ "data": data }).to_string();
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
    write!(stream, "{head}content-length: {}\r\n\r\n{text}", text.len()).unwrap();
}

/// The body of a request that says its length.
fn body(stream: &TcpStream) -> Vec<u8> {
    let (mut reader, mut line, mut length) = (BufReader::new(stream), String::new(), 0);
    while reader.read_line(&mut line).unwrap() > 2 {
        let header = std::mem::take(&mut line).to_ascii_lowercase();
        length = header.strip_prefix("content-length:").map_or(length, |text| text.trim().parse().unwrap());
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    body
}

/// The literals of each row, in the order in which they came.
#[derive(Default)]
struct Literals(Vec<(usize, String)>);

impl RowSink for Literals {
    fn row(&mut self, table: usize, row: &dyn Row) -> Result<(), Stopped> {
        self.0.push((table, literals(row)));
        Ok(())
    }

    fn end(&mut self, _table: usize) -> Result<(), Stopped> {
        Ok(())
    }
}

fn literals(row: &dyn Row) -> String {
    let mut values = Vec::new();
    row.to_values(&mut values);
    let literal = |value| {
        let mut out = String::new();
        write_literal(&mut out, value, &AsItIs).unwrap();
        out
    };
    values.iter().map(literal).collect::<Vec<_>>().join(", ")
}

struct AsItIs;

impl Rename for AsItIs {
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        text.into()
    }

    fn json<'t>(&self, json: &'t str) -> Cow<'t, str> {
        json.into()
    }
}

fn read(tables: &[&TableQuery]) -> (Vec<(usize, String)>, u64) {
    let mut source = GraphQlSource::new(serve(), None, tables, Reading { page: 2, jobs: 3 });
    let mut literals = Literals::default();
    source.rows(TENANT, &mut literals).unwrap();
    // The dialect names none, whatever the values are.
    assert_eq!(source.limits(), []);
    (literals.0, source.traffic().requests)
}

/// What the server has of the tenant.
fn expected() -> Vec<(usize, String)> {
    let line = |at| (0, format!("'{TENANT}', 'line {at}', NULL"));
    let note = |at: u64| {
        let payload = if at == 1 { "NULL".to_owned() } else { format!("'{{\"n\": [{at}]}}'") };
        let (id, done) = (9_007_199_254_740_990 + at, if at.is_multiple_of(2) { "TRUE" } else { "FALSE" });
        let rest = r"'2024-01-01 22:04:05.678901+00', E'\\x00ff', '{P1M,NULL}'";
        (1, format!("{id}, '{TENANT}', 'it''s {at}', {at}, {done}, {payload}, {rest}"))
    };
    [1, 2, 4].map(line).into_iter().chain([1, 2, 4, 5, 6].map(note)).collect()
}

#[test]
fn lists_are_read_page_after_page_until_one_is_empty() {
    let (mut rows, requests) = read(tables::TABLES);
    rows.sort();
    assert_eq!(rows, expected());
    // Both first pages together; then two more pages of lines and three of notes, the last of each without rows.
    assert_eq!(requests, 6);
}

#[test]
fn tables_without_generated_code_give_the_same() {
    let schema = include_str!("../codegen/tests/generator/lists/schema.graphql");
    let schema = sdl::read(&Source::new("schema.graphql", schema)).unwrap();
    let config = include_str!("../codegen/tests/generator/lists/typeferry.toml");
    let mut config = Config::read(&Source::new("typeferry.toml", config)).unwrap();
    config.dialect = &Lists;
    let documents = Documents { schema: &schema, config: &config, tables: &[], operations: &[] };
    let readable = Readable::of(&schema, &config, &documents).unwrap();
    let adapted: Vec<_> = readable.readings().map(|it| adapted(&it, &readable.model.enums)).collect();
    assert_eq!(read(&adapted.iter().collect::<Vec<_>>()), read(tables::TABLES));
}

#[test]
fn a_schema_is_pulled_and_compared_in_the_dialect_of_its_contract() {
    let answers =
        [include_str!("../codegen/tests/pull/introspection.json"), include_str!("../codegen/tests/pull/meta.json")];
    let mut config = Config::default();
    config.dialect = &Lists;
    let error = pull_saved(&config, answers[0], answers[1]).unwrap_err().to_string();
    assert!(error.contains("the dialect `lists` pulls no schemas"), "{error}");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/codegen/tests/generator/lists");
    let contract = Contract { dialect: Some(&Lists), ..ContractDir::new(folder).read().unwrap() };
    assert_eq!(Compiled::read(contract).unwrap().dialect().name(), "lists");
}

#[test]
fn a_list_is_an_iterator_of_typed_rows() {
    let endpoint = serve();
    let notes = Rows::<tables::AppNotes>::new(&endpoint, 100).of_tenant(TENANT);
    let positions: Vec<i32> = notes.map(|note| note.unwrap().position).collect();
    assert_eq!(positions, [1, 2, 4, 5, 6]);
}
