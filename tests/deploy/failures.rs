//! Where a failure is.

use crate::support::Project;

#[test]
fn a_failure_is_said_with_its_place_for_people_too() {
    let Some(project) = Project::new("SELECT 1;\nSELECT 1 +\n  nothing;") else { return };
    let outcome = project.deploy(&[]).ended(13);
    let wanted = "error: column \"nothing\" does not exist (SQLSTATE 42703)\n  at deploy.sql:3:3\n  |   nothing;";
    assert!(outcome.stderr.contains(wanted), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "");
}

#[test]
fn a_copy_from_or_to_the_client_fails_and_does_not_wait() {
    let Some(project) = Project::new("") else { return };
    let scripts = [
        ("CREATE TABLE t (a int);\nCOPY t FROM STDIN;", 2),
        ("BEGIN;\nCREATE TABLE t (a int);\nCOMMIT;\nCOPY t FROM STDIN;", 4),
        ("SELECT 1;\n\nCOPY pg_class TO STDOUT;", 3),
    ];
    for (script, line) in scripts {
        let said = project.deploy_script(script, &["--json"]).ended(13).json();
        assert!(said["error"].as_str().unwrap().contains("COPY"), "{said}");
        assert_eq!((&said["sqlstate"], &said["line"]), (&"0A000".into(), &line.into()));
    }
    // As psql would have it: the rows behind the statement are no SQL.
    project.deploy_script("CREATE TABLE u (a int);\nCOPY u FROM STDIN;\n1\n\\.\n", &[]).ended(13);
}

#[test]
fn a_dry_run_keeps_nothing_and_says_so() {
    let Some(project) = Project::new("BEGIN; CREATE TABLE t (); CALL pgmi_test(); COMMIT;") else { return };
    let project = project.with("__test__/t.sql", "SELECT * FROM t;");
    let outcome = project.deploy(&["--dry-run"]).ended(0);
    assert!(outcome.stdout.starts_with("dry run, rolled back: ") && outcome.stdout.contains("1 test passed"));
    assert!(!project.has("t"));
    assert_eq!(project.deploy(&["--dry-run", "--json"]).ended(0).json()["dryRun"], true);
}

#[test]
fn nothing_of_a_usage_error_is_json() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    assert_eq!(project.deploy(&["--json", "--nothing"]).ended(2).stdout, "");
}

#[test]
fn json_is_all_of_standard_output() {
    let Some(project) = Project::new("DO $$ BEGIN RAISE NOTICE 'told'; END $$;") else { return };
    let outcome = project.deploy(&["--json"]).ended(0).says("told");
    assert_eq!(outcome.json()["status"], "success");
}
