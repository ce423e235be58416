//! Number 4: foreign keys hold where only a superuser could turn them off, and rows go in whatever their order.

use typeferry::export::OnConflict;

use crate::support::{Database, SUPERUSER};

/// Each row refers to the next, so that none is there in time.
fn chain(deferrable: &str) -> (String, String) {
    let table = format!(
        "CREATE TABLE app.chain (id int PRIMARY KEY, next int CONSTRAINT goes_on REFERENCES app.chain {deferrable});
         CREATE FUNCTION app.refuse() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE 'fired'; END $f$;
         CREATE TRIGGER refuse BEFORE INSERT OR DELETE ON app.chain FOR EACH ROW EXECUTE FUNCTION app.refuse();"
    );
    let rows = "SET session_replication_role = replica;
        INSERT INTO app.chain SELECT n, nullif(n % 1200 + 1, 1) FROM generate_series(1, 1200) AS n";
    (table, rows.to_owned())
}

#[test]
fn n04_rows_that_refer_to_later_rows_of_their_table_go_in_and_out() {
    for deferrable in ["", "DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED"] {
        let (table, rows) = chain(deferrable);
        let Some(from) = Database::of_owner(&table) else { return };
        from.run_as(SUPERUSER, &rows);
        let module = from.export(OnConflict::Error).unwrap();
        let to = Database::of_owner(&table).unwrap();
        let modes = to.modes();
        for _ in 0..2 {
            to.run_as("owner", &module.scripts("deploy"));
            assert_eq!((to.value("SELECT count(*) FROM app.chain"), to.modes()), ("1200".to_owned(), modes.clone()));
            to.run_as("owner", &module.scripts("revert"));
            assert_eq!((to.value("SELECT count(*) FROM app.chain"), to.modes()), ("0".to_owned(), modes.clone()));
        }
        // Twice in one transaction.
        let twice = [module.scripts("deploy"), module.scripts("revert"), module.scripts("deploy")].concat();
        to.run_as("owner", &twice);
        assert_eq!((to.value("SELECT count(*) FROM app.chain"), to.modes()), ("1200".to_owned(), modes));
    }
}

#[test]
fn n04_a_reference_to_nothing_is_refused_under_the_owner() {
    let (table, _) = chain("");
    let Some(from) = Database::of_owner(&table) else { return };
    from.run_as(SUPERUSER, "SET session_replication_role = replica; INSERT INTO app.chain VALUES (1, 7)");
    let module = from.export(OnConflict::Error).unwrap();
    let to = Database::of_owner(&table).unwrap();
    let modes = to.modes();
    let said = to.try_as("owner", &module.scripts("deploy")).unwrap_err();
    assert!(said.contains("violates foreign key constraint \"goes_on\""), "{said}");
    assert_eq!((to.value("SELECT count(*) FROM app.chain"), to.modes()), ("0".to_owned(), modes));
}

/// Two tables that refer to each other, each with a trigger, and one that is no part of it.
const CYCLE: &str = "
    CREATE TABLE app.a (id int PRIMARY KEY, b int NOT NULL);
    CREATE TABLE app.b (id int PRIMARY KEY, a int NOT NULL CONSTRAINT to_a REFERENCES app.a);
    ALTER TABLE app.a ADD CONSTRAINT to_b FOREIGN KEY (b) REFERENCES app.b;
    CREATE TABLE app.c (id int PRIMARY KEY, a int REFERENCES app.a);
    CREATE FUNCTION app.refuse() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE 'fired'; END $f$;
    CREATE TRIGGER refuse BEFORE INSERT OR DELETE ON app.a FOR EACH ROW EXECUTE FUNCTION app.refuse();
    CREATE TRIGGER refuse BEFORE INSERT OR DELETE ON app.b FOR EACH ROW EXECUTE FUNCTION app.refuse();
    ALTER TABLE app.b ENABLE ALWAYS TRIGGER refuse;";

const CYCLE_ROWS: &str = "
    SET session_replication_role = replica;
    ALTER TABLE app.b DISABLE TRIGGER refuse;
    INSERT INTO app.a SELECT n, n FROM generate_series(1, 600) AS n;
    INSERT INTO app.b SELECT n, n FROM generate_series(1, 600) AS n;
    INSERT INTO app.c VALUES (1, 1);";

const CYCLE_COUNTS: &str =
    "SELECT (SELECT count(*) FROM app.a), (SELECT count(*) FROM app.b), (SELECT count(*) FROM app.c)";

#[test]
fn n04_tables_that_refer_to_each_other_go_in_and_out_in_one_transaction() {
    let Some(from) = Database::of_owner(CYCLE) else { return };
    from.run_as(SUPERUSER, CYCLE_ROWS);
    let module = from.export(OnConflict::Error).unwrap();
    for deferrable in ["NOT DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED"] {
        let to = Database::of_owner(CYCLE).unwrap();
        to.run_as("owner", &format!("ALTER TABLE app.a ALTER CONSTRAINT to_b {deferrable}"));
        let modes = to.modes();
        to.run_as("owner", &module.scripts("deploy"));
        assert_eq!((to.value(CYCLE_COUNTS), to.modes()), ("600|600|1".to_owned(), modes.clone()));
        to.run_as("owner", &module.scripts("revert"));
        assert_eq!((to.value(CYCLE_COUNTS), to.modes()), ("0|0|0".to_owned(), modes.clone()));
        // One half of it alone refers to nothing.
        let said = to.try_as("owner", &module.script("deploy", "a")).unwrap_err();
        assert!(said.contains("violates foreign key constraint \"to_b\""), "{said}");
        assert_eq!((to.value(CYCLE_COUNTS), to.modes()), ("0|0|0".to_owned(), modes));
    }
}

#[test]
fn n04_reverting_takes_no_rows_along_that_were_not_exported() {
    let tables = "
        CREATE TABLE app.a (id int PRIMARY KEY, above int REFERENCES app.a ON DELETE CASCADE);
        CREATE TABLE app.b (id int PRIMARY KEY, a int REFERENCES app.a ON DELETE CASCADE);
        CREATE TABLE app.c (id int PRIMARY KEY, a int REFERENCES app.a ON DELETE SET NULL);";
    let Some(from) = Database::of_owner(&format!("{tables} INSERT INTO app.a VALUES (1, 2), (2, NULL)")) else {
        return;
    };
    let module = from.export(OnConflict::Error).unwrap();
    let to = Database::of_owner(tables).unwrap();
    to.run_as("owner", &module.scripts("deploy"));
    let all = "SELECT 'a', id, above FROM app.a UNION ALL SELECT 'b', id, a FROM app.b UNION ALL SELECT 'c', id, a FROM app.c";
    for (more, less) in [
        ("INSERT INTO app.b VALUES (1, 1)", "DELETE FROM app.b"),
        ("INSERT INTO app.c VALUES (1, 2)", "DELETE FROM app.c"),
        ("INSERT INTO app.a VALUES (3, 1)", "DELETE FROM app.a WHERE id = 3"),
    ] {
        to.run_as("owner", more);
        let before = to.rows(all);
        let said = to.try_as("owner", &module.scripts("revert")).unwrap_err();
        assert!(said.contains("that were not exported refer to rows of app.a"), "{said}");
        assert_eq!(to.rows(all), before);
        to.run_as("owner", less);
    }
    to.run_as("owner", &module.scripts("revert"));
    assert_eq!(to.value("SELECT count(*) FROM app.a"), "0");
}
