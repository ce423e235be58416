//! A second opinion: every committed document, checked by another validator than the generator's own.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails where it stands")]

use std::fs;
use std::path::{Path, PathBuf};

use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn schema(dir: &Path) -> Valid<Schema> {
    let path = dir.join("schema.graphql");
    let text = fs::read_to_string(&path).unwrap();
    Schema::parse_and_validate(text, &path).unwrap_or_else(|error| panic!("{error}"))
}

/// The documents below a folder, however deep.
fn documents(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let below = |path: PathBuf| if path.is_dir() { documents(&path) } else { vec![path] };
    entries.flat_map(below).filter(|path| path.extension().is_some_and(|extension| extension == "graphql")).collect()
}

/// The findings of each document in the folder of a contract, and how many documents there are.
fn check(dir: &Path) -> (usize, Vec<String>) {
    let schema = schema(dir);
    let documents = documents(&dir.join("queries"));
    let error = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        ExecutableDocument::parse_and_validate(&schema, text, path).err().map(|error| error.to_string())
    };
    (documents.len(), documents.iter().filter_map(error).collect())
}

#[test]
fn every_committed_document_is_valid() {
    let contracts = [root().to_owned(), root().join("migrate"), root().join("codegen/tests/drift/base")];
    let cases = fs::read_dir(root().join("codegen/tests/cases")).unwrap().map(|entry| entry.unwrap().path());
    for dir in contracts.into_iter().chain(cases) {
        let (count, errors) = check(&dir);
        assert!(count > 0, "{} has no documents", dir.display());
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}

#[test]
fn a_document_that_the_schema_left_behind_is_not() {
    let dir = root().join("codegen/tests/drift/base");
    let text = fs::read_to_string(dir.join("schema.graphql")).unwrap();
    let column = "  label: String @column(name: \"label\", type: \"text\")\n";
    assert!(text.contains(column));
    let schema = Schema::parse_and_validate(text.replace(column, ""), "schema.graphql").unwrap();
    let path = dir.join("queries/app/field.graphql");
    let refused = ExecutableDocument::parse_and_validate(&schema, fs::read_to_string(&path).unwrap(), &path);
    let error = refused.unwrap_err().to_string();
    assert!(error.contains("type `Field` does not have a field `label`"), "{error}");
}
