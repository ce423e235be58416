//! The example `blog` as a crate of somebody else's: it builds, and an edit of its schema is an error at the line of its
//! own document.

use std::fs;

use crate::cargo::{check, root, scratch, stderr, write};
use crate::drift::copy;

/// What the example is built from, its manifest excepted.
const SOURCES: [&str; 5] = ["build.rs", "queries", "schema.graphql", "src", "typeferry.toml"];

const TITLE: &str = "  title: String! @column(name: \"title\", type: \"text\")\n";

/// What stands behind the first place with another text goes or comes, and the start of the one error that it gives.
const EDITS: [(&str, &str, &str, &str); 3] = [
    ("type Post @table", TITLE, "", "queries/blog/posts.graphql:8:7: `Post` has no field `title`; see schema.graphql:"),
    (
        "input PostFilter {",
        "  state: StateFilter\n",
        "",
        "queries/blog/posts.graphql:4:21: `PostFilter` has no field `state`",
    ),
    (
        "type Query",
        "  allAuthors(",
        "  authors(",
        "queries/blog/authors.graphql:3:3: `Query` has no field `allAuthors`",
    ),
];

fn manifest() -> String {
    let manifest = fs::read_to_string(root().join("examples/blog/Cargo.toml")).unwrap();
    let (outside, _) = manifest.split_once("[lints]").unwrap();
    let own = outside.lines().filter(|line| !line.ends_with(".workspace = true")).collect::<Vec<_>>().join("\n");
    format!("{}\n\n[workspace]\n", own.replace("../..", root().to_str().unwrap()))
}

#[test]
fn the_example_builds_and_its_schema_breaks_it_at_its_document_s_line() {
    let dir = scratch("blog");
    for name in SOURCES {
        copy(&root().join("examples/blog").join(name), &dir.join(name));
    }
    write(&dir.join("Cargo.toml"), &manifest());
    if !dir.join("Cargo.lock").exists() {
        fs::copy(root().join("Cargo.lock"), dir.join("Cargo.lock")).unwrap();
    }
    let schema = fs::read_to_string(root().join("examples/blog/schema.graphql")).unwrap();
    let built = check(&dir, &[]);
    assert!(built.status.success(), "{}", stderr(&built));
    for (after, old, new, error) in EDITS {
        let from = schema.find(after).unwrap();
        let edited = schema[from..].replacen(old, new, 1);
        write(&dir.join("schema.graphql"), &format!("{}{edited}", &schema[..from]));
        let said = stderr(&check(&dir, &[]));
        let errors: Vec<_> = said.lines().filter(|line| line.starts_with("error: ")).collect();
        assert!(errors.len() == 2 && errors[0].starts_with(&format!("error: blog@0.1.0: {error}")), "{said}");
    }
    write(&dir.join("schema.graphql"), &schema);
}
