//! The routines of the ledger, called as pgpm calls them.

use crate::support::Stage;

fn said(stage: &Stage, sql: &str) -> String {
    let error = stage.client().batch_execute(sql).unwrap_err();
    error.as_db_error().unwrap().message().to_owned()
}

#[test]
fn a_change_is_deployed_once_and_only_as_it_was() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy();
    let call = |hash: &str, requires: &str, sql: &str| {
        format!("CALL pgpm_migrate.deploy('late', 'x', '{hash}', {requires}, '{sql}', false)")
    };
    assert!(said(&stage, &call("h", "'{app:nothing,app:users}'", "SELECT 1")).ends_with("not deployed: app:nothing"));
    stage.run(&call("h", "'{app:users}'", "CREATE TABLE app.late ()"));
    stage.run(&call("h", "NULL", "CREATE TABLE app.late ()"));
    assert!(said(&stage, &call("other", "NULL", "SELECT 1")).contains("not the one that was deployed"));
    assert_eq!(stage.relations(), ["active", "late", "notes", "users"]);
    assert_eq!(
        stage.column(
            "SELECT requires FROM pgpm_migrate.dependencies WHERE change_id IN
        (SELECT change_id FROM pgpm_migrate.changes WHERE package = 'late')"
        ),
        ["app:users"]
    );
}

#[test]
fn what_is_only_logged_is_not_run() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy();
    stage.run("CALL pgpm_migrate.deploy('late', 'x', 'h', NULL, 'SELECT 1/0', true)");
    assert_eq!(stage.column("SELECT pgpm_migrate.is_deployed('late', 'x')"), ["true"]);
}

#[test]
fn a_change_is_reverted_unless_something_requires_it() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy();
    let call = |package: &str, change: &str| format!("CALL pgpm_migrate.revert('{package}', '{change}', 'SELECT 1')");
    assert_eq!(said(&stage, &call("app", "users")), "app:users is required by app:active, more:notes");
    assert_eq!(said(&stage, &call("app", "nothing")), "app:nothing is not deployed");
    stage.run(&call("more", "notes"));
    assert_eq!(stage.column("SELECT pgpm_migrate.is_deployed('app', 'more:notes')"), ["false"]);
    assert_eq!(stage.events().last().unwrap(), "revert more:notes");
}

#[test]
fn what_is_deployed_is_told() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy();
    assert_eq!(stage.column("SELECT pgpm_migrate.verify('app', 'users', 'SELECT id FROM app.users')"), ["true"]);
    assert_eq!(stage.column("SELECT pgpm_migrate.verify('app', 'users', 'SELECT 1/0')"), ["false"]);
    let status = "SELECT concat_ws(' ', package, total_deployed, last_change) FROM pgpm_migrate.status() ORDER BY 1";
    assert_eq!(stage.column(status), ["app 3 active", "more 1 notes"]);
    assert_eq!(
        stage.column("SELECT change_name FROM pgpm_migrate.deployed_changes('app')"),
        ["schema", "users", "active"]
    );
    let dependents =
        "SELECT concat_ws(' ', package, change_name, dependency) FROM pgpm_migrate.get_dependents('app', 'users')";
    assert_eq!(stage.column(dependents), ["app active app:users", "more notes app:users"]);
    stage.run("CALL pgpm_migrate.register_package('app'); CALL pgpm_migrate.register_package('new')");
    assert_eq!(stage.column("SELECT count(*) FROM pgpm_migrate.packages"), ["3"]);
}
