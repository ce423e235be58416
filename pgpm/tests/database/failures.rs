//! A deploy that fails: where, and what is left.

use std::path::Path;

use typeferry_pgpm::{Committed, DeployError, LedgerError, RunFailure, Transactions};

use crate::support::{How, Stage};

fn script_error(failure: &typeferry_pgpm::DeployFailure) -> &typeferry_pgpm::ScriptError {
    match &failure.error {
        DeployError::Run(RunFailure::Script(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_error_names_module_change_file_line_and_column() {
    let Some(stage) = Stage::set() else { return };
    // What the server finds in the text, what it finds while it runs, and what a function says.
    let cases = [
        ("SELECT 'é',\n  nothing FROM pg_class;", "42703", 6, 3),
        ("SELECT 1;\n  SELEC 2;", "42601", 6, 3),
        ("SELECT 1;\n  SELECT 1 / 0;", "22012", 6, 3),
        ("DO $$ BEGIN\n  ASSERT false, 'not so'; END $$;", "P0004", 6, 3),
        (
            "DO $$ BEGIN\n  RAISE EXCEPTION 'no' USING ERRCODE = 'ZZ001', HINT = 'try', DETAIL = 'why'; END $$;",
            "ZZ001",
            6,
            3,
        ),
        ("DO $$ BEGIN\n  EXECUTE 'SELEC 1'; END $$;", "42601", 6, 3),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN\nRETURN 1 / 0; END $$;\nSELECT f();",
            "22012",
            7,
            1,
        ),
    ];
    for (at, (script, sqlstate, line, column)) in cases.into_iter().enumerate() {
        let module = format!("m{at}");
        stage.one_change("good", "CREATE SCHEMA app;");
        stage.one_change(&module, script);
        let failure = stage.deploy_badly(&How::default());
        let error = script_error(&failure);
        let found = (error.error.sqlstate.as_str(), error.place.line, error.place.column);
        assert_eq!(found, (sqlstate, line, column), "{failure}");
        assert_eq!(error.change.to_string(), format!("{module}:x"));
        assert_eq!(Path::new(&error.place.file), stage.script(&format!("{module}/deploy/x.sql")));
        std::fs::remove_dir_all(stage.root().join("packages").join(module)).unwrap();
    }
}

#[test]
fn detail_and_hint_are_kept() {
    let Some(stage) = Stage::set() else { return };
    stage.one_change("a", "DO $$ BEGIN RAISE EXCEPTION 'no' USING HINT = 'try', DETAIL = 'why'; END $$;");
    let failure = stage.deploy_badly(&How::default());
    let error = &script_error(&failure).error;
    assert_eq!((error.hint.as_deref(), error.detail.as_deref()), (Some("try"), Some("why")));
    let said = failure.to_string();
    assert!(said.contains("\nhint: try") && said.contains("\ndetail: why"), "{said}");
}

#[test]
fn a_failure_in_the_middle_leaves_nothing() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.scripts("more", "notes", ["CREATE TABLE app.notes ();\nSELECT 1 / 0;", "", ""]);
    let failure = stage.deploy_badly(&How::default());
    assert_eq!(failure.committed, Committed::Changes(Vec::new()));
    assert!(stage.relations().is_empty() && !stage.ledger().exists());
}

#[test]
fn what_needs_a_transaction_of_its_own_is_told_how_to_get_it() {
    let Some(stage) = Stage::set() else { return };
    stage.module("a", "", "x\ny\nz\n");
    stage.scripts("a", "x", ["CREATE TYPE t AS ENUM ('a');", "", ""]);
    stage.run("CREATE TYPE u AS ENUM ('a')");
    stage.scripts("a", "y", ["ALTER TYPE u ADD VALUE 'b';", "", ""]);
    stage.scripts("a", "z", ["SELECT 'b'::u;", "", ""]);
    let failure = stage.deploy_badly(&How::default());
    let said = failure.to_string();
    assert_eq!(script_error(&failure).error.sqlstate, "55P04");
    assert!(
        said.contains("hint: ")
            && stage.deploy_as(&How { transactions: Transactions::Change, ..How::default() }).is_ok()
    );
}

#[test]
fn a_failure_is_an_event_of_the_ledger_where_there_is_one() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy_as(&How { module: Some("app"), ..How::default() }).unwrap();
    stage.scripts("more", "notes", ["SELECT 1 / 0;", "", ""]);
    stage.deploy_badly(&How::default());
    assert_eq!(stage.events().last().unwrap(), "deploy more:notes 22012");
    assert_eq!(stage.events().len(), 4);
}

#[test]
fn an_extension_that_is_not_there_names_the_control_file() {
    let Some(stage) = Stage::set() else { return };
    stage.module("a", "no-such-thing", "x\n");
    stage.scripts("a", "x", ["SELECT 1;", "", ""]);
    let failure = stage.deploy_badly(&How::default());
    let said = failure.to_string();
    assert!(matches!(failure.error, DeployError::Prerequisites(_)), "{said}");
    assert!(
        said.contains("no-such-thing")
            && said.contains("a.control:1:")
            && said.contains("if it is a module, add it to the workspace"),
        "{said}"
    );
}

#[test]
fn a_published_module_that_is_not_there_is_named_with_how_to_install_it() {
    let Some(stage) = Stage::set() else { return };
    stage.module("a", "metaschema-schema", "x\n");
    stage.scripts("a", "x", ["SELECT 1;", "", ""]);
    let said = stage.deploy_badly(&How::default()).to_string();
    assert!(said.contains("a.control:1: ") && said.contains("`npm install @pgpm/metaschema-schema`"), "{said}");
    stage.module("a", "", "x [services:y pgpm-types:z]\n");
    let said = stage.deploy_badly(&How::default()).to_string();
    assert!(said.contains("`npm install @pgpm/services @pgpm/types` in "), "{said}");
}

#[test]
fn a_requirement_that_is_nowhere_names_its_line() {
    let Some(stage) = Stage::set() else { return };
    stage.module("a", "", "x [other:y]\n");
    stage.scripts("a", "x", ["SELECT 1;", "", ""]);
    let failure = stage.deploy_badly(&How::default());
    let said = failure.to_string();
    assert!(said.contains("a/pgpm.plan:2: a:x requires other:y") && said.contains("nothing was run"), "{said}");
    assert!(matches!(failure.error, DeployError::Prerequisites(_)), "{said}");
}

#[test]
fn a_requirement_may_be_of_another_workspace_that_is_deployed() {
    let Some(stage) = Stage::set() else { return };
    stage.module("other", "", "y\n");
    stage.scripts("other", "y", ["SELECT 1;", "", ""]);
    stage.deploy();
    std::fs::remove_dir_all(stage.root().join("packages/other")).unwrap();
    stage.module("a", "", "x [other:y]\n");
    stage.scripts("a", "x", ["SELECT 1;", "", ""]);
    assert_eq!(stage.deploy(), ["a:x"]);
}

#[test]
fn the_ledger_of_a_newer_tool_is_left_alone() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy_as(&How { module: Some("app"), ..How::default() }).unwrap();
    stage.run("ALTER TABLE pgpm_migrate.changes ADD COLUMN signature text");
    let failure = stage.deploy_badly(&How::default());
    let said = failure.to_string();
    assert!(said.contains("changes.signature") && said.contains("newer"), "{said}");
    assert!(matches!(failure.error, DeployError::Ledger(LedgerError::Newer { .. })), "{said}");
    assert_eq!(stage.relations().len(), 2);
}

#[test]
fn a_schema_that_is_no_ledger_is_left_alone() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.run("CREATE SCHEMA pgpm_migrate");
    let said = stage.deploy_badly(&How::default()).to_string();
    assert!(said.contains("no column changes.change_id"), "{said}");
}

#[test]
fn an_extension_that_cannot_be_made_names_the_control_file() {
    let Some(stage) = Stage::set() else { return };
    stage.module("a", "citext", "x\n");
    stage.scripts("a", "x", ["SELECT 1;", "", ""]);
    stage.client().batch_execute("CREATE TYPE public.citext AS ENUM ()").unwrap();
    let failure = stage.deploy_badly(&How::default());
    let said = failure.to_string();
    assert!(matches!(failure.error, DeployError::Extension(_)) && said.contains("a.control:1:"), "{said}");
}
