//! The rows that are exported.

use std::io::Write;
use std::path::{Path, PathBuf};

use postgres::Client;
use typeferry::connection::{Connection, Environment};
use typeferry::export::{ContractReport, Export, OnConflict, Progress, ReadMode};
use typeferry::module::ModuleName;
use typeferry::row::Uuid;
use typeferry::source::sql::{Reach, SqlSource};
use typeferry::source::{DataSource, Database};
use typeferry_codegen::config::Config;

use super::random::Random;
use super::values;

/// Fills the tables by `COPY`, and makes sure that what is there is what was meant: the text, at least, is read back.
pub(super) fn fill(client: &mut Client, seed: u64, tables: &[(&str, i64)]) {
    let mut random = Random::new(seed);
    client.batch_execute("SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC'").unwrap();
    for (table, rows) in tables {
        let types = types(client, table);
        let text = types.iter().position(|(name, _)| name == "c_text").unwrap();
        let mut meant = Vec::new();
        let mut copy = client.copy_in(&format!("COPY app.{table} FROM STDIN")).unwrap();
        for id in 1..=*rows {
            let cells: Vec<_> = types.iter().skip(1).map(|(_, pg_type)| values::of(&mut random, pg_type)).collect();
            copy.write_all(line(id, &cells).as_bytes()).unwrap();
            meant.push(cells[text - 1].clone());
        }
        assert_eq!(copy.finish().unwrap(), rows.cast_unsigned());
        let there = client.query(&format!("SELECT c_text FROM app.{table} ORDER BY id"), &[]).unwrap();
        assert!(there.iter().map(|row| row.get::<_, Option<String>>(0)).eq(meant));
        if *table == "without_key" {
            // Some rows are there twice.
            client.batch_execute("INSERT INTO app.without_key SELECT * FROM app.without_key WHERE id % 3 = 0").unwrap();
        }
    }
}

/// The columns and their types.
fn types(client: &mut Client, table: &str) -> Vec<(String, String)> {
    let sql = "SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute \
               WHERE attrelid = $1::text::regclass AND attnum > 0 ORDER BY attnum";
    let rows = client.query(sql, &[&format!("app.{table}")]).unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// A line of `COPY`'s text format (<https://www.postgresql.org/docs/current/sql-copy.html>).
fn line(id: i64, cells: &[Option<String>]) -> String {
    let mut line = id.to_string();
    for cell in cells {
        line.push('\t');
        match cell {
            None => line.push_str("\\N"),
            Some(text) => text.chars().for_each(|c| match c {
                '\\' => line.push_str("\\\\"),
                '\t' => line.push_str("\\t"),
                '\n' => line.push_str("\\n"),
                '\r' => line.push_str("\\r"),
                c => line.push(c),
            }),
        }
    }
    line.push('\n');
    line
}

/// Exports the tables, and says where the module with their rows is.
pub(super) fn export(url: &str, folder: &Path) -> PathBuf {
    let connection = Connection::new(&url.to_owned().into(), &Environment::default()).unwrap();
    let mut source = SqlSource::connect(&connection, Reach::Schemas(&["app".to_owned()]), &Config::default()).unwrap();
    let export = Export {
        contract: ContractReport::same("constructive-1", Vec::new()),
        database: Database { id: Uuid::nil(), name: Some("fidelity".to_owned()) },
        schemas: Vec::new(),
        requires: Vec::new(),
        excluded_categories: Vec::new(),
        extension: ModuleName::new("changes").unwrap(),
        meta_extension: ModuleName::new("rows").unwrap(),
        planner: "Ada Lovelace <ada@example.com>".parse().unwrap(),
        on_conflict: OnConflict::Error,
        out: folder.to_owned(),
        adopt: false,
        metadata_only: false,
        reading: ReadMode::Once,
        dry_run: false,
    };
    export.stage(&mut source, &mut Silence).unwrap().swap_in().unwrap();
    Box::new(source).close().unwrap();
    folder.join("rows")
}

struct Silence;

impl Progress for Silence {
    fn row(&mut self, _table: &str, _rows: u64) {}
}
