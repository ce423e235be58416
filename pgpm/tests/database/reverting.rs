//! Reverts of a module that others require, and of a part of one in a workspace.

use typeferry_pgpm::{Committed, Reference, RevertError, RevertOptions, Transactions};

use crate::support::{Stage, names};

fn options(to: Option<&str>, cascade: bool) -> RevertOptions {
    let to = to.map(|to| Reference::parse(to).unwrap());
    RevertOptions { to, cascade, ..RevertOptions::default() }
}

fn deployed() -> Option<Stage> {
    let stage = Stage::with_modules()?;
    stage.deploy();
    Some(stage)
}

#[test]
fn n08_a_reference_that_names_its_module_needs_no_other_choice() {
    let Some(stage) = deployed() else { return };
    assert_eq!(names(&stage.revert(None, &options(Some("app:@v1"), false)).unwrap().reverted), ["app:active"]);
    let text = stage.revert(None, &options(Some("@v1"), false)).unwrap_err().to_string();
    assert!(text.contains("write MODULE:@v1"), "{text}");
}

#[test]
fn n08_what_requires_it_is_named_or_goes_too() {
    let Some(stage) = deployed() else { return };
    stage.module("last", "more", "end [more:notes]\n");
    stage.scripts("last", "end", ["SELECT 1;", "SELECT 2;", ""]);
    stage.deploy();
    let error = stage.revert(None, &options(Some("app:schema"), false)).unwrap_err();
    assert!(matches!(&error.error, RevertError::Required { by, .. } if *by == ["more:notes"]), "{error}");
    assert!(error.to_string().contains("--cascade"), "{error}");
    let reverted = stage.revert(None, &options(Some("app:schema"), true)).unwrap().reverted;
    assert_eq!(names(&reverted), ["last:end", "more:notes", "app:active", "app:users"]);
    assert_eq!(stage.ledger().changes().len(), 1);
}

#[test]
fn n08_what_the_workspace_cannot_take_back_is_named() {
    let Some(stage) = deployed() else { return };
    std::fs::remove_dir_all(stage.root().join("packages/more")).unwrap();
    let error = stage.revert(None, &options(None, true)).unwrap_err();
    assert!(matches!(&error.error, RevertError::Elsewhere { changes } if *changes == ["more:notes"]), "{error}");
}

#[test]
fn each_form_reverts_the_same_and_says_what_is_left() {
    for transactions in [Transactions::One, Transactions::Module, Transactions::Change] {
        let Some(stage) = deployed() else { return };
        stage.scripts("app", "users", ["", "DROP TABLE app.users; SELECT 1 / 0;", ""]);
        let options = RevertOptions { transactions, ..RevertOptions::default() };
        let failure = stage.revert(None, &options).unwrap_err();
        let expected: &[&str] = match transactions {
            Transactions::One => &[],
            Transactions::Module => &["more:notes"],
            Transactions::Change => &["app:active", "more:notes"],
        };
        let Committed::Changes(reverted) = &failure.committed else { panic!("{failure}") };
        assert_eq!(names(reverted), expected, "{failure}");
        assert_eq!(stage.ledger().changes().len(), 4 - expected.len());
        stage.scripts("app", "users", ["", "DROP TABLE app.users;", ""]);
        stage.revert(None, &options).unwrap();
        assert!(stage.ledger().changes().is_empty());
    }
}

#[test]
fn rows_that_wait_for_a_deferred_check_do_not_keep_their_tables() {
    let Some(stage) = Stage::set() else { return };
    let tables = "CREATE TABLE p (id int PRIMARY KEY);
                  CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p DEFERRABLE INITIALLY DEFERRED);";
    stage.module("m1", "", "tables\n");
    stage.scripts("m1", "tables", [tables, "DROP TABLE c; DROP TABLE p;", ""]);
    stage.module("m2", "m1", "rows\n");
    stage.scripts(
        "m2",
        "rows",
        ["INSERT INTO c VALUES (1, 1); INSERT INTO p VALUES (1);", "DELETE FROM c; DELETE FROM p;", ""],
    );
    stage.deploy();
    assert_eq!(stage.revert(None, &RevertOptions::default()).unwrap().reverted.len(), 2);
}
