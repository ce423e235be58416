//! A contract of a dialect of the test's own: documents, lock and code are those in this folder. `tests/lists.rs` of the
//! root package compiles the code.

mod dialect;

use std::path::PathBuf;

use typeferry_codegen::Contract;
use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::query::Written;

use self::dialect::Lists;
use crate::contract::{Texts, tests_dir};
use crate::golden::compare;

fn dir() -> PathBuf {
    tests_dir().join("generator/lists")
}

fn contract(texts: &Texts) -> Contract {
    Contract { dialect: Some(&Lists), ..texts.contract() }
}

/// The committed schema and configuration, with the documents and the lock that are written for them.
fn written() -> Texts {
    let mut texts = Texts::read(&dir());
    texts.0.retain(|name, _| !name.starts_with("queries/"));
    for Written { path, text } in contract(&texts).documents().unwrap() {
        texts.0.insert(format!("queries/{path}"), text);
    }
    let lock = contract(&texts).check().unwrap().lock.text();
    texts.0.insert("queries/contract.lock".to_owned(), lock);
    texts
}

#[test]
fn a_dialect_of_ones_own_generates_what_is_committed() {
    let texts = written();
    let committed = Texts::read(&dir());
    assert!(committed.0.keys().eq(texts.0.keys()) || std::env::var_os("UPDATE_GOLDEN").is_some());
    let mut wrong: Vec<_> = texts.0.iter().filter_map(|(name, text)| compare(&dir().join(name), text).err()).collect();
    wrong.extend(
        compare(&dir().join("tables.rs"), &contract(&texts).generate("typeferry_client::row").unwrap().code).err(),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The findings in the contract with one text in the place of another, wherever it is in a file.
fn findings(file: &str, old: &str, new: &str) -> String {
    let mut texts = written();
    let text = texts.0[file].replace(old, new);
    assert_ne!(text, texts.0[file]);
    texts.0.insert(file.to_owned(), text);
    let found = contract(&texts).check().map(|_| ()).and_then(|()| contract(&texts).documents().map(|_| ()));
    found.unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_of_another_dialect_is_refused_at_its_place() {
    let document = "queries/app/notes.graphql";
    let found = findings(document, "$limit", "$first");
    assert!(found.contains("`$first` is no variable of a table's document (tenant, keys, limit, offset)"), "{found}");
    let found = findings("schema.graphql", "): [app_notes!]!", "): app_notes");
    assert!(found.contains("a table's document selects one root field, which is a list of rows"), "{found}");
    let found = findings("schema.graphql", "id: bigint! @column", "id: uuid! @column");
    assert!(found.contains("a `int8` is read from GraphQL `bigint` alone"), "{found}");
    let found = findings("schema.graphql", "type: \"int4\"", "type: \"numeric\"");
    assert!(
        found.contains("the PostgreSQL type `numeric` as GraphQL `int`, for which there is no conversion"),
        "{found}"
    );
}

#[test]
fn a_contract_that_names_no_dialect_is_not_taken_for_one_of_another() {
    let found = written().contract().documents().unwrap_err().remove(0).to_string();
    assert!(found.contains("no root field answers with the rows of app."), "{found}");
}

#[test]
fn a_dialect_that_says_nothing_of_pulling_pulls_nothing() {
    use typeferry_codegen::dialect::Dialect;
    use typeferry_codegen::schema::{meta::Meta, sdl};

    let schema = sdl::read(&Source::new("schema.graphql", written().schema())).unwrap();
    let found = Lists.pull(&schema, &Meta { tables: Vec::new() }).unwrap_err().remove(0).to_string();
    assert!(
        found.contains("the dialect `lists` pulls no schemas") && found.contains("write schema.graphql"),
        "{found}"
    );
}

/// The order of the document that is written, and another.
const ORDER: (&str, &str) = ("order_by: [id]", "order_by: [position, id]");

/// A column that an API may come to lack.
const GONE: &str = "  payload: json_b @column(name: \"payload\", type: \"jsonb\")\n";

/// The arguments and the selection of the notes, as a program reads them that adapts to the schema without `line`.
fn adapted(texts: &Texts, line: &str) -> (String, String) {
    use typeferry_codegen::Readable;
    use typeferry_codegen::config::Config;
    use typeferry_codegen::query::Documents;
    use typeferry_codegen::schema::sdl;

    let read = |text: &str| sdl::read(&Source::new("schema.graphql", text)).unwrap();
    let mut config = Config::read(&Source::new("typeferry.toml", texts.config())).unwrap();
    config.dialect = &Lists;
    let (contract, schema) = (contract(texts), read(texts.schema()));
    let (tables, operations) = (&contract.tables, &contract.operations);
    let documents = Documents { schema: &schema, config: &config, tables, operations };
    assert!(texts.schema().contains(line), "{line}");
    let readable = Readable::of(&read(&texts.schema().replacen(line, "", 1)), &config, &documents).unwrap();
    let reading = readable.readings().find(|reading| reading.table.name == "notes").unwrap();
    (reading.arguments(), reading.selection())
}

#[test]
fn a_document_by_hand_keeps_what_it_asks_for_and_counts_for_its_table() {
    let mut texts = written();
    let document = format!("# by hand: by place\n{}", texts.0["queries/app/notes.graphql"].replace(ORDER.0, ORDER.1));
    texts.0.insert("queries/app/notes.graphql".to_owned(), document.clone());
    let path = contract(&texts).written_path(&Source::new("queries/mine.graphql", document)).unwrap();
    assert_eq!(path.as_deref(), Some("app/notes.graphql"));
    let (arguments, selection) = adapted(&texts, GONE);
    assert!(arguments.contains(ORDER.1) && !selection.contains("payload"), "{arguments} {selection}");
}
