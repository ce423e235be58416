//! What differs is named, and what does not is not.

use crate::support::Platform;

const SAME: &str = "out/acme-services is the same: 1215 rows of 5 tables are equal to those of acme";

#[test]
fn an_export_is_the_same_as_its_source_and_as_where_it_was_deployed() {
    let Some(platform) = Platform::start() else { return };
    platform.export();
    assert_eq!(platform.verify("platform"), (Some(0), vec![SAME.to_owned()]));
    platform.deploy("target");
    // The names of two schemas were exchanged, and are not exchanged again.
    assert_eq!(platform.verify("target"), (Some(0), vec![SAME.to_owned()]));
    platform.run("target", "UPDATE metaschema_public.schema SET schema_name = 'acme_one' WHERE name = 'two'");
    assert_eq!(platform.verify("target").0, Some(3));
}

#[test]
fn four_changes_are_four_differences() {
    let Some(platform) = Platform::start() else { return };
    platform.export();
    platform.deploy("target");
    let changes = "
        UPDATE metaschema_public.kinds SET at = at + '1 microsecond' WHERE no = 600;
        UPDATE metaschema_public.kinds SET tags = '{}' WHERE no = 3;
        DELETE FROM metaschema_public.kinds WHERE no = 1000;
        INSERT INTO metaschema_public.kinds (database_id, \"Group\", no)
        VALUES ('00000000-0000-4000-8000-00000000000a', 'it''s', 1);";
    let expected = [
        "metaschema_public.kinds: 1 missing, 1 extra, 2 different (1200 rows in the module, 1200 in the source)",
        "  missing: 'g6', 1000",
        "  extra: 'it''s', 1",
        "  different: 'g3', 3: tags NULL | '{}'",
        "  different: 'g5', 600: at '2024-03-01 00:00:00.000599+00' | '2024-03-01 00:00:00.0006+00'",
        "out/acme-services differs: 1212 rows of 5 tables are equal to those of acme",
    ];
    for database in ["platform", "target"] {
        platform.run(database, changes);
        assert_eq!(platform.verify(database), (Some(3), expected.map(str::to_owned).to_vec()));
    }
}

#[test]
fn rows_without_a_key_are_counted_by_their_content() {
    let Some(platform) = Platform::start() else { return };
    platform.export();
    platform.run(
        "platform",
        "DELETE FROM metaschema_public.log WHERE ctid = (SELECT min(ctid) FROM metaschema_public.log WHERE said = 'line 1');
         UPDATE metaschema_public.log SET data = '{\"n\": 1}' WHERE said = 'line 0'",
    );
    let row = |said: &str, data: &str| format!("'00000000-0000-4000-8000-00000000000a', '{said}', '{data}'");
    let (code, lines) = platform.verify("platform");
    let (old, new) = (row("line 0", "{\"n\":  1}"), row("line 0", "{\"n\": 1}"));
    let expected = [
        "metaschema_public.log: 3 missing, 2 extra, 0 different (10 rows in the module, 9 in the source)".to_owned(),
        format!("  missing: {old}"),
        format!("  missing: {old}"),
        format!("  missing: {}", row("line 1", "{\"n\":  1}")),
        format!("  extra: {new}"),
        format!("  extra: {new}"),
        "out/acme-services differs: 1212 rows of 5 tables are equal to those of acme".to_owned(),
    ];
    assert_eq!((code, lines), (Some(3), expected.to_vec()));
}

#[test]
fn a_table_and_columns_of_one_side_are_named() {
    let Some(platform) = Platform::start() else { return };
    platform.export();
    platform.run(
        "platform",
        "ALTER TABLE metaschema_public.kinds DROP COLUMN ratio, ADD COLUMN more int;
         DROP TABLE metaschema_public.log;
         CREATE TABLE metaschema_public.fresh (id int PRIMARY KEY, database_id uuid);
         INSERT INTO metaschema_public.fresh VALUES (7, '00000000-0000-4000-8000-00000000000a')",
    );
    let (code, lines) = platform.verify("platform");
    assert_eq!(code, Some(3));
    let expected = [
        "metaschema_public.fresh: 0 missing, 1 extra, 0 different (0 rows in the module, 1 in the source)",
        "  extra: 7",
        "metaschema_public.kinds: 0 missing, 0 extra, 0 different (1200 rows in the module, 1200 in the source)",
        "  missing column: ratio",
        "  extra column: more",
        "metaschema_public.log: 0 missing, 0 extra, 0 different (10 rows in the module, 0 in the source)",
        "  unknown: the source has no such table",
        "out/acme-services differs: 1205 rows of 6 tables are equal to those of acme",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn n03_a_sequence_that_is_behind_is_said() {
    let Some(platform) = Platform::start() else { return };
    platform.export();
    platform.deploy("target");
    assert_eq!(platform.verify("target").0, Some(0));
    platform.run("target", "ALTER SEQUENCE services_public.sites_no_seq RESTART");
    let expected = [
        "services_public.sites: 0 missing, 0 extra, 0 different (2 rows in the module, 2 in the source)",
        "  sequence: services_public.sites_no_seq is at 1, and no has reached 2: the next row gets a value that is taken; \
         SELECT setval('services_public.sites_no_seq', 2) moves it",
        "out/acme-services differs: 1215 rows of 5 tables are equal to those of acme",
    ];
    assert_eq!(platform.verify("target"), (Some(3), expected.map(str::to_owned).to_vec()));
    platform.run("target", "SELECT setval('services_public.sites_no_seq', 2)");
    assert_eq!(platform.verify("target"), (Some(0), vec![SAME.to_owned()]));
}
