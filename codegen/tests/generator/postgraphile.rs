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

/// Posts and what belongs to them, by their author.
const BY_AUTHOR: &str = r#"
[tenant]
column = "author_id"
table = "blog.authors"

[reached-by]
"blog.post_links" = "from_post"
"stats.visits" = "post_id"

[left-out]
"blog.titles" = "a view: no key leads from it"
"#;

#[test]
fn rows_are_filtered_through_a_relation_where_a_preset_can() {
    let dir = tests_dir().join("pull/postgraphile/filter");
    let texts = Texts::written(&pulled(&dir), BY_AUTHOR).unwrap_or_else(|found| panic!("{found:#?}"));
    let documents = documents(&texts);
    for filter in [
        "allAuthors(filter: {rowId: {equalTo: $databaseId}}, ",
        "allPosts(filter: {authorId: {equalTo: $databaseId}}, ",
        "allPostLinks(filter: {postByFromPost: {authorId: {equalTo: $databaseId}}}, ",
        "allStatsVisits(filter: {postByPostId: {authorId: {equalTo: $databaseId}}}, ",
    ] {
        assert!(documents.contains(filter), "{documents}");
    }
}

#[test]
fn without_a_filter_plugin_a_condition_holds_the_value_itself_and_leads_nowhere() {
    let dir = tests_dir().join("pull/postgraphile/amber");
    let refused = Texts::written(&pulled(&dir), BY_AUTHOR).unwrap_err();
    let shown: Vec<_> = refused.iter().map(ToString::to_string).collect();
    assert!(shown.iter().any(|line| line.contains("no way from blog.post_links to its tenant")), "{shown:#?}");
    let (rules, _) = BY_AUTHOR.split_once("[reached-by]").unwrap();
    let left_out = "[left-out]\n\"blog.titles\" = \"\"\n\"blog.post_links\" = \"\"\n\"stats.visits\" = \"\"\n";
    let texts =
        Texts::written(&pulled(&dir), &format!("{rules}{left_out}")).unwrap_or_else(|found| panic!("{found:#?}"));
    assert!(documents(&texts).contains("allPosts(condition: {authorId: $databaseId}, "), "{}", documents(&texts));
}
