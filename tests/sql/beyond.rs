//! What a database has beyond the schemas that are known.

use typeferry::connection::{Connection, Environment};
use typeferry::source::sql::{Reach, SqlSource};
use typeferry::source::{DataSource, Derived, SourceError};
use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::Source;

use crate::support::{Database, TENANT, rows};

const RULES: &str = "
[tenant]
column = \"database_id\"
table = \"metaschema_public.database\"

[[derived]]
table = \"catalog.copy\"
from = \"metaschema_public.api\"
columns = { id = \"id\", database_id = \"database_id\", is_visible = \"is_open\" }
constants = { scope = \"database\" }
false-where-null = [\"is_visible\"]
";

const TABLES: &str = "
    CREATE SCHEMA metaschema_public;
    CREATE SCHEMA catalog;
    CREATE SCHEMA acme_app;
    CREATE SCHEMA db_migrate;
    CREATE TABLE metaschema_public.database (id uuid PRIMARY KEY, name text);
    CREATE TABLE metaschema_public.schema (id int PRIMARY KEY, database_id uuid, name text, schema_name text);
    CREATE TABLE metaschema_public.api (
      id int PRIMARY KEY, database_id uuid, is_open bool, made timestamptz DEFAULT now() - interval '1 day',
      due timestamptz DEFAULT 'infinity');
    CREATE TABLE metaschema_public.extension (name text PRIMARY KEY);
    CREATE TABLE catalog.copy (id int PRIMARY KEY, database_id uuid, scope text, is_visible bool, noise int);
    CREATE TABLE catalog.bucket (id int PRIMARY KEY, database_id uuid);
    CREATE TABLE acme_app.users (id int PRIMARY KEY, database_id uuid);
    CREATE TABLE catalog.actions (id int PRIMARY KEY, database_id uuid);
    CREATE VIEW db_migrate.sql_actions AS SELECT * FROM catalog.actions;
    INSERT INTO metaschema_public.database SELECT ('00000000-0000-0000-0000-00000000000' || i)::uuid, 't' || i
      FROM generate_series(1, 2) i;
    INSERT INTO metaschema_public.schema SELECT 1, id, 'app', 'acme_app' FROM metaschema_public.database WHERE name = 't1';
    INSERT INTO metaschema_public.api SELECT n, id, CASE n WHEN 1 THEN true END, '2026-01-02', '2026-01-03'
      FROM metaschema_public.database, generate_series(1, 2) n WHERE name = 't1';
    INSERT INTO catalog.copy SELECT id, database_id, 'database', is_open, 1 FROM metaschema_public.api;
    INSERT INTO catalog.bucket SELECT right(name, 1)::int, id FROM metaschema_public.database;
    INSERT INTO acme_app.users SELECT 1, id FROM metaschema_public.database WHERE name = 't1';
    INSERT INTO catalog.actions SELECT 1, id FROM metaschema_public.database WHERE name = 't1';";

fn config() -> Config {
    Config::read(&Source::new("typeferry.toml", RULES)).unwrap()
}

fn source(database: &Database, config: &Config) -> SqlSource {
    let connection = Connection::new(&database.url().as_str().into(), &Environment::default()).unwrap();
    SqlSource::connect(&connection, Reach::Beyond(&["metaschema_public".to_owned()]), config).unwrap()
}

fn derived(database: &Database, config: &Config) -> Derived {
    let rules = config.derived.iter().map(|rule| (rule.clone(), None)).collect();
    Derived::new(Box::new(source(database, config)), rules)
}

#[test]
fn every_table_with_a_tenant_is_read_and_what_others_stand_for_is_made_of_those() {
    let Some(database) = Database::with(TABLES) else { return };
    let config = config();
    let reader = source(&database, &config);
    assert_eq!(reader.without_tenant(), ["metaschema_public.extension"]);
    let beyond: Vec<_> = reader.beyond().map(typeferry::row::TableDef::qualified).collect();
    assert_eq!(beyond, ["acme_app.users", "catalog.bucket"]);
    let found = rows(&mut derived(&database, &config)).unwrap();
    let tenant = format!("'{TENANT}'");
    let expected = [
        format!("api: 1, {tenant}, TRUE, '2026-01-02 00:00:00+00', '2026-01-03 00:00:00+00'"),
        format!("copy: {tenant}, 1, TRUE, 'database'"),
        format!("api: 2, {tenant}, NULL, '2026-01-02 00:00:00+00', '2026-01-03 00:00:00+00'"),
        format!("copy: {tenant}, 2, FALSE, 'database'"),
        "api.".to_owned(),
        "copy.".to_owned(),
        format!("database: {tenant}, 't1'"),
        "database.".to_owned(),
        format!("schema: 1, {tenant}, 'app', 'acme_app'"),
        "schema.".to_owned(),
        format!("bucket: 1, {tenant}"),
        "bucket.".to_owned(),
    ];
    assert_eq!(found, expected);
}

#[test]
fn rows_that_nothing_stands_for_are_no_whole_export() {
    let Some(database) = Database::with(TABLES) else { return };
    database.run(&format!("INSERT INTO catalog.copy VALUES (9, '{TENANT}', 'platform', true, 1)"));
    let error = rows(&mut derived(&database, &config())).unwrap_err();
    assert!(matches!(error, SourceError::Uncounted { read: 2, counted: 3, .. }), "{error}");
    let message = error.to_string();
    assert!(message.contains("catalog.copy") && message.contains("of metaschema_public.api"), "{message}");
}

#[test]
fn a_role_that_may_not_read_beyond_is_told_which_table_and_what_to_do() {
    let Some(database) = Database::with(TABLES) else { return };
    let role = format!("plain_{}", database.name());
    database.run(&format!(
        "CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA metaschema_public TO {role};
         GRANT SELECT ON ALL TABLES IN SCHEMA metaschema_public TO {role};"
    ));
    let url = database.url().replace("postgres@", &format!("{role}@"));
    let read = |left_out: &[&str]| {
        let mut config = config();
        config.left_out.extend(left_out.iter().map(|name| ((*name).to_owned(), "by the test".to_owned())));
        let connection = Connection::new(&url.as_str().into(), &Environment::default()).unwrap();
        let known = ["metaschema_public".to_owned()];
        rows(&mut SqlSource::connect(&connection, Reach::Beyond(&known), &config).unwrap())
    };
    let message = read(&[]).unwrap_err().to_string();
    assert!(message.contains("catalog.bucket") && message.contains("(--leave-out catalog.bucket)"), "{message}");
    assert_eq!(read(&["catalog.bucket", "catalog.copy"]).unwrap().len(), 2 + 1 + 1 + 3);
}

#[test]
fn columns_whose_default_is_the_current_time_are_left_out_where_that_is_wanted() {
    let Some(database) = Database::with(TABLES) else { return };
    let mut config = config();
    config.omits_current_times = true;
    let mut source = source(&database, &config);
    let tables = source.tables(TENANT).unwrap();
    let api = tables.iter().find(|table| table.name == "api").unwrap();
    let columns: Vec<_> = api.columns.iter().map(|column| &*column.name).collect();
    assert_eq!(columns, ["id", "database_id", "is_open", "due"]);
}
