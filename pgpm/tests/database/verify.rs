//! Verify scripts, run and rolled back.

use crate::support::{Stage, names};

#[test]
fn what_is_deployed_is_verified() {
    let Some(stage) = Stage::with_modules() else { return };
    assert!(stage.verify().verified.is_empty());
    stage.deploy();
    let verified = stage.verify();
    assert_eq!(names(&verified.verified), ["app:schema", "app:users", "app:active", "more:notes"]);
    assert!(verified.failed.is_empty() && verified.without_script.is_empty());
    assert_eq!(stage.events().len(), 4);
}

#[test]
fn each_failure_is_found_with_its_place() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy();
    stage.run("DROP VIEW app.active; DROP TABLE app.notes");
    std::fs::remove_file(stage.script("app/verify/schema.sql")).unwrap();
    let verified = stage.verify();
    let failed: Vec<_> = verified.failed.iter().map(|error| format!("{} {}", error.change, error.place.line)).collect();
    assert_eq!(failed, ["app:active 5", "more:notes 5"]);
    assert_eq!(names(&verified.without_script), ["app:schema"]);
    assert_eq!(stage.events()[4..], ["verify app:active 42P01", "verify more:notes 42P01"]);
    let text = verified.text();
    assert!(
        text.contains("app/verify/active.sql:5:16") && text.contains("1 change verified, 2 failed, 1 without"),
        "{text}"
    );
}

#[test]
fn a_check_in_a_block_fails_at_its_own_line() {
    let Some(stage) = Stage::with_modules() else { return };
    let check = "DO $$ BEGIN\n  ASSERT (SELECT count(*) FROM app.users) > 0, 'no users';\nEND $$;";
    stage.scripts("app", "users", ["CREATE TABLE app.users (id int PRIMARY KEY, gone boolean);", "", check]);
    stage.deploy();
    let failed = stage.verify().failed;
    assert_eq!((failed[0].place.line, failed[0].place.column, failed[0].error.message.as_str()), (6, 3, "no users"));
}

#[test]
fn what_a_script_does_is_rolled_back() {
    let Some(stage) = Stage::with_modules() else { return };
    let writes = "INSERT INTO app.users VALUES (1, false);\nCOMMIT;\nSET search_path = 'nowhere';";
    stage.scripts("app", "users", ["CREATE TABLE app.users (id int PRIMARY KEY, gone boolean);", "", writes]);
    stage.deploy();
    assert_eq!(stage.verify().verified.len(), 4);
    assert_eq!(stage.column("SELECT count(*) FROM app.users"), ["0"]);
}
