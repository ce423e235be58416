//! Changes that are left out by their category.

use serde_json::{Value, json};

use crate::support::{Faulty, Outcome, Sandbox, keyed_endpoints, keyed_platform, serve, with_rows_of};

/// An export of the sample tenant without some categories.
fn without(sandbox: &Sandbox, platform: &str, categories: &[&str]) -> Outcome {
    let mut export = sandbox.export(platform);
    export.args(["--format", "json"]);
    for category in categories {
        export.args(["--exclude-category", category]);
    }
    sandbox.run(export)
}

/// The names of the changes in the plan.
fn planned(sandbox: &Sandbox) -> Vec<String> {
    let plan = sandbox.read("out/acme/pgpm.plan");
    plan.lines().skip(4).map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn the_changes_of_a_category_are_left_out_and_the_others_stay_as_they_were() {
    let (whole, sandbox) = (Sandbox::with_an_export(), Sandbox::new());
    let report = without(&sandbox, &keyed_platform().url(""), &["data"]).done().json();
    let mut expected = planned(&whole);
    expected.retain(|name| !name.starts_with("data/"));
    assert_eq!((planned(&sandbox), expected.len()), (expected, 24));
    assert_eq!(report["result"]["changes"]["changes"], 24);
    assert_eq!(report["result"]["excluded"], json!([{ "category": "data", "changes": 1 }]));
    for script in ["deploy", "revert", "verify"] {
        assert!(!sandbox.out().join("acme").join(script).join("data").exists());
        let kept = format!("out/acme/{script}/schemas/acme_app_public/tables/tasks/table.sql");
        assert_eq!(sandbox.read(&kept), whole.read(&kept));
    }
}

#[test]
fn what_was_left_out_is_said() {
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&keyed_platform().url(""));
    export.args(["--exclude-category", "data"]);
    let outcome = sandbox.run(export).done();
    let said = "wrote out/acme (24 changes; 1 left out by --exclude-category)\n";
    assert!(outcome.stdout.contains(said) && outcome.stderr.is_empty(), "{outcome:?}");
}

#[test]
fn a_category_that_no_change_has_is_a_note() {
    let sandbox = Sandbox::new();
    let outcome = without(&sandbox, &keyed_platform().url(""), &["Data,nothing", "nothing"]).done();
    assert_eq!(planned(&sandbox), planned(&Sandbox::with_an_export()));
    let notes: Vec<_> = outcome.stderr.lines().collect();
    let expected = ["Data", "nothing"]
        .map(|category| format!("note: no change is of the category `{category}` (--exclude-category)"));
    assert_eq!(notes, expected);
    let excluded = json!([{ "category": "Data", "changes": 0 }, { "category": "nothing", "changes": 0 }]);
    assert_eq!(outcome.json()["result"]["excluded"], excluded);
}

#[test]
fn a_change_without_a_category_stays() {
    let endpoints =
        with_rows_of(keyed_endpoints(), "SqlAction", |row| row.insert("category".into(), Value::Null).is_some());
    let server = serve(typeferry_demo::ServerOptions::default(), endpoints);
    let sandbox = Sandbox::new();
    let report = without(&sandbox, &server.url(""), &["", "null", "NULL"]).done().json();
    assert_eq!(report["result"]["changes"]["changes"], 25);
}

#[test]
fn a_change_that_is_left_out_and_required_is_named_with_the_one_that_requires_it() {
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export(&keyed_platform().url(""));
    export.args(["--exclude-category", "extensions"]);
    let message = sandbox.fails(1, export);
    let (change, requires) = ("schemas/acme_app_public/tables/users/table", "extensions/citext");
    let said = format!("the change {change} requires {requires}, which is left out with the category `extensions`");
    assert!(message.starts_with(&said), "{message}");
}

/// A dependency may name its own module in front.
#[test]
fn a_change_that_is_left_out_may_be_required_as_one_of_its_module() {
    for (package, code) in [("acme", 1), ("elsewhere", 0)] {
        let endpoints = with_rows_of(keyed_endpoints(), "SqlAction", |row| {
            if row["deploy"] == "data/welcome" {
                row.insert("category".into(), json!("late"));
                row.insert("deps".into(), json!([format!("{package}:extensions/citext")]));
            }
            row["deploy"] == "data/welcome" || row["deploy"] == "extensions/citext"
        });
        let server = serve(typeferry_demo::ServerOptions::default(), endpoints);
        let outcome = without(&Sandbox::new(), &server.url(""), &["extensions"]);
        assert_eq!(outcome.code, Some(code), "{outcome:?}");
        let named = outcome.stderr.contains("the change data/welcome requires extensions/citext");
        assert_eq!(named, code == 1, "{outcome:?}");
    }
}

/// The server counts all of them: what is left out is not what is missing.
#[test]
fn the_servers_count_is_held_against_all_that_came() {
    let faulty = Faulty::before(keyed_platform().address(), |ask| {
        let reply = ask.pass();
        if ask.is("SqlActions") { reply.edited("\"totalCount\":25", "\"totalCount\":24") } else { reply }
    });
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export(&faulty.url());
    export.args(["--exclude-category", "data"]);
    let message = sandbox.fails(5, export);
    assert!(message.starts_with("db_migrate.sql_actions: 25 rows were read and the server counts 24"), "{message}");
}
