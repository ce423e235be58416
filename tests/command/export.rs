//! An export of the sample tenant, from beginning to end.

use std::collections::BTreeSet;

use typeferry_demo::ServerOptions;

use crate::support::{AUTHOR, Faulty, Sandbox, platform, serve, tree, with_rows};

#[test]
fn two_modules_are_there_with_their_plan_control_file_and_manifest() {
    let sandbox = Sandbox::with_an_export();
    for (module, first_change) in [("acme", "extensions/citext"), ("acme-services", "migrate/apps")] {
        let plan = sandbox.read(&format!("out/{module}/pgpm.plan"));
        let header = format!("%syntax-version=1.0.0\n%project={module}\n%uri={module}\n\n{first_change} ");
        assert!(plan.starts_with(&header), "{plan}");
        assert!(plan.lines().skip(4).all(|line| line.contains(AUTHOR)), "{plan}");
        let control = sandbox.read(&format!("out/{module}/{module}.control"));
        assert!(control.contains("default_version = '0.0.1'\n"), "{control}");
        let manifest: serde_json::Value =
            serde_json::from_str(&sandbox.read(&format!("out/{module}/typeferry.manifest.json"))).unwrap();
        let source = &manifest["source"];
        assert_eq!((&manifest["contract"], &source["name"]), (&"constructive-3".into(), &"acme".into()));
        assert_eq!((&source["extension"], source["schemas"].as_array().unwrap().len()), (&"acme".into(), 3));
    }
    let control = sandbox.read("out/acme-services/acme-services.control");
    assert!(control.contains("requires = 'apps,catalog,metaschema-modules,metaschema-schema,routing'\n"), "{control}");
}

#[test]
fn every_change_of_a_plan_has_its_three_scripts_and_no_script_is_without_a_change() {
    let sandbox = Sandbox::with_an_export();
    for module in ["acme", "acme-services"] {
        let plan = sandbox.read(&format!("out/{module}/pgpm.plan"));
        let changes = plan.lines().skip(4).map(|line| line.split(' ').next().unwrap());
        let expected: BTreeSet<_> = changes
            .flat_map(|change| ["deploy", "revert", "verify"].map(|kind| format!("{kind}/{change}.sql")))
            .collect();
        let files = tree(&sandbox.out().join(module));
        let scripts: BTreeSet<_> = files.keys().filter(|path| path.contains('/')).cloned().collect();
        assert_eq!(scripts, expected);
    }
}

#[test]
fn each_change_says_what_it_requires_in_its_plan_and_in_its_script() {
    let sandbox = Sandbox::with_an_export();
    let plan = sandbox.read("out/acme/pgpm.plan");
    let table = "schemas/acme_app_public/tables/tasks/table";
    let requires = "schemas/acme_app_public/tables/projects/table";
    assert!(plan.contains(&format!("\n{table} [{requires}] 2017-08-11T08:11:51Z {AUTHOR} # SQL action ")), "{plan}");
    let script = sandbox.read(&format!("out/acme/deploy/{table}.sql"));
    assert!(script.starts_with(&format!("-- Deploy: {table}\n-- requires: {requires}\n\nCREATE TABLE ")), "{script}");
}

#[test]
fn the_manifest_counts_the_rows_that_the_scripts_insert() {
    let sandbox = Sandbox::with_an_export();
    let manifest: serde_json::Value =
        serde_json::from_str(&sandbox.read("out/acme-services/typeferry.manifest.json")).unwrap();
    let tables = manifest["tables"].as_array().unwrap();
    assert_eq!(tables.len(), 31);
    assert_eq!(tables.iter().map(|table| table["rows"].as_u64().unwrap()).sum::<u64>(), 124);
    for table in tables {
        let script = sandbox.read(&format!("out/acme-services/deploy/{}.sql", table["change"].as_str().unwrap()));
        let rows = script.matches("\n  (").count();
        assert_eq!(rows as u64, table["rows"], "{script}");
    }
}

#[test]
fn nothing_of_another_tenant_is_in_it() {
    let sandbox = Sandbox::with_an_export();
    for (path, content) in tree(&sandbox.out()) {
        let text = format!("{path}\n{}", String::from_utf8(content).unwrap()).to_lowercase();
        for word in ["globex", "volcano", "pgcrypto", "19c4"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

#[test]
fn schemas_have_their_new_names_everywhere_and_no_longer_name_is_touched() {
    let sandbox = Sandbox::with_an_export();
    let mut longer = 0;
    // The manifest says which name became which.
    for (path, content) in tree(&sandbox.out()).into_iter().filter(|(path, _)| !path.ends_with(".manifest.json")) {
        let text = format!("{path}\n{}", String::from_utf8(content).unwrap());
        longer += text.matches("acme_7f3a_app_public_old").count();
        let rest = text.replace("acme_7f3a_app_public_old", "");
        assert!(!rest.contains("acme_7f3a_"), "an old name in {text}");
    }
    assert_eq!(longer, 1);
    let field = sandbox.read("out/acme-services/deploy/migrate/hierarchy_module.sql");
    assert!(field.contains("'acme_app_private'"), "{field}");
    let function = sandbox.read("out/acme/deploy/schemas/acme_app_private/procedures/tg_notify/procedure.sql");
    assert!(function.contains("$q$INSERT INTO acme_app_jobs.jobs "), "{function}");
}

#[test]
fn the_database_name_belongs_to_the_environment() {
    let sandbox = Sandbox::with_an_export();
    for table in ["apis", "catalog_private.apis"] {
        let script = sandbox.read(&format!("out/acme-services/deploy/migrate/{table}.sql"));
        assert!(script.contains("current_database()") && !script.contains("acme-production"), "{script}");
    }
}

#[test]
fn nobody_is_granted_anything_and_no_two_scripts_are_equal() {
    let sandbox = Sandbox::with_an_export();
    for module in ["acme", "acme-services"] {
        let mut seen = BTreeSet::new();
        for (path, content) in tree(&sandbox.out().join(module)) {
            let text = String::from_utf8(content).unwrap();
            let granted = text.lines().any(|line| line.starts_with("GRANT "));
            assert!(!granted && !text.contains("app_user"), "{text}");
            assert!(seen.insert(text), "{path} is a copy of another file");
        }
    }
}

#[test]
fn the_scripts_of_a_change_that_is_gone_go_with_it() {
    let sandbox = Sandbox::with_an_export();
    let fresh = tree(&sandbox.out().join("acme-services"));
    let fewer = serve(ServerOptions::default(), with_rows("Site", |_| false));
    sandbox.run(sandbox.export(&fewer.url(""))).done();
    let gone = tree(&sandbox.out().join("acme-services"));
    assert!(!gone.contains_key("deploy/migrate/sites.sql") && gone.len() < fresh.len(), "{:?}", gone.keys());
    sandbox.run(sandbox.export(&platform().url(""))).done();
    assert!(tree(&sandbox.out().join("acme-services")) == fresh, "an export over an older one wrote something else");
}

#[test]
fn n17_the_time_of_an_export_counts_from_its_first_request() {
    const WAITS: std::time::Duration = std::time::Duration::from_millis(400);
    let faulty = Faulty::before(platform().address(), |ask| {
        std::thread::sleep(WAITS);
        ask.pass()
    });
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&faulty.url());
    export.args(["--format", "json"]);
    let result = sandbox.run(export).done().json()["result"].clone();
    // The contract is compared, then the schemas are asked for, and then the rows.
    assert!(result["seconds"].as_f64().unwrap() >= (WAITS * 3).as_secs_f64(), "{result}");
}
