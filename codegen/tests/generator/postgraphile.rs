//! What real PostGraphile answers under plain presets, to the schema, the documents and the code of each.
//!
//! The answers are of `examples/blog/tables.sql`, written by `live/contract.mjs`.

use std::fs;
use std::path::Path;

use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::schema::{Schema, sdl};

use crate::contract::{Texts, folders, tests_dir};
use crate::golden::compare;
use crate::pull::pull;

fn pulled(dir: &Path) -> String {
    let answer = |name: &str| fs::read_to_string(dir.join(name)).unwrap();
    pull(&answer("introspection.json"), &answer("meta.json")).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn schema(preset: &str) -> Schema {
    let text = pulled(&tests_dir().join("pull/postgraphile").join(preset));
    sdl::read(&Source::new("schema.graphql", text)).unwrap()
}

/// The documents of tables, one behind the other.
fn documents(texts: &Texts) -> String {
    let documents = texts.0.iter().filter(|(name, _)| name.ends_with(".graphql") && name.starts_with("queries/"));
    documents.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_preset_is_read() {
    let dirs = folders(&tests_dir().join("pull/postgraphile"));
    let names: Vec<_> = dirs.iter().map(|dir| dir.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["amber", "filter", "simplified", "v4"]);
    let mut wrong = Vec::new();
    for dir in dirs {
        let schema = pulled(&dir);
        let texts = Texts::written(&schema, "").unwrap_or_else(|found| panic!("{found:#?}"));
        wrong.extend(compare(&dir.join("schema.graphql"), &schema).err());
        wrong.extend(compare(&dir.join("documents.graphql"), &documents(&texts)).err());
        let code = texts.generate().unwrap_or_else(|found| panic!("{found:#?}")).code;
        assert_eq!(code.matches("rt::Table for ").count(), 5, "{}", dir.display());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_key_is_the_row_s_own_and_no_global_identifier() {
    for (preset, key, global) in [("amber", "rowId", "id"), ("simplified", "rowId", "id"), ("v4", "id", "nodeId")] {
        let schema = schema(preset);
        let column = schema.field("Post", key).unwrap().column.as_ref().unwrap();
        assert_eq!((column.name.as_str(), column.pg_type.as_str()), ("id", "int8"), "{preset}");
        assert!(schema.field("Post", global).is_none(), "{preset}");
    }
}

#[test]
fn an_enum_s_labels_stand_behind_its_values_whatever_their_case() {
    for (preset, value) in [("amber", "taken_down"), ("v4", "TAKEN_DOWN")] {
        let schema = schema(preset);
        let values = schema.values("State").unwrap();
        let value = values.iter().find(|found| found.name == value).unwrap();
        assert_eq!(value.label.as_deref(), Some("taken_down"), "{preset}");
    }
}
