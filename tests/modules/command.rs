//! `deploy`, `status`, `verify-deployed` and `revert`: what they do, say and end with.

use serde_json::json;

use crate::support::Stage;

/// Each test twice: as the superuser of the cluster, and as a role that owns the database and is nothing else.
macro_rules! each_as_superuser_and_as_owner {
    ($($name:ident,)*) => {
        $(mod $name {
            use crate::support::Stage;

            #[test]
            fn as_superuser() {
                Stage::set().iter().for_each(super::$name);
            }

            #[test]
            fn n11_as_owner() {
                Stage::as_owner().iter().for_each(super::$name);
            }
        })*
    };
}

each_as_superuser_and_as_owner! {
    a_workspace_is_deployed_looked_at_verified_and_reverted,
    a_module_is_meant_by_its_folder_or_by_its_name,
    each_command_has_json_alone_on_standard_output,
    a_failure_says_where_it_is_and_what_is_left,
    a_changed_script_is_refused_or_left,
    a_dry_run_says_that_it_was_one,
    what_does_not_verify_ends_with_13_and_its_place,
    wrong_files_and_no_connection_have_codes_of_their_own,
    tests_gate_the_deploy_and_their_results_are_written,
    flags_of_modules_are_for_modules,
    a_database_that_is_not_there_is_made,
    an_interrupt_stops_the_statement_and_says_what_is_committed,
    n17_each_change_is_said_as_it_begins_and_ends,
    n08_a_reference_names_its_module_and_what_requires_it_goes_too,
    n05_a_change_without_a_transaction_is_deployed_by_itself,
}

fn a_workspace_is_deployed_looked_at_verified_and_reverted(stage: &Stage) {
    let planned = stage.run(&["deploy", ".", "--plan"]).with(0);
    assert!(planned.stdout.contains("would deploy app:schema") && planned.stdout.ends_with("nothing was run\n"));
    assert_eq!(stage.tables(), Vec::<String>::new());
    let deployed = stage.run(&["deploy"]).with(0);
    assert!(deployed.stdout.ends_with("3 changes deployed, 0 there before\n"), "{deployed:?}");
    assert_eq!(stage.tables(), ["notes", "users"]);
    let status = stage.run(&["status"]).with(0);
    assert!(status.stdout.contains("app: 2 of 2 changes deployed"), "{status:?}");
    let verified = stage.run(&["verify-deployed"]).with(0);
    assert_eq!(verified.stdout, "3 changes verified, 0 failed\n");
    let reverted = stage.run(&["revert", "--yes"]).with(0);
    assert!(reverted.stdout.ends_with("3 changes reverted\n"), "{reverted:?}");
    assert_eq!(stage.tables(), Vec::<String>::new());
}

fn a_module_is_meant_by_its_folder_or_by_its_name(stage: &Stage) {
    stage.run(&["deploy", "packages/app"]).with(0);
    assert_eq!(stage.tables(), ["users"]);
    stage.run(&["deploy", "--module", "more"]).with(0);
    let refused = stage.run(&["revert", "app", "--to", "@v1"]).with(10);
    assert!(refused.stderr.contains("app:users is required by more:notes"), "{refused:?}");
    stage.run(&["revert", "packages/more"]).with(0);
    let reverted = stage.run(&["revert", "app", "--to", "@v1"]).with(0);
    assert!(reverted.stdout.starts_with("reverted app:users\n1 change reverted"), "{reverted:?}");
    let unknown = stage.run(&["deploy", "--module", "mor"]).with(10);
    assert!(unknown.stderr.contains("did you mean `more`?"), "{unknown:?}");
}

fn each_command_has_json_alone_on_standard_output(stage: &Stage) {
    let deployed = stage.run(&["deploy", "--json"]).with(0).json();
    assert_eq!(deployed["deployed"], json!(["app:schema", "app:users", "more:notes"]));
    assert_eq!((&deployed["status"], &deployed["exitCode"]), (&json!("success"), &json!(0)));
    let status = stage.run(&["status", "--json"]).with(0).json();
    assert_eq!((&status["version"], &status["result"]["modules"][0]["deployed"]), (&json!(1), &json!(2)));
    let verified = stage.run(&["verify-deployed", "--json"]).with(0).json();
    assert_eq!(verified["result"]["verified"].as_array().map(Vec::len), Some(3));
    let reverted = stage.run(&["revert", "--json", "--dry-run"]).with(0).json();
    assert_eq!(
        (&reverted["result"]["dry_run"], &reverted["result"]["reverted"][0]),
        (&json!(true), &json!("more:notes"))
    );
    assert_eq!(stage.tables(), ["notes", "users"]);
}

