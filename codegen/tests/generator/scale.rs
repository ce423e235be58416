//! What a large schema costs grows with its size, and not with the square of it: a test that takes minutes here is a
//! loop within a loop. `TYPEFERRY_SCALE` is the size in KiB of SDL, for measuring by doubling.

use std::env;

use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::{Diagnostic, Source};
use typeferry_codegen::drift::{Difference, Kind, compare};
use typeferry_codegen::query::Documents;
use typeferry_codegen::schema::{Schema, sdl};

use crate::contract::Texts;
use crate::large;
use crate::pull::pull;

/// Bytes of SDL, from KiB by default.
fn size(default: usize) -> usize {
    env::var("TYPEFERRY_SCALE").ok().and_then(|text| text.parse().ok()).unwrap_or(default) * 1024
}

/// Of what is read.
const LARGE: usize = 10 * 1024;
/// Of what more is done with than to read it.
const COMPARED: usize = 1024;
/// Of what is generated: the printer of Rust takes most of its time.
const GENERATED: usize = 256;

fn read(text: &str) -> Schema {
    sdl::read(&Source::new("schema.graphql", text)).unwrap_or_else(|found| panic!("{:?}", found.first()))
}

fn tables(text: &str) -> usize {
    text.matches("@table(schema: \"").count()
}

fn differences(before: &str, after: &str) -> Vec<Difference> {
    let config = Config::read(&Source::new("typeferry.toml", large::CONFIG)).unwrap();
    let documents = Documents { schema: &read(before), config: &config, tables: &[], operations: &[] };
    compare(&documents, &read(after), &config).unwrap()
}

#[test]
fn ten_megabytes_of_sdl_are_read() {
    let text = large::schema(size(LARGE));
    assert_eq!(read(&text).types.len(), 8 + 6 * tables(&text));
}

#[test]
fn large_answers_are_pulled() {
    let tables = size(COMPARED) / large::BYTES;
    let (introspection, meta) = large::answers(tables);
    let text = pull(&introspection, &meta).unwrap();
    assert_eq!(self::tables(&text), tables);
}

#[test]
fn a_change_of_every_table_is_told() {
    let before = large::schema(size(COMPARED));
    let after = before.replace("  comment: String @column", "  remark: Int @column");
    let after = after.replace("\"comment\", type: \"text\"", "\"remark\", type: \"int4\"");
    let found = differences(&before, &after);
    let count = |kind| found.iter().filter(|one| one.kind == kind).count();
    let tables = tables(&before);
    assert_eq!((count(Kind::ColumnGone), count(Kind::ColumnNew), found.len()), (tables, tables, 2 * tables));
}

#[test]
fn every_table_renamed_is_told() {
    let before = large::schema(size(COMPARED));
    let after = before.replace("Table", "Board").replace("name: \"table", "name: \"board");
    let after = after.replace("table: \"table", "table: \"board");
    let found = differences(&before, &after);
    assert!(found.len() >= tables(&before), "{}", found.len());
}

#[test]
fn a_large_contract_is_written_and_generated() {
    let schema = large::schema(size(GENERATED));
    let texts = Texts::written(&schema, large::CONFIG).unwrap();
    assert_eq!(texts.generate().unwrap().code.matches("impl rt::Table for ").count(), tables(&schema));
}

#[test]
fn ten_thousand_columns_are_written_and_checked() {
    for key in ["key: [\"id\"]", "key: []"] {
        let schema = large::wide(10_000).replace("key: [\"id\"]", key);
        let texts = Texts::written(&schema, "").unwrap();
        assert!(texts.0["queries/app/table0.graphql"].lines().count() > 10_000, "{key}");
    }
}

#[test]
fn as_many_columns_as_a_table_of_postgresql_has_are_generated() {
    let texts = Texts::written(&large::wide(1591), "").unwrap();
    assert!(texts.generate().unwrap().code.contains("pub more_1590: "));
}

#[test]
fn ten_thousand_columns_renamed_are_told() {
    let before = large::wide(10_000);
    let after = before.replace("  more", "  other").replace("\"more_", "\"other_");
    assert!(differences(&before, &after).len() >= 10_000);
}

/// What is unknown wherever it stands, as when one line of a schema is gone.
#[test]
fn a_type_that_is_gone_is_told_wherever_it_was_used() {
    let text = large::schema(size(COMPARED)).replacen("scalar UUID\n", "", 1);
    let found = sdl::read(&Source::new("schema.graphql", text.as_str())).unwrap_err();
    assert!(found.len() > 6 * tables(&text) && found.iter().all(|one| one.message == "unknown type `UUID`"));
}

#[test]
fn as_many_types_that_are_not_there_are_told() {
    let schema = large::schema(size(COMPARED));
    let text = schema.replace(": Table", ": Tabel");
    let found = sdl::read(&Source::new("schema.graphql", text)).unwrap_err();
    assert!(found.len() >= tables(&schema), "{}", found.len());
    assert!(found.iter().all(Diagnostic::is_error));
}

#[test]
fn documents_that_are_all_wrong_are_told() {
    let schema = large::schema(size(GENERATED));
    let mut texts = Texts::written(&schema, large::CONFIG).unwrap();
    let renamed = schema.replace("  table", "  board");
    texts.0.insert("schema.graphql".into(), renamed);
    assert!(texts.generate().unwrap_err().len() >= tables(&schema));
}
