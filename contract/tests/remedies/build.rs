//! What the build and `queries` say.

use crate::folder::{Folder, fields, fields_by_hand};

const FIELD: &str = "queries/app/field.graphql";
const LABEL: &str = "  label: String @column(name: \"label\", type: \"text\")\n";
const HINT: &str = "  hint: String @column(name: \"hint\", type: \"text\")\n";
const HINT_LEFT_OUT: &str = "\n[left-out]\n\"app.field.hint\" = \"no use\"\n";
const LABEL_LEFT_OUT: &str = "\n[left-out]\n\"app.field.label\" = \"no use\"\n";

/// What became of a contract, what is said of it, and what is done about it by these words.
struct Case {
    what: &'static str,
    contract: fn() -> Folder,
    change: fn(&Folder),
    says: &'static str,
    remedy: fn(&Folder),
}

fn new_column(folder: &Folder) {
    folder.replace("schema.graphql", LABEL, &format!("{LABEL}{HINT}"));
}

fn new_part(folder: &Folder) {
    folder.replace("schema.graphql", "  months: Int\n", "  months: Int\n  years: Int\n");
}

fn deprecated(folder: &Folder) {
    folder.replace(
        "schema.graphql",
        LABEL.trim_end(),
        &format!("{} @deprecated(reason: \"no use\")", LABEL.trim_end()),
    );
}

const SELECT_BY_HAND: &str = "select `hint` in queries/app/field.graphql, which is by hand, or leave `app.field.hint` out \
                              under [left-out] in typeferry.toml, with a reason; then `typeferry queries --accept`";

