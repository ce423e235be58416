//! Tests that a script calls: what runs when, what it sees, and what is left of it.

use crate::support::{Outcome, Project};

const TRACED: &str = "CREATE TABLE deployed (id int);
BEGIN;
CREATE FUNCTION pg_temp.trace(e pg_temp.pgmi_test_event) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    RAISE NOTICE '[trace] % % % % % %', e.ordinal, e.event, coalesce(e.path, '-'), e.directory, e.depth,
        coalesce(e.context::text, '-');
END $$;
CALL pgmi_test(PATTERN, 'pg_temp.trace');
COMMIT;";

fn script(pattern: &str) -> String {
    TRACED.replace("PATTERN", pattern)
}

/// A test that sees exactly these fixtures' rows.
fn sees(names: &str) -> String {
    format!(
        "DO $$ BEGIN
             ASSERT coalesce((SELECT string_agg(name, ',' ORDER BY name) FROM pg_temp.seen), '') = '{names}';
         EXCEPTION WHEN undefined_table THEN ASSERT '{names}' = '';
         END $$;"
    )
}

fn tree(pattern: &str) -> Option<Project> {
    let project = Project::new(&script(pattern))?;
    let first =
        "CREATE TEMP TABLE seen (name text); CREATE TABLE fixture (); INSERT INTO pg_temp.seen VALUES ('root');";
    let files = [
        ("__test__/_setup.sql", first.to_owned()),
        ("__test__/root.sql", sees("root")),
        ("__test__/orders/_SETUP.psql", "INSERT INTO pg_temp.seen VALUES ('orders');".to_owned()),
        ("__test__/orders/orders.sql", sees("orders,root")),
        ("__test__/admin/admin.sql", sees("root")),
        ("__test__/gap/deep/deep.sql", sees("root")),
        ("other/__tests__/_teardown.sql", sees("")),
        ("__test__/notes/README.md", "no test".to_owned()),
    ];
    for (path, text) in files {
        project.write(path, text);
    }
    Some(project)
}

fn trace(outcome: &Outcome) -> Vec<&str> {
    outcome.stderr.lines().filter_map(|line| line.strip_prefix("[trace] ")).collect()
}

#[test]
fn case_17_folders_are_walked_in_depth_and_a_test_sees_the_fixtures_above_it() {
    let Some(project) = tree("NULL") else { return };
    let outcome = project.deploy(&[]).ended(0);
    let wanted = "0 suite_start -  0 -
1 fixture_start ./__test__/_setup.sql ./__test__/ 0 -
1 fixture_end ./__test__/_setup.sql ./__test__/ 0 -
2 test_start ./__test__/root.sql ./__test__/ 0 -
2 test_end ./__test__/root.sql ./__test__/ 0 -
2 rollback ./__test__/root.sql ./__test__/ 0 -
3 test_start ./__test__/admin/admin.sql ./__test__/admin/ 1 -
3 test_end ./__test__/admin/admin.sql ./__test__/admin/ 1 -
3 rollback ./__test__/admin/admin.sql ./__test__/admin/ 1 -
4 teardown_start - ./__test__/admin/ 1 -
4 teardown_end - ./__test__/admin/ 1 -
5 test_start ./__test__/gap/deep/deep.sql ./__test__/gap/deep/ 2 -
5 test_end ./__test__/gap/deep/deep.sql ./__test__/gap/deep/ 2 -
5 rollback ./__test__/gap/deep/deep.sql ./__test__/gap/deep/ 2 -
6 teardown_start - ./__test__/gap/deep/ 2 -
6 teardown_end - ./__test__/gap/deep/ 2 -
7 fixture_start ./__test__/orders/_SETUP.psql ./__test__/orders/ 1 -
7 fixture_end ./__test__/orders/_SETUP.psql ./__test__/orders/ 1 -
8 test_start ./__test__/orders/orders.sql ./__test__/orders/ 1 -
8 test_end ./__test__/orders/orders.sql ./__test__/orders/ 1 -
8 rollback ./__test__/orders/orders.sql ./__test__/orders/ 1 -
9 teardown_start - ./__test__/orders/ 1 -
9 teardown_end - ./__test__/orders/ 1 -
10 teardown_start - ./__test__/ 0 -
10 teardown_end - ./__test__/ 0 -
11 test_start ./other/__tests__/_teardown.sql ./other/__tests__/ 0 -
11 test_end ./other/__tests__/_teardown.sql ./other/__tests__/ 0 -
11 rollback ./other/__tests__/_teardown.sql ./other/__tests__/ 0 -
12 teardown_start - ./other/__tests__/ 0 -
12 teardown_end - ./other/__tests__/ 0 -
12 suite_end -  0 -";
    assert_eq!(trace(&outcome), wanted.lines().collect::<Vec<_>>());
}

