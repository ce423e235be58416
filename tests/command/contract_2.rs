//! A server of contract 2, exported by a program that was built for contract 1: every table, every row, every value.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use typeferry::contracts::CONTRACTS;
use typeferry_cluster::Cluster;
use typeferry_codegen::config::Config;
use typeferry_codegen::model::{self, Column, ColumnType, ForeignKey, Model, Scalar, Table};
use typeferry_codegen::schema::sdl;
use typeferry_demo::{Data, Endpoint, Server, ServerOptions};

use crate::support::{AUTHOR, Sandbox, TOKEN, serve};

/// The tables that `contract-2/typeferry.toml` leaves out.
const LEFT_OUT: usize = 3;

fn model() -> Model {
    let texts = CONTRACTS[1].texts();
    let config = Config::read(&texts.config).unwrap();
    let model = model::build(&sdl::read(&texts.schema).unwrap(), &config).unwrap();
    assert_eq!(model.tables.len(), 142 - LEFT_OUT);
    model
}

/// A UUID of a table and a tenant.
fn key(table: &str, tenant: usize) -> String {
    let hash = table
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{tenant:08x}-0000-4000-8000-{:012x}", hash & 0xffff_ffff_ffff)
}

/// The text that stands in one column of one tenant, and nowhere else.
fn mark(table: &Table, column: &Column, tenant: usize) -> String {
    format!("<{}.{} of {tenant}>", table.qualified(), column.name)
}

fn value(model: &Model, table: &Table, column: &Column, tenant: usize) -> Value {
    let refers = table.foreign_keys.iter().find(|key| key.columns == [column.name.clone()]);
    match (&column.ty, refers) {
        (_, Some(target)) => key(&format!("{}.{}", target.schema, target.table), tenant).into(),
        (ColumnType::Array(element), None) => json!([of_type(model, element, table, column, tenant)]),
        (ty, None) => of_type(model, ty, table, column, tenant),
    }
}

fn of_type(model: &Model, ty: &ColumnType, table: &Table, column: &Column, tenant: usize) -> Value {
    let text = mark(table, column, tenant);
    match ty {
        ColumnType::Enum(name) => {
            model.enums.iter().find(|known| known.name == *name).unwrap().values[0].0.clone().into()
        }
        ColumnType::Scalar(Scalar::Uuid) if column.name == "database_id" => {
            key("metaschema_public.database", tenant).into()
        }
        ColumnType::Scalar(Scalar::Uuid) => key(&table.qualified(), tenant).into(),
        ColumnType::Scalar(Scalar::Bool) => true.into(),
        ColumnType::Scalar(Scalar::Int4) => 7.into(),
        ColumnType::Scalar(Scalar::Int8) => "9007199254740993".into(),
        ColumnType::Scalar(Scalar::Float8) => 0.1.into(),
        ColumnType::Scalar(Scalar::Timestamptz) => "2026-08-01T12:00:00.123456+00:00".into(),
        ColumnType::Scalar(Scalar::Jsonb) => json!({ "of": text }),
        ColumnType::Scalar(Scalar::Interval) => {
            json!({ "years": 0, "months": 0, "days": 3, "hours": 4, "minutes": 0, "seconds": 0.0 })
        }
        ColumnType::Scalar(Scalar::Text | Scalar::Verbatim) => text.into(),
        other => panic!("{text}: a value of {other:?} is wanted here"),
    }
}

/// One row of each table for each of two tenants.
fn server(model: &Model) -> Server {
    let mut data = Data::new();
    for (table, tenant) in model.tables.iter().flat_map(|table| [(table, 1), (table, 2)]) {
        let cell = |column: &Column| (column.field.clone(), value(model, table, column, tenant));
        data.push(&table.row_type, table.columns.iter().map(cell).collect::<Map<_, _>>());
    }
    let endpoint = Endpoint { path: "/graphql".into(), schema_text: CONTRACTS[1].schema_text().to_owned(), data };
    serve(ServerOptions::default(), vec![endpoint])
}

