//! Documents that people wrote: the base contract with a filter and an order of its authors' own in every document, and an
//! operation. Each change of the corpus goes both ways a second time from there.

use std::path::Path;

use typeferry_codegen::Readable;
use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::drift::Kind;
use typeferry_codegen::query::Documents;
use typeferry_codegen::schema::sdl;

use crate::contract::{Texts, tests_dir};
use crate::drift::differences;

const MARK: &str = "# by hand: what has a name\n";

const OPERATION: &str = "\
# app.database
query Named($names: [String!]) {
  databases(where: {name: {in: $names}}, orderBy: [NAME_ASC, ID_ASC]) {
    nodes { id name }
  }
}
";

/// What of the written documents is another by hand.
const EDITS: [(&str, &str, &str); 4] = [
    ("database", "{id: {equalTo: $databaseId}}", "{id: {equalTo: $databaseId}, name: {in: [\"a\"]}}"),
    ("table", "orderBy: [PRIMARY_KEY_ASC]", "orderBy: [NAME_ASC, PRIMARY_KEY_ASC]"),
    ("field", "{table: {databaseId", "{name: {in: [\"a\", \"b\"]}, table: {database: {id"),
    ("field", "$databaseId}}}", "$databaseId}}}}"),
];

/// The contract with documents by hand, accepted.
pub(crate) fn by_hand(base: &Texts) -> Texts {
    let mut texts = base.clone();
    for (name, old, new) in EDITS {
        let document = texts.0.get_mut(&format!("queries/app/{name}.graphql")).unwrap();
        assert_eq!(document.matches(old).count(), 1, "{document}");
        *document = document.replace(old, new);
    }
    let documents = texts.0.iter_mut().filter(|(name, _)| name.starts_with("queries/app/"));
    documents.for_each(|(_, text)| text.insert_str(0, MARK));
    let filter = if texts.0["queries/app/database.graphql"].contains("(where:") { "where" } else { "filter" };
    texts.0.insert("queries/operations/named.graphql".into(), OPERATION.replacen("where", filter, 1));
    texts.accepted()
}

fn base() -> Texts {
    by_hand(&Texts::read(&tests_dir().join("drift/base")))
}

fn edited(texts: &Texts, old: &str, new: &str) -> Texts {
    assert!(texts.schema().contains(old), "{old}");
    let mut texts = texts.clone();
    let schema = texts.schema().replacen(old, new, 1);
    texts.0.insert("schema.graphql".into(), schema);
    texts
}

#[test]
fn n28_the_base_by_hand_is_a_contract() {
    let base = base();
    assert!(base.generate().is_ok(), "{:#?}", base.generate());
    assert_eq!(differences(&base, &base), []);
}

#[test]
fn n28_what_a_document_by_hand_asks_for_is_what_differs() {
    let base = base();
    let after = edited(
        &base,
        "input StringFilter {\n  equalTo: String\n  in: [String!]\n}",
        "input StringFilter {\n  equalTo: String\n}",
    );
    let found = differences(&base, &after);
    assert!(!found.is_empty() && found.iter().all(|one| one.kind == Kind::FilterFieldGone), "{found:#?}");
    let files: Vec<_> = found.iter().flat_map(|one| &one.by_hand).map(String::as_str).collect();
    let theirs = ["queries/app/database.graphql", "queries/operations/named.graphql", "queries/app/field.graphql"];
    assert!(theirs.iter().all(|file| files.contains(file)), "{files:?}");
}