#[test]
fn case_18_what_the_script_made_stays_and_what_the_tests_made_does_not() {
    let Some(project) = tree("NULL") else { return };
    project.deploy(&[]).ended(0);
    assert!(project.has("deployed") && !project.has("fixture"));
}

#[test]
fn case_19_a_pattern_selects_tests_and_the_fixtures_above_them() {
    let Some(project) = tree("'/orders/'") else { return };
    let outcome = project.deploy(&[]).ended(0);
    let starts: Vec<&str> = trace(&outcome).into_iter().filter(|line| line.contains("_start ")).collect();
    let wanted = [
        "0 suite_start -  0 -",
        "1 fixture_start ./__test__/_setup.sql ./__test__/ 0 -",
        "2 fixture_start ./__test__/orders/_SETUP.psql ./__test__/orders/ 1 -",
        "3 test_start ./__test__/orders/orders.sql ./__test__/orders/ 1 -",
        "4 teardown_start - ./__test__/orders/ 1 -",
        "5 teardown_start - ./__test__/ 0 -",
    ];
    assert_eq!(starts, wanted);
}

#[test]
fn case_20_no_test_is_a_failure() {
    let Some(project) = tree("NULL") else { return };
    for pattern in ["'_setup'", "'/Orders/'", "'nothing'"] {
        let said = project.deploy_script(&format!("BEGIN; {}", script(pattern)), &["--json"]).ended(13).json();
        assert_eq!(said["sqlstate"], "P0002");
        assert!(said["error"].as_str().unwrap().contains("matched"), "{said}");
        assert_eq!(said["script"], "deploy.sql");
    }
    std::fs::remove_dir_all(project.path()).unwrap();
    let said = project.deploy_script("CREATE TABLE left_over ();\nCALL pgmi_test();", &["--json"]).ended(13).json();
    assert_eq!((&said["sqlstate"], &said["line"]), (&"P0002".into(), &2.into()));
    assert!(said["error"].as_str().unwrap().contains("discovered"), "{said}");
    assert!(!project.has("left_over") && !project.has("deployed"));
}

#[test]
fn n09_statements_for_no_test_raise_only_when_they_are_run() {
    let generated = "SELECT pg_temp.pgmi_test_generate('it''s \\ nothing') AS text";
    let kept = format!("BEGIN; CREATE TABLE kept AS {generated}; COMMIT;");
    let Some(project) = Project::new(&kept) else { return };
    project.deploy(&[]).ended(0);
    assert_eq!(project.value("SELECT text LIKE 'DO %no tests were discovered%' FROM kept"), "true");
    project.write("__test__/t.sql", "SELECT 1;");
    project.deploy_script(&format!("BEGIN; CREATE TABLE again AS {generated}; COMMIT;"), &[]).ended(0);
    let run = "DO $$ BEGIN EXECUTE (SELECT text FROM again); END $$;";
    let said = project.deploy_script(run, &["--json"]).ended(13).json();
    assert_eq!(said["sqlstate"], "P0002");
    let error = said["error"].as_str().unwrap();
    assert!(error.contains("no tests matched the pattern \"it's \\ nothing\""), "{said}");
    let called = project.deploy_script("BEGIN;\nCALL pgmi_test('nothing');\nCOMMIT;", &["--json"]).ended(13).json();
    assert_eq!((&called["sqlstate"], &called["line"]), (&"P0002".into(), &2.into()), "{called}");
    assert!(called["hint"].as_str().unwrap().contains("POSIX"), "{called}");
}

/// A deploy with one test, which must fail and leave nothing.
fn failing(test: &str, code: &str) -> Option<serde_json::Value> {
    let project = Project::new("BEGIN; CREATE TABLE left_over (); CALL pgmi_test(); COMMIT;")?;
    let project = project.with("__test__/t.sql", test);
    let said = project.deploy(&["--json"]).ended(13).json();
    assert_eq!((&said["sqlstate"], &said["failedFile"]), (&code.into(), &"./__test__/t.sql".into()), "{said}");
    assert_eq!((&said["unitsCommitted"], &said["tests"][0]["status"]), (&0.into(), &"failed".into()));
    assert!(said["error"].as_str().unwrap().starts_with("Failed in ./__test__/t.sql: "), "{said}");
    assert!(!project.has("left_over"));
    Some(said)
}