const CASES: &[Case] = &[
    Case {
        what: "a new column is selected by `queries`",
        contract: fields,
        change: new_column,
        says: "`typeferry queries --accept` selects it",
        remedy: Folder::accept,
    },
    Case {
        what: "a new column is left out",
        contract: fields,
        change: new_column,
        says: "or leave `app.field.hint` out under [left-out] in typeferry.toml, with a reason",
        remedy: |folder| {
            folder.append("typeferry.toml", HINT_LEFT_OUT);
            folder.accept();
        },
    },
    Case {
        what: "a new column is selected by hand",
        contract: fields_by_hand,
        change: new_column,
        says: SELECT_BY_HAND,
        remedy: |folder| {
            folder.replace(FIELD, "      label\n", "      label\n      hint\n");
            folder.accept();
        },
    },
    Case {
        what: "a new column that a document by hand does not select is left out",
        contract: fields_by_hand,
        change: new_column,
        says: SELECT_BY_HAND,
        remedy: |folder| {
            folder.append("typeferry.toml", HINT_LEFT_OUT);
            folder.accept();
        },
    },
    Case {
        what: "a new part is selected by `queries`",
        contract: fields,
        change: new_part,
        says: "the value is not whole; `typeferry queries --accept` selects it",
        remedy: Folder::accept,
    },
    Case {
        what: "a new part is selected by hand",
        contract: fields_by_hand,
        change: new_part,
        says: "select it in this document, which is by hand, then `typeferry queries --accept`",
        remedy: |folder| {
            folder.replace(FIELD, "days months", "days months years");
            folder.accept();
        },
    },
    Case {
        what: "a table without a document gets one",
        contract: fields,
        change: |folder| folder.delete("queries/app/field.graphql"),
        says: "the table app.field (`Field`) is selected by no document; `typeferry queries --accept` selects it",
        remedy: Folder::accept,
    },
    Case {
        what: "a table without a document is left out",
        contract: fields_by_hand,
        change: |folder| folder.delete("queries/app/field.graphql"),
        says: "or leave `app.field` out under [left-out] in typeferry.toml",
        remedy: |folder| {
            folder.write(
                "typeferry.toml",
                "[tenant]\ncolumn = \"database_id\"\ntable = \"app.database\"\n\n[left-out]\n\"app.field\" = \"no use\"\n",
            );
            folder.accept();
        },
    },
    Case {
        what: "a column that is left out goes from its document",
        contract: fields,
        change: |folder| folder.append("typeferry.toml", LABEL_LEFT_OUT),
        says: "`typeferry queries --accept` writes the documents without it",
        remedy: Folder::accept,
    },
    Case {
        what: "a column that is left out goes from its document by hand",
        contract: fields_by_hand,
        change: |folder| folder.append("typeferry.toml", LABEL_LEFT_OUT),
        says: "take it out of queries/app/field.graphql, which is by hand, or the rule away, then `typeferry queries --accept`",
        remedy: |folder| {
            folder.replace(FIELD, "      label\n", "");
            folder.accept();
        },
    },
    Case {
        what: "the rule goes",
        contract: fields_by_hand,
        change: |folder| folder.append("typeferry.toml", LABEL_LEFT_OUT),
        says: "or the rule away, then `typeferry queries --accept`",
        remedy: |folder| {
            folder.replace("typeferry.toml", LABEL_LEFT_OUT, "");
            folder.accept();
        },
    },
    Case {
        what: "a table that is left out loses its document",
        contract: fields,
        change: |folder| folder.append("typeferry.toml", "\n[left-out]\n\"app.field\" = \"no use\"\n"),
        says: "`typeferry queries --accept` writes the documents without it",
        remedy: Folder::accept,
    },
    Case {
        what: "a table that is left out loses its document by hand",
        contract: fields_by_hand,
        change: |folder| folder.append("typeferry.toml", "\n[left-out]\n\"app.field\" = \"no use\"\n"),
        says: "delete queries/app/field.graphql, which is by hand, or the rule, then `typeferry queries --accept`",
        remedy: |folder| {
            folder.delete(FIELD);
            folder.accept();
        },
    },
    Case {
        what: "a deprecated column is left out",
        contract: fields,
        change: deprecated,
        says: "leave it out under [left-out] in typeferry.toml, with a reason, and `typeferry queries --accept`",
        remedy: |folder| {
            folder.append("typeferry.toml", LABEL_LEFT_OUT);
            folder.accept();
        },
    },
    Case {
        what: "a deprecated column is taken out of a document by hand",
        contract: fields_by_hand,
        change: deprecated,
        says: "take it out of this document, which is by hand, leave it out under [left-out] in typeferry.toml where it is a \
               column, with a reason, and `typeferry queries --accept`",
        remedy: |folder| {
            folder.replace(FIELD, "      label\n", "");
            folder.append("typeferry.toml", LABEL_LEFT_OUT);
            folder.accept();
        },
    },
    Case {
        what: "a changed type is accepted",
        contract: fields_by_hand,
        change: |folder| folder.replace("schema.graphql", "label: String @", "label: String! @"),
        says: "is now `String! label text`; see schema.graphql:89:3; `typeferry queries --accept` takes the change",
        remedy: Folder::accept,
    },
    Case {
        what: "a lock is written",
        contract: fields_by_hand,
        change: |folder| folder.delete("queries/contract.lock"),
        says: "nothing is accepted yet: the lock is empty or not there; `typeferry queries --accept` takes the change",
        remedy: Folder::accept,
    },
    Case {
        what: "a line of the lock that is there twice goes",
        contract: fields,
        change: |folder| folder.append("queries/contract.lock", "enum Category: CORE=core MODULE=module\n"),
        says: "stands here for the second time; `typeferry queries --accept` takes the change",
        remedy: Folder::accept,
    },
    Case {
        what: "what nobody selects any more goes from the lock",
        contract: fields,
        change: |folder| folder.append("queries/contract.lock", "column Fields.fields.nodes.old: String old text\n"),
        says: "was accepted, and no document selects it any more; `typeferry queries --accept` takes the change",
        remedy: Folder::accept,
    },
    Case {
        what: "a domain is said",
        contract: fields,
        change: |folder| {
            folder.replace("schema.graphql", "name: \"label\", type: \"text\"", "name: \"label\", type: \"words\"");
        },
        says: "",
        remedy: |folder| {
            let said = folder.refused();
            assert!(said.contains("say over what in typeferry.toml: [domains] words = \"text\""), "{said}");
            folder.append("typeferry.toml", "\n[domains]\nwords = \"text\"\n");
            folder.accept();
        },
    },
    Case {
        what: "a type without a conversion is left out",
        contract: fields,
        change: |folder| {
            folder.replace(
                "schema.graphql",
                "label: String @column(name: \"label\", type: \"text\")",
                "label: Interval @column(name: \"label\", type: \"pair\")",
            );
        },
        says: "",
        remedy: |folder| {
            let said = folder.refused();
            assert!(said.contains("leave the column out under [left-out] in typeferry.toml"), "{said}");
            folder.append("typeferry.toml", LABEL_LEFT_OUT);
            folder.accept();
        },
    },
    Case {
        what: "a table without a way to its tenant has one by a rule",
        contract: fields,
        change: |folder| {
            folder.replace("typeferry.toml", "\n[reached-by]\n\"app.field\" = \"table_id\"\n", "");
            folder.replace("schema.graphql", "\n  @foreignKey(columns: [\"table_id\"], schema: \"app\", table: \"table\", references: [\"id\"], field: \"table\")", "");
        },
        says: "",
        remedy: |folder| {
            let said = folder.refused();
            assert!(said.contains("under [reached-by] (`column`, or `column -> schema.table`"), "{said}");
            folder.append("typeferry.toml", "\n[reached-by]\n\"app.field\" = \"table_id -> app.table\"\n");
            folder.accept();
        },
    },
];

#[test]
fn n31_every_remedy_of_the_build_is_followed_and_settles_it() {
    for case in CASES {
        let folder = (case.contract)();
        folder.accept();
        (case.change)(&folder);
        let said = folder.build();
        assert!(!said.is_empty() && said.contains(case.says), "{}: {said}", case.what);
        (case.remedy)(&folder);
        folder.is_content();
    }
}

#[test]
fn n31_a_document_by_hand_without_a_column_is_not_sent_in_a_circle() {
    let folder = fields_by_hand();
    folder.accept();
    new_column(&folder);
    for said in [folder.build(), folder.refused()] {
        assert!(said.contains("which is by hand"), "{said}");
        assert!(!said.contains("`typeferry queries --accept` selects it"), "{said}");
    }
}
