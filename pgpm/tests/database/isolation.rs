//! What a change sets in the session ends with it, whatever is one transaction.

use typeferry_pgpm::{RevertOptions, Transactions};

use crate::support::{How, Stage};

const ALL: [Transactions; 3] = [Transactions::One, Transactions::Module, Transactions::Change];

fn how(transactions: Transactions) -> How {
    How { transactions, ..How::default() }
}

/// Two changes of a module and one of another, which requires it; the first has a script of the test's.
fn stage(first: &str, second: &str, third: &str) -> Option<Stage> {
    let stage = Stage::set()?;
    stage.module("m1", "", "a\nb [a]\n");
    stage.module("m2", "m1", "c\n");
    stage.scripts("m1", "a", [first, "SELECT 1;", ""]);
    stage.scripts("m1", "b", [second, "SELECT 1;", ""]);
    stage.scripts("m2", "c", [third, "SELECT 1;", ""]);
    Some(stage)
}

#[test]
fn what_a_change_sets_does_not_reach_the_next_change_or_module() {
    let Some(stage) = stage("", "CREATE TABLE u (a int);", "CREATE TABLE v (a int);") else { return };
    for set in [
        "SET LOCAL search_path TO app;",
        "SET search_path TO app;",
        "SELECT set_config('search_path', 'app', false);",
        "SELECT set_config('search_path', 'app', true);",
        "DO $$ BEGIN PERFORM set_config('search_path', 'app', false); END $$;",
    ] {
        for form in ALL {
            stage.run("DROP SCHEMA IF EXISTS app, pgpm_migrate CASCADE; DROP TABLE IF EXISTS u, v");
            let first = format!("CREATE SCHEMA app; {set} CREATE TABLE t (a int);");
            stage.scripts("m1", "a", [&first, "", ""]);
            stage.deploy_as(&how(form)).unwrap();
            let at = stage.column(
                "SELECT relnamespace::regnamespace || '.' || relname FROM pg_class
                 WHERE relkind = 'r' AND relname IN ('t', 'u', 'v') ORDER BY relname",
            );
            assert_eq!(at, ["app.t", "public.u", "public.v"], "{set} {form:?}");
        }
    }
}

#[test]
fn foreign_keys_are_checked_again_behind_a_change_that_switched_them_off() {
    for form in ALL {
        let seeds = "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int REFERENCES p);
                     SET LOCAL session_replication_role = replica; INSERT INTO c VALUES (1); INSERT INTO p VALUES (1);";
        let Some(stage) = stage(seeds, "INSERT INTO c VALUES (1);", "INSERT INTO c VALUES (99);") else { return };
        let failure = stage.deploy_badly(&how(form)).to_string();
        assert!(failure.contains("m2:c failed") && failure.contains("23503"), "{failure}");
    }
}

#[test]
fn a_role_that_a_change_leaves_is_not_the_ledgers_and_is_named() {
    for (set, name) in [("SET ROLE", "role"), ("SET SESSION AUTHORIZATION", "session_authorization")] {
        let role = format!("left_{name}");
        let first = format!(
            "CREATE SCHEMA s; CREATE ROLE {role}; GRANT ALL ON SCHEMA s TO {role}; {set} {role}; CREATE TABLE s.t ();"
        );
        let Some(stage) = stage(&first, "CREATE TABLE s.u ();", "SELECT 1;") else { return };
        let done = stage.deploy_as(&How::default()).unwrap();
        let owner = "SELECT relname || ' ' || relowner::regrole FROM pg_class WHERE relnamespace = 's'::regnamespace ORDER BY 1";
        assert_eq!(stage.column(owner), [format!("t {role}"), "u postgres".to_owned()]);
        let left: Vec<_> = done.leftovers.iter().map(ToString::to_string).collect();
        assert!(left[0].contains("m1:a") && left[0].contains(&format!("{name} = {role}")), "{left:?}");
        assert!(done.text().contains(&left[0]), "{}", done.text());
        stage.run(&format!("DROP OWNED BY {role}; DROP ROLE {role}"));
    }
}

#[test]
fn what_is_left_behind_is_named_and_what_is_set_for_the_transaction_is_not() {
    let first = "SET search_path = ''; SET row_security = off; SET statement_timeout = '1h';";
    let Some(stage) = stage(first, "SET LOCAL search_path = pg_catalog;", "SELECT 1;") else { return };
    let done = stage.deploy_as(&How::default()).unwrap();
    let left: Vec<_> = done.leftovers.iter().map(|left| (left.change.to_string(), left.settings.join(", "))).collect();
    let settings = "search_path = \"\", row_security = off, statement_timeout = 1h";
    assert_eq!(left, [("m1:a".to_owned(), settings.to_owned())]);
}

