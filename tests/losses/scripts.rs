//! Losses 10 and 14: scripts that revert and verify, and grant nothing.

use crate::database::Database;
use crate::support::{Sandbox, tree};

/// Rows by table, those of the empty tables too.
const ROWS: &str = "
    SELECT c.oid::regclass || ' ' || (xpath('/row/n/text()', query_to_xml('SELECT count(*) AS n FROM ' || c.oid::regclass, true, true, '')))[1]
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname IN 
      ('metaschema_public', 'routing_public', 'apps_public', 'catalog_private', 'metaschema_modules_public') ORDER BY 1";

#[test]
fn loss_10_revert_deletes_the_rows_and_verify_misses_each_of_them() {
    let sandbox = Sandbox::with_an_export();
    let Some(database) = Database::with_tables() else { return };
    let other =
        "INSERT INTO metaschema_public.database (id, name, platform) VALUES (gen_random_uuid(), 'other', false)";
    database.run(other);
    let before = database.values(ROWS);
    database.deploy(&sandbox, "acme-services");
    let deployed = database.values(ROWS);
    assert_eq!(deployed.iter().zip(&before).filter(|(now, then)| now != then).count(), 31);
    assert_eq!(database.unverified(&sandbox, "acme-services"), Vec::<String>::new());
    for (change, row) in [
        ("migrate/apis", "routing_public.apis WHERE name = 'public'"),
        ("migrate/schema", "metaschema_public.schema WHERE name = 'app_jobs'"),
        ("migrate/field", "metaschema_public.field WHERE name = 'title'"),
    ] {
        database.run(&format!("SET session_replication_role = replica; DELETE FROM {row}"));
        assert_eq!(database.unverified(&sandbox, "acme-services"), [change]);
        database.revert(&sandbox, "acme-services");
        assert_eq!(database.values(ROWS), before);
        database.deploy(&sandbox, "acme-services");
        assert_eq!(database.values(ROWS), deployed);
    }
    let changes = sandbox.read("out/acme/revert/schemas/acme_app_public/tables/tasks/table.sql");
    assert!(changes.ends_with("\n\nDROP TABLE acme_app_public.tasks;\n"), "{changes}");
    let none = sandbox.read("out/acme/verify/data/welcome.sql");
    assert!(none.contains("-- The platform has no script that verifies this change."), "{none}");
}

#[test]
fn loss_14_nobody_is_granted_anything_and_no_role_is_needed() {
    let sandbox = Sandbox::with_an_export();
    for (path, content) in tree(&sandbox.out()) {
        let text = String::from_utf8(content).unwrap();
        assert!(
            !text.lines().any(|line| line.trim_start().starts_with("GRANT "))
                && !text.contains("app_user")
                && !text.contains("app_admin"),
            "{path}"
        );
    }
    let Some(database) = Database::with_tables() else { return };
    let roles = "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1";
    assert_eq!(database.values(roles), [Some("postgres".to_owned())]);
    let function = "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
        REVOKE EXECUTE ON FUNCTION public.f() FROM PUBLIC;";
    database.run(function);
    let granted = "SELECT count(*) FROM pg_class, aclexplode(relacl) AS granted WHERE grantee <> relowner
        AND relnamespace <> 'pg_catalog'::regnamespace AND relnamespace <> 'information_schema'::regnamespace
        UNION ALL SELECT count(*) FROM pg_proc, aclexplode(proacl) AS granted WHERE proname = 'f' AND grantee <> proowner";
    let before = database.values(granted);
    database.deploy(&sandbox, "acme-services");
    assert_eq!(database.values(granted), before);
    assert_eq!(before, [Some("0".to_owned()), Some("0".to_owned())]);
}
