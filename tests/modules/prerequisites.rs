//! What a deploy needs and is not there: all of it is said before anything runs.

use serde_json::json;

use crate::support::{DATABASE, Stage};

#[test]
fn n15_all_that_is_missing_is_listed_at_once_with_what_brings_it() {
    let Some(stage) = Stage::set() else { return };
    stage.module("more", "app,metaschema-modules,no-such-extension,pgcrypto", "notes [app:users elsewhere:thing]\n");
    let script = "CREATE TABLE app.notes ();\nGRANT SELECT ON app.notes TO nobody_here, authenticated;\n\
                  ALTER TABLE app.notes OWNER TO nobody_here;";
    stage.script("more", "notes", [script, "", ""]);
    for command in [&["deploy", "--plan"][..], &["deploy"], &["deploy", "--dry-run"], &["deploy", "--tx", "change"]] {
        let said = stage.run(command).with(10).stderr;
        for part in [
            "more.control:1: requires metaschema-modules, which is the module @pgpm/metaschema-modules",
            "more.control:1: requires the extension no-such-extension, which the server does not have",
            "pgpm.plan:2: more:notes requires elsewhere:thing, which is neither here nor deployed",
            "notes.sql:3: names the role nobody_here, which the server does not have (and in 1 more place)",
            "notes.sql:3: names the role authenticated",
            "`npm install @pgpm/metaschema-modules` in ",
            "CREATE ROLE authenticated; CREATE ROLE nobody_here;",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("pgcrypto"), "{said}");
    }
    assert!(!stage.has_schema("pgpm_migrate") && !stage.has_schema("app"));
    let planned = stage.run(&["deploy", "--plan", "--json"]).with(10).json();
    let missing = planned["result"]["prerequisites"]["missing"].as_array().unwrap();
    assert!(
        missing.iter().any(|lack| lack["need"] == json!("role") && lack["name"] == json!("nobody_here")),
        "{planned}"
    );
    assert_eq!(stage.run(&["deploy", "--json"]).with(10).json()["committed"], json!([]));
}

#[test]
fn n15_what_is_there_is_not_missing() {
    let Some(stage) = Stage::set() else { return };
    stage.module("more", "app,pgcrypto,uuid-ossp,plpgsql", "notes [app:users]\n");
    stage.sql("CREATE ROLE \"A reader\"");
    let script = "CREATE TABLE app.notes ();\nGRANT SELECT ON app.notes TO \"A reader\", PUBLIC, CURRENT_USER, maker;";
    stage.script("more", "notes", [script, "", ""]);
    let maker = "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'maker') THEN CREATE ROLE maker; END IF; END $$;";
    stage.script("app", "schema", [&format!("{maker}\nCREATE SCHEMA app;"), "", ""]);
    let planned = stage.run(&["deploy", "--plan"]).with(0);
    assert_eq!(planned.stderr, "");
    let deployed = stage.run(&["deploy"]).with(0);
    assert!(!deployed.stderr.contains("missing"), "{deployed:?}");
    // What is deployed needs nothing any more.
    stage.sql("REVOKE ALL ON app.notes FROM maker; DROP ROLE maker");
    assert_eq!(stage.run(&["deploy", "--plan"]).with(0).stderr, "");
}

#[test]
fn n15_what_cannot_be_known_is_a_warning() {
    let Some(stage) = Stage::set() else { return };
    stage.script(
        "app",
        "schema",
        ["DO $$ BEGIN EXECUTE format('CREATE ROLE %I', 'made' || '_here'); END $$;\nCREATE SCHEMA app;", "", ""],
    );
    stage.script("app", "users", ["CREATE TABLE app.users (id int);\nGRANT SELECT ON app.users TO made_here;", "", ""]);
    for command in [&["deploy", "--plan"][..], &["deploy"]] {
        let said = stage.run(command).with(0).stderr;
        assert!(said.contains("this may be missing") && said.contains("names the role made_here"), "{said}");
    }
    assert_eq!(stage.tables(), ["notes", "users"]);
}