#[test]
fn case_21_a_failing_test_has_its_file_detail_hint_and_line() {
    let test =
        "SELECT 1;\nDO $$ BEGIN\n  RAISE 'no good' USING ERRCODE = '22012', DETAIL = 'why', HINT = 'how';\nEND $$;";
    let Some(said) = failing(test, "22012") else { return };
    assert_eq!(said["error"], "Failed in ./__test__/t.sql: no good");
    assert_eq!((&said["detail"], &said["hint"]), (&"why".into(), &"how".into()));
    assert_eq!((&said["script"], &said["line"], &said["column"]), (&"./__test__/t.sql".into(), &3.into(), &3.into()));
}

#[test]
fn case_22_an_assertion_has_its_file_and_line() {
    let Some(said) = failing("DO $$ BEGIN\n\nASSERT 1 = 2, 'not equal';\nEND $$;", "P0004") else { return };
    assert_eq!((&said["line"], &said["error"]), (&3.into(), &"Failed in ./__test__/t.sql: not equal".into()));
}

#[test]
fn case_23_a_test_has_no_transaction_commands() {
    for command in ["COMMIT;", "SAVEPOINT s;"] {
        let Some(said) = failing(&format!("SELECT 1;\n{command}"), "0A000") else { return };
        assert_eq!(said["line"], 2);
    }
}

#[test]
fn case_24_tests_need_a_transaction() {
    let Some(project) = Project::new("CREATE TABLE left_over ();\nCALL pgmi_test();") else { return };
    let project = project.with("__test__/t.sql", "SELECT 1;");
    let said = project.deploy(&["--json"]).ended(13).json();
    assert_eq!((&said["sqlstate"], &said["line"]), (&"25P01".into(), &2.into()));
    assert!(!project.has("left_over"));
}

#[test]
fn case_25_a_forgotten_commit_is_a_failure() {
    let Some(project) = Project::new("BEGIN;\nCREATE TABLE lost ();\nCALL pgmi_test();") else { return };
    let project = project.with("__test__/t.sql", "SELECT 1;");
    let outcome = project.deploy(&["--json"]).ended(13);
    let said = outcome.json();
    assert!(said["error"].as_str().unwrap().contains("open transaction"), "{said}");
    assert_eq!((&said["unitsCommitted"], &said["tests"][0]["status"]), (&0.into(), &"passed".into()));
    assert!(!project.has("lost"));
}

#[test]
fn the_results_of_the_tests_are_files_for_ci_too() {
    let Some(project) = Project::new("BEGIN; CALL pgmi_test(); COMMIT;") else { return };
    let project = project.with("__test__/a.sql", "SELECT 1;").with("__test__/b.sql", "\n\nSELECT 1 / 0;");
    project.deploy(&["--junit", "out.xml", "--tap", "out.tap"]).ended(13);
    let junit = crate::support::read(&project.beside("out.xml"));
    assert!(junit.contains("tests=\"2\" failures=\"1\"") && junit.contains("file=\"./__test__/b.sql\""), "{junit}");
    assert!(junit.contains("line=\"3\"") && junit.contains("./__test__/b.sql:3"), "{junit}");
    let tap = crate::support::read(&project.beside("out.tap"));
    assert!(tap.contains("1..2\nok 1 - ./__test__/a.sql\n") && tap.contains("not ok 2 - ./__test__/b.sql\n"), "{tap}");
    assert!(tap.contains("  line: 3\n"), "{tap}");
}

#[test]
fn a_script_may_replace_the_callback_and_name_arguments() {
    let script = "BEGIN;
CREATE OR REPLACE FUNCTION pg_temp.pgmi_test_callback(e pg_temp.pgmi_test_event) RETURNS void LANGUAGE plpgsql AS $$
BEGIN RAISE NOTICE '[mine] %', e.event; END $$;
CALL pgmi_test();
SELECT pg_temp.pgmi_persist_test_plan('public', p_pattern => '/t');
DO $$ BEGIN
    ASSERT (SELECT count(*) FROM pg_temp.pgmi_test_plan(p_pattern => '/t') WHERE step_type = 'test') = 1;
    ASSERT (SELECT count(*) FROM pg_temp.pgmi_test_plan()) = 2 AND pg_temp.pgmi_has_tests('./__test__/', 't');
    ASSERT pg_temp.pgmi_test_generate(p_callback => 'a.b') LIKE '%SELECT a.b(ROW(''test_start''%';
    ASSERT pg_temp.pgmi_is_sql_file('x.SQL') AND NOT pg_temp.pgmi_is_sql_file('x.sql.bak');
END $$;
COMMIT;";
    let Some(project) = Project::new(script) else { return };
    let outcome = project.with("__test__/t.sql", "SELECT 1;").deploy(&[]).ended(0);
    assert_eq!(outcome.stderr.matches("[mine] ").count(), 7, "{}", outcome.stderr);
}
