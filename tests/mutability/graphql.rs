//! Over GraphQL: what is stated of the columns, and what the API's input types have.

use serde_json::{Value as Json, json};
use typeferry::export::{ExportError, OnConflict};
use typeferry::row::{Mutability, Reason, TableQuery};
use typeferry::source::graphql::GraphQlSource;
use typeferry::source::graphql::Reading;
use typeferry_client::blocking::Endpoint;
use typeferry_demo::{Data, Server, ServerOptions};

use crate::support::{Database, Module, WIDGETS};
use crate::tables::TABLES;

const SCHEMA: &str = include_str!("../../codegen/tests/cases/mutability/schema.graphql");
const NOTE: usize = 5;

/// An API with two widgets. What it says of `total` is not what PostgreSQL computes.
fn server() -> Server {
    let rows = [
        json!({"id": "70", "seq": 7, "name": "a", "price": 10, "total": 999, "note": "n", "code": "Abc"}),
        json!({"id": "80", "seq": 8, "name": "b", "price": null, "total": null, "note": null, "code": null}),
    ];
    let mut data = Data::new();
    data.extend(
        "Widget",
        rows.into_iter().filter_map(|row| if let Json::Object(row) = row { Some(row) } else { None }),
    );
    let endpoint = typeferry_demo::Endpoint { path: "/graphql".into(), schema_text: SCHEMA.into(), data };
    Server::start(ServerOptions::default(), vec![endpoint]).unwrap()
}

fn export(table: &TableQuery, on_conflict: OnConflict) -> Result<Module, ExportError> {
    let server = server();
    let endpoint = Endpoint::new(server.url("/graphql"), Vec::new(), None).unwrap();
    Module::of(&mut GraphQlSource::new(endpoint, None, &[table], Reading { page: 100, jobs: 2 }), on_conflict)
}

/// The table, with `note` as `plain` under `[generation]` makes it.
fn with_plain_note() -> TableQuery {
    let mut table = TABLES[0].clone();
    table.table.columns.to_mut()[NOTE].mutability = Mutability::PLAIN;
    table
}

#[test]
fn identities_keep_their_values_and_what_is_generated_is_computed_again() {
    let module = export(TABLES[0], OnConflict::Error).unwrap();
    let insert = "INSERT INTO app.widgets (id, seq, name, price, code) OVERRIDING SYSTEM VALUE VALUES\n";
    assert!(module.script("deploy", "widgets").contains(insert), "{}", module.script("deploy", "widgets"));
    let Some(database) = Database::with(WIDGETS) else { return };
    database.run(&module.script("deploy", "widgets"));
    assert_eq!(database.widgets(), ["70|7|a|10|20|-|Abc", "80|8|b|-|-|-|-"]);
    database.run(&module.script("verify", "widgets"));
    database.run(&module.script("revert", "widgets"));
    assert_eq!(database.widgets(), Vec::<String>::new());
    assert!(database.try_run(&module.script("verify", "widgets")).unwrap_err().contains("2 of 2 exported rows"));
}

#[test]
fn what_is_not_written_is_reported_with_the_reason() {
    let module = export(TABLES[0], OnConflict::Error).unwrap();
    let expected = [("total", false, "the database computes it"), ("note", true, "the API has it in no input type")];
    assert_eq!(module.not_written(), expected);
    let module = export(&with_plain_note(), OnConflict::Error).unwrap();
    assert_eq!(module.not_written(), &expected[..1]);
}

#[test]
fn a_column_that_only_the_patch_type_has_is_refused_in_an_upsert_alone() {
    let error = export(TABLES[0], OnConflict::Update).err().unwrap();
    assert!(
        matches!(&error, ExportError::UpdatableOnly { table, column, reason: Reason::NotInInput }
            if table == "app.widgets" && column == "note"),
        "{error}"
    );
    let message = error.to_string();
    assert!(
        message.contains("it can be updated and not inserted, because the API has it in no input type"),
        "{message}"
    );
    assert!(message.contains("\"app.widgets.note\" = \"plain\""), "{message}");
    let module = export(TABLES[0], OnConflict::Nothing).unwrap();
    assert!(module.script("deploy", "widgets").contains("\nON CONFLICT (id) DO NOTHING;\n"));
}

#[test]
fn a_key_that_cannot_be_written_is_refused() {
    let mut table = TABLES[0].clone();
    table.table.columns.to_mut()[0].mutability = Mutability::bound(false, false);
    let error = export(&table, OnConflict::Error).err().unwrap();
    assert!(matches!(&error, ExportError::KeyNotWritten { column, .. } if column == "id"), "{error}");
    assert!(error.to_string().contains("\"app.widgets.id\" = \"identity always\""), "{error}");
}

#[test]
fn an_upsert_touches_the_rows_alone_that_differ() {
    let module = export(&with_plain_note(), OnConflict::Update).unwrap();
    let Some(database) = Database::with(WIDGETS) else { return };
    database.run(&module.script("deploy", "widgets"));
    let before = database.versions("app.widgets");
    database.run(&module.script("deploy", "widgets"));
    assert_eq!(database.versions("app.widgets"), before);

    database.run("UPDATE app.widgets SET code = 'aBC' WHERE id = 70");
    let before = database.versions("app.widgets");
    database.run(&module.script("deploy", "widgets"));
    assert_eq!(database.widgets(), ["70|7|a|10|20|n|Abc", "80|8|b|-|-|-|-"]);
    let after = database.versions("app.widgets");
    assert_ne!(after[0], before[0], "what is equal but for its case is another value");
    assert_eq!(after[1], before[1], "an equal row is not touched");
}

#[test]
fn a_row_that_is_there_already_fails_stays_or_is_set_as_was_asked_for() {
    let there = format!(
        "{WIDGETS} INSERT INTO app.widgets (id, seq, name, price) OVERRIDING SYSTEM VALUE VALUES (70, 1, 'old', 1);"
    );
    let cases = [
        (OnConflict::Nothing, ["70|1|old|1|2|-|-", "80|8|b|-|-|-|-"]),
        (OnConflict::Update, ["70|7|a|10|20|n|Abc", "80|8|b|-|-|-|-"]),
    ];
    for (on_conflict, expected) in cases {
        let module = export(&with_plain_note(), on_conflict).unwrap();
        let Some(database) = Database::with(&there) else { return };
        database.run(&module.script("deploy", "widgets"));
        assert_eq!(database.widgets(), expected);
    }
    let module = export(&with_plain_note(), OnConflict::Error).unwrap();
    let Some(database) = Database::with(&there) else { return };
    assert!(database.try_run(&module.script("deploy", "widgets")).unwrap_err().contains("duplicate key"));
}
