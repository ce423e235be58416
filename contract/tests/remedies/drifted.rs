//! What `drift` says.

use crate::folder::{Folder, blog, fields, fields_by_hand};

const FIELD: &str = "queries/app/field.graphql";
const POSTS: &str = "queries/blog/posts.graphql";
const LABEL: &str = "  label: String @column(name: \"label\", type: \"text\")\n";
const HINT: &str = "  hint: String @column(name: \"hint\", type: \"text\")\n";
const ACCEPT: &str = "pull the schema (`typeferry schema pull`), then `typeferry queries --accept` takes the change";

/// A change of the schema, what `drift` says to do, and that.
struct Case {
    what: &'static str,
    contract: fn() -> Folder,
    change: (&'static str, &'static str),
    says: &'static str,
    remedy: fn(&Folder),
}

const CASES: &[Case] = &[
    Case {
        what: "a new column",
        contract: fields,
        change: ("  label: String @", "  hint: String @column(name: \"hint\", type: \"text\")\n  label: String @"),
        says: "then `typeferry queries --accept` selects it; or leave it out under [left-out]",
        remedy: Folder::accept,
    },
    Case {
        what: "a new column of a table with a document by hand",
        contract: fields_by_hand,
        change: ("  label: String @", "  hint: String @column(name: \"hint\", type: \"text\")\n  label: String @"),
        says: "select it in queries/app/field.graphql, which is by hand, then `typeferry queries --accept`",
        remedy: |folder| {
            folder.replace(FIELD, "      label\n", "      label\n      hint\n");
            folder.accept();
        },
    },
    Case {
        what: "a column that is gone",
        contract: fields,
        change: (LABEL, ""),
        says: "then `typeferry queries --accept` drops it",
        remedy: Folder::accept,
    },
    Case {
        what: "a column that is gone from under a document by hand",
        contract: fields_by_hand,
        change: (LABEL, ""),
        says: "take it out of queries/app/field.graphql, which is by hand, then `typeferry queries --accept`",
        remedy: |folder| {
            folder.replace(FIELD, "      label\n", "");
            folder.accept();
        },
    },
    Case {
        what: "a field of another name",
        contract: fields_by_hand,
        change: ("  label: String @", "  labels: String @"),
        says: "change it in queries/app/field.graphql, which is by hand, then `typeferry queries --accept`",
        remedy: |folder| {
            folder.replace(FIELD, "      label\n", "      labels\n");
            folder.accept();
        },
    },
    Case {
        what: "a column that may be null",
        contract: fields_by_hand,
        change: (
            "  name: String! @column(name: \"name\", type: \"text\")\n  label",
            "  name: String @column(name: \"name\", type: \"text\")\n  label",
        ),
        says: ACCEPT,
        remedy: Folder::accept,
    },
    Case {
        what: "a new value of an enum",
        contract: fields_by_hand,
        change: (
            "  MODULE @label(name: \"module\")\n",
            "  MODULE @label(name: \"module\")\n  APP @label(name: \"app\")\n",
        ),
        says: ACCEPT,
        remedy: Folder::accept,
    },
    Case {
        what: "an argument of another name",
        contract: fields,
        change: (
            "orderBy: [FieldOrderBy!] = [PRIMARY_KEY_ASC], where: FieldFilter",
            "orderBy: [FieldOrderBy!] = [PRIMARY_KEY_ASC], filter: FieldFilter",
        ),
        says: "then `typeferry queries --accept` writes the documents anew",
        remedy: Folder::accept,
    },
    Case {
        what: "an argument of another name under a document by hand",
        contract: fields_by_hand,
        change: (
            "orderBy: [FieldOrderBy!] = [PRIMARY_KEY_ASC], where: FieldFilter",
            "orderBy: [FieldOrderBy!] = [PRIMARY_KEY_ASC], filter: FieldFilter",
        ),
        says: "change it in queries/app/field.graphql, which is by hand, then `typeferry queries --accept`",
        remedy: |folder| {
            folder.replace(FIELD, "where:", "filter:");
            folder.accept();
        },
    },
    Case {
        what: "an operator that a document by hand uses",
        contract: blog,
        change: ("input StateFilter {\n", "input StateFilter {\n  is: State\n"),
        says: "change it in queries/blog/posts.graphql, which is by hand, then `typeferry queries --accept`",
        remedy: |folder| {
            folder.replace(POSTS, "equalTo", "is");
            folder.accept();
        },
    },
    Case {
        what: "a root field of another name under a document by hand",
        contract: fields_by_hand,
        change: ("  fields(after", "  allFields(after"),
        says: "change it in queries/app/field.graphql, which is by hand, then `typeferry queries --accept`",
        remedy: |folder| {
            folder.replace(FIELD, "  fields(", "  allFields(");
            folder.accept();
        },
    },
];

#[test]
fn n31_every_remedy_of_drift_is_followed_and_settles_it() {
    for case in CASES {
        let folder = (case.contract)();
        folder.accept();
        let (old, new) = case.change;
        let schema = folder.text("schema.graphql");
        assert!(schema.contains(old), "{}: {old}", case.what);
        let mut after = schema.replacen(old, new, 1);
        if case.what.starts_with("an operator") {
            after = without_equal_to(&after);
        }
        let said = folder.drift(&after).unwrap();
        assert!(said.contains(case.says), "{}: {said}", case.what);
        folder.write("schema.graphql", &after);
        assert_ne!(folder.build(), "", "{}", case.what);
        (case.remedy)(&folder);
        folder.is_content();
    }
}

/// The blog's schema without the operator `equalTo` of states.
fn without_equal_to(schema: &str) -> String {
    let (before, rest) = schema.split_once("input StateFilter {").unwrap();
    let (fields, behind) = rest.split_once('}').unwrap();
    let kept: Vec<_> = fields.lines().filter(|line| !line.trim_start().starts_with("equalTo:")).collect();
    format!("{before}input StateFilter {{{}\n}}{behind}", kept.join("\n"))
}

#[test]
fn n28_drift_says_what_the_build_says_of_a_document_by_hand() {
    let folder = blog();
    let after = without_equal_to(&folder.text("schema.graphql"));
    let said = folder.drift(&after).unwrap();
    assert!(said.contains("breaking filter field gone: filter.state.equalTo"), "{said}");
    folder.write("schema.graphql", &after);
    let built = folder.build();
    assert!(built.starts_with("queries/blog/posts.graphql:4:29: `StateFilter` has no field `equalTo`"), "{built}");
}

#[test]
fn n28_documents_of_a_later_schema_are_written_anew_for_an_earlier_one() {
    let folder = fields();
    let old = folder.text("schema.graphql");
    let new = old.replacen(LABEL, &format!("{LABEL}{HINT}"), 1);
    folder.write("schema.graphql", &new);
    folder.accept();
    folder.write("schema.graphql", &old);
    let said = folder.drift(&new).unwrap();
    assert!(said.contains("1 difference: 0 breaking, 1 additive"), "{said}");
}
