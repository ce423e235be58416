//! `-` is standard output, as other tools have it; and what a script or its server says cannot command a terminal.

use crate::support::Project;

const TESTS: &str = "BEGIN; CALL pgmi_test(); COMMIT;";

#[test]
fn n19_a_report_is_written_to_standard_output_and_nothing_else_is() {
    let Some(project) = Project::new(TESTS) else { return };
    let project = project.with("__test__/a.sql", "SELECT 1;");
    let tap = project.deploy(&["--tap", "-"]).ended(0);
    assert!(tap.stdout.starts_with("TAP version 14\n1..1\nok 1 - ./__test__/a.sql\n"), "{tap:?}");
    let junit = project.deploy(&["--junit", "-"]).ended(0);
    assert!(junit.stdout.starts_with("<?xml ") && junit.stdout.ends_with("</testsuites>\n"), "{junit:?}");
    assert!(tap.stderr.contains("deployed to") && junit.stderr.contains("deployed to"), "{junit:?}");
    assert!(!project.beside("-").exists() && !project.path().join("-").exists());
    project.write("__test__/a.sql", "SELECT 1 / 0;");
    let failed = project.deploy(&["--tap", "-"]).ended(13);
    assert!(failed.stdout.contains("not ok 1 - ./__test__/a.sql\n"), "{failed:?}");
}

#[test]
fn n19_two_reports_do_not_share_standard_output() {
    let Some(project) = Project::new(TESTS) else { return };
    for flags in [&["--json", "--tap", "-"][..], &["--json", "--junit", "-"], &["--tap", "-", "--junit", "-"]] {
        let refused = project.deploy(flags).ended(2).says("both want standard output for themselves");
        assert_eq!(refused.stdout, "");
    }
    assert!(!project.is_there());
}

#[cfg(target_os = "linux")]
#[test]
fn n19_a_report_that_cannot_be_written_is_a_failure() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    for flags in [&[][..], &["--json"], &["--tap", "-"], &["--tap", "/dev/full"]] {
        let mut deploy = project.deploying(flags);
        deploy.stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        let done = deploy.output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{flags:?}: {said}");
        assert!(said.contains("cannot be written: No space left on device"), "{flags:?}: {said}");
    }
}

/// Sets a terminal's title; clears it by a control character of eight bits.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{9b}2J";

const SHOWN: &str = "\\u001b]0;owned\\u0007\\u009b2J";

#[test]
fn n18_what_a_server_says_of_a_script() {
    let raise = |level: &str| {
        format!(
            "DO $$ BEGIN RAISE {level} 'message{HOSTILE}' USING DETAIL = 'detail{HOSTILE}', HINT = 'hint{HOSTILE}'; END $$;\n"
        )
    };
    let Some(project) = Project::new(&raise("NOTICE")) else { return };
    let notice = project.deploy(&["--verbose"]).ended(0);
    for field in ["message", "detail", "hint"] {
        assert!(notice.stderr.contains(&format!("{field}{SHOWN}")), "{notice:?}");
    }
    for script in [
        raise("EXCEPTION"),
        format!("SELECT FROM \"table{HOSTILE}\";"),
        format!(
            "BEGIN; CREATE TABLE \"table{HOSTILE}\" (a int CONSTRAINT \"{HOSTILE}\" CHECK (a > 0)); \
                 INSERT INTO \"table{HOSTILE}\" VALUES (0); COMMIT;"
        ),
        format!("SELECT '{HOSTILE}'::int;"),
        format!("'{HOSTILE}"),
    ] {
        let failed = project.deploy_script(&script, &[]).ended(13);
        assert!(failed.stderr.contains(SHOWN), "{failed:?}");
        let json = project.deploy(&["--json"]).ended(13);
        assert!(json.json()["error"].as_str().unwrap().contains(HOSTILE), "{json:?}");
    }
}

#[test]
fn n18_the_name_of_a_test_and_of_a_database() {
    let Some(project) = Project::new(TESTS) else { return };
    let project = project.with(&format!("__test__/{HOSTILE}.sql"), "SELECT 1;");
    let named = format!("{}{HOSTILE}", project.database);
    let mut deploy = project.command(&["deploy", "project", "--verbose", "-d", &named]);
    deploy.arg("--junit").arg("-");
    let outcome = project.run(deploy);
    assert!(outcome.stderr.contains(SHOWN), "{outcome:?}");
}
