//! Number 4: rows go in and out without a superuser.

use typeferry::export::OnConflict;

use crate::support::{Database, SUPERUSER};

/// A table with a trigger in each mode, and a partitioned one whose partitions have triggers of their own. Each writes
/// into `app.heard`, which is empty as long as none fires.
const TABLES: &str = "
    CREATE TABLE app.heard (what text);
    CREATE FUNCTION app.hear() RETURNS trigger LANGUAGE plpgsql AS $f$
    BEGIN
      INSERT INTO app.heard VALUES (TG_TABLE_NAME || ' ' || TG_NAME);
      RETURN coalesce(NEW, OLD);
    END $f$;
    CREATE TABLE app.\"Notes$x\" (id int PRIMARY KEY, said text);
    CREATE TABLE app.parted (id int PRIMARY KEY, said text) PARTITION BY RANGE (id);
    CREATE TABLE app.parted_low PARTITION OF app.parted FOR VALUES FROM (0) TO (10);
    CREATE TABLE app.parted_high PARTITION OF app.parted FOR VALUES FROM (10) TO (20);
    CREATE TRIGGER origin BEFORE INSERT OR DELETE ON app.\"Notes$x\" FOR EACH ROW EXECUTE FUNCTION app.hear();
    CREATE TRIGGER replica AFTER INSERT OR DELETE ON app.\"Notes$x\" FOR EACH ROW EXECUTE FUNCTION app.hear();
    CREATE TRIGGER \"Always's\" AFTER INSERT OR DELETE ON app.\"Notes$x\" FOR EACH STATEMENT EXECUTE FUNCTION app.hear();
    CREATE TRIGGER never AFTER INSERT OR DELETE ON app.\"Notes$x\" FOR EACH ROW EXECUTE FUNCTION app.hear();
    CREATE CONSTRAINT TRIGGER later AFTER INSERT OR DELETE ON app.\"Notes$x\" DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION app.hear();
    CREATE TRIGGER whole AFTER INSERT OR DELETE ON app.parted FOR EACH ROW EXECUTE FUNCTION app.hear();
    CREATE TRIGGER part AFTER INSERT OR DELETE ON app.parted_low FOR EACH ROW EXECUTE FUNCTION app.hear();
    ALTER TABLE app.\"Notes$x\" ENABLE REPLICA TRIGGER replica, ENABLE ALWAYS TRIGGER \"Always's\", DISABLE TRIGGER never;
    ALTER TABLE app.parted_high ENABLE ALWAYS TRIGGER whole;
    ALTER TABLE app.parted_low DISABLE TRIGGER whole;";

const ROWS: &str = "
    SET session_replication_role = replica;
    INSERT INTO app.\"Notes$x\" SELECT n, 'a' FROM generate_series(1, 600) AS n;
    INSERT INTO app.parted VALUES (1, 'low'), (11, 'high');
    TRUNCATE app.heard;";

/// The tables, and a module of their rows.
fn exported() -> Option<crate::support::Module> {
    let from = Database::of_owner(TABLES)?;
    from.run_as(SUPERUSER, ROWS);
    Some(from.export(OnConflict::Error).unwrap())
}

const COUNTS: &str = "SELECT (SELECT count(*) FROM app.\"Notes$x\"), (SELECT count(*) FROM app.parted),
    (SELECT count(*) FROM app.heard)";

#[test]
fn n04_the_owner_deploys_and_reverts_and_no_trigger_fires() {
    let Some(module) = exported() else { return };
    let to = Database::of_owner(TABLES).unwrap();
    let modes = to.modes();
    assert!(
        modes.iter().any(|mode| mode.ends_with("|A")) && modes.iter().any(|mode| mode.ends_with("|R")),
        "{modes:?}"
    );
    to.run_as("owner", &module.scripts("deploy"));
    assert_eq!((to.value(COUNTS), to.modes()), ("600|2|0".to_owned(), modes.clone()));
    to.run_as("owner", &module.scripts("verify"));
    to.run_as("owner", &module.scripts("revert"));
    assert_eq!((to.value(COUNTS), to.modes()), ("0|0|0".to_owned(), modes.clone()));
    // As pgpm runs a script, as a whole.
    for table in ["Notes$x", "parted"] {
        to.execute_as("owner", &module.script("deploy", table));
    }
    assert_eq!((to.value(COUNTS), to.modes()), ("600|2|0".to_owned(), modes));
}

