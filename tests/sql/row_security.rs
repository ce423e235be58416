//! A role from which row security hides rows.

use crate::command::Run;
use crate::support::Database;

const PLATFORM: &str = "
    CREATE SCHEMA metaschema_public;
    CREATE TABLE metaschema_public.database (id uuid PRIMARY KEY, name text);
    CREATE TABLE metaschema_public.schema (id uuid PRIMARY KEY, database_id uuid, name text, schema_name text);
    CREATE TABLE metaschema_public.secrets (id uuid PRIMARY KEY, database_id uuid);
    INSERT INTO metaschema_public.database VALUES ('00000000-0000-0000-0000-000000000001', 'acme');
    INSERT INTO metaschema_public.schema VALUES
      ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'app', 'acme_7f_app');
    INSERT INTO metaschema_public.secrets VALUES
      ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000001');
    CREATE ROLE reader LOGIN;
    GRANT USAGE ON SCHEMA metaschema_public TO reader;
    GRANT SELECT ON ALL TABLES IN SCHEMA metaschema_public TO reader;";

const POLICY: &str = "
    ALTER TABLE metaschema_public.secrets ENABLE ROW LEVEL SECURITY;
    CREATE POLICY none ON metaschema_public.secrets FOR SELECT TO reader USING (false);";

fn ended(mut command: std::process::Command) -> (Option<i32>, String) {
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

#[test]
fn rows_that_row_security_would_hide_stop_an_export_and_a_verification() {
    let Some(database) = Database::alone() else { return };
    database.run(PLATFORM);
    let url = database.url().replace("://postgres@", "://reader@");
    let run = Run::new();
    let export = |more: &[&str]| {
        let mut command = run.export();
        command.args(["--database-url", &url]).args(more);
        ended(command)
    };
    let (code, said) = export(&[]);
    assert_eq!(code, Some(0), "{said}");
    database.run(POLICY);
    let refused = "error: row security may hide rows of metaschema_public.secrets from the role (";
    let remedy = "connect as a role with BYPASSRLS or as the table's owner, or leave the table out (--leave-out \
                  metaschema_public.secrets)";
    for ended in [export(&[]), ended(run.typeferry(&["verify", "out/acme-meta", "--database-url", &url]))] {
        let (code, said) = ended;
        assert!(code == Some(4) && said.contains(refused) && said.contains(remedy), "{said}");
    }
    let (code, said) = export(&["--leave-out", "metaschema_public.secrets"]);
    assert!(code == Some(0) && said.contains("(2 rows of 2 tables)"), "{said}");
    database.run("ALTER ROLE reader BYPASSRLS");
    let (code, said) = export(&[]);
    assert!(code == Some(0) && said.contains("(3 rows of 3 tables)"), "{said}");
}
