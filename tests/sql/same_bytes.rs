//! Both sources give the same bytes: the sample tenant is exported over GraphQL, its module is deployed into a
//! database with the tables of the contract, and that database is exported again.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use typeferry::row::{ColumnDef, TableDef};
use typeferry::tables::TABLES;
use typeferry_demo::{Server, ServerOptions, sample};

use crate::command::Run;
use crate::support::Database;

/// The types that the platform makes of its own.
const TYPES: &str = "
    CREATE EXTENSION citext;
    CREATE DOMAIN attachment AS text;
    CREATE DOMAIN hostname AS text;
    CREATE DOMAIN image AS jsonb;
    CREATE DOMAIN url AS text;
    CREATE TYPE \"objectCategory\" AS ENUM ('core', 'auth', 'app', 'memberships', 'capabilities');
    CREATE TYPE \"apiExposureLevel\" AS ENUM ('exposable', 'internal_only', 'never_expose');
    CREATE SCHEMA catalog_private;
    CREATE TABLE catalog_private.apis (
      id uuid PRIMARY KEY, owner_scope text, owner_key uuid, is_visible boolean, database_id uuid, name text, dbname text,
      role_name text, anon_role text, config jsonb);";

/// The tables of the contract, with their keys.
fn schema() -> String {
    let mut sql = TYPES.to_owned();
    for TableDef { schema, name, columns, key, .. } in TABLES.iter().map(|query| &query.table) {
        let column = |column: &ColumnDef| {
            let null = if column.nullable { "" } else { " NOT NULL" };
            let pg_type = match &*column.pg_type {
                own @ ("objectCategory" | "apiExposureLevel") => &format!("\"{own}\""),
                pg_type => pg_type,
            };
            format!("\"{}\" {pg_type}{null}", column.name)
        };
        let mut parts: Vec<String> = columns.iter().map(column).collect();
        let key: Vec<String> = key.iter().map(|at| format!("\"{}\"", columns[*at].name)).collect();
        if !key.is_empty() {
            parts.push(format!("PRIMARY KEY ({})", key.join(", ")));
        }
        let _ = writeln!(
            sql,
            "CREATE SCHEMA IF NOT EXISTS {schema}; CREATE TABLE {schema}.\"{name}\" ({});",
            parts.join(", ")
        );
    }
    sql + &foreign_keys()
}

fn foreign_keys() -> String {
    let mut sql = String::new();
    for table in TABLES.iter().map(|query| &query.table) {
        for key in &*table.foreign_keys {
            let target = TABLES.iter().map(|query| &query.table);
            let Some(target) = target.into_iter().find(|other| other.schema == key.schema && other.name == key.table)
            else {
                continue;
            };
            // What is referred to by another column than the key would want an index; the order of tables does not.
            if target.key.len() == 1 && *key.references == [target.columns[target.key[0]].name.clone()] {
                let _ = writeln!(
                    sql,
                    "ALTER TABLE {}.\"{}\" ADD FOREIGN KEY (\"{}\") REFERENCES {}.\"{}\";",
                    table.schema, table.name, key.columns[0], key.schema, key.table
                );
            }
        }
    }
    sql
}

/// The scripts of a module of metadata, in the order of its plan.
fn deploy(database: &Database, module: &Path) {
    let plan = fs::read_to_string(module.join("pgpm.plan")).unwrap();
    for change in plan.lines().filter_map(|line| line.split(' ').next()).filter(|change| change.starts_with("migrate/"))
    {
        database.run(&fs::read_to_string(module.join(format!("deploy/{change}.sql"))).unwrap());
    }
}

fn files(root: &Path) -> BTreeMap<String, String> {
    let file = |(path, content): (String, Vec<u8>)| (path, String::from_utf8(content).unwrap());
    crate::command::tree(root).into_iter().map(file).collect()
}

#[test]
fn a_deployed_export_is_exported_as_the_same_bytes() {
    let Some(database) = Database::with(&schema()) else { return };
    let contracts = [include_str!("../../schema.graphql"), include_str!("../../migrate/schema.graphql")];
    let endpoints = sample::endpoints(contracts[0], contracts[1]).unwrap();
    let server =
        Server::start(ServerOptions { token: Some("t".into()), ..ServerOptions::default() }, endpoints).unwrap();
    let (over_graphql, of_database, by_folder) = (Run::new(), Run::new(), Run::new());
    let run = |mut command: Command| assert!(command.output().unwrap().status.success());
    let mut command = over_graphql.export();
    command.args(["--graphql-endpoint", &server.url(sample::GRAPHQL_PATH), "--token", "t"]);
    run(command);
    let module = over_graphql.out().join("acme-meta");
    deploy(&database, &module);
    let mut command = of_database.export();
    command.args(["--database-url", &database.url()]);
    run(command);
    let (mut expected, found) = (files(&module), files(&of_database.out().join("acme-meta")));
    let mut command = by_folder.export();
    command.args(["--database-url", &database.url(), "--contract", env!("CARGO_MANIFEST_DIR")]);
    run(command);
    assert!(files(&by_folder.out().join("acme-meta")) == found, "by the folder of the contract");
    // It says which names were rewritten on the way: the second time, they were rewritten before.
    assert!(expected.remove("typeferry.manifest.json").is_some());
    assert!(expected.len() > 30, "{:?}", expected.keys());
    assert_eq!(expected.len() + 1, found.len());
    for (path, text) in &expected {
        for (expected, found) in text.lines().zip(found[path].lines()) {
            assert_eq!(expected, found, "{path}");
        }
        assert!(*text == found[path], "{path}");
    }
}