#[test]
fn n15_a_plain_owner_is_told_what_only_others_may() {
    let Some(stage) = Stage::as_owner() else { return };
    stage.module("more", "app,pgcrypto,dblink", "notes [app:users]\n");
    for command in [&["deploy", "--plan"][..], &["deploy"]] {
        let said = stage.run(command).with(10).stderr;
        assert!(said.contains("requires the extension dblink, which plain may not create"), "{said}");
        assert!(said.contains("CREATE EXTENSION dblink; as a superuser") && !said.contains("pgcrypto"), "{said}");
    }
    stage.sql("CREATE EXTENSION dblink");
    stage.script("app", "schema", ["CREATE SCHEMA app;\nSET ROLE postgres;\nCREATE ROLE x;", "", ""]);
    let said = stage.run(&["deploy", "--plan"]).with(0).stderr;
    for part in
        ["needs plain to be a member of the role postgres", "GRANT postgres TO plain;", "ALTER ROLE plain CREATEROLE;"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn n15_the_rights_that_every_deploy_needs_are_named() {
    let Some(stage) = Stage::as_owner() else { return };
    stage.sql(&format!("ALTER DATABASE {DATABASE} OWNER TO postgres; REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC; GRANT CONNECT ON DATABASE {DATABASE} TO plain"));
    stage.write("packages/app/__test__/users.sql", "SELECT 1;");
    let said = stage.run(&["deploy"]).with(10).stderr;
    for part in ["GRANT CREATE ON DATABASE modules TO plain;", "GRANT TEMPORARY ON DATABASE modules TO plain;"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    stage.sql("ALTER ROLE plain NOCREATEDB");
    let said = stage.run(&["deploy", "-d", "not_there"]).with(10).stderr;
    assert!(said.contains("the database not_there is not there, and plain may not create one"), "{said}");
    assert!(said.contains("CREATE DATABASE not_there OWNER plain;"), "{said}");
}

#[test]
fn what_requires_a_module_of_pgpm_apply_json_is_told_that_it_is_one() {
    let Some(stage) = Stage::set() else { return };
    stage.write("packages/b/pgpm.apply.json", &json!({ "source": "app", "name": "tenant-b" }).to_string());
    stage.module("last", "tenant-b", "");
    for command in [&["deploy", "--module", "last"][..], &["deploy", "--plan", "--module", "last"], &["deploy"]] {
        let refused = stage.run(command).with(10);
        assert!(
            refused.stderr.contains("last.control:1: requires tenant-b, which pgpm.apply.json makes"),
            "{refused:?}"
        );
    }
    stage.run(&["deploy", "packages/app"]).with(0);
    stage.sql("CALL pgpm_migrate.deploy('tenant-b', 'x', 'hash', NULL, 'SELECT 1')");
    stage.run(&["deploy"]).with(0);
}

#[test]
#[cfg(feature = "demo")]
fn n15_the_demo_leads_to_a_deployed_database() {
    let Some(stage) = Stage::set() else { return };
    std::fs::remove_file(stage.path().join("pgpm.json")).unwrap();
    let demo = stage.run(&["demo"]).with(0);
    assert!(demo.stderr.contains("typeferry deploy demo-out/acme -d scratch"), "{demo:?}");
    stage.run(&["deploy", "demo-out/acme", "-d", "scratch"]).with(0);
    let lacks = stage.run(&["deploy", "demo-out/acme-services", "-d", "scratch", "--plan"]).with(10);
    for part in [
        "requires metaschema-modules, which is the module @pgpm/metaschema-modules",
        "`npm install @pgpm/metaschema-modules",
        "/demo-out, the workspace's folder",
    ] {
        assert!(lacks.stderr.contains(part), "{part}: {lacks:?}");
    }
}
