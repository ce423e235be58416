//! The tables of contract 2, generated from its schema file and compiled: the shapes that contract 1 does not have.

use std::fs;
use std::time::Instant;

use typeferry_codegen::Contract;
use typeferry_codegen::diagnostic::Source;

use crate::cargo::{check, root, scratch, stderr, write};

fn contract() -> Contract {
    let read = |name: &str| Source::new(name, fs::read_to_string(root().join("contract-2").join(name)).unwrap());
    let empty = Source::new("queries/contract.lock", "");
    let (schema, config) = (read("schema.graphql"), read("typeferry.toml"));
    let mut contract = Contract { schema, config, tables: Vec::new(), operations: Vec::new(), lock: empty };
    let written = contract.documents().unwrap_or_else(|found| panic!("{found:#?}"));
    contract.tables = written.into_iter().map(|document| Source::new(document.path, document.text)).collect();
    let lock = contract.check().unwrap_or_else(|found| panic!("{found:#?}")).lock.text();
    contract.lock = Source::new("queries/contract.lock", lock);
    contract
}

#[test]
fn every_table_of_contract_2_generates_and_compiles() {
    let contract = contract();
    assert_eq!(contract.schema.text().matches(" @table(schema: \"").count(), 142);
    // Three are left out.
    assert_eq!(contract.tables.len(), 139);
    let start = Instant::now();
    let code = contract.generate("typeferry::row").unwrap_or_else(|found| panic!("{found:#?}")).code;
    println!("139 tables generated in {:?}", start.elapsed());
    assert_eq!(code.matches("impl rt::Table for ").count(), 139);

    let dir = scratch("contract2");
    let manifest = format!(
        "[package]\nname = \"contract2\"\nedition = \"2024\"\n\n[dependencies]\n\
         typeferry = {{ path = {:?}, default-features = false }}\n\n[workspace]\n",
        root()
    );
    write(&dir.join("Cargo.toml"), &manifest);
    write(&dir.join("src/lib.rs"), &format!("//! Contract 2.\n#![deny(warnings)]\n{code}"));
    if !dir.join("Cargo.lock").exists() {
        fs::copy(root().join("Cargo.lock"), dir.join("Cargo.lock")).unwrap();
    }
    let output = check(&dir, &[]);
    assert!(output.status.success(), "{}", stderr(&output));
}
