//! What a workspace may have beside its modules, and what is said of it.

use serde_json::json;

use crate::support::Stage;

#[test]
fn n07_the_plan_names_the_control_file_and_others_are_ignored_with_a_note() {
    let Some(stage) = Stage::set() else { return };
    stage.write("packages/app/before.control", "requires = 'nothing-that-is-there'\n");
    let note = "note: packages/app/before.control is ignored: the plan beside it is of the project app";
    for command in [&["status"][..], &["deploy", "--plan"], &["deploy"]] {
        let ended = stage.run(command).with(0);
        assert!(ended.stderr.contains(note), "{ended:?}");
    }
    assert_eq!(stage.tables(), ["notes", "users"]);
    let status = stage.run(&["status", "--json"]).with(0).json();
    assert_eq!(status["result"]["notes"].as_array().map(Vec::len), Some(1));
    assert_eq!(stage.run(&["deploy", "--json"]).with(0).json()["notes"].as_array().map(Vec::len), Some(1));
    stage.run(&["verify-deployed"]).with(0);
    stage.run(&["revert", "."]).with(0);
}

#[test]
fn n07_two_control_files_of_which_none_fits_are_named_and_other_modules_go_on() {
    let Some(stage) = Stage::set() else { return };
    stage.module("lost", "", "");
    stage.write("packages/lost/old.control", "");
    std::fs::rename(stage.path().join("packages/lost/lost.control"), stage.path().join("packages/lost/older.control"))
        .unwrap();
    let refused = stage.run(&["deploy", "."]).with(10);
    assert!(
        refused.stderr.contains("old.control, older.control") && refused.stderr.contains("project lost"),
        "{refused:?}"
    );
    stage.run(&["deploy", "--module", "more"]).with(0);
    assert_eq!(stage.tables(), ["notes", "users"]);
}

#[test]
fn seeds_of_jest_tests_are_not_run_and_tests_beside_them_are() {
    let Some(stage) = Stage::set() else { return };
    stage.write("packages/app/__tests__/users.test.ts", "// loads the seeds\n");
    stage.write("packages/app/__tests__/setup.sql", "SELECT 1 / 0;");
    stage.write("packages/app/__tests__/__fixtures__/seed.sql", "INSERT INTO app.users VALUES (1 / 0);");
    stage.write("packages/app/__test__/users.sql", "SELECT id FROM app.users;");
    let planned = stage.run(&["deploy", "--plan"]).with(0);
    assert!(planned.stderr.contains("passed over: packages/app/__tests__ (2 SQL files)"), "{planned:?}");
    let deployed = stage.run(&["deploy", "--json"]).with(0);
    assert!(deployed.stderr.contains("passed over: packages/app/__tests__ (2 SQL files)"), "{deployed:?}");
    assert_eq!(deployed.json()["tests"].as_array().map(Vec::len), Some(1));
}

#[test]
fn tests_can_be_left_out() {
    let Some(stage) = Stage::set() else { return };
    stage.write("packages/app/__test__/users.sql", "SELECT 1 / 0;");
    stage.run(&["deploy"]).with(13);
    let deployed = stage.run(&["deploy", "--no-tests"]).with(0);
    assert!(deployed.stderr.contains("--no-tests") && !deployed.stdout.contains("passed"), "{deployed:?}");
    assert_eq!(stage.tables(), ["notes", "users"]);
}

#[test]
fn modules_of_pgpm_apply_json_are_named() {
    let Some(stage) = Stage::set() else { return };
    stage
        .write("packages/tenant-a/pgpm.apply.json", &json!({ "source": "app", "schemas": { "app": "a" } }).to_string());
    stage.write("packages/b/pgpm.apply.json", &json!({ "source": "app", "name": "tenant-b" }).to_string());
    for command in [&["status"][..], &["deploy", "--plan"], &["deploy"]] {
        let ended = stage.run(command).with(0);
        for note in ["tenant-a is not deployed", "tenant-b is not deployed", "packages/b/pgpm.apply.json"] {
            assert!(ended.stderr.contains(note), "{ended:?}");
        }
    }
}

#[test]
fn extensions_json_is_named() {
    let Some(stage) = Stage::set() else { return };
    stage.write("packages/app/extensions.json", &json!({ "provides": { "pgcrypto": { "schema": "x" } } }).to_string());
    let deployed = stage.run(&["deploy"]).with(0);
    assert!(deployed.stderr.contains("note: packages/app/extensions.json is not supported"), "{deployed:?}");
}
