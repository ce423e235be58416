//! A column that the API lost is lost in the generated struct: whoever reads it does not compile. That it compiles
//! while the column is there is `tests/goldens.rs`.

use std::fs;

use typeferry_codegen::Contract;
use typeferry_codegen::diagnostic::Source;

use crate::cargo::{root, scratch, write};

const COLUMN: &str = "  label: String @column(name: \"label\", type: \"text\")\n";

/// The code of a schema whose documents and lock were written and accepted.
fn accepted(schema: &str, config: &str) -> String {
    let source = |name: &str, text: &str| Source::new(name, text);
    let mut contract = Contract {
        dialect: None,
        schema: source("schema.graphql", schema),
        config: source("typeferry.toml", config),
        tables: Vec::new(),
        operations: Vec::new(),
        lock: source("queries/contract.lock", ""),
    };
    let written = contract.documents().unwrap();
    contract.tables = written.into_iter().map(|document| Source::new(document.path, document.text)).collect();
    let lock = contract.check().unwrap().lock.text();
    contract.lock = Source::new("queries/contract.lock", lock);
    contract.generate("typeferry::row").unwrap().code
}

#[test]
fn a_reader_of_a_lost_column_does_not_compile() {
    let case = root().join("codegen/tests/cases/plain");
    let read = |name: &str| fs::read_to_string(case.join(name)).unwrap();
    let (schema, config) = (read("schema.graphql"), read("typeferry.toml"));
    assert!(schema.contains(COLUMN));
    let dir = scratch("removed_column");
    write(&dir.join("tables.rs"), &accepted(&schema.replace(COLUMN, ""), &config));
    let committed = |name: &str| fs::read_to_string(root().join("tests/removed_column").join(name)).unwrap();
    write(&dir.join("reads_label.rs"), &committed("reads_label.rs"));
    let stderr = committed("reads_label.stderr").replace("$DIR", dir.to_str().unwrap());
    write(&dir.join("reads_label.stderr"), &stderr);
    trybuild::TestCases::new().compile_fail(dir.join("reads_label.rs"));
}
