//! Databases, schemas and changes of a platform.

use typeferry::row::Uuid;
use typeferry::source::{ActionKey, Actions, DataSource, SourceError};

use crate::support::{Database, Kept, TENANT};

const TABLE: &str = "
    CREATE SCHEMA app;
    CREATE SCHEMA db_migrate;
    CREATE TABLE db_migrate.sql_actions (
        id int, name text, database_id uuid, deploy text, deps text[], content text, revert text, verify text);
    INSERT INTO db_migrate.sql_actions (id, database_id, deploy, deps, content) VALUES
        (2, '00000000-0000-0000-0000-000000000001', 'b', '{a}', 'SELECT 2'),
        (1, '00000000-0000-0000-0000-000000000001', 'a', NULL, NULL),
        (3, '00000000-0000-0000-0000-000000000002', 'other', '{}', '');";

fn changes(database: &Database, excluded: &[&str]) -> Result<(Actions, Vec<String>), SourceError> {
    let mut source = database.source("");
    let mut kept = Kept::of(&mut source);
    let excluded: Vec<String> = excluded.iter().map(ToString::to_string).collect();
    let actions = source.actions(TENANT, &excluded, &mut kept)?;
    Ok((actions, kept.lines))
}

#[test]
fn changes_come_in_order_and_those_of_excluded_categories_do_not() {
    let Some(database) = Database::with(TABLE) else { return };
    let (given, lines) = changes(&database, &["noise"]).unwrap();
    assert_eq!(given, Actions::Given(2));
    let first = "SqlAction { id: Some(1), deploy: \"a\", deps: [], content: None, revert: None, verify: None }";
    assert_eq!(lines[0], first);
    let left_out = "LeftOut { deploy: Some(\"b\"), category: \"noise\" }";
    assert!(lines[1].contains("deps: [\"a\"], content: Some(\"SELECT 2\")"), "{lines:?}");
    database.run("ALTER TABLE db_migrate.sql_actions ADD category text; UPDATE db_migrate.sql_actions SET category = 'noise' WHERE id = 2");
    assert_eq!(
        changes(&database, &["noise", "x"]).unwrap(),
        (Actions::Given(1), vec![first.to_owned(), left_out.to_owned()])
    );
    assert_eq!(changes(&database, &[]).unwrap().0, Actions::Given(2));
}

#[test]
fn a_change_without_a_name_or_with_a_nameless_dependency_is_refused() {
    let Some(database) = Database::with(TABLE) else { return };
    database.run("UPDATE db_migrate.sql_actions SET deps = '{a,NULL}' WHERE id = 2");
    assert!(matches!(
        changes(&database, &[]),
        Err(SourceError::UnnamedDependency { change: ActionKey { id: Some(2), .. } })
    ));
    database.run("UPDATE db_migrate.sql_actions SET deploy = NULL WHERE id = 1");
    assert!(matches!(
        changes(&database, &[]),
        Err(SourceError::UnnamedAction { change: ActionKey { id: Some(1), .. } })
    ));
}

#[test]
fn a_database_without_the_table_has_no_changes() {
    let Some(database) = Database::with("CREATE SCHEMA app") else { return };
    assert_eq!(changes(&database, &["noise"]).unwrap(), (Actions::NotServed, Vec::new()));
}

#[test]
fn databases_and_schemas_come_in_the_order_of_their_keys() {
    let sql = "
        CREATE SCHEMA app;
        CREATE SCHEMA metaschema_public;
        CREATE TABLE metaschema_public.database (id uuid PRIMARY KEY, name text);
        CREATE TABLE metaschema_public.schema (id uuid PRIMARY KEY, database_id uuid, name text, schema_name text);
        INSERT INTO metaschema_public.database SELECT ('00000000-0000-0000-0000-00000000000' || i)::uuid, NULLIF('d' || i, 'd2') FROM generate_series(2, 1, -1) i;
        INSERT INTO metaschema_public.schema VALUES
            ('00000000-0000-0000-0000-000000000009', '00000000-0000-0000-0000-000000000001', 'b', 'x_b'),
            ('00000000-0000-0000-0000-000000000008', '00000000-0000-0000-0000-000000000001', 'a', 'x_a'),
            ('00000000-0000-0000-0000-000000000007', '00000000-0000-0000-0000-000000000002', 'c', NULL);";
    let Some(database) = Database::with(sql) else { return };
    let mut source = database.source("");
    let databases: Vec<_> = source.databases().unwrap().into_iter().map(|found| (found.id, found.name)).collect();
    assert_eq!(databases, [(Uuid::from_u128(1), Some("d1".to_owned())), (Uuid::from_u128(2), None)]);
    let names: Vec<_> = source.schemas(TENANT).unwrap().into_iter().map(|found| found.schema_name).collect();
    assert_eq!(names, ["x_a", "x_b"]);
    let message = source.schemas(Uuid::from_u128(2)).unwrap_err().to_string();
    assert_eq!(message, "metaschema_public.schema.schema_name, row 00000000-0000-0000-0000-000000000007: it is NULL");
    let statements = source.traffic().requests;
    source.databases().unwrap();
    assert_eq!(source.traffic().requests, statements + 1);
}
