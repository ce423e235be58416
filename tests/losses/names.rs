//! Losses 5 and 9: names with digits, and the renaming of schemas.

use serde_json::{Value, json};
use typeferry_demo::Data;

use crate::database::Database;
use crate::support::{endpoints, with_rows};
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
