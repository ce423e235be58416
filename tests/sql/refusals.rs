//! What stands in the way is named, with its exit code.

use typeferry::source::{DataSource, SourceError};

use crate::support::{Database, Kept, TENANT, rows, source};

const TABLES: &str = "
    CREATE SCHEMA app;
    CREATE TABLE app.a (id int PRIMARY KEY);
    CREATE TABLE app.b (id int PRIMARY KEY, v text);
    INSERT INTO app.a VALUES (1);
    INSERT INTO app.b VALUES (1, 'x');";

#[test]
fn a_role_that_may_not_read_a_table_is_told_which() {
    let Some(database) = Database::with(TABLES) else { return };
    let role = format!("reader_of_{}", database.name);
    database.run(&format!(
        "CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA app TO {role}; GRANT SELECT ON app.a TO {role}"
    ));
    let url = database.url().replace("postgres@", &format!("{role}@"));
    let error = rows(&mut source(&url, "").unwrap()).unwrap_err();
    assert!(matches!(&error, SourceError::Permission { table, .. } if table == "app.b"), "{error:?}");
    assert!(error.to_string().contains("GRANT it SELECT on the table"), "{error}");
}

#[test]
fn a_table_or_column_that_went_between_catalog_and_rows_is_named() {
    for change in ["DROP TABLE app.b", "ALTER TABLE app.b DROP COLUMN v", "ALTER SCHEMA app RENAME TO other"] {
        let Some(database) = Database::with(TABLES) else { return };
        let mut source = database.source("");
        database.run(change);
        let error = rows(&mut source).unwrap_err();
        let SourceError::Vanished { table, .. } = &error else { panic!("{error:?}") };
        assert_eq!(table, if change.contains("SCHEMA") { "app.a" } else { "app.b" });
    }
}

#[test]
fn a_session_that_ends_in_the_middle_is_a_connection_that_broke() {
    let Some(database) = Database::with(TABLES) else { return };
    let mut source = database.source("");
    let mut kept = Kept::of(&mut source);
    let (mut other, name) = (database.client(), database.name.clone());
    kept.before = Box::new(move |_| {
        let sql = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND application_name = 'typeferry'"
        );
        assert_eq!(other.query(&sql, &[]).unwrap().len(), 1);
    });
    let error = source.rows(TENANT, &mut kept).unwrap_err();
    assert!(matches!(&error, SourceError::Lost { table: Some(table), .. } if table == "app.b"), "{error:?}");
}

#[test]
fn a_text_that_is_no_value_of_its_kind_is_named_by_table_column_and_key() {
    // A type of the catalog's own, made to look like a boolean.
    let sql = "
        CREATE SCHEMA app;
        CREATE TABLE app.t (id int PRIMARY KEY, v text);
        INSERT INTO app.t VALUES (7, 'perhaps');
        UPDATE pg_attribute SET atttypid = 'bool'::regtype WHERE attrelid = 'app.t'::regclass AND attname = 'v';";
    let Some(database) = Database::with("SET allow_system_table_mods = on; SELECT 1") else { return };
    let mut client = database.client();
    client.batch_execute("SET allow_system_table_mods = on").unwrap();
    client.batch_execute(sql).unwrap();
    let mut source = database.source("");
    // The catalog is read; what it says of the column was true for another moment.
    client
        .batch_execute(
            "UPDATE pg_attribute SET atttypid = 'text'::regtype WHERE attrelid = 'app.t'::regclass AND attname = 'v'",
        )
        .unwrap();
    let error = rows(&mut source).unwrap_err();
    assert_eq!(error.to_string(), "app.t.v, row 7: its text is no bool");
}
