//! A developer edits `schema.graphql` of this very package: `cargo check` gives one clean error at its place, or one
//! warning.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::cargo::{check, check_aloud, root, scratch, stderr, write};

/// What the package is built from, and the members of the workspace, which cargo wants to see.
const SOURCES: [&str; 27] = [
    "Cargo.lock",
    "Cargo.toml",
    "base",
    "build.rs",
    "client",
    "cluster/Cargo.toml",
    "cluster/src",
    "codegen/Cargo.toml",
    "codegen/src",
    "connection/Cargo.toml",
    "connection/src",
    "contract",
    "introspection",
    "contract-1",
    "demo/Cargo.toml",
    "demo/src",
    "examples/blog/Cargo.toml",
    "examples/blog/src",
    "migrate",
    "pgpm",
    "queries",
    "session",
    "sql",
    "src",
    "typeferry.toml",
    "xtask/Cargo.toml",
    "xtask/src",
];

const LABEL: &str = "  label: String @column(name: \"label\", type: \"text\")\n";

/// An edit behind the first place that has `after`, and the start of the one error that it gives.
struct Edit {
    after: &'static str,
    old: &'static str,
    new: &'static str,
    error: &'static str,
}

const EDITS: [Edit; 4] = [
    Edit {
        after: "type Field @table",
        old: LABEL,
        new: "",
        error: "queries/metaschema_public/field.graphql:20:7: `Field` has no field `label`; see schema.graphql:5837:6",
    },
    Edit {
        after: "type Query",
        old: "  fields(",
        new: "  allFields(",
        error: "queries/metaschema_public/field.graphql:3:3: `Query` has no field `fields`; did you mean `allFields`?",
    },
    Edit {
        after: "type Field @table",
        old: LABEL,
        new: "  label: JSON @column(name: \"label\", type: \"jsonb\")\n",
        error: "queries/metaschema_public/field.graphql:20:7: `column Fields.fields.nodes.label` was accepted as `String label \
                text` and is now `JSON label jsonb`; see schema.graphql:5856:3",
    },
    Edit {
        after: "type Field @table",
        old: LABEL,
        new: "  label: String @column(name: \"label\", type: \"text\")\n  hint: String @column(name: \"hint\", type: \"text\")\n",
        error: "schema.graphql:5857:3: the column metaschema_public.field.hint (`hint`) is selected by no document",
    },
];

/// What may be null, where it never was: the build goes on, and says so.
const LOOSENED: Edit = Edit {
    after: "type Field @table",
    old: "  name: String! @",
    new: "  name: String @",
    error: "queries/metaschema_public/field.graphql:23:7: `column Fields.fields.nodes.name` was accepted as `String! name \
            text` and is now `String name text`",
};

impl Edit {
    fn apply(&self, schema: &str) -> String {
        let from = schema.find(self.after).unwrap();
        let at = from + schema[from..].find(self.old).unwrap();
        format!("{}{}{}", &schema[..at], self.new, &schema[at + self.old.len()..])
    }
}

#[test]
fn an_edit_of_the_schema_is_one_clean_error() {
    let dir = scratch("drift");
    for name in SOURCES {
        copy(&root().join(name), &dir.join(name));
    }
    let schema = fs::read_to_string(root().join("schema.graphql")).unwrap();
    let path = dir.join("schema.graphql");
    write(&path, &schema);
    let package = ["--package", "typeferry", "--no-default-features"];
    let unedited = check(&dir, &package);
    assert!(unedited.status.success(), "{}", stderr(&unedited));
    for edit in EDITS {
        write(&path, &edit.apply(&schema));
        let output = check(&dir, &package);
        let said = stderr(&output);
        assert!(!output.status.success(), "{said}");
        let errors: Vec<_> = said.lines().filter(|line| line.starts_with("error: ")).collect();
        let [first, tail] = errors.as_slice() else { panic!("{said}") };
        assert!(first.starts_with(&format!("error: typeferry@0.1.0: {}", edit.error)), "{said}");
        assert_eq!(*tail, "error: build script logged errors");
        assert!(!said.contains("panicked") && !said.contains("backtrace"), "{said}");
    }
    write(&path, &LOOSENED.apply(&schema));
    let output = check_aloud(&dir, &package);
    let said = stderr(&output);
    assert!(output.status.success(), "{said}");
    let warnings: Vec<_> = said.lines().filter(|line| line.starts_with("warning: ")).collect();
    let [warning] = warnings.as_slice() else { panic!("{said}") };
    assert!(warning.starts_with(&format!("warning: typeferry@0.1.0: {}", LOOSENED.error)), "{said}");
    assert!(warning.contains("`typeferry queries --accept` takes the change"), "{said}");
    write(&path, &schema);
}

/// Copies a file, or a folder with all below it, and nothing else; what is the same already keeps its time.
pub(crate) fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        // What is no text, no build of this package reads.
        return fs::read_to_string(from).map_or((), |text| write(to, &text));
    }
    for name in names(to).iter().filter(|name| !from.join(name).exists()) {
        let gone = to.join(name);
        if gone.is_dir() { fs::remove_dir_all(gone).unwrap() } else { fs::remove_file(gone).unwrap() }
    }
    for name in names(from) {
        copy(&from.join(&name), &to.join(&name));
    }
}

fn names(dir: &Path) -> Vec<OsString> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().file_name()).collect()
}
