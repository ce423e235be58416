//! What a deploy leaves in the database and in the ledger.

use typeferry_pgpm::{DeployError, RunFailure};
use typeferry_session::SessionError;

use crate::support::{How, Stage, names};

const ALL: [&str; 4] = ["app:schema", "app:users", "app:active", "more:notes"];

#[test]
fn everything_is_deployed_in_the_order_of_what_is_required() {
    let Some(stage) = Stage::with_modules() else { return };
    assert_eq!(stage.deploy(), ALL);
    assert_eq!(stage.relations(), ["active", "notes", "users"]);
}

#[test]
fn the_ledger_is_as_pgpm_keeps_it() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy();
    let changes = stage.column(
        "SELECT package || ':' || change_name || ' ' ||
           (change_id = encode(sha256((package || change_name || script_hash)::bytea), 'hex'))
         FROM pgpm_migrate.changes ORDER BY deployed_at",
    );
    assert_eq!(changes, ALL.map(|name| format!("{name} true")));
    let requires = stage.column("SELECT requires FROM pgpm_migrate.dependencies ORDER BY requires");
    assert_eq!(requires, ["app:schema", "app:users", "app:users"]);
    assert_eq!(stage.events(), ALL.map(|name| format!("deploy {name}")));
    assert_eq!(stage.column("SELECT package FROM pgpm_migrate.packages ORDER BY 1"), ["app", "more"]);
    let script = std::fs::read_to_string(stage.script("app/deploy/users.sql")).unwrap();
    let hash = stage.column("SELECT script_hash FROM pgpm_migrate.changes WHERE change_name = 'users'").remove(0);
    let bytes = script.replace('\'', "''");
    assert_eq!(stage.column(&format!("SELECT encode(sha256(convert_to('{bytes}', 'UTF8')), 'hex')")), [hash]);
}

#[test]
fn a_second_deploy_has_nothing_to_do() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy();
    let again = stage.deploy_as(&How::default()).unwrap();
    assert_eq!((again.deployed.len(), again.before), (0, 4));
    assert_eq!(stage.events().len(), 4);
}

#[test]
fn a_module_that_is_half_deployed_is_continued() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.module("app", "", "schema\nusers [schema]\n");
    stage.module("more", "app", "");
    assert_eq!(stage.deploy(), ["app:schema", "app:users"]);
    stage.module("app", "", "schema\nusers [schema]\nactive [users]\n");
    stage.module("more", "app", "notes [app:users]\n");
    assert_eq!(stage.deploy(), ["app:active", "more:notes"]);
}

#[test]
fn what_pgpms_own_routine_deployed_is_deployed() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.module("app", "", "schema\n");
    stage.module("more", "app", "");
    stage.deploy();
    stage.run("CREATE TABLE app.users (id int PRIMARY KEY, gone boolean)");
    let hash = {
        stage.module("app", "", "schema\nusers [schema]\n");
        stage.project(None).modules[0].changes[1].deploy.hash.clone()
    };
    // As the deployer calls it, the script apart.
    stage.run(&format!("CALL pgpm_migrate.deploy('app', 'users', '{hash}', '{{app:schema}}', 'SELECT 1')"));
    assert_eq!(stage.deploy(), Vec::<String>::new());
    assert!(stage.status().pending().next().is_none());
}

#[test]
fn a_chosen_module_brings_what_it_requires_and_no_more() {
    let Some(stage) = Stage::with_modules() else { return };
    let done = stage.deploy_as(&How { module: Some("app"), ..How::default() }).unwrap();
    assert_eq!(names(&done.deployed), &ALL[..3]);
    assert_eq!(names(&stage.status().pending().cloned().collect::<Vec<_>>()), ["more:notes"]);
}

#[test]
fn what_is_required_and_no_module_is_made_as_an_extension() {
    let Some(stage) = Stage::set() else { return };
    stage.module("a", "plpgsql,citext", "x\n");
    stage.scripts("a", "x", ["CREATE TABLE t (c citext);", "DROP TABLE t;", "SELECT 1;"]);
    stage.deploy();
    assert_eq!(stage.column("SELECT extname FROM pg_extension WHERE extname = 'citext'"), ["citext"]);
}