fn a_failure_says_where_it_is_and_what_is_left(stage: &Stage) {
    stage.script("more", "notes", ["SELECT 1;\n  SELECT 1 / 0;", "", ""]);
    let failed = stage.run(&["deploy", "--json"]).with(13);
    let json = failed.json();
    let expected =
        json!({ "module": "more", "change": "notes", "sqlstate": "22012", "line": 3, "column": 3, "exitCode": 13 });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&json[key], value, "{key}: {json}");
    }
    assert_eq!(json["sourceLine"], "  SELECT 1 / 0;");
    assert!(
        failed.stderr.contains("more/deploy/notes.sql:3:3") && failed.stderr.contains("all rolled back"),
        "{failed:?}"
    );
    assert_eq!(stage.tables(), Vec::<String>::new());
    let failed = stage.run(&["deploy", "--tx", "change"]).with(13);
    assert!(failed.stderr.contains("committed before it failed: app:schema, app:users"), "{failed:?}");
    assert_eq!(stage.tables(), ["users"]);
}

fn a_changed_script_is_refused_or_left(stage: &Stage) {
    stage.run(&["deploy", "packages/app"]).with(0);
    stage.script("app", "users", ["CREATE TABLE app.users (id bigint);", "", ""]);
    let refused = stage.run(&["deploy"]).with(10);
    assert!(refused.stderr.contains("app:users") && refused.stderr.contains("--on-changed warn"), "{refused:?}");
    let left = stage.run(&["deploy", "--on-changed", "warn"]).with(0);
    assert!(left.stdout.contains("changed since it was deployed, and left: app:users"), "{left:?}");
    assert_eq!(stage.tables(), ["notes", "users"]);
}

fn a_dry_run_says_that_it_was_one(stage: &Stage) {
    let dry = stage.run(&["deploy", "--dry-run"]).with(0);
    assert!(dry.stdout.contains("deployed app:users") && dry.stdout.contains("this was a dry run"), "{dry:?}");
    assert_eq!(stage.tables(), Vec::<String>::new());
}

fn what_does_not_verify_ends_with_13_and_its_place(stage: &Stage) {
    stage.run(&["deploy"]).with(0);
    stage.sql("DROP TABLE app.notes");
    let failed = stage.run(&["verify-deployed", "--json"]).with(13).json();
    assert_eq!(failed["status"], "different");
    let failure = &failed["result"]["failed"][0];
    assert_eq!((&failure["change"], &failure["sqlstate"]), (&json!("more:notes"), &json!("42P01")));
    assert_eq!(failure["place"]["line"], 2);
}

fn wrong_files_and_no_connection_have_codes_of_their_own(stage: &Stage) {
    let nowhere = stage.run(&["status", "-h", "127.0.0.1", "-p", "1"]).with(11);
    assert_eq!(nowhere.stdout, "");
    stage.write("packages/more/pgpm.plan", "%project=more\nnotes [app:user]\n");
    let wrong = stage.run(&["deploy", "--json"]).with(10);
    assert!(wrong.stderr.contains("more/pgpm.plan:2:") && wrong.stderr.contains("did you mean `users`?"), "{wrong:?}");
    assert_eq!(wrong.json()["exitCode"], 10);
    let elsewhere = stage.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    stage.run(&["status", "elsewhere"]).with(10);
    stage.run(&["status", "--nothing"]).with(2);
}

fn tests_gate_the_deploy_and_their_results_are_written(stage: &Stage) {
    let check = "SELECT 1 / (current_setting('pgmi.limit')::int - count(*)) FROM app.users;";
    stage.write("packages/app/__test__/users.sql", check);
    let failed = stage.run(&["deploy", "--param", "limit=0", "--tap", "out.tap", "--junit", "out.xml"]).with(13);
    assert!(
        failed.stderr.contains("./app/__test__/users.sql:1:1") && failed.stderr.contains("rolled back"),
        "{failed:?}"
    );
    assert!(stage.read("out.tap").contains("not ok 1 - ./app/__test__/users.sql"), "{}", stage.read("out.tap"));
    assert!(stage.read("out.xml").contains("<failure"));
    let passed = stage.run(&["deploy", "--param", "limit=1", "--tap", "out.tap"]).with(0);
    assert!(passed.stdout.ends_with("3 changes deployed, 0 there before; 1 test passed\n"), "{passed:?}");
    assert!(stage.read("out.tap").contains("\nok 1 - ./app/__test__/users.sql"));
}

