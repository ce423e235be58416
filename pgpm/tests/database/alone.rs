//! Changes that run without a transaction.

use typeferry_pgpm::{Committed, DeployError, RevertOptions, RunFailure, Transactions};

use crate::support::{How, Stage, names};

fn how(transactions: Transactions) -> How {
    How { transactions, ..How::default() }
}

/// A table, an index that is made outside of a transaction, and a table.
fn stage(script: &str) -> Option<Stage> {
    let stage = Stage::set()?;
    stage.module("m", "", "t\ni [t]\nu [i]\n");
    stage.scripts(
        "m",
        "t",
        ["CREATE SCHEMA app; CREATE TABLE app.t (a int);", "DROP TABLE app.t; DROP SCHEMA app;", ""],
    );
    stage.write("packages/m/deploy/i.sql", script);
    stage.write("packages/m/revert/i.sql", "--! no-transaction\nDROP INDEX CONCURRENTLY app.i;\n");
    stage.scripts("m", "u", ["CREATE TABLE app.u ();", "DROP TABLE app.u;", ""]);
    Some(stage)
}

const CONCURRENTLY: &str =
    "-- Deploy m:i\n-- no-transaction\n\nCREATE INDEX CONCURRENTLY i ON app.t (a);\nVACUUM app.t;\n";

#[test]
fn n05_a_change_with_the_header_runs_by_itself() {
    let Some(stage) = stage(CONCURRENTLY) else { return };
    assert_eq!(names(&stage.deploy_as(&how(Transactions::Change)).unwrap().deployed), ["m:t", "m:i", "m:u"]);
    assert_eq!(stage.column("SELECT to_regclass('app.i')"), ["app.i"]);
    // Its event of the beginning comes before that of the end.
    assert_eq!(stage.events(), ["deploy m:t", "deploy m:i", "deploy m:i", "deploy m:u"]);
    assert!(stage.status().modules[0].unfinished.is_empty());
    let options = RevertOptions { transactions: Transactions::Change, ..RevertOptions::default() };
    assert_eq!(names(&stage.revert(None, &options).unwrap().reverted), ["m:u", "m:i", "m:t"]);
}

#[test]
fn n05_under_other_forms_it_is_refused_before_anything_runs() {
    let Some(stage) = stage(CONCURRENTLY) else { return };
    let dry = How { transactions: Transactions::Change, dry_run: true, ..How::default() };
    for how in [how(Transactions::One), how(Transactions::Module), dry] {
        let failure = stage.deploy_badly(&how);
        let text = failure.to_string();
        assert!(text.contains("m/deploy/i.sql: ") && text.contains("--tx change"), "{text}");
        assert_eq!(failure.committed, Committed::NotRun);
        assert!(matches!(failure.error, DeployError::Problems(_)), "{text}");
    }
    assert!(!stage.ledger().exists());
    stage.deploy_as(&self::how(Transactions::Change)).unwrap();
    let text = stage.revert(None, &RevertOptions::default()).unwrap_err().to_string();
    assert!(
        text.contains("m/revert/i.sql: ") && text.contains("--tx change") && text.contains("nothing was run"),
        "{text}"
    );
}

#[test]
fn n05_one_that_fails_in_the_middle_says_so_and_is_begun_anew() {
    let script =
        "-- no-transaction\nCREATE TABLE IF NOT EXISTS app.v (a int);\n\nSELECT 1 / (SELECT count(*) FROM app.v);\n";
    let Some(stage) = stage(script) else { return };
    let failure = stage.deploy_badly(&how(Transactions::Change));
    let text = failure.to_string();
    let DeployError::Run(RunFailure::Script(error)) = &failure.error else { panic!("{text}") };
    assert_eq!((error.place.line, error.place.column, error.error.sqlstate.as_str()), (4, 1, "22012"));
    assert!(text.contains("statement 2 of 2 failed, and what is before it stays"), "{text}");
    assert_eq!(stage.column("SELECT to_regclass('app.v')"), ["app.v"]);
    let status = stage.status();
    assert_eq!(status.modules[0].unfinished[0].change.to_string(), "m:i");
    assert!(
        status.text().contains("begun and not ended: i (without a transaction: division by zero)"),
        "{}",
        status.text()
    );
    stage.run("INSERT INTO app.v VALUES (1)");
    assert_eq!(names(&stage.deploy_as(&how(Transactions::Change)).unwrap().deployed), ["m:i", "m:u"]);
    assert!(stage.status().modules[0].unfinished.is_empty());
}

#[test]
fn n05_without_the_header_the_message_names_it() {
    let Some(stage) = stage("") else { return };
    let procedure = "CREATE PROCEDURE app.p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$; CALL app.p();";
    for script in ["CREATE INDEX CONCURRENTLY i ON app.t (a);", "VACUUM app.t;", "CREATE DATABASE never;", procedure] {
        stage.write("packages/m/deploy/i.sql", script);
        for form in [Transactions::One, Transactions::Change] {
            stage.run("DROP SCHEMA IF EXISTS app, pgpm_migrate CASCADE");
            let text = stage.deploy_badly(&how(form)).to_string();
            assert!(text.contains("m:i failed at ") && text.contains("m/deploy/i.sql:1:"), "{text}");
            assert!(text.contains("`-- no-transaction`") && text.contains("--tx change"), "{text}");
        }
    }
}

#[test]
fn n05_a_transaction_of_its_own_is_a_contradiction() {
    let Some(stage) = stage("-- no-transaction\nBEGIN;\nSELECT 1;\nCOMMIT;\n") else { return };
    let text = stage.deploy_badly(&how(Transactions::Change)).to_string();
    assert!(text.contains("m/deploy/i.sql:2: `BEGIN` in a script that begins with"), "{text}");
}

#[test]
fn n05_a_new_value_of_an_enum_is_used_once_it_is_committed() {
    let script = "COMMIT;\nALTER TYPE mood ADD VALUE 'happy';\nBEGIN;\nSELECT 'happy'::mood;\n";
    let Some(stage) = stage(script) else { return };
    stage.run("CREATE TYPE mood AS ENUM ('sad')");
    let text = stage.deploy_badly(&how(Transactions::Change)).to_string();
    assert!(
        text.contains("a change of its own") && text.contains("the script's own COMMIT in line 1 was left out"),
        "{text}"
    );
    stage.write(
        "packages/m/deploy/i.sql",
        "-- no-transaction\nALTER TYPE mood ADD VALUE 'happy';\nSELECT 'happy'::mood;\n",
    );
    stage.deploy_as(&how(Transactions::Change)).unwrap();
}
