//! Over SQL: the catalog says what a column is, and a column that only the API's patch type has is plain.

use typeferry::connection::{Connection, Environment};
use typeferry::export::{ExportError, OnConflict};
use typeferry::source::sql::{Reach, SqlSource};
use typeferry_codegen::config::Config;

use crate::support::{Database, Module, WIDGETS};

fn export(database: &Database, on_conflict: OnConflict) -> Result<Module, ExportError> {
    let connection = Connection::new(&database.url().into(), &Environment::default()).unwrap();
    let mut source = SqlSource::connect(&connection, Reach::Schemas(&["app".to_owned()]), &Config::default())?;
    Module::of(&mut source, on_conflict)
}

#[test]
fn the_same_table_is_written_whole() {
    let rows = "
        INSERT INTO app.widgets (id, seq, name, price, note, code) OVERRIDING SYSTEM VALUE VALUES
            (70, 7, 'a', 10, 'n', 'Abc'), (80, 8, 'b', NULL, NULL, NULL);";
    let Some(from) = Database::with(&format!("{WIDGETS}{rows}")) else { return };
    let module = export(&from, OnConflict::Update).unwrap();
    assert_eq!(module.not_written(), [("total", false, "the database computes it")]);
    let Some(to) = Database::with(WIDGETS) else { return };
    to.run(&module.script("deploy", "widgets"));
    assert_eq!(to.widgets(), from.widgets());
    assert_eq!(to.widgets(), ["70|7|a|10|20|n|Abc", "80|8|b|-|-|-|-"]);
    to.run(&module.script("verify", "widgets"));

    let before = to.versions("app.widgets");
    to.run("UPDATE app.widgets SET price = 11 WHERE id = 80");
    to.run(&module.script("deploy", "widgets"));
    assert_eq!(to.widgets(), from.widgets());
    assert_eq!(to.versions("app.widgets")[0], before[0]);
    to.run(&module.script("revert", "widgets"));
    assert_eq!(to.widgets(), Vec::<String>::new());
}

/// Equal by their types' equality, other values all the same.
#[test]
fn an_upsert_compares_every_bit() {
    let table = "
        CREATE SCHEMA app;
        CREATE TABLE app.excluded (
            id int PRIMARY KEY, existing numeric, \"Left\" interval, pair point, document json, missing text);";
    let rows = "
        INSERT INTO app.excluded VALUES
            (1, 1.00, '1 month', '(1,2)', '{\"a\": 1}', NULL), (2, 1.00, '30 days', NULL, NULL, ''),
            (3, 1.0, '1 month', NULL, NULL, NULL), (4, 1.00, '1 month', NULL, '{\"a\":1}', NULL);";
    let other = "
        INSERT INTO app.excluded VALUES
            (1, 1.00, '1 month', '(1,2)', '{\"a\": 1}', NULL), (2, 1.00, '1 month', NULL, NULL, ''),
            (3, 1.00, '1 month', NULL, NULL, NULL), (4, 1.00, '1 month', NULL, '{\"a\": 1}', NULL);";
    let Some(from) = Database::with(&format!("{table}{rows}")) else { return };
    let module = export(&from, OnConflict::Update).unwrap();
    let Some(to) = Database::with(&format!("{table}{other}")) else { return };
    let before = to.versions("app.excluded");
    to.run(&module.script("deploy", "excluded"));
    let all = "SELECT * FROM app.excluded ORDER BY id";
    assert_eq!(to.rows(all), from.rows(all));
    let after = to.versions("app.excluded");
    let touched: Vec<_> = before.iter().zip(&after).map(|(before, after)| before != after).collect();
    assert_eq!(touched, [false, true, true, true]);
}

#[test]
fn a_table_of_keys_alone_has_nothing_to_update() {
    let table = "CREATE SCHEMA app; CREATE TABLE app.pairs (a int, b text, PRIMARY KEY (b, a));";
    let Some(from) = Database::with(&format!("{table} INSERT INTO app.pairs VALUES (1, 'x'), (2, 'y');")) else {
        return;
    };
    let module = export(&from, OnConflict::Update).unwrap();
    let Some(to) = Database::with(&format!("{table} INSERT INTO app.pairs VALUES (1, 'x');")) else { return };
    to.run(&module.script("deploy", "pairs"));
    assert_eq!(to.rows("SELECT a, b FROM app.pairs ORDER BY a"), ["1|x", "2|y"]);
}

#[test]
fn a_table_without_a_key_is_refused_by_name_where_it_has_rows() {
    let table = "CREATE SCHEMA app; CREATE TABLE app.log (said text);";
    let Some(database) = Database::with(table) else { return };
    for on_conflict in [OnConflict::Nothing, OnConflict::Update] {
        assert!(export(&database, on_conflict).unwrap().report.service.tables.is_empty());
    }
    database.run("INSERT INTO app.log VALUES ('a')");
    for on_conflict in [OnConflict::Nothing, OnConflict::Update] {
        let error = export(&database, on_conflict).err().unwrap();
        assert!(matches!(&error, ExportError::ConflictWithoutKey { table } if table == "app.log"), "{error}");
    }
    export(&database, OnConflict::Error).unwrap();
}

#[test]
fn rows_whose_key_the_database_computes_are_found_by_what_is_written() {
    let table = "
        CREATE SCHEMA app;
        CREATE TABLE app.codes (part text, n int, code text GENERATED ALWAYS AS (upper(part)) STORED PRIMARY KEY);";
    let rows = "INSERT INTO app.codes (part, n) VALUES ('a', 1), ('b', NULL);";
    let Some(from) = Database::with(&format!("{table}{rows}")) else { return };
    let all = "SELECT code, n FROM app.codes ORDER BY code";
    for on_conflict in [OnConflict::Error, OnConflict::Update] {
        let module = export(&from, on_conflict).unwrap();
        let Some(to) = Database::with(table) else { return };
        to.run(&module.script("deploy", "codes"));
        assert_eq!(to.rows(all), ["A|1", "B|-"]);
        to.run(&module.script("verify", "codes"));
        to.run("INSERT INTO app.codes (part, n) VALUES ('c', 3)");
        to.run(&module.script("revert", "codes"));
        assert_eq!(to.rows(all), ["C|3"]);
    }
}
