//! What a real server answered, through the generated tables, against the same rows read from PostgreSQL itself: both
//! sources give the same literals, byte for byte.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde_json::value::RawValue;
use typeferry::connection::{Connection, Environment};
use typeferry::row::{Cell, Cells, Rename, Row, TableDef, TableQuery, Uuid, write_literal};
use typeferry::source::sql::{Reach, SqlSource};
use typeferry::source::{DataSource, RowSink, Stopped};
use typeferry_cluster::Cluster;
use typeferry_codegen::config::Config;

macro_rules! goldens {
    ($($table:literal $case:ident)*) => {
        $(mod $case {
            #![allow(dead_code, unreachable_pub, reason = "a golden is the crate of its tables elsewhere")]
            include!(concat!("../../codegen/tests/cases/", stringify!($case), "/tables.rs"));
        })*
        /// The tables of tables.sql, each with the golden that reads its rows.
        const GOLDENS: [(&str, &[&TableQuery]); 6] = [$(($table, $case::TABLES)),*];
    };
}

goldens! {
    "moments" times
    "numbers" numbers
    "ranges" ranges
    "shapes" shapes
    "texts" texts
    "verbatim" verbatim
}

/// The literals of each row, by the row's table and first literal, each with its column.
type Literals = BTreeMap<(String, String), BTreeMap<String, String>>;

#[test]
fn the_api_and_the_database_give_the_same_literals() {
    let Some(cluster) = Cluster::for_test().unwrap() else { return };
    if !cluster.has_extensions(&["citext", "hstore", "ltree"]).unwrap() {
        return;
    }
    cluster.create_database("answers").unwrap();
    cluster.connect("answers").unwrap().batch_execute(include_str!("tables.sql")).unwrap();
    let (served, read) = (served(), read(&cluster.url("answers")));
    assert_eq!(served.keys().collect::<Vec<_>>(), read.keys().collect::<Vec<_>>());
    for (row, literals) in read {
        assert_eq!(served[&row], literals, "{row:?}");
    }
}

fn served() -> Literals {
    let answers: HashMap<&str, Vec<HashMap<&str, &RawValue>>> =
        serde_json::from_str(include_str!("served.json")).unwrap();
    let mut out = Literals::new();
    for (table, queries) in GOLDENS {
        let query = queries[0];
        for node in &answers[table] {
            let cells: Vec<_> = query.fields.iter().map(|field| Cell::json(node[field.as_ref()])).collect();
            let row = query.read.read(&Cells { table: &query.table, cells: &cells }).unwrap();
            collect(&mut out, table, &query.table, row.as_ref());
        }
    }
    out
}

fn read(url: &str) -> Literals {
    let connection = Connection::new(&url.to_owned().into(), &Environment::default()).unwrap();
    let mut source = SqlSource::connect(&connection, Reach::Schemas(&["app".to_owned()]), &Config::default()).unwrap();
    let mut sink = Sink { tables: source.tables(Uuid::nil()).unwrap(), out: Literals::new() };
    source.rows(Uuid::nil(), &mut sink).unwrap();
    Box::new(source).close().unwrap();
    sink.out
}

struct Sink {
    tables: Vec<TableDef>,
    out: Literals,
}

impl RowSink for Sink {
    fn row(&mut self, table: usize, row: &dyn Row) -> Result<(), Stopped> {
        let table = &self.tables[table];
        collect(&mut self.out, &table.name, table, row);
        Ok(())
    }

    fn end(&mut self, _table: usize) -> Result<(), Stopped> {
        Ok(())
    }
}

fn collect(out: &mut Literals, name: &str, table: &TableDef, row: &dyn Row) {
    let mut values = Vec::new();
    row.to_values(&mut values);
    let literal = |value| {
        let mut out = String::new();
        write_literal(&mut out, value, &AsItIs).unwrap();
        out
    };
    let literals: Vec<String> = values.iter().map(literal).collect();
    let columns = table.columns.iter().map(|column| column.name.to_string());
    out.insert((name.to_owned(), literals[0].clone()), columns.zip(literals).collect());
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