#[test]
fn a_module_without_changes_has_its_extensions_made() {
    let Some(stage) = Stage::set() else { return };
    stage.module("a", "citext", "");
    assert_eq!(stage.deploy(), Vec::<String>::new());
    assert_eq!(stage.column("SELECT extname FROM pg_extension WHERE extname = 'citext'"), ["citext"]);
}

#[test]
fn a_dry_run_runs_everything_and_leaves_nothing() {
    let Some(stage) = Stage::with_modules() else { return };
    let dry = How { dry_run: true, ..How::default() };
    assert_eq!(names(&stage.deploy_as(&dry).unwrap().deployed), ALL);
    assert!(!stage.ledger().exists() && stage.relations().is_empty());
    stage.scripts("more", "notes", ["SELECT 1/0;", "SELECT 1;", "SELECT 1;"]);
    assert!(matches!(stage.deploy_badly(&dry).error, DeployError::Run(RunFailure::Script(_))));
}

#[test]
fn transaction_commands_of_a_script_do_not_end_the_deploy() {
    let Some(stage) = Stage::set() else { return };
    let script =
        "CREATE SCHEMA app; COMMIT; BEGIN; SAVEPOINT s; CREATE TABLE app.u (); ROLLBACK TO s; CREATE TABLE app.t ();";
    stage.module("a", "", "x\ny\n");
    stage.scripts("a", "x", [script, "SELECT 1;", "SELECT 1;"]);
    stage.scripts("a", "y", ["SELECT 1/0;", "SELECT 1;", "SELECT 1;"]);
    stage.deploy_badly(&How::default());
    assert!(stage.relations().is_empty());
    stage.scripts("a", "y", ["SELECT 1;", "SELECT 1;", "SELECT 1;"]);
    stage.deploy();
    assert_eq!(stage.relations(), ["t"]);
}

#[test]
fn a_script_may_change_the_search_path() {
    let Some(stage) = Stage::set() else { return };
    stage.module("a", "", "x\ny\n");
    let script = "CREATE SCHEMA app; SELECT set_config('search_path', '', false); CREATE TABLE app.t ();";
    stage.scripts("a", "x", [script, "SELECT 1;", "SELECT 1;"]);
    stage.scripts("a", "y", ["CREATE TABLE app.u ();", "SELECT 1;", "SELECT 1;"]);
    assert_eq!(stage.deploy(), ["a:x", "a:y"]);
    assert_eq!(stage.relations(), ["t", "u"]);
}

#[test]
fn tests_of_a_module_are_run_before_the_commit() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.write("packages/app/__test__/_setup.sql", "INSERT INTO app.users VALUES (1, false);");
    stage.write("packages/app/__test__/active.sql", "SELECT 1 / count(*) FROM app.active;");
    stage.write("packages/app/__test__/notes.md", "no test");
    stage.write("packages/app/node_modules/x/__test__/x.sql", "SELECT 1/0;");
    let done = stage.deploy_as(&How::default()).unwrap();
    let paths: Vec<_> = done.report.tests.iter().map(|test| test.path.as_str()).collect();
    assert_eq!(paths, ["./app/__test__/active.sql"]);
    assert_eq!(stage.column("SELECT count(*) FROM app.users"), ["0"]);
}

#[test]
fn a_test_that_fails_leaves_nothing_deployed() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.write("packages/more/__test__/notes.sql", "SELECT 1;\nSELECT nothing FROM app.notes;");
    let failure = stage.deploy_badly(&How::default());
    let said = failure.to_string();
    assert!(matches!(failure.error, DeployError::Run(RunFailure::Session(SessionError::Sql(_)))), "{said}");
    assert!(said.contains("more/__test__/notes.sql") && said.contains("all rolled back"), "{said}");
    assert!(stage.relations().is_empty() && !stage.ledger().exists());
}
