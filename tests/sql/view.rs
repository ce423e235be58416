//! The changes of a platform that serves them as a view without a key, without categories and without ids: over GraphQL
//! and from the database they are the same bytes.

use std::fmt::Write;

use serde_json::{Map, Value};
use typeferry_demo::{Endpoint, Server, ServerOptions, sample};

use crate::command::{Run, tree};
use crate::support::Database;

/// The tables that an export looks its names up in, and the changes as a view; all of them of JSON.
const PLATFORM: &str = "
    CREATE SCHEMA metaschema_public;
    CREATE SCHEMA db_migrate;
    CREATE TABLE metaschema_public.database (id uuid PRIMARY KEY, name text);
    CREATE TABLE metaschema_public.schema (id uuid PRIMARY KEY, database_id uuid, name text, schema_name text);
    CREATE FUNCTION pg_temp.keep(doc json, kind text) RETURNS void LANGUAGE sql AS $$
        INSERT INTO metaschema_public.database SELECT (doc->>'id')::uuid, doc->>'name' WHERE kind = 'database';
        INSERT INTO metaschema_public.schema
            SELECT (doc->>'id')::uuid, (doc->>'databaseId')::uuid, doc->>'name', doc->>'schemaName' WHERE kind = 'schema';
    $$;
    CREATE TABLE db_migrate.kept (change json);
    CREATE VIEW db_migrate.sql_actions AS SELECT
        (change->>'id')::int AS id, (change->>'databaseId')::uuid AS database_id, change->>'deploy' AS deploy,
        (SELECT array_agg(dep) FROM json_array_elements_text(NULLIF(change->>'deps', '')::json) dep) AS deps,
        change->>'content' AS content, change->>'revert' AS revert, change->>'verify' AS verify,
        (change->>'createdAt')::timestamptz AS created_at
    FROM db_migrate.kept;";

/// The sample platform, the later of whose changes have no id, and two of them one time.
fn platform() -> Vec<Endpoint> {
    let contracts = [include_str!("../../schema.graphql"), include_str!("../../migrate/schema.graphql")];
    let mut endpoints = sample::endpoints(contracts[0], contracts[1]).unwrap();
    let rows = endpoints[1].data.rows("SqlAction").to_vec();
    let mut data = typeferry_demo::Data::new();
    data.extend("SqlAction", rows.into_iter().map(without_id));
    endpoints[1].data = data;
    endpoints
}

fn without_id(mut change: Map<String, Value>) -> Map<String, Value> {
    let id = change["id"].as_u64().unwrap();
    if id > 20 {
        change.insert("id".into(), Value::Null);
    }
    if change["deploy"] == "data/welcome" {
        change.insert("deps".into(), Value::Null);
        change.insert("createdAt".into(), "2024-03-01T09:00:27.500000+00:00".into());
    }
    if id == 27 {
        change.insert("createdAt".into(), "2024-03-01T09:00:27.500000+00:00".into());
    }
    change
}

fn inserts(endpoints: &[Endpoint]) -> String {
    let mut sql = PLATFORM.to_owned();
    let text = |row: &Map<String, Value>| format!("$json${}$json$", Value::Object(row.clone()));
    for (row_type, table) in [("Database", "database"), ("Schema", "schema")] {
        for row in endpoints[0].data.rows(row_type) {
            let _ = writeln!(sql, "SELECT pg_temp.keep({}, '{table}');", text(row));
        }
    }
    // Last first: no order but the one that is asked for.
    for row in endpoints[1].data.rows("SqlAction").iter().rev() {
        let _ = writeln!(sql, "INSERT INTO db_migrate.kept VALUES ({});", text(row));
    }
    sql
}

fn exported(args: &[&str]) -> (Run, Vec<(String, Vec<u8>)>) {
    let run = Run::new();
    let mut command = run.export();
    let output = command.args(args).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let files = tree(&run.out().join("acme"));
    (run, files)
}

#[test]
fn changes_of_a_view_are_the_same_bytes_from_both_sources() {
    let endpoints = platform();
    let Some(database) = Database::with(&inserts(&endpoints)) else { return };
    let options = ServerOptions { token: Some("t".into()), max_page: Some(7), ..ServerOptions::default() };
    let server = Server::start(options, endpoints).unwrap();
    let (metadata, migrate) = (server.url(sample::GRAPHQL_PATH), server.url(sample::MIGRATE_PATH));
    let (_, over_graphql) =
        exported(&["--compat", "3", "--graphql-endpoint", &metadata, "--migrate-endpoint", &migrate, "--token", "t"]);
    let (run, stored) = exported(&["--compat", "3", "--database-url", &database.url()]);
    let plan = std::fs::read_to_string(run.out().join("acme/pgpm.plan")).unwrap();
    assert_eq!((plan.lines().count(), plan.matches(" # SQL action ").count()), (4 + 25, 17), "{plan}");
    assert_eq!(over_graphql.len(), stored.len());
    for (one, other) in over_graphql.iter().zip(&stored) {
        assert_eq!(one.0, other.0);
        assert!(one.1 == other.1, "{}", one.0);
    }
}
