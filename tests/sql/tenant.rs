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
fn a_table_without_a_way_to_its_tenant_is_named_with_what_to_write() {
    let Some(database) = Database::with(TABLES) else { return };
    let refused = |config: &str| {
        let error = database.try_source(config).err().unwrap();
        assert_eq!(error.exit_code(), 1);
        error.to_string()
    };
    let rules = RULES.split("[reached-by]").next().unwrap();
    let message = refused(rules);
    assert!(message.starts_with("no way from app.leaf to its tenant: it has no column `tenant_id`"), "{message}");
    assert!(message.contains("[reached-by]") && message.contains("[left-out]"), "{message}");
    // A column that refers to nothing leads nowhere.
    assert!(refused(&format!("{rules}[reached-by]\n\"app.leaf\" = \"other\"")).contains("app.leaf"));
    assert_eq!(rows(&mut database.source(&format!("{rules}[left-out]\n\"app.leaf\" = \"why\""))).unwrap().len(), 5);
}

#[test]
fn a_tenant_column_may_be_left_out_and_still_filters() {
    let Some(database) = Database::with(TABLES) else { return };
    let config = format!("{RULES}[left-out]\n\"app.item.tenant_id\" = \"why\"");
    assert_eq!(rows(&mut database.source(&config)).unwrap()[2..5], ["item: 2", "item: 4", "item."]);
}
