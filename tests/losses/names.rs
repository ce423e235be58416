//! Losses 5 and 9: names with digits, and the renaming of schemas.

use serde_json::{Value, json};
use typeferry_demo::{Data, ServerOptions};

use crate::database::Database;
use crate::support::{Sandbox, TOKEN, endpoints, serve, tree, with_rows};
use crate::values::exported;

/// No column of the contract has a name that a rule would get wrong: one of the database's own has.
/// (`digits`, a case of the generator, has such names over GraphQL.)
#[test]
fn loss_05_names_with_digits_are_what_they_were() {
    let table = "CREATE TABLE metaschema_public.texts_2 (id uuid PRIMARY KEY, database_id uuid, enable_i18n bool, \
                 sha256_cert_fingerprints text[], \"x1Y\" int);";
    let tenant = typeferry_demo::sample::database_id("acme");
    let Some(source) = Database::of(&endpoints()) else { return };
    source.run(table);
    source.run(&format!("INSERT INTO metaschema_public.texts_2 VALUES ('{tenant}', '{tenant}', true, '{{a1}}', 7)"));
    let Some(target) = Database::with_tables() else { return };
    target.run(table);
    target.deploy(&source.export(), "acme-services");
    let row = "SELECT (enable_i18n, sha256_cert_fingerprints, \"x1Y\")::text FROM metaschema_public.texts_2";
    assert_eq!(target.value(row).as_deref(), Some("(t,{a1},7)"));
}

#[test]
fn loss_09_schemas_that_begin_alike_or_change_places_are_renamed_at_once_and_whole() {
    let names = [("app_public", "acme_app_jobs"), ("app_private", "acme_app_jobs_2"), ("app_jobs", "acme_app_public")];
    let mut endpoints = with_rows("Schema", |row| {
        if let Some((_, to)) = names.iter().find(|(name, _)| row["name"] == *name) {
            row.insert("schemaName".into(), json!(to));
        }
        true
    });
    let text = "SELECT acme_app_jobs.f(acme_app_jobs_2.g(acme_app_public.h())), acme_app_jobs_22, \"acme_app_jobs\"";
    let mut data = Data::new();
    for (row_type, rows) in endpoints[1].data.row_types() {
        let mut rows = rows.to_vec();
        rows.retain_mut(|row| {
            row.insert("content".into(), json!(text));
            row["deploy"] == "data/welcome" && row.insert("deps".into(), Value::Null).is_some()
        });
        data.extend(row_type, rows);
    }
    endpoints[1].data = data;
    let sandbox = exported(endpoints);
    let script = sandbox.read("out/acme/deploy/data/welcome.sql");
    let expected =
        "SELECT acme_app_public.f(acme_app_private.g(acme_app_jobs.h())), acme_app_jobs_22, \"acme_app_public\"\n";
    assert!(script.ends_with(expected), "{script}");
    let Some(database) = Database::deployed(&sandbox) else { return };
    let schemas = database.values("SELECT name || '=' || schema_name FROM metaschema_public.schema ORDER BY name");
    let expected = ["app_jobs=acme_app_jobs", "app_private=acme_app_private", "app_public=acme_app_public"];
    assert_eq!(schemas, expected.map(|schema| Some(schema.to_owned())));
}

/// The endpoints with changes whose names no plan holds: a table of white space, one like another but for its case, and
/// names that an escape could meet.
fn with_odd_changes() -> Vec<typeferry_demo::Endpoint> {
    let odd = |text: &str| {
        text.replace("/tables/users/", "/tables/line items/")
            .replace("/tables/organizations/", "/tables/Tasks/")
            .replace("/tables/comments/table", "/tables/2020")
            .replace("/tables/projects/", "/tables/a:b@c/")
            .replace("data/welcome", "data/line_x0020_items")
    };
    with_rows("SqlAction", |row| {
        row["deploy"] = json!(odd(row["deploy"].as_str().unwrap()));
        if let Some(deps) = row["deps"].as_array_mut() {
            for dep in deps.iter_mut() {
                *dep = json!(odd(dep.as_str().unwrap()));
            }
        }
        true
    })
}

#[test]
fn n22_changes_with_names_that_no_plan_holds_are_escaped_alike_over_both_sources_and_read_back() {
    let server = serve(ServerOptions::default(), with_odd_changes());
    let sandbox = Sandbox::new();
    let said = sandbox.run(sandbox.export(&server.url(""))).done().stdout;
    assert!(
        said.contains("note: ") && said.contains(" names of changes that a plan or a file system cannot hold"),
        "{said}"
    );
    let plan = sandbox.read("out/acme/pgpm.plan");
    let table = "schemas/acme_app_public/tables/line_x0020_items/table";
    assert!(plan.contains(&format!("\n{table} [schemas/acme_app_public/schema ")), "{plan}");
    assert!(
        plan.contains(&format!("\nschemas/acme_app_public/tables/line_x0020_items/constraints/users_pkey [{table}] "))
    );
    // The second of two that differ in case alone.
    assert!(plan.contains("\nschemas/acme_app_public/tables/Tasks/table ["), "{plan}");
    assert!(plan.contains("\nschemas/acme_app_public/tables/tasks/_x0074_able [schemas/acme_app_public/tables/a_x003A_b_x0040_c/table] "), "{plan}");
    assert!(plan.contains("[schemas/acme_app_public/tables/tasks/_x0074_able schemas/"), "{plan}");
    assert!(plan.contains("\nschemas/acme_app_public/tables/_x0032_020 ["), "{plan}");
    assert!(plan.contains("\ndata/line_x005F_x0020_items ["), "{plan}");
    let script = sandbox.read(&format!("out/acme/deploy/{table}.sql"));
    assert!(
        script.starts_with(&format!("-- Deploy: {table}\n-- requires: schemas/acme_app_public/schema\n")),
        "{script}"
    );
    let manifest: Value = serde_json::from_str(&sandbox.read("out/acme/typeferry.manifest.json")).unwrap();
    assert_eq!(manifest["escaped"][table], "schemas/acme_app_public/tables/line items/table");
    // Read back, and found again by the next export.
    let mut verify = sandbox.typeferry(["verify", "out/acme"]);
    verify.args(["--graphql-endpoint", &server.url("/graphql"), "--migrate-endpoint", &server.url("/migrate/graphql")]);
    sandbox
        .run({
            verify.env("TYPEFERRY_TOKEN", TOKEN);
            verify
        })
        .done();
    let first = tree(&sandbox.out());
    sandbox.run(sandbox.export(&server.url(""))).done();
    assert!(first == tree(&sandbox.out()));
    let Some(source) = Database::of(&with_odd_changes()) else { return };
    assert!(tree(&source.export().out().join("acme")) == tree(&sandbox.out().join("acme")));
}