#[test]
fn n04_a_role_that_may_set_the_parameter_needs_no_more_than_rights_on_rows() {
    let Some(module) = exported() else { return };
    let to = Database::of_owner(TABLES).unwrap();
    let modes = to.modes();
    if !to.has_version(15) {
        return;
    }
    to.run_as(
        SUPERUSER,
        "CREATE ROLE setter; GRANT USAGE ON SCHEMA app TO setter;
         GRANT SET ON PARAMETER session_replication_role TO setter",
    );
    to.run_as("owner", "GRANT SELECT, INSERT, DELETE ON app.\"Notes$x\" TO setter");
    // A trigger in the mode ALWAYS fires as it always has, under a superuser too.
    to.run_as("owner", "ALTER TABLE app.\"Notes$x\" DISABLE TRIGGER replica, DISABLE TRIGGER \"Always's\"");
    to.run_as("setter", &module.script("deploy", "Notes$x"));
    assert_eq!(to.value(COUNTS), "600|0|0");
    to.run_as("setter", &module.script("revert", "Notes$x"));
    assert_eq!((to.value(COUNTS), to.modes().len()), ("0|0|0".to_owned(), modes.len()));
}

#[test]
fn n04_the_setting_ends_with_the_script() {
    let Some(module) = exported() else { return };
    let to = Database::of_owner(TABLES).unwrap();
    let mut client = to.client(SUPERUSER);
    for before in ["origin", "local", "replica"] {
        client.batch_execute(&format!("SET session_replication_role = {before}")).unwrap();
        for kind in ["deploy", "revert"] {
            client.batch_execute(&module.script(kind, "parted")).unwrap();
            let now: String = client.query_one("SHOW session_replication_role", &[]).unwrap().get(0);
            assert_eq!(now, before);
        }
    }
}

#[test]
fn n04_who_may_not_is_told_what_to_grant() {
    let Some(module) = exported() else { return };
    let to = Database::of_owner(TABLES).unwrap();
    // What it is granted is the cluster's.
    to.run_as(SUPERUSER, "CREATE ROLE outsider; GRANT USAGE ON SCHEMA app TO outsider");
    let script = module.script("deploy", "Notes$x");
    let expected =
        "the role outsider may neither set session_replication_role nor disable the triggers of app.\"Notes$x\": ";
    let hint = "Deploy as owner, who owns the table, as a member of that role, or as a superuser; or, from PostgreSQL 15 on, \
                GRANT SET ON PARAMETER session_replication_role TO outsider, besides INSERT on the table.";
    let said = to.try_as("outsider", &script).unwrap_err();
    assert!(said.starts_with(&format!("{expected}it may not INSERT there")) && said.contains(hint), "{said}");
    to.run_as("owner", "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA app TO outsider");
    let said = to.try_as("outsider", &script).unwrap_err();
    assert!(said.starts_with(&format!("{expected}must be owner of table Notes$x")) && said.contains(hint), "{said}");
    // What the hint says does help.
    to.run_as(SUPERUSER, "GRANT owner TO outsider");
    to.run_as("outsider", &script);
    to.run_as(SUPERUSER, "REVOKE owner FROM outsider");
    assert_eq!(to.value(COUNTS), "600|0|0");
}

#[test]
fn n04_a_table_without_triggers_takes_rows_of_whoever_may_insert() {
    let table = "CREATE TABLE app.plain (id int PRIMARY KEY);";
    let Some(from) = Database::of_owner(&format!("{table} INSERT INTO app.plain VALUES (1)")) else { return };
    let module = from.export(OnConflict::Error).unwrap();
    let to = Database::of_owner(&format!("{table} GRANT SELECT, INSERT ON app.plain TO other")).unwrap();
    to.run_as("other", &module.scripts("deploy"));
    assert_eq!(to.value("SELECT * FROM app.plain"), "1");
}

#[test]
fn n04_a_view_in_the_place_of_the_table_is_named() {
    let table = "CREATE TABLE app.plain (id int PRIMARY KEY);";
    let Some(from) = Database::of_owner(&format!("{table} INSERT INTO app.plain VALUES (1)")) else { return };
    let module = from.export(OnConflict::Error).unwrap();
    let to = Database::of_owner("CREATE VIEW app.plain AS SELECT 1 AS id").unwrap();
    for role in ["owner", SUPERUSER] {
        let said = to.try_as(role, &module.scripts("deploy")).unwrap_err();
        assert!(said.starts_with("app.plain is not a table here, "), "{said}");
    }
}

#[test]
fn n04_a_failure_in_the_middle_leaves_the_triggers_as_they_were() {
    let Some(module) = exported() else { return };
    let to = Database::of_owner(TABLES).unwrap();
    to.run_as(SUPERUSER, "SET session_replication_role = replica; INSERT INTO app.\"Notes$x\" VALUES (600, 'taken')");
    to.run_as(SUPERUSER, "TRUNCATE app.heard");
    let modes = to.modes();
    assert!(to.try_as("owner", &module.scripts("deploy")).unwrap_err().contains("duplicate key"));
    assert_eq!((to.value(COUNTS), to.modes()), ("1|0|0".to_owned(), modes));
}