/// The arguments and the selection of a table as a program reads it that adapts to `after`; or what is in the way.
fn adapted(before: &Texts, after: &Texts, table: &str) -> Result<(String, String), String> {
    let read = |texts: &Texts| sdl::read(&Source::new("schema.graphql", texts.schema())).unwrap();
    let config = Config::read(&Source::new("typeferry.toml", before.config())).unwrap();
    let (contract, schema) = (before.contract(), read(before));
    let (tables, operations) = (&contract.tables, &contract.operations);
    let documents = Documents { schema: &schema, config: &config, tables, operations };
    let readable = Readable::of(&read(after), &config, &documents);
    let readable = readable.map_err(|found| found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let reading = readable.readings().find(|reading| reading.table.name == table).unwrap();
    Ok((reading.arguments(), reading.selection()))
}

const FILTER: &str = "where: {name: {in: [\"a\", \"b\"]}, table: {database: {id: {equalTo: $databaseId}}}}";

#[test]
fn n28_what_adapts_keeps_what_a_document_by_hand_asks_for() {
    let base = base();
    let label = "  label: String @column(name: \"label\", type: \"text\")\n";
    let hint = "  hint: String @column(name: \"hint\", type: \"text\")\n";
    let (arguments, selection) = adapted(&base, &base, "field").unwrap();
    assert!(arguments.contains(FILTER) && selection.contains(" label "), "{arguments} {selection}");
    let (arguments, selection) = adapted(&base, &edited(&base, label, hint), "field").unwrap();
    assert!(arguments.contains(FILTER), "{arguments}");
    assert!(selection.ends_with(" type hint") && !selection.contains("label"), "{selection}");
    let renamed = edited(&base, "  fields(after", "  allFields(after");
    assert!(adapted(&base, &renamed, "field").unwrap().0.contains(FILTER));
}

#[test]
fn n28_what_adapts_keeps_what_an_edited_document_asks_for() {
    let mut base = base();
    let document = base.0.get_mut("queries/app/field.graphql").unwrap();
    *document = document.replacen(MARK, "", 1);
    let after = edited(&base, "  label: String @column(name: \"label\", type: \"text\")\n", "");
    let (arguments, _) = adapted(&base, &after, "field").unwrap();
    assert!(arguments.contains(FILTER), "{arguments}");
}

#[test]
fn n28_what_adapts_drops_no_filter_that_the_api_does_not_have() {
    let base = base();
    let after = edited(&base, "  in: [String!]\n}\n\nenum Category", "}\n\nenum Category");
    let said = adapted(&base, &after, "field").unwrap_err();
    assert!(said.contains("queries/app/field.graphql:4:"), "{said}");
    assert!(said.contains("`in`"), "{said}");
}

/// What becomes of the blog, whose document by hand filters by the state, where a part of that filter is gone: the build,
/// drift and a program that adapts see the same, at the same place.
fn blog_without(input: &str, line: &str, gone: &str, place: &str) {
    let blog = Texts::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/blog"));
    let filter =
        blog.schema().split(&format!("input {input} {{")).nth(1).unwrap().split('}').next().unwrap().to_owned();
    let without: Vec<_> = filter.lines().filter(|it| !it.trim().starts_with(line)).collect();
    let (old, new) = (format!("input {input} {{{filter}"), format!("input {input} {{{}\n", without.join("\n")));
    let after = edited(&blog, &old, &new);
    let build: Vec<_> = after.generate().unwrap_err().iter().map(ToString::to_string).collect();
    assert!(build.len() == 1 && build[0].starts_with(place), "{build:#?}");
    let found = differences(&blog, &after);
    let [one] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((one.kind, one.before.as_deref()), (Kind::FilterFieldGone, Some(gone)));
    assert_eq!(one.by_hand, ["queries/blog/posts.graphql"]);
    assert!(one.remedy().contains("change it in queries/blog/posts.graphql, which is by hand"), "{}", one.remedy());
    let refused = adapted(&blog, &after, "posts").unwrap_err();
    assert!(refused.starts_with(place), "{refused}");
}

#[test]
fn n28_the_blog_without_an_operator_that_its_document_uses() {
    blog_without("StateFilter", "equalTo:", "filter.state.equalTo", "queries/blog/posts.graphql:4:29: ");
}

#[test]
fn n28_the_blog_without_a_field_of_the_filter_that_its_document_uses() {
    blog_without("PostFilter", "state:", "filter.state", "queries/blog/posts.graphql:4:21: ");
}
