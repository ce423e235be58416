//! What a hand-written operation asks for is used too, whatever the tables' documents select.

use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::drift::{Kind, compare};
use typeferry_codegen::query::Documents;
use typeferry_codegen::schema::sdl;

use crate::contract::{Texts, tests_dir};

const OPERATION: &str = "\
query Labels($first: Int!) {
  fields(orderBy: [NAME_ASC], first: $first) {
    nodes { label }
    totalCount
  }
}
";

/// What is otherwise where the fields' table is left out, and an operation reads one of its columns.
fn kinds(old: &str, new: &str) -> Vec<Kind> {
    let base = Texts::read(&tests_dir().join("drift/base"));
    assert!(base.schema().contains(old), "{old}");
    let read = |schema: &str| sdl::read(&Source::new("schema.graphql", schema)).unwrap();
    let config = format!("{}[left-out]\n\"app.field\" = \"not ours\"\n", base.config());
    let config = Config::read(&Source::new("typeferry.toml", config)).unwrap();
    let operations = [Source::new("queries/operations/labels.graphql", OPERATION)];
    let documents = Documents { schema: &read(base.schema()), config: &config, tables: &[], operations: &operations };
    let found = compare(&documents, &read(&base.schema().replace(old, new)), &config);
    found.unwrap_or_else(|found| panic!("{found:#?}")).into_iter().map(|one| one.kind).collect()
}

const LABEL: &str = "  label: String @column(name: \"label\", type: \"text\")\n";

#[test]
fn what_an_operation_reads_of_a_table_that_is_left_out_is_compared() {
    assert_eq!(kinds(LABEL, ""), [Kind::ColumnGone]);
    assert_eq!(kinds("label: String @", "label: Float @"), [Kind::GraphqlTypeChanged]);
    assert_eq!(kinds("  fields(", "  allFields("), [Kind::RootFieldRenamed]);
}

#[test]
fn how_an_operation_asks_is_compared() {
    assert_eq!(
        kinds(
            "enum FieldOrderBy {\n  ID_ASC\n  ID_DESC\n  TABLE_ID_ASC\n  TABLE_ID_DESC\n  NAME_ASC\n",
            "enum FieldOrderBy {\n"
        ),
        [Kind::OrderValueGone]
    );
    assert_eq!(kinds("  fields(after: Cursor, first: Int,", "  fields(after: Cursor,"), [Kind::PagingArgumentGone]);
}

#[test]
fn what_nobody_reads_of_a_table_that_is_left_out_may_change() {
    assert_eq!(kinds(LABEL, &format!("{LABEL}  hint: String @column(name: \"hint\", type: \"text\")\n")), []);
    assert_eq!(kinds("  min: Float @column(name: \"min\", type: \"float8\")\n", ""), []);
    assert_eq!(kinds("tags: [String]", "tags: String"), []);
}

/// What is otherwise for one of the operations of `tests/operations`, where something of their schema is edited.
fn edited(operation: &str, old: &str, new: &str) -> Vec<(Kind, String)> {
    let folder = tests_dir().join("operations");
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let schema = text("schema.graphql");
    assert!(schema.contains(old), "{old}");
    let read = |schema: &str| sdl::read(&Source::new("schema.graphql", schema)).unwrap();
    let left_out = "[left-out]\n\"blog.authors\" = \"not ours\"\n\"blog.posts\" = \"not ours\"\n";
    let config = Config::read(&Source::new("typeferry.toml", left_out)).unwrap();
    let operations = [Source::new(format!("queries/operations/{operation}"), text(&format!("good/{operation}")))];
    let documents = Documents { schema: &read(&schema), config: &config, tables: &[], operations: &operations };
    let found = compare(&documents, &read(&schema.replace(old, new)), &config);
    found.unwrap_or_else(|found| panic!("{found:#?}")).into_iter().map(|one| (one.kind, one.to_string())).collect()
}

#[test]
fn what_any_operation_names_is_compared() {
    let mut wrong = Vec::new();
    for (operation, old, new, kind) in [
        ("create.graphql", "  createPost(", "  addPost(", Kind::RootFieldGone),
        ("create.graphql", "  post: Post\n}", "  other: Post\n}", Kind::PagingFieldGone),
        ("update.graphql", ", force: Boolean! = false)", ")", Kind::ArgumentGone),
        ("relation.graphql", "  author: Author\n", "", Kind::ColumnGone),
        (
            "union.graphql",
            "  labels: [String] @column(name: \"labels\", type: \"text[]\")\n",
            "",
            Kind::PagingFieldGone,
        ),
        ("union_by_interface.graphql", "  type: CommentKind!\n", "", Kind::PagingFieldGone),
        ("enum_of_no_column.graphql", "  REPLY\n", "  REPLY\n  ANSWER\n", Kind::EnumValueNew),
        ("include.graphql", "  views: BigInt!", "  views: Int!", Kind::GraphqlTypeChanged),
        ("nested_connection.graphql", "  endCursor: Cursor\n", "", Kind::PagingFieldGone),
    ] {
        let found = edited(operation, old, new);
        if found.iter().map(|(kind, _)| *kind).ne([kind]) {
            wrong.push(format!("{operation}: {found:#?}"));
        }
        assert_eq!(edited(operation, old, old), [], "{operation}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
