//! What the flags of an export do.

use std::process::Command;

use serde_json::json;

use crate::support::{AUTHOR, Ask, Faulty, Sandbox, TOKEN, Tree, platform, tree};

fn url() -> String {
    platform().url("")
}

/// An export of acme by the flags alone, to wherever they say.
fn export(sandbox: &Sandbox, args: &[&str]) -> Command {
    let mut command = sandbox.typeferry(["export", "--graphql-endpoint", &platform().url("/graphql")]);
    command.args(["--author", AUTHOR]).args(args).env("TYPEFERRY_TOKEN", TOKEN);
    command
}

const NAMES: [&str; 6] = ["--database", "acme", "--extension-name", "acme", "--meta-extension-name", "acme-services"];

#[test]
fn a_dry_run_reads_everything_and_leaves_everything() {
    let sandbox = Sandbox::with_an_export();
    sandbox.write("out/acme/mine.txt", "kept");
    let before = tree(&sandbox.work());
    let mut export = sandbox.export(&url());
    export.arg("--dry-run");
    let outcome = sandbox.run(export).done();
    assert!(outcome.stdout.contains("would write out/acme-services (124 rows of 31 tables)"), "{outcome:?}");
    assert!(outcome.stdout.contains("would write out/acme (25 changes)"), "{outcome:?}");
    assert!(tree(&sandbox.work()) == before);
    assert!(tree(&sandbox.root().join("tmp")) == Tree::new());
}

#[test]
fn a_dry_run_makes_no_workspace() {
    let sandbox = Sandbox::new();
    sandbox.run(export(&sandbox, &[&NAMES[..], &["--dry-run"]].concat())).done();
    assert!(tree(&sandbox.work()) == Tree::new());
}

#[test]
fn json_is_alone_on_standard_output_and_says_its_version() {
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&url());
    export.args(["--format", "json"]);
    let outcome = sandbox.run(export).done();
    let report = outcome.json();
    assert_eq!((&report["version"], &report["status"]), (&json!(1), &json!("done")));
    assert_eq!(report["result"]["service"]["tables"].as_array().unwrap().len(), 31);
    assert_eq!(report["result"]["changes"]["changes"], 25);
    assert_eq!(outcome.stderr, "");
}

#[test]
fn a_failure_is_json_too_and_the_message_is_on_standard_error() {
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&url());
    export.args(["--format", "json"]).env("TYPEFERRY_TOKEN", "another-token");
    let outcome = sandbox.run(export);
    let report = outcome.json();
    assert_eq!(outcome.code, Some(4), "{outcome:?}");
    let expected = (&json!(1), &json!("failed"), &json!(4));
    assert_eq!((&report["version"], &report["status"], &report["exitCode"]), expected);
    assert_eq!(outcome.stderr, format!("error: {}\n", report["error"].as_str().unwrap()));
}

#[test]
fn only_the_schemas_that_are_named_are_renamed() {
    for name in ["app_public", "acme_7f3a_app_public"] {
        let sandbox = Sandbox::new();
        let mut export = sandbox.export(&url());
        export.args(["--schema", name]);
        sandbox.run(export).done();
        let jobs = sandbox.read("out/acme/deploy/schemas/acme_app_public/tables/tasks/table.sql");
        assert!(jobs.contains("acme_app_public.projects"), "{jobs}");
        sandbox.read("out/acme/deploy/schemas/acme_7f3a_app_jobs/tables/jobs/table.sql");
    }
}

#[test]
fn a_schema_may_be_named_twice_and_several_in_one() {
    let sandbox = Sandbox::with_an_export();
    let all = tree(&sandbox.out());
    for schemas in [
        &["--schema", "app_public", "app_private", "app_jobs"][..],
        &["--schema", "app_public,app_private", "--schema", "app_jobs", "--schema", "acme_7f3a_app_jobs"],
    ] {
        let mut export = sandbox.export(&url());
        export.args(schemas);
        sandbox.run(export).done();
        assert!(tree(&sandbox.out()) == all);
    }
}

#[test]
fn a_schema_that_is_not_there_and_those_that_are() {
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export(&url());
    export.args(["--schema", "app_publik"]);
    let message = sandbox.fails(2, export);
    assert!(message.contains("no schema `app_publik`; it has: "), "{message}");
    assert!(["app_public", "app_private", "app_jobs"].iter().all(|name| message.contains(name)), "{message}");
}

#[test]
fn both_modules_with_one_name_are_refused_before_anything_is_asked() {
    let faulty = Faulty::before(platform().address(), Ask::pass);
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export_something(&faulty.url());
    export.args(["--database", "acme", "--extension-name", "acme", "--meta-extension-name", "acme"]);
    let message = sandbox.fails(2, export);
    assert!(message.contains("--extension-name") && message.contains("--meta-extension-name"), "{message}");
    assert_eq!(faulty.asked().len(), 0);
}

#[test]
fn a_name_that_no_module_can_have_is_refused() {
    for name in ["a/b", "../acme", "", "a b", ".hidden"] {
        let sandbox = Sandbox::with_an_export();
        let mut export = sandbox.export_something(&url());
        export.args(["--database", "acme", "--extension-name", name, "--meta-extension-name", "acme-services"]);
        let message = sandbox.fails(2, export);
        assert!(message.starts_with(&format!("the module name {name:?} ")), "{message}");
    }
}

#[test]
fn without_an_endpoint_for_them_the_migrations_are_plainly_no_part_of_it() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(sandbox.export_metadata(&url())).done();
    let said = "the migrations are not part of this export: no --migrate-endpoint was given\n";
    assert!(outcome.stdout.contains(said), "{outcome:?}");
    assert!(!sandbox.out().join("acme").exists() && sandbox.out().join("acme-services").exists());
}

