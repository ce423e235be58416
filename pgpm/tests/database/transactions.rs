//! What is one transaction.

use typeferry_pgpm::{Committed, Transactions};

use crate::support::{How, Stage, names};

fn how(transactions: Transactions) -> How {
    How { transactions, ..How::default() }
}

/// The transactions that the deployed changes were written by, numbered.
fn transactions(stage: &Stage) -> Vec<String> {
    stage
        .column("SELECT dense_rank() OVER (ORDER BY xmin::text::bigint) FROM pgpm_migrate.changes ORDER BY deployed_at")
}

#[test]
fn each_form_deploys_the_same_in_its_transactions() {
    let forms = [
        (Transactions::One, ["1", "1", "1", "1"]),
        (Transactions::Module, ["1", "1", "1", "2"]),
        (Transactions::Change, ["1", "2", "3", "4"]),
    ];
    for (form, expected) in forms {
        let Some(stage) = Stage::with_modules() else { return };
        assert_eq!(stage.deploy_as(&how(form)).unwrap().deployed.len(), 4);
        assert_eq!(transactions(&stage), expected, "{form:?}");
        assert_eq!(stage.relations(), ["active", "notes", "users"]);
    }
}

#[test]
fn what_was_committed_before_a_failure_is_said_and_stays() {
    let forms = [
        (Transactions::One, &[][..], &[][..]),
        (Transactions::Module, &["app:schema", "app:users", "app:active"], &["active", "users"]),
        (Transactions::Change, &["app:schema", "app:users", "app:active", "more:a"], &["a", "active", "users"]),
    ];
    for (form, committed, relations) in forms {
        let Some(stage) = Stage::with_modules() else { return };
        stage.module("more", "app", "a\nnotes [app:users a]\nz\n");
        stage.scripts("more", "a", ["CREATE TABLE app.a ();", "", ""]);
        stage.scripts("more", "notes", ["SELECT 1 / 0;", "", ""]);
        stage.scripts("more", "z", ["CREATE TABLE app.z ();", "", ""]);
        let failure = stage.deploy_badly(&how(form));
        let Committed::Changes(found) = &failure.committed else { panic!("{failure}") };
        assert_eq!(names(found), committed, "{form:?}: {failure}");
        assert_eq!(stage.relations(), relations, "{form:?}");
        stage.scripts("more", "notes", ["CREATE TABLE app.notes ();", "", ""]);
        assert_eq!(stage.deploy().len(), 6 - committed.len(), "{form:?}");
    }
}

#[test]
fn the_tests_of_a_module_gate_its_own_transaction() {
    for (form, left) in
        [(Transactions::Module, vec!["active", "users"]), (Transactions::Change, vec!["active", "users"])]
    {
        let Some(stage) = Stage::with_modules() else { return };
        stage.write("packages/app/__test__/users.sql", "SELECT id FROM app.users;");
        stage.write("packages/more/__test__/notes.sql", "SELECT 1 / 0;");
        let failure = stage.deploy_badly(&how(form));
        assert!(failure.to_string().contains("more/__test__/notes.sql"), "{failure}");
        assert_eq!(stage.relations(), left, "{form:?}");
    }
}

#[test]
fn a_change_may_have_any_name_that_a_plan_takes() {
    let Some(stage) = Stage::set() else { return };
    let names = ["it's*/done", "_/__test__/x", "__init__/x", "größe/$$a"];
    stage.module("a", "", &names.join("\n"));
    for (at, name) in names.into_iter().enumerate() {
        stage.scripts("a", name, [&format!("CREATE SCHEMA s{at};"), "", ""]);
    }
    assert_eq!(stage.deploy_as(&how(Transactions::Change)).unwrap().deployed.len(), 4);
}
