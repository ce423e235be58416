//! A schema without a table: what is said, and that what it says to do helps.

use std::fs;
use std::path::Path;

use typeferry_codegen::dialect::CONSTRUCTIVE;
use typeferry_codegen::schema::{introspection, meta, print};
use typeferry_contract::ContractDir;

use crate::folder::{Folder, fields};

const PLAIN: &str = "type Query {\n  items: [Item]\n}\n\ntype Item {\n  id: ID!\n}\n";

fn says(said: &str, file: &str) {
    let what = format!("{file}:1:1: the schema has no table: `@table` stands at none of its 2 object types");
    assert!(said.contains(&what), "{said}");
    assert!(said.contains("there is nothing to read or to compare"), "{said}");
    assert!(said.contains("`typeferry schema pull --graphql-endpoint URL --output FILE`"), "{said}");
    assert!(said.contains("`typeferry schema pull --introspection FILE --meta FILE`"), "{said}");
}

fn plain() -> Folder {
    let folder = fields();
    folder.write("schema.graphql", PLAIN);
    folder
}

#[test]
fn n27_two_schemas_without_a_table_are_no_comparison() {
    let other = PLAIN.replace("id: ID!", "name: String");
    says(&plain().drift(&other).unwrap_err(), "schema.graphql");
    says(&plain().drift(PLAIN).unwrap_err(), "schema.graphql");
}

#[test]
fn n27_nor_is_a_contract_with_a_schema_without_a_table() {
    says(&fields().drift(PLAIN).unwrap_err(), "after.graphql");
}

#[test]
fn n27_neither_queries_nor_the_build_take_a_schema_without_a_table() {
    says(&plain().build(), "schema.graphql");
    assert!(plain().refused().contains("the schema has no table"), "{}", plain().refused());
    let contract = ContractDir::new(plain().path("")).read();
    assert!(contract.is_err() || contract.unwrap().check().is_err());
}

#[test]
fn n27_pulling_it_as_it_says_makes_a_contract_of_it() {
    let saved = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/pull");
    let read = |name| fs::read_to_string(saved.join(name)).unwrap();
    let folder = plain();
    folder.write("typeferry.toml", "");
    for name in ["database", "field", "table"] {
        folder.delete(&format!("queries/app/{name}.graphql"));
    }
    let api = introspection::read(&read("introspection.json")).unwrap();
    let pulled = CONSTRUCTIVE.pull(&api, &meta::read(&read("meta.json")).unwrap()).unwrap();
    folder.write("schema.graphql", &print(&pulled));
    folder.accept();
    folder.is_content();
}