#[test]
fn modules_go_into_the_workspace_around() {
    let sandbox = Sandbox::new();
    sandbox.write("pgpm.json", "{\"packages\": [\"packages/*\"]}\n");
    sandbox.write("apps/web/README.md", "");
    let mut command = export(&sandbox, &NAMES);
    let outcome = sandbox.run({
        command.current_dir(sandbox.work().join("apps/web"));
        command
    });
    let note = "note: the workspace does not have apps, catalog, metaschema-modules, metaschema-schema, routing, which \
                what was written requires: `npm install @pgpm/metaschema-modules @pgpm/metaschema-schema && npm \
                pack @constructive-db/apps @constructive-db/catalog @constructive-db/routing` in its folder, before it is \
                deployed\n";
    assert_eq!(outcome.done().stderr, note);
    assert!(sandbox.work().join("packages/acme-services/pgpm.plan").is_file());
    assert!(!sandbox.work().join("apps/web/packages").exists());
    assert_eq!(sandbox.read("pgpm.json"), "{\"packages\": [\"packages/*\"]}\n");
}

#[test]
fn what_a_workspace_has_installed_is_not_lacking() {
    let sandbox = Sandbox::new();
    sandbox.write("pgpm.json", "{\"packages\": [\"packages/*\"]}\n");
    for name in ["metaschema-modules", "metaschema-schema"] {
        sandbox.write(&format!("node_modules/@pgpm/{name}/{name}.control"), "");
    }
    for name in ["apps", "catalog", "routing"] {
        sandbox.write(&format!("extensions/@constructive-db/{name}/{name}.control"), "");
    }
    let outcome = sandbox.run(export(&sandbox, &NAMES)).done();
    assert_eq!(outcome.stderr, "");
}

#[test]
fn a_workspace_is_made_where_there_is_none() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(export(&sandbox, &NAMES)).done();
    assert!(outcome.stderr.contains("made the workspace file"), "{outcome:?}");
    let made: serde_json::Value = serde_json::from_str(&sandbox.read("pgpm.json")).unwrap();
    assert_eq!(made, json!({ "packages": ["packages/*", "extensions/*"] }));
    assert!(sandbox.work().join("packages/acme-services/pgpm.plan").is_file());
}

#[test]
fn the_flags_of_todays_tool_are_taken() {
    let faulty = Faulty::before(platform().address(), |ask| {
        let at_the_migrate_host = ask.header("host") == Some("migrate.example.com");
        if at_the_migrate_host { ask.to("/migrate/graphql").pass() } else { ask.pass() }
    });
    let graphql = format!("{}/graphql", faulty.url());
    let sandbox = Sandbox::with_an_export();
    let all = tree(&sandbox.out());
    let mut export = sandbox.typeferry(["export", "--graphql-endpoint", &graphql, "--token", TOKEN]);
    export.args(["--extensionName", "acme", "--metaExtensionName", "acme-services", "--author", AUTHOR]);
    export.args(["--database_ids", &typeferry_demo::sample::database_id("acme"), "--out", "out"]);
    export.args(["--schema_names", "app_public,app_private,app_jobs", "--migrate-host", "migrate.example.com"]);
    export.args(["--migrate-headers", r#"{"X-Schemata": "db_migrate", "X-More": "1"}"#]);
    sandbox.run(export).done();
    assert!(tree(&sandbox.out()) == all);
    let asked = faulty.asked();
    let migrate = asked.iter().find(|ask| ask.is("SqlActions")).unwrap();
    assert_eq!(["x-schemata", "x-more"].map(|name| migrate.header(name)), [Some("db_migrate"), Some("1")]);
}

#[test]
fn what_the_migrations_require_is_in_their_control_file() {
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&url());
    export.args(["--requires", "citext,uuid-ossp", "--requires", "pgpm-types"]);
    sandbox.run(export).done();
    let control = sandbox.read("out/acme/acme.control");
    assert!(control.contains("requires = 'citext,uuid-ossp,pgpm-types'\n"), "{control}");
}

#[test]
fn a_row_that_is_there_already_is_left_or_updated_where_that_is_asked_for() {
    let conflict = |args: &[&str]| {
        let sandbox = Sandbox::new();
        sandbox.run(export(&sandbox, &[&NAMES[..], &["--out", "out"], args].concat())).done();
        let script = sandbox.read("out/acme-services/deploy/migrate/apis.sql");
        script.lines().skip_while(|line| !line.starts_with("ON CONFLICT")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(conflict(&[]), Vec::<String>::new());
    assert_eq!(conflict(&["--on-conflict", "error"]), Vec::<String>::new());
    assert_eq!(conflict(&["--on-conflict", "nothing"])[0], "ON CONFLICT (id) DO NOTHING;");
    let update = conflict(&["--on-conflict", "update"]);
    assert_eq!(update[0], "ON CONFLICT (id) DO UPDATE SET");
    assert!(update.iter().any(|line| line == "  dbname = EXCLUDED.dbname,"), "{update:?}");
    assert!(!update.iter().any(|line| line.starts_with("  id =")), "{update:?}");
    assert!(update.iter().any(|line| line.starts_with("  OPERATOR(pg_catalog.*<>) ROW(EXCLUDED.")), "{update:?}");

    let sandbox = Sandbox::new();
    let wrong = sandbox.run(export(&sandbox, &[&NAMES[..], &["--on-conflict", "replace"]].concat()));
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("error, nothing, update"), "{}", wrong.stderr);
}
