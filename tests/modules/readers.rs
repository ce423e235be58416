//! What only reads needs no right to write.

use serde_json::json;

use crate::support::Stage;

/// A database with everything deployed, and a role that reads.
fn deployed() -> Option<Stage> {
    let stage = Stage::as_owner()?;
    stage.run(&["deploy"]).with(0);
    Some(stage.read_by_another())
}

#[test]
fn n11_a_reader_sees_what_is_deployed_left_and_verified() {
    let Some(stage) = deployed() else { return };
    assert!(stage.run(&["status"]).with(0).stdout.contains("app: 2 of 2 changes deployed"));
    assert_eq!(stage.run(&["verify-deployed"]).with(0).stdout, "3 changes verified, 0 failed\n");
    assert!(stage.run(&["deploy", "--plan"]).with(0).stdout.contains("0 changes left"));
    stage.module("last", "app", "x\n");
    stage.script("last", "x", ["SELECT 1;", "", ""]);
    assert!(stage.run(&["deploy", "--plan"]).with(0).stdout.contains("would deploy last:x"));
    let going = stage.run(&["revert", ".", "--dry-run", "--json"]);
    assert_ne!(going.code, Some(0), "{going:?}");
}

#[test]
fn n11_what_a_reader_finds_is_printed_and_the_ledger_is_a_note() {
    let Some(stage) = deployed() else { return };
    stage.sql("DROP TABLE app.notes");
    let found = stage.run(&["verify-deployed"]).with(13);
    assert!(
        found.stdout.contains("more/verify/notes.sql:2:") && found.stdout.contains("2 changes verified, 1 failed"),
        "{found:?}"
    );
    assert!(
        found.stderr.contains("note: the ledger was not told of the failures: ") && found.stderr.contains("events"),
        "{found:?}"
    );
    let json = stage.run(&["verify-deployed", "--json"]).with(13).json();
    assert_eq!(json["result"]["failed"][0]["change"], json!("more:notes"));
    assert!(json["result"]["unlogged"].as_str().unwrap().contains("permission denied"), "{json}");
    stage.sql(
        "GRANT INSERT ON pgpm_migrate.events TO reader; GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgpm_migrate TO reader",
    );
    assert_eq!(stage.run(&["verify-deployed"]).with(13).stderr, "");
}

#[test]
fn n11_a_role_that_may_not_look_at_the_ledger_is_told_what_it_takes() {
    let Some(stage) = deployed() else { return };
    stage.sql("REVOKE ALL ON SCHEMA pgpm_migrate FROM reader");
    for command in [&["status"][..], &["verify-deployed"], &["deploy", "--plan"]] {
        let refused = stage.run(command).with(13);
        assert!(refused.stderr.contains("USAGE on the schema pgpm_migrate and SELECT on its tables"), "{refused:?}");
    }
}
