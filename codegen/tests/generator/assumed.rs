//! A schema file of an API of which only the answer to introspection is at hand: what is assumed, and what is refused.

use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::dialect::{CONSTRUCTIVE, NamedTable};
use typeferry_codegen::schema::{Schema, merge, print, sdl};

const API: &str = "
scalar Cursor
scalar Datetime
scalar UUID
enum Mood { GLAD NOT_GLAD }
type Query {
  posts(after: Cursor, first: Int, offset: Int, orderBy: [PostOrderBy!] = [PRIMARY_KEY_ASC], where: PostFilter): PostConnection
}
type PageInfo { hasNextPage: Boolean! endCursor: Cursor }
type PostConnection { nodes: [Post]! pageInfo: PageInfo! totalCount: Int! }
type Post {
  id: UUID!
  createdAt: Datetime!
  title: String!
  tagNames: [String]
  mood: Mood
  searchScore: Float
}
input UUIDFilter { equalTo: UUID in: [UUID!] }
input PostFilter { id: UUIDFilter }
input PostInput { id: UUID createdAt: Datetime title: String! tagNames: [String] mood: Mood }
input DeletePostInput { clientMutationId: String id: UUID! }
enum PostOrderBy { ID_ASC NATURAL PRIMARY_KEY_ASC }
";

fn schema(text: &str) -> Schema {
    sdl::read(&Source::new("api.graphql", text)).unwrap_or_else(|found| panic!("{found:?}"))
}

fn named(table: &str) -> NamedTable {
    NamedTable { schema: "app".to_owned(), table: table.to_owned() }
}

/// The schema file of the table `app.post`; what is wrong where there is none.
fn pulled(api: &str, known: Option<&Schema>) -> Result<Schema, String> {
    let api = schema(api);
    let assumed = CONSTRUCTIVE.assume(&api, &[named("post")], known);
    let assumed = assumed.map_err(|found| found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    Ok(CONSTRUCTIVE.pull(&api, &assumed.meta).unwrap_or_else(|found| panic!("{found:?}")))
}

#[test]
fn names_and_types_follow_by_rule_and_are_marked() {
    let text = print(&pulled(API, None).unwrap());
    for line in [
        "type Post @table(schema: \"app\", name: \"post\", key: [\"id\"]) {",
        "  id: UUID! @column(name: \"id\", type: \"uuid\", default: true, assumed: true)",
        "  createdAt: Datetime! @column(name: \"created_at\", type: \"timestamptz\", default: true, assumed: true)",
        "  title: String! @column(name: \"title\", type: \"text\", assumed: true)",
        "  tagNames: [String] @column(name: \"tag_names\", type: \"text[]\", assumed: true)",
        "  mood: Mood @column(name: \"mood\", type: \"mood\", assumed: true)",
        "  NOT_GLAD @label(name: \"not_glad\")",
    ] {
        assert!(text.contains(&format!("{line}\n")), "{line} is not in\n{text}");
    }
    // What cannot be inserted is no column as far as anybody can tell.
    assert!(!text.contains("searchScore"), "{text}");
    assert_eq!(print(&schema(&text)), text);
}

#[test]
fn what_a_schema_file_knows_is_not_assumed_and_its_other_tables_stay() {
    let known = schema(
        "
        directive @table(schema: String!, name: String!, key: [String!]!) on OBJECT
        directive @column(name: String!, type: String!) on FIELD_DEFINITION
        scalar Cursor
        type Query {
          posts(first: Int): PostConnection
          notes(first: Int, where: NoteFilter): NoteConnection
        }
        type PageInfo { hasNextPage: Boolean! }
        type PostConnection { nodes: [Post]! pageInfo: PageInfo! totalCount: Int! }
        type Post @table(schema: \"app\", name: \"post\", key: []) {
          title: String @column(name: \"Title\", type: \"citext\")
          gone: Int @column(name: \"gone\", type: \"int4\")
        }
        type NoteConnection { nodes: [Note]! pageInfo: PageInfo! totalCount: Int! }
        type Note @table(schema: \"other\", name: \"note\", key: []) { text: String @column(name: \"text\", type: \"text\") }
        input NoteFilter { and: [NoteFilter!] }
        ",
    );
    let text = print(&merge(pulled(API, Some(&known)).unwrap(), &known));
    assert!(text.contains("  title: String! @column(name: \"Title\", type: \"citext\")\n"), "{text}");
    assert!(
        text.contains("type Note @table(schema: \"other\"") && text.contains("  notes(") && text.contains("  posts(")
    );
    assert!(!text.contains("gone"), "{text}");
    schema(&text);
}

#[test]
fn what_cannot_be_told_is_named() {
    let error = |old: &str, new: &str| pulled(&API.replace(old, new), None).unwrap_err();
    let digits = error("tagNames", "sha256Sum");
    assert!(digits.contains("app.post: which column is behind `sha256Sum` cannot be told"), "{digits}");
    let shape = pulled(
        &API.replace("title: String!", "title: Shape!").replace("scalar UUID", "scalar UUID\nscalar Shape"),
        None,
    );
    assert!(shape.unwrap_err().contains("which type of PostgreSQL is behind `title` cannot be told"));
    let key = error("input DeletePostInput { clientMutationId: String id: UUID! }", "");
    assert!(key.contains("app.post: the API does not show its key"), "{key}");
}

#[test]
fn a_table_that_the_api_does_not_show_is_told() {
    let assumed = CONSTRUCTIVE.assume(&schema(API), &[named("post"), named("page")], None).unwrap();
    assert_eq!((assumed.meta.tables.len(), assumed.not_shown), (1, vec!["app.page".to_owned()]));
}
