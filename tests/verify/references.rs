//! Foreign keys whose rows point outside the export.

use serde_json::{Value, json};

use crate::support::Platform;

fn outside(platform: &Platform, column: &str) -> Value {
    let report = platform.export();
    let found = report["outside"].as_array().unwrap().clone();
    found.into_iter().find(|reference| reference["columns"][0] == column).unwrap_or_default()
}

#[test]
fn rows_that_point_to_no_exported_row_are_counted_and_named() {
    let Some(platform) = Platform::start() else { return };
    // Of the tenant's rows 1 to 5, the first refers to a later one, 2 to itself, and 4 to another tenant's.
    platform.run(
        "platform",
        "INSERT INTO metaschema_modules_public.nodes VALUES
            (9, '00000000-0000-4000-8000-00000000000b', NULL, NULL, NULL),
            (1, '00000000-0000-4000-8000-00000000000a', 5, 'g1', 1),
            (2, '00000000-0000-4000-8000-00000000000a', 2, 'nowhere', NULL),
            (3, '00000000-0000-4000-8000-00000000000a', 1, NULL, 77),
            (4, '00000000-0000-4000-8000-00000000000a', 9, 'g2', 2),
            (5, '00000000-0000-4000-8000-00000000000a', NULL, 'g3', 3)",
    );
    let parent = json!({
        "table": "metaschema_modules_public.nodes",
        "columns": ["parent"],
        "target": "metaschema_modules_public.nodes",
        "target_exported": true,
        "rows": 1,
        "keys": ["4"],
    });
    assert_eq!((outside(&platform, "parent"), outside(&platform, "group")), (parent, Value::Null));
    platform.run(
        "platform",
        "SET session_replication_role TO replica;
         DELETE FROM metaschema_public.kinds WHERE no IN (2, 3)",
    );
    let group = outside(&platform, "group");
    assert_eq!(
        (&group["columns"], &group["rows"], &group["keys"]),
        (&json!(["group", "no"]), &json!(2), &json!(["4", "5"]))
    );
}

#[test]
fn a_table_that_is_not_exported_is_reported_once_with_the_first_keys() {
    let Some(platform) = Platform::start() else { return };
    platform.run(
        "platform",
        "CREATE TABLE metaschema_public.extension (name text PRIMARY KEY);
         INSERT INTO metaschema_public.extension VALUES ('citext');
         CREATE TABLE metaschema_public.uses (
            id int PRIMARY KEY, database_id uuid, name text REFERENCES metaschema_public.extension);
         INSERT INTO metaschema_public.uses
         SELECT n, '00000000-0000-4000-8000-00000000000a', CASE WHEN n > 50 THEN 'citext' END
         FROM generate_series(1, 200) AS n",
    );
    let name = outside(&platform, "name");
    assert_eq!((&name["target"], &name["target_exported"]), (&json!("metaschema_public.extension"), &json!(false)));
    let keys = name["keys"].as_array().unwrap();
    assert_eq!((&name["rows"], keys.len(), &keys[0]), (&json!(150), 100, &json!("51")));
    // It is no error, and no difference.
    assert_eq!(platform.verify("platform").0, Some(0));
}