fn export(sandbox: &Sandbox, server: &Server, args: &[&str]) -> std::process::Command {
    let mut export = sandbox.typeferry(["export", "--graphql-endpoint", &server.url("/graphql"), "--format", "json"]);
    export.args(["--database", &key("metaschema_public.database", 1), "--author", AUTHOR, "--out", "out"]);
    export.args(["--extension-name", "acme", "--meta-extension-name", "acme-services"]).args(args);
    export.env("TYPEFERRY_TOKEN", TOKEN);
    export
}

fn scripts(dir: &Path) -> BTreeMap<String, String> {
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let files = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn it_is_exported_completely() {
    let (sandbox, model) = (Sandbox::new(), model());
    let server = server(&model);
    let outcome = sandbox.run(export(&sandbox, &server, &["--on-drift", "adapt"])).done();
    let report = outcome.json()["result"].clone();
    assert_eq!(report["contract"]["name"], "constructive-2");
    assert_eq!(report["contract"]["differences"], json!([]));
    assert_eq!(report["service"]["tables"].as_array().unwrap().len(), model.tables.len());
    let all: String = scripts(&sandbox.out().join("acme-services/deploy/migrate")).into_values().collect();
    let manifest = sandbox.read("out/acme-services/typeferry.manifest.json");
    assert!(manifest.contains("\"contract\": \"constructive-2\""), "{manifest}");
    for table in &model.tables {
        let name = table.qualified();
        let lines = report["service"]["tables"].as_array().unwrap();
        let line = lines.iter().find(|line| format!("{}.{}", line["schema"], line["table"]).replace('"', "") == name);
        assert_eq!(line.unwrap()["rows"], 1, "{name}");
        let marked = |column: &&Column| value(&model, table, column, 1).to_string().contains("of 1>");
        // The name that a schema has on the platform is no part of a module.
        let kept = |column: &&Column| column.environment.is_none() && column.name != "schema_name";
        for column in table.columns.iter().filter(marked).filter(kept) {
            assert!(all.contains(&mark(table, column, 1)), "{name}.{} is not in the module", column.name);
        }
    }
    assert!(!all.contains("of 2>"), "a row of another tenant is in the module");
}

#[test]
fn without_adapting_it_is_refused_with_what_to_do() {
    if CONTRACTS[1].tables.is_some() {
        return;
    }
    let (sandbox, model) = (Sandbox::new(), model());
    let server = server(&model);
    let outcome = sandbox.run(export(&sandbox, &server, &[]));
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert!(outcome.stderr.contains("serves contract 2 (constructive-2)"), "{outcome:?}");
    assert!(outcome.stderr.contains("--on-drift adapt") && outcome.stderr.contains("--features contract-2"));
    // Asked for by its number, contract 1 is what it differs from.
    let first = sandbox.run(export(&sandbox, &server, &["--compat", "1"]));
    assert_eq!(first.code, Some(3), "{first:?}");
    assert!(first.stderr.contains("differences:") && first.stderr.contains("services_public.apps"), "{first:?}");
}

#[test]
fn the_generated_code_of_a_program_that_has_it_gives_the_same_bytes() {
    if CONTRACTS[1].tables.is_none() {
        println!("skipped: this program is built without --features contract-2");
        return;
    }
    let (typed, adapted, model) = (Sandbox::new(), Sandbox::new(), model());
    let server = server(&model);
    let report = typed.run(export(&typed, &server, &[])).done().json();
    assert_eq!(report["result"]["contract"]["adapted"], false);
    // What is not read makes the model count, here too.
    let table = model.tables.last().unwrap();
    let column = format!("{}.{}", table.qualified(), table.columns.last().unwrap().name);
    adapted.run(export(&adapted, &server, &["--leave-out", &column])).done();
    let scripts = |sandbox: &Sandbox| scripts(&sandbox.out().join("acme-services/deploy/migrate"));
    let (typed, adapted) = (scripts(&typed), scripts(&adapted));
    assert!(adapted.keys().eq(typed.keys()));
    let other: Vec<_> = adapted.iter().filter(|(path, text)| typed[*path] != **text).map(|(path, _)| path).collect();
    assert_eq!(other, [&table.name]);
}

/// The tables of a platform of contract 2, in PostgreSQL's own types: what an extension brings is text.
fn tables_of(model: &Model) -> String {
    let quoted = |names: &[String]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let mut sql =
        "CREATE SCHEMA metaschema_public; CREATE SCHEMA metaschema_modules_public; CREATE SCHEMA routing_public;"
            .to_owned();
    for table in &model.tables {
        let ty = |name: &str| match name {
            "image" => "jsonb".to_owned(),
            "objectCategory" => "text".to_owned(),
            other => other.replace("citext", "text"),
        };
        let columns = table.columns.iter().map(|column| format!("\"{}\" {}", column.name, ty(&column.pg_type)));
        let key: Vec<_> = table.key.iter().map(|at| table.columns[*at].name.clone()).collect();
        let (columns, key) = (columns.collect::<Vec<_>>().join(", "), quoted(&key));
        let _ = write!(sql, "CREATE TABLE {}.\"{}\" ({columns}, PRIMARY KEY ({key}));", table.schema, table.name);
    }
    for table in &model.tables {
        let is_there =
            |key: &&ForeignKey| model.tables.iter().any(|one| one.schema == key.schema && one.name == key.table);
        for key in table.foreign_keys.iter().filter(is_there) {
            let _ = write!(
                sql,
                "ALTER TABLE {}.\"{}\" ADD FOREIGN KEY ({}) REFERENCES {}.\"{}\" ({});",
                table.schema,
                table.name,
                quoted(&key.columns),
                key.schema,
                key.table,
                quoted(&key.references)
            );
        }
    }
    sql
}

#[test]
fn a_database_of_contract_2_is_read_by_contract_2() {
    let Some(cluster) = Cluster::for_test().unwrap() else { return };
    let (sandbox, model) = (Sandbox::new(), model());
    cluster.create_database("platform").unwrap();
    let mut client = cluster.connect("platform").unwrap();
    client.batch_execute(&tables_of(&model)).unwrap();
    let id = key("metaschema_public.database", 1);
    let rows = format!(
        "INSERT INTO metaschema_public.database (id, name) VALUES ('{id}', 'acme');
         INSERT INTO routing_public.apis (id, database_id, name) VALUES ('{id}', '{id}', 'public');"
    );
    client.batch_execute(&rows).unwrap();
    let export = |args: &[&str]| {
        let mut export = sandbox.typeferry(["export", "--database-url", &cluster.url("platform"), "--format", "json"]);
        export.args(["--database", "acme", "--author", AUTHOR, "--out", "out", "--extension-name", "acme"]);
        export.args(["--meta-extension-name", "acme-services"]).args(args);
        sandbox.run(export).done()
    };
    let found = export(&[]);
    assert_eq!(found.json()["result"]["contract"]["name"], "constructive-2");
    assert!(!found.stderr.contains("note: the database has no"), "{found:?}");
    let manifest = sandbox.read("out/acme-services/typeferry.manifest.json");
    assert!(manifest.contains("\"contract\": \"constructive-2\""), "{manifest}");
    assert!(sandbox.read("out/acme-services/deploy/migrate/apis.sql").contains("'public'"));
    // By its number, contract 1 is what much of is not there.
    let first = export(&["--compat", "1"]);
    assert_eq!(first.json()["result"]["contract"]["name"], "constructive-1");
    assert!(first.stderr.contains("note: the database has no table services_public.apis"), "{first:?}");
}
