//! `--on-conflict` where the key is none that `ON CONFLICT` can name.

use typeferry::export::OnConflict;

use crate::support::{Database, SUPERUSER};

const TABLES: &str = "
    CREATE DOMAIN app.small AS int2;
    CREATE TABLE app.t (
      id int2, \"No\" text, said text, small app.small, price numeric(10, 2), page xml, cost money, code char(5), tags text[],
      flag bool, twice int GENERATED ALWAYS AS (id * 2) STORED,
      CONSTRAINT t_key PRIMARY KEY (id, \"No\") DEFERRABLE INITIALLY DEFERRED);
    CREATE TABLE app.keys (id uuid PRIMARY KEY DEFERRABLE, seq bigint GENERATED ALWAYS AS IDENTITY);
    CREATE TABLE app.plain (id int PRIMARY KEY, said text, other int UNIQUE DEFERRABLE);";

const ROWS: &str = "
    INSERT INTO app.t VALUES (1, 'a', 'one', 1, 1.5, '<a/>', 1.5, 'x', '{a,b}', true);
    INSERT INTO app.t VALUES (2, 'b', NULL, NULL, NULL);
    INSERT INTO app.keys SELECT ('00000000-0000-4000-8000-' || to_char(n, 'FM000000000000'))::uuid FROM generate_series(1, 700) AS n;
    INSERT INTO app.plain VALUES (1, 'one', 1);";

const OTHER_ROWS: &str = "
    INSERT INTO app.t VALUES (1, 'a', 'ONE', 1, 1.5);
    INSERT INTO app.t VALUES (3, 'c', 'mine');
    INSERT INTO app.keys VALUES ('00000000-0000-4000-8000-000000000007');
    INSERT INTO app.plain VALUES (1, 'ONE', 2);";

const SAID: &str = "SELECT id, said, cost, code FROM app.t ORDER BY id";

#[test]
fn deferrable_keys_are_looked_up_before_rows_go_in() {
    let Some(from) = Database::of_owner(&format!("{TABLES}{ROWS}")) else { return };
    for role in ["owner", SUPERUSER] {
        let nothing = from.export(OnConflict::Nothing).unwrap();
        let to = Database::of_owner(&format!("{TABLES}{OTHER_ROWS}")).unwrap();
        to.run_as(role, &nothing.scripts("deploy"));
        assert_eq!(to.rows(SAID), ["1|ONE|-|-", "2|-|-|-", "3|mine|-|-"]);
        assert_eq!(to.value("SELECT count(*) FROM app.keys"), "700");
        assert_eq!(to.value("SELECT said FROM app.plain"), "ONE");

        let update = from.export(OnConflict::Update).unwrap();
        to.run_as(role, &update.scripts("deploy"));
        assert_eq!(to.rows(SAID), ["1|one|$1.50|x    ", "2|-|-|-", "3|mine|-|-"]);
        assert_eq!(to.value("SELECT said FROM app.plain"), "one");
        to.run_as(role, &update.scripts("verify"));

        // What is the same is not touched.
        let versions = to.rows("SELECT ctid, xmin FROM app.t UNION ALL SELECT ctid, xmin FROM app.keys");
        to.run_as(role, &update.scripts("deploy"));
        assert_eq!(to.rows("SELECT ctid, xmin FROM app.t UNION ALL SELECT ctid, xmin FROM app.keys"), versions);
        assert_eq!(update.rows("t"), 2);
        assert_eq!(update.rows("keys"), 700);
    }
}

#[test]
fn deferrable_keys_of_which_the_export_was_not_told_are_named_when_it_is_deployed() {
    let from = "CREATE TABLE app.t (id int PRIMARY KEY); INSERT INTO app.t VALUES (1)";
    let Some(from) = Database::of_owner(from) else { return };
    let to = Database::of_owner("CREATE TABLE app.t (id int PRIMARY KEY DEFERRABLE)").unwrap();
    for how in [OnConflict::Nothing, OnConflict::Update] {
        let said = to.try_as("owner", &from.export(how).unwrap().scripts("deploy")).unwrap_err();
        assert!(
            said.starts_with("app.t has a deferrable or temporal primary key, which ON CONFLICT cannot name\n"),
            "{said}"
        );
    }
    to.run_as("owner", &from.export(OnConflict::Error).unwrap().scripts("deploy"));
}

/// PostgreSQL 18 and later.
#[test]
fn deferrable_keys_and_temporal_ones_are_alike() {
    let Some(from) = Database::of_owner("") else { return };
    if !from.has_version(18) {
        return;
    }
    let table =
        "CREATE TABLE app.t (id int4range, during daterange, said text, PRIMARY KEY (id, during WITHOUT OVERLAPS));";
    from.run_as("owner", &format!("{table} INSERT INTO app.t VALUES ('[1,2)', '[2020-01-01,2021-01-01)', 'one')"));
    for (how, said) in [(OnConflict::Nothing, "ONE"), (OnConflict::Update, "one")] {
        let to = Database::of_owner(table).unwrap();
        let module = from.export(how).unwrap();
        to.run_as("owner", &module.scripts("deploy"));
        to.run_as("owner", "UPDATE app.t SET said = 'ONE'");
        to.run_as("owner", &module.scripts("deploy"));
        assert_eq!(to.value("SELECT said FROM app.t"), said);
    }
}
