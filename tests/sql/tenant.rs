//! Whose rows are read.

use crate::support::{Database, rows};

const RULES: &str = "
[tenant]
column = \"tenant_id\"
table = \"app.tenant\"
[reached-by]
\"app.leaf\" = \"item_id\"
";

const TABLES: &str = "
    CREATE SCHEMA app;
    CREATE TABLE app.tenant (key uuid PRIMARY KEY, name text);
    CREATE TABLE app.item (id int PRIMARY KEY, tenant_id uuid REFERENCES app.tenant);
    CREATE TABLE app.leaf (id int PRIMARY KEY, other int, item_id int REFERENCES app.item);
    INSERT INTO app.tenant SELECT ('00000000-0000-0000-0000-00000000000' || i)::uuid, 't' || i FROM generate_series(1, 2) i;
    INSERT INTO app.item SELECT i, ('00000000-0000-0000-0000-00000000000' || 1 + i % 2)::uuid FROM generate_series(1, 4) i;
    INSERT INTO app.item VALUES (9, NULL);
    INSERT INTO app.leaf SELECT i, i, i FROM generate_series(1, 4) i;
    INSERT INTO app.leaf VALUES (9, 9, 9), (10, 2, NULL);";

#[test]
fn a_table_is_filtered_by_its_column_its_key_or_what_it_refers_to() {
    let Some(database) = Database::with(TABLES) else { return };
    let tenant = "'00000000-0000-0000-0000-000000000001'";
    let expected = [
        &format!("tenant: {tenant}, 't1'"),
        "tenant.",
        &format!("item: 2, {tenant}"),
        &format!("item: 4, {tenant}"),
        "item.",
        "leaf: 2, 2, 2",
        "leaf: 4, 4, 4",
        "leaf.",
    ];
    assert_eq!(rows(&mut database.source(RULES)).unwrap(), expected);
}

#[test]
fn without_a_rule_every_row_is_read() {
    let Some(database) = Database::with(TABLES) else { return };
    assert_eq!(rows(&mut database.source("")).unwrap().len(), 2 + 5 + 6 + 3);
}

#[test]
fn a_table_without_a_way_to_its_tenant_holds_no_rows_of_one_and_is_named() {
    let Some(database) = Database::with(TABLES) else { return };
    let rules = RULES.split("[reached-by]").next().unwrap();
    // A column that refers to nothing leads nowhere.
    let mut source = database.source(&format!("{rules}[reached-by]\n\"app.leaf\" = \"other\""));
    assert_eq!(source.without_tenant(), ["app.leaf"]);
    assert_eq!(rows(&mut source).unwrap().len(), 5);
    assert_eq!(database.source(rules).without_tenant(), [""; 0]);
}

#[test]
fn a_way_may_be_long_and_follow_a_rule_where_there_is_no_foreign_key_and_never_goes_round() {
    let tables = format!(
        "{TABLES}
        CREATE TABLE app.vein (id int PRIMARY KEY, leaf_id int NOT NULL REFERENCES app.leaf);
        CREATE TABLE app.cell (id int PRIMARY KEY, vein int NOT NULL);
        CREATE TABLE app.round (id int PRIMARY KEY, next int REFERENCES app.round);
        INSERT INTO app.vein VALUES (1, 4), (2, 2), (3, 1);
        INSERT INTO app.cell VALUES (7, 3), (8, 2), (9, 1);"
    );
    let Some(database) = Database::with(&tables) else { return };
    let rules = RULES.split("[reached-by]").next().unwrap();
    let mut source = database.source(&format!("{rules}[reached-by]\n\"app.cell\" = \"vein -> app.vein\""));
    assert_eq!(source.without_tenant(), ["app.round"]);
    let found = rows(&mut source).unwrap();
    // In the order of what leads to the tenant, then of the key.
    assert_eq!(found[8..], ["vein: 2, 2", "vein: 1, 4", "vein.", "cell: 9, 1", "cell: 8, 2", "cell."], "{found:?}");
}

#[test]
fn a_tenant_column_of_another_type_names_no_tenant() {
    let tables = "
        CREATE SCHEMA app;
        CREATE TABLE app.tenant (key uuid PRIMARY KEY, name text);
        CREATE TABLE app.number (id int PRIMARY KEY, tenant_id int);
        CREATE TABLE app.word (id int PRIMARY KEY, tenant_id text);
        INSERT INTO app.number VALUES (1, 1);
        INSERT INTO app.word VALUES (1, '00000000-0000-0000-0000-000000000001');";
    let Some(database) = Database::with(tables) else { return };
    let mut source = database.source("[tenant]\ncolumn = \"tenant_id\"\ntable = \"app.tenant\"\n");
    assert_eq!(source.without_tenant(), ["app.number"]);
    let word = "word: 1, '00000000-0000-0000-0000-000000000001'";
    assert_eq!(rows(&mut source).unwrap(), ["tenant.", word, "word."]);
}

#[test]
fn a_tenant_column_may_be_left_out_and_still_filters() {
    let Some(database) = Database::with(TABLES) else { return };
    let config = format!("{RULES}[left-out]\n\"app.item.tenant_id\" = \"why\"");
    assert_eq!(rows(&mut database.source(&config)).unwrap()[2..5], ["item: 2", "item: 4", "item."]);
}
