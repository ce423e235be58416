//! Scripts of deployed changes that are others now.

use typeferry_pgpm::{DeployError, OnChanged};

use crate::support::{How, Stage, names};

fn changed_stage() -> Option<Stage> {
    let stage = Stage::with_modules()?;
    stage.deploy_as(&How { module: Some("app"), ..How::default() }).unwrap();
    stage.scripts("app", "users", ["CREATE TABLE app.users (id bigint PRIMARY KEY);", "DROP TABLE app.users;", ""]);
    Some(stage)
}

#[test]
fn a_changed_script_is_refused_before_anything_runs() {
    let Some(stage) = changed_stage() else { return };
    let failure = stage.deploy_badly(&How::default());
    assert!(matches!(failure.error, DeployError::Changed(_)));
    let said = failure.to_string();
    let script = stage.script("app/deploy/users.sql").display().to_string();
    assert!(said.contains("app:users") && said.contains(&script) && said.contains("nothing was run"), "{said}");
    assert_eq!(stage.relations(), ["active", "users"]);
}

#[test]
fn with_a_warning_the_rest_is_deployed() {
    let Some(stage) = changed_stage() else { return };
    let done = stage.deploy_as(&How { on_changed: OnChanged::Warn, ..How::default() }).unwrap();
    assert_eq!(names(&done.deployed), ["more:notes"]);
    assert_eq!(done.changed.len(), 1);
    let before = &done.changed[0];
    assert_eq!(stage.ledger().find(&before.change).unwrap().hash, before.deployed_hash);
}

#[test]
fn a_renamed_change_with_the_same_script_is_found_before_anything_runs() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy();
    stage.module("more", "app", "remarks [app:users]\n");
    stage.write(
        "packages/more/deploy/remarks.sql",
        &std::fs::read_to_string(stage.script("more/deploy/notes.sql")).unwrap(),
    );
    let failure = stage.deploy_badly(&How::default());
    let said = failure.to_string();
    assert!(said.contains("more:remarks") && said.contains("the one that more:notes was deployed with"), "{said}");
    assert!(matches!(failure.error, DeployError::Renamed { .. }));
}

#[test]
fn status_says_what_is_deployed_left_and_changed() {
    let Some(stage) = changed_stage() else { return };
    stage.module("app", "", "schema\nusers [schema]\n");
    let status = stage.status();
    assert_eq!((status.modules[0].planned, status.modules[0].deployed), (2, 2));
    assert_eq!(status.modules[0].unplanned, ["active"]);
    assert_eq!(names(&status.modules[1].pending), ["more:notes"]);
    let text = status.text();
    for part in [
        "app: 2 of 2",
        "more: 0 of 1",
        "left: notes",
        "changed since it was deployed: users",
        "no longer in the plan: active",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}