#[test]
fn a_change_that_makes_its_transaction_read_only_does_not_keep_the_ledger_from_being_written() {
    for form in ALL {
        let Some(stage) = stage("SELECT 1; SET TRANSACTION READ ONLY;", "CREATE TABLE t ();", "SELECT 1;") else {
            return;
        };
        let Err(failure) = stage.deploy_as(&how(form)) else { continue };
        panic!("{form:?}: {failure}");
    }
}

#[test]
fn an_emptied_search_path_does_not_reach_an_extension() {
    for form in ALL {
        let Some(stage) = Stage::set() else { return };
        stage.module("m", "", "a\n");
        stage.scripts("m", "a", ["SELECT pg_catalog.set_config('search_path', '', false);", "SELECT 1;", ""]);
        stage.module("n", "m,citext", "u\n");
        stage.scripts("n", "u", ["CREATE TABLE public.u (a public.citext);", "SELECT 1;", ""]);
        stage.deploy_as(&how(form)).unwrap();
    }
}

#[test]
fn a_revert_drops_nothing_that_no_module_made() {
    for form in ALL {
        let Some(stage) =
            stage("CREATE TABLE items ();", "SELECT 1;", "CREATE SCHEMA billing; CREATE TABLE billing.notes ();")
        else {
            return;
        };
        stage.scripts("m1", "a", ["CREATE TABLE items ();", "DROP TABLE IF EXISTS items;", ""]);
        let reverts = "SET LOCAL search_path TO billing; DROP TABLE notes;";
        stage.scripts("m2", "c", ["CREATE SCHEMA billing; CREATE TABLE billing.notes ();", reverts, ""]);
        stage.deploy();
        stage.run("CREATE TABLE billing.items ()");
        stage.revert(None, &RevertOptions { transactions: form, ..RevertOptions::default() }).unwrap();
        let left = "SELECT relnamespace::regnamespace FROM pg_class WHERE relname = 'items'";
        assert_eq!(stage.column(left), ["billing"], "{form:?}");
    }
}

#[test]
fn savepoints_of_a_script_are_run_and_those_of_another_are_refused() {
    let first = "CREATE TABLE t (a int); SAVEPOINT s; INSERT INTO t VALUES (1); ROLLBACK TO SAVEPOINT s; INSERT INTO t VALUES (2);";
    let Some(stage) = stage(first, "ROLLBACK TO SAVEPOINT s;", "SELECT 1;") else { return };
    let failure = stage.deploy_badly(&How::default());
    let text = failure.to_string();
    assert!(
        text.contains("m1/deploy/b.sql:5: ") && text.contains("no SAVEPOINT s") && text.contains("nothing was run"),
        "{text}"
    );
    stage.scripts("m1", "b", ["ROLLBACK;", "", ""]);
    assert!(stage.deploy_badly(&How::default()).to_string().contains("`ROLLBACK` would take back"));
    stage.scripts("m1", "b", ["SAVEPOINT s; SELECT 1;", "", ""]);
    stage.deploy();
    assert_eq!(stage.column("SELECT a FROM t"), ["2"]);
}

#[test]
fn a_statement_may_make_a_table_of_its_rows() {
    let Some(stage) = stage("CREATE TABLE t AS SELECT 1 AS a; SELECT a INTO copied FROM t;", "SELECT 1;", "SELECT 1;")
    else {
        return;
    };
    stage.deploy();
    assert_eq!(stage.column("SELECT a FROM copied"), ["1"]);
}

#[test]
fn the_roles_statement_timeout_is_for_a_statement() {
    let Some(stage) = stage("SELECT pg_sleep(0.4);", "SELECT pg_sleep(0.4);", "SELECT pg_sleep(0.4);") else { return };
    stage.run(&format!("ALTER DATABASE {} SET statement_timeout = '1s'", stage.database()));
    stage.deploy();
    stage.scripts("m2", "c", ["SELECT pg_sleep(0.4);", "SELECT 1; SELECT pg_sleep(2);", ""]);
    let failure = stage.revert(None, &RevertOptions::default()).unwrap_err().to_string();
    assert!(failure.contains("m2/revert/c.sql:5:11") && failure.contains("SET statement_timeout = 0"), "{failure}");
    stage.scripts("m2", "c", ["SELECT pg_sleep(0.4);", "SET statement_timeout = 0; SELECT pg_sleep(1.2);", ""]);
    stage.revert(None, &RevertOptions::default()).unwrap();
}
