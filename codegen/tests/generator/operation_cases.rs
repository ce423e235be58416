//! Operations, a document each: the code that is committed beside it, or what is found. `client/tests/operations.rs` compiles
//! the code.

use std::fs;
use std::path::{Path, PathBuf};

use typeferry_codegen::Contract;
use typeferry_codegen::diagnostic::{Diagnostics, Source};

use crate::contract::tests_dir;
use crate::golden::compare;

/// Where the code of operations begins, behind that of tables.
const BEGIN: [&str; 2] = ["/// What operations take", "/// The operations:"];

fn documents(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(tests_dir().join("operations").join(folder)).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "graphql"));
    paths.sort();
    paths
}

/// The contract of all cases, with one operation.
fn contract(path: &Path, config: &str) -> Contract {
    let schema = fs::read_to_string(tests_dir().join("operations/schema.graphql")).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let operation = Source::new(format!("queries/operations/{name}"), fs::read_to_string(path).unwrap());
    let mut contract = Contract {
        dialect: None,
        schema: Source::new("schema.graphql", schema),
        config: Source::new("typeferry.toml", config),
        tables: Vec::new(),
        operations: vec![operation],
        lock: Source::new("queries/contract.lock", ""),
    };
    let written = contract.documents().unwrap().into_iter();
    contract.tables =
        written.map(|document| Source::new(format!("queries/{}", document.path), document.text)).collect();
    contract
}

fn generated(mut contract: Contract) -> Result<String, Diagnostics> {
    contract.lock = Source::new("queries/contract.lock", contract.check()?.lock.text());
    contract.generate("typeferry_client::row").map(|generated| generated.code)
}

#[test]
fn every_operation_generates_what_is_committed() {
    let mut wrong = Vec::new();
    for path in documents("good") {
        let code = generated(contract(&path, "")).unwrap_or_else(|found| panic!("{}: {found:#?}", path.display()));
        let (tables, operations) = code.split_at(BEGIN.iter().find_map(|begin| code.find(begin)).unwrap());
        wrong.extend(compare(&path.with_extension("rs"), operations).err());
        wrong.extend(compare(&tests_dir().join("operations/tables.rs"), tables).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_operation_is_found_at_its_place() {
    let mut wrong = Vec::new();
    for path in documents("bad") {
        let found = generated(contract(&path, "")).expect_err(&path.display().to_string());
        let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
        let text = lines.join("\n") + "\n";
        wrong.extend(compare(&path.with_extension("txt"), &text).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn case(name: &str, config: &str) -> String {
    generated(contract(&tests_dir().join("operations").join(name), config)).unwrap_or_else(|found| panic!("{found:#?}"))
}

#[test]
fn types_are_those_of_the_configuration_where_it_names_them() {
    let code = case("bad/unknown_scalar.graphql", "[types]\nOdd = \"crate::Odd\"\n");
    assert!(
        code.contains("pub of: rt::Input<crate::Odd>") && code.contains("pub odd: ::core::option::Option<crate::Odd>")
    );
    let code = case("good/scalars.graphql", "[types]\ntimestamp = \"crate::Moment\"\nBigFloat = \"crate::Price\"\n");
    assert!(code.contains("pub at: ::core::option::Option<crate::Moment>"), "{code}");
}

#[test]
fn a_type_that_is_none_is_found_at_its_place() {
    let path = tests_dir().join("operations/good/scalars.graphql");
    let found = generated(contract(&path, "\n[types]\nJSON = \"a b\"\n")).unwrap_err().remove(0).to_string();
    assert!(found.starts_with("typeferry.toml:3:1: `a b` is no type of Rust's"), "{found}");
}

#[test]
fn operations_that_rust_would_call_the_same_are_found() {
    let mut contract = contract(&tests_dir().join("operations/good/no_variables.graphql"), "");
    contract.operations.push(Source::new("queries/operations/other.graphql", "query no_variables { matrix }"));
    let found = generated(contract).unwrap_err().remove(0).to_string();
    let wanted = "queries/operations/other.graphql:1:7: `NoVariables` and `no_variables` would both be `NoVariables`";
    assert!(found.starts_with(wanted), "{found}");
}

#[test]
fn an_input_that_leads_back_is_taken_where_it_is_named() {
    let plain = case("good/where_variable.graphql", "");
    assert!(
        !plain.contains("AuthorFilter") && plain.contains("Left out, since they lead back here: `author`"),
        "{plain}"
    );
    let named = case("good/where_variable.graphql", "inputs = [\"PostFilter.author\"]\n");
    assert!(
        named.contains("pub author: rt::Input<::std::boxed::Box<AuthorFilter>>")
            || named.contains("pub author: rt::Input<AuthorFilter>")
    );
}
