//! What is committed, and what the report says of it.

use typeferry_session::{Mode, Outcome, SessionError};

use crate::support::Database;

#[test]
fn the_head_is_all_or_nothing_and_the_tail_goes_statement_by_statement() {
    let Some(database) = Database::new() else { return };
    let script =
        "BEGIN; CREATE TABLE a (); COMMIT; CREATE TABLE b (); CREATE TABLE c (); SELECT 1 / 0; CREATE TABLE d ();";
    let failure = database.fail(script, &[]);
    assert_eq!((failure.report.units, failure.report.units_committed), (Some(5), 3));
    assert_eq!(failure.report.mode, Some(Mode::Psql));
    assert_eq!(["a", "b", "c", "d"].map(|table| database.has(table)), [true, true, true, false]);
    let failure = database.fail("CREATE TABLE e (); SELECT 1 / 0;", &[]);
    assert_eq!((failure.report.units_committed, failure.report.mode), (0, Some(Mode::Atomic)));
    assert!(!database.has("e"));
}

#[test]
fn a_script_that_ends_in_an_open_transaction_has_failed() {
    let Some(database) = Database::new() else { return };
    let tests = [("./__test__/t.sql", "SELECT 1;")];
    for script in
        ["BEGIN; CREATE TABLE a (); CALL pgmi_test();", "BEGIN; COMMIT; START TRANSACTION; CREATE TABLE a ();"]
    {
        let failure = database.fail(script, &tests);
        assert!(matches!(failure.error, SessionError::OpenTransaction { .. }), "{}", failure.error);
        assert!(!database.has("a"));
    }
    database
        .deploy("SET client_min_messages = error; BEGIN; CREATE TABLE a (); COMMIT AND CHAIN; COMMIT;", &[])
        .unwrap();
    assert!(database.has("a"));
}

#[test]
fn a_dry_run_runs_everything_and_keeps_nothing() {
    let Some(mut database) = Database::new() else { return };
    database.options.dry_run = true;
    let script = "BEGIN; CREATE TABLE a (id int PRIMARY KEY); COMMIT; INSERT INTO a VALUES (1); CALL pgmi_test();";
    let tests = [("./__test__/t.sql", "DO $$ BEGIN ASSERT (SELECT count(*) = 1 FROM a); END $$")];
    let report = database.deploy(script, &tests).unwrap();
    assert!(report.dry_run && report.tests.iter().all(|test| test.outcome == Outcome::Passed));
    assert_eq!(report.tests.len(), 1);
    assert!(!database.has("a"));
    let deferred =
        "BEGIN; CREATE TABLE a (id int UNIQUE DEFERRABLE INITIALLY DEFERRED); INSERT INTO a VALUES (1), (1); COMMIT;";
    assert_eq!(database.fail(deferred, &[]).error.sql().unwrap().error.sqlstate, "23505");
    let failure = database.fail("BEGIN;\nROLLBACK;", &[]);
    assert_eq!(failure.error.to_string(), "deploy.sql:2: a dry run is one transaction, and cannot have `ROLLBACK`");
}

#[test]
fn a_test_may_close_cursors_change_its_role_and_be_without_a_statement() {
    let Some(database) = Database::new() else { return };
    database.value("1");
    let role = format!("nobody_{}", database.name);
    database.cluster.create_role(&role).unwrap();
    let changes = format!("SET LOCAL ROLE {role}; SET LOCAL search_path = ''; SET LOCAL client_min_messages = error;");
    let tests = [
        ("./__test__/_setup.sql", changes.as_str()),
        ("./__test__/a.sql", "DECLARE c CURSOR FOR SELECT 1; CLOSE ALL; DECLARE d CURSOR FOR SELECT 1;"),
        ("./__test__/b.sql", "-- nothing yet"),
        ("./__test__/c.sql", "SELECT count(*) FROM pg_temp.pgmi_plan_view, pg_temp.pgmi_test_source_view;"),
    ];
    let report = database.deploy("BEGIN; CALL pgmi_test(); COMMIT;", &tests).unwrap();
    assert_eq!(report.tests.len(), 3);
}

#[test]
fn each_test_has_a_result_and_the_failed_one_its_line() {
    let Some(database) = Database::new() else { return };
    let tests = [
        ("./__test__/_setup.sql", "CREATE TABLE f ();"),
        ("./__test__/a.sql", "SELECT * FROM f;"),
        ("./__test__/b.sql", "\nSELECT 1 / 0;"),
        ("./__test__/c.sql", "SELECT 1;"),
    ];
    let failure = database.fail("BEGIN; pgmi_test(); COMMIT;", &tests);
    let results = &failure.report.tests;
    assert_eq!(
        results.iter().map(|test| test.path.as_str()).collect::<Vec<_>>(),
        ["./__test__/a.sql", "./__test__/b.sql"]
    );
    assert_eq!(results[0].outcome, Outcome::Passed);
    assert!(
        matches!(&results[1].outcome, Outcome::Failed { line: Some(2), message } if message.contains("b.sql: division"))
    );
}