fn flags_of_modules_are_for_modules(stage: &Stage) {
    stage.write("deploy.sql", "SELECT 1;");
    for flag in ["--plan", "--tx=one", "--module=app", "--on-changed=warn"] {
        let refused = stage.run(&["deploy", flag]).with(10);
        assert!(refused.stderr.contains(flag.split('=').next().unwrap()), "{refused:?}");
    }
    assert_eq!(stage.tables(), Vec::<String>::new());
}

fn a_database_that_is_not_there_is_made(stage: &Stage) {
    let planned = stage.run(&["deploy", "-d", "fresh", "--plan"]).with(0);
    assert!(planned.stdout.contains("3 changes left"), "{planned:?}");
    stage.run(&["status", "-d", "fresh"]).with(11);
    stage.run(&["deploy", "-d", "fresh"]).with(0);
    let status = stage.run(&["status", "-d", "fresh", "--module", "more"]).with(0);
    assert!(status.stdout.contains("more: 1 of 1 change deployed"), "{status:?}");
}

fn an_interrupt_stops_the_statement_and_says_what_is_committed(stage: &Stage) {
    stage.script("more", "notes", ["SELECT pg_sleep(600);", "", ""]);
    let stopped = stage.interrupt(&["deploy", "--tx", "module"]).with(130);
    assert!(stopped.stderr.contains("committed before it failed: app:schema, app:users"), "{stopped:?}");
    assert!(stopped.stderr.contains("more:notes was running"), "{stopped:?}");
    stage.script("more", "notes", ["CREATE TABLE app.notes ();", "", ""]);
    stage.run(&["deploy"]).with(0);
    assert_eq!(stage.tables(), ["notes", "users"]);
}

fn n17_each_change_is_said_as_it_begins_and_ends(stage: &Stage) {
    stage.script("more", "notes", ["SELECT pg_sleep(600);", "", ""]);
    // What is there while it still runs: the line of a change begins with it.
    let stopped = stage.interrupt(&["deploy"]).with(130);
    let lines: Vec<_> = stopped.stderr.lines().collect();
    assert!(lines[0].starts_with("app:schema: 0.0") && lines[0].ends_with(" s"), "{lines:?}");
    assert!(lines[1].starts_with("app:users: 0.0") && lines[2] == "more:notes", "{lines:?}");
    assert!(stopped.stderr.contains("more:notes was running"), "{stopped:?}");
    let late = stage.run(&["deploy", "--timeout", "1s"]).with(16);
    assert!(late.stderr.contains("more:notes was running"), "{late:?}");
    stage.script("more", "notes", ["CREATE TABLE app.notes ();", "DROP TABLE app.notes;", ""]);
    stage.run(&["deploy"]).with(0);
    let reverted = stage.run(&["revert", "--module", "more"]).with(0);
    assert!(reverted.stderr.starts_with("more:notes: 0.0"), "{reverted:?}");
}

fn n08_a_reference_names_its_module_and_what_requires_it_goes_too(stage: &Stage) {
    stage.run(&["deploy"]).with(0);
    let refused = stage.run(&["revert", ".", "--to", "app:schema"]).with(10);
    assert!(refused.stderr.contains("app:users is required by more:notes; revert that first"), "{refused:?}");
    let reverted = stage.run(&["revert", ".", "--to", "app:@v1", "--cascade", "--tx", "module"]).with(0);
    assert!(reverted.stdout.starts_with("reverted more:notes\nreverted app:users\n2 changes reverted"), "{reverted:?}");
}

fn n05_a_change_without_a_transaction_is_deployed_by_itself(stage: &Stage) {
    stage.script("more", "notes", ["CREATE INDEX CONCURRENTLY i ON app.users (id);", "", ""]);
    let refused = stage.run(&["deploy", "--tx", "change"]).with(13);
    assert!(refused.stderr.contains("`-- no-transaction`"), "{refused:?}");
    stage.script("more", "notes", ["-- no-transaction\nCREATE INDEX CONCURRENTLY i ON app.users (id);", "", ""]);
    let refused = stage.run(&["deploy"]).with(10);
    assert!(refused.stderr.contains("use --tx change"), "{refused:?}");
    stage.run(&["deploy", "--tx", "change"]).with(0);
}
