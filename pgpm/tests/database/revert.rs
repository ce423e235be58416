//! What is taken back, and what is not.

use typeferry_pgpm::{Reference, RevertError, RevertOptions, RunFailure};
use typeferry_session::SessionError;

use crate::support::{How, Stage, names};

fn to(reference: &str) -> RevertOptions {
    RevertOptions { to: Some(Reference::parse(reference).unwrap()), ..RevertOptions::default() }
}

fn deployed() -> Option<Stage> {
    let stage = Stage::with_modules()?;
    stage.deploy();
    Some(stage)
}

#[test]
fn everything_is_reverted_the_last_first() {
    let Some(stage) = deployed() else { return };
    let reverted = stage.revert(None, &RevertOptions::default()).unwrap();
    assert_eq!(names(&reverted.reverted), ["more:notes", "app:active", "app:users", "app:schema"]);
    assert_eq!(stage.column("SELECT nspname FROM pg_namespace WHERE nspname = 'app'"), Vec::<String>::new());
    assert!(stage.ledger().changes().is_empty());
    assert_eq!(
        stage.events()[4..],
        names(&reverted.reverted).iter().map(|name| format!("revert {name}")).collect::<Vec<_>>()
    );
    assert_eq!(stage.deploy().len(), 4);
}

#[test]
fn what_is_planned_after_a_change_or_a_tag_is_reverted() {
    let Some(stage) = deployed() else { return };
    stage.revert(Some("more"), &RevertOptions::default()).unwrap();
    assert_eq!(names(&stage.revert(Some("app"), &to("@v1")).unwrap().reverted), ["app:active"]);
    assert_eq!(names(&stage.revert(Some("app"), &to("app:schema")).unwrap().reverted), ["app:users"]);
    assert_eq!(names(&stage.revert(Some("app"), &to("schema")).unwrap().reverted), Vec::<String>::new());
}

#[test]
fn what_something_else_requires_stays() {
    let Some(stage) = deployed() else { return };
    let error = stage.revert(Some("app"), &RevertOptions::default()).unwrap_err();
    assert!(matches!(&error.error, RevertError::Required { by, .. } if *by == ["more:notes"]), "{error}");
    assert_eq!(stage.relations(), ["active", "notes", "users"]);
    // A view that nothing else requires may go.
    assert_eq!(names(&stage.revert(Some("app"), &to("users")).unwrap().reverted), ["app:active"]);
}

#[test]
fn a_dependency_without_a_module_is_of_its_own_module() {
    let Some(stage) = deployed() else { return };
    stage.run(
        "UPDATE pgpm_migrate.dependencies SET requires = replace(requires, 'app:', '') WHERE requires = 'app:schema'",
    );
    stage.run(
        "INSERT INTO pgpm_migrate.changes (change_id, change_name, package, script_hash) VALUES ('x', 'late', 'app', 'h');
         INSERT INTO pgpm_migrate.dependencies VALUES ('x', 'active')",
    );
    let error = stage.revert(Some("app"), &to("users")).unwrap_err();
    assert!(matches!(&error.error, RevertError::Required { by, .. } if *by == ["app:late"]), "{error}");
}

#[test]
fn a_script_that_fails_leaves_everything() {
    let Some(stage) = deployed() else { return };
    stage.scripts("app", "users", ["", "DROP TABLE app.users;\nDROP TABLE app.nothing;", ""]);
    let error = stage.revert(None, &RevertOptions::default()).unwrap_err();
    let RevertError::Run(RunFailure::Script(script)) = &error.error else { panic!("{error}") };
    let place = (script.change.to_string(), script.place.line, script.error.sqlstate.clone());
    assert_eq!(place, ("app:users".into(), 6, "42P01".into()));
    assert_eq!(stage.relations(), ["active", "notes", "users"]);
    assert_eq!(stage.ledger().changes().len(), 4);
    assert_eq!(stage.events().last().unwrap(), "revert app:users 42P01");
}

#[test]
fn a_missing_script_is_found_before_anything_runs() {
    let Some(stage) = deployed() else { return };
    std::fs::remove_file(stage.script("app/revert/schema.sql")).unwrap();
    let error = stage.revert(None, &RevertOptions::default()).unwrap_err();
    assert!(error.to_string().contains("app:schema has no revert script"), "{error}");
    assert_eq!(stage.relations().len(), 3);
}

#[test]
fn a_dry_run_leaves_everything() {
    let Some(stage) = deployed() else { return };
    let reverted = stage.revert_as(None, &RevertOptions::default(), true).unwrap();
    assert_eq!((reverted.reverted.len(), stage.relations().len(), stage.events().len()), (4, 3, 4));
    assert!(reverted.text().contains("dry run"));
}

#[test]
fn a_change_to_stay_is_one_of_the_chosen_module() {
    let Some(stage) = deployed() else { return };
    let said = |module, reference| stage.revert(module, &to(reference)).unwrap_err().to_string();
    assert!(said(None, "schema").contains("--module"));
    assert!(said(Some("more"), "app:schema").contains("no change of more"));
    assert!(said(Some("more"), "@v9").contains("no @v9 in its plan"));
}

#[test]
fn extensions_go_when_they_are_asked_to_and_nothing_uses_them() {
    let Some(stage) = Stage::set() else { return };
    stage.module("a", "plpgsql,citext,hstore", "x\n");
    stage.scripts("a", "x", ["SELECT 1;", "SELECT 1;", ""]);
    stage.deploy();
    stage.run("CREATE TABLE mine (c citext)");
    let options = RevertOptions { drop_extensions: true, ..RevertOptions::default() };
    assert_eq!(stage.revert(None, &options).unwrap().dropped, ["hstore"]);
    assert_eq!(stage.column("SELECT extname FROM pg_extension ORDER BY 1"), ["citext", "plpgsql"]);
}

#[test]
fn a_running_deploy_keeps_a_revert_away() {
    let Some(stage) = deployed() else { return };
    let mut other = stage.client();
    other.batch_execute("SELECT pg_advisory_lock(hashtextextended('pgmi.deploy.' || current_database(), 0))").unwrap();
    let error = stage.revert(None, &RevertOptions::default()).unwrap_err();
    assert!(matches!(&error.error, RevertError::Run(RunFailure::Session(SessionError::Busy { .. }))), "{error}");
    drop(other);
    assert_eq!(stage.deploy_as(&How::default()).unwrap().deployed.len(), 0);
}
