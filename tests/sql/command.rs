//! `typeferry export` of a database, the whole way.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::support::Database;

/// A platform with two tenants, a column and a table that the contract does not have, and far from all that it has.
const PLATFORM: &str = r#"
    CREATE SCHEMA metaschema_public;
    CREATE SCHEMA db_migrate;
    CREATE TABLE metaschema_public.database (id uuid PRIMARY KEY, owner_id uuid, schema_hash text, name text);
    CREATE TABLE metaschema_public.schema (
        id uuid PRIMARY KEY, database_id uuid REFERENCES metaschema_public.database, name text, schema_name text);
    CREATE TABLE metaschema_public."table" (
        id uuid PRIMARY KEY, database_id uuid, schema_id uuid REFERENCES metaschema_public.schema, name text, extra int);
    CREATE TABLE metaschema_public.field (
        id uuid PRIMARY KEY, database_id uuid, table_id uuid REFERENCES metaschema_public."table", name text,
        smart_tags jsonb, is_required bool, min float8, tags text[]);
    CREATE TABLE metaschema_public.added (database_id uuid, note text);
    CREATE TABLE db_migrate.sql_actions (
        id int, database_id uuid, deploy text, deps text[], content text, revert text, verify text);
    INSERT INTO metaschema_public.database (id, name) VALUES
        ('00000000-0000-0000-0000-000000000001', 'acme'), ('00000000-0000-0000-0000-000000000002', 'other');
    INSERT INTO metaschema_public.schema VALUES
        ('00000000-0000-0000-0000-000000000011', '00000000-0000-0000-0000-000000000001', 'app_public', 'acme_7f_app_public'),
        ('00000000-0000-0000-0000-000000000012', '00000000-0000-0000-0000-000000000002', 'app_public', 'other_app_public');
    INSERT INTO metaschema_public."table" VALUES
        ('00000000-0000-0000-0000-000000000021', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000011', 'users', 7);
    INSERT INTO metaschema_public.field VALUES
        ('00000000-0000-0000-0000-000000000032', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000021',
         'b', '{"in": "acme_7f_app_public.users"}', true, 0.5, '{}'),
        ('00000000-0000-0000-0000-000000000031', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000021',
         'a', NULL, false, NULL, '{x,"y z",acme_7f_app_public}');
    INSERT INTO metaschema_public.added VALUES ('00000000-0000-0000-0000-000000000001', 'kept');
    INSERT INTO db_migrate.sql_actions VALUES
        (1, '00000000-0000-0000-0000-000000000001', 'schemas/acme_7f_app_public/schema', NULL, 'CREATE SCHEMA acme_7f_app_public', NULL, NULL);
"#;

/// A folder that the command runs in, with nothing around it.
pub(crate) struct Run(TempDir);

impl Run {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// The command with arguments.
    pub(crate) fn typeferry(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_typeferry"));
        command.current_dir(self.0.path()).env_clear().env("HOME", self.0.path()).stdin(Stdio::null()).args(arguments);
        command
    }

    pub(crate) fn export(&self) -> Command {
        let mut command = self.typeferry(&[]);
        command.args([
            "export",
            "--database",
            "acme",
            "--extension-name",
            "acme",
            "--meta-extension-name",
            "acme-meta",
        ]);
        command.args(["--author", "Ada Lovelace <ada@example.com>", "--out", "out"]);
        command
    }

    /// Where the modules are.
    pub(crate) fn out(&self) -> PathBuf {
        self.0.path().join("out")
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.out().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn done(mut command: Command) -> (String, String) {
    let (code, stdout, stderr) = said(&command.output().unwrap());
    assert_eq!(code, Some(0), "{stderr}");
    (stdout, stderr)
}

fn fails(mut command: Command, with: i32) -> String {
    let (code, stdout, stderr) = said(&command.output().unwrap());
    assert_eq!((code, stdout.as_str()), (Some(with), ""), "{stderr}");
    assert!(!stderr.contains("s3cret"), "{stderr}");
    stderr
}

#[test]
fn a_database_is_exported_by_its_address() {
    let Some(database) = Database::with(PLATFORM) else { return };
    let run = Run::new();
    let mut command = run.export();
    command.args(["--database-url", &database.url()]);
    let (stdout, stderr) = done(command);
    assert!(stdout.contains("wrote out/acme-meta (6 rows of 5 tables)\nwrote out/acme (1 changes)\n"), "{stdout}");
    assert!(stdout.contains(" statements, "), "{stdout}");
    assert_eq!(stderr, "");
    let notes: Vec<_> = stdout.lines().filter(|line| line.starts_with("note: the contract has ")).collect();
    assert!(notes.len() == 1 && notes[0].contains(" more than the database: "), "{stdout}");
    let plan = run.read("acme-meta/pgpm.plan");
    let order: Vec<_> = plan.lines().filter_map(|line| line.strip_prefix("migrate/")?.split(' ').next()).collect();
    assert_eq!(order, ["added", "database", "schema", "table", "field"]);
    let fields = run.read("acme-meta/deploy/migrate/field.sql");
    let rows = "VALUES\n  ('00000000-0000-0000-0000-000000000031', '00000000-0000-0000-0000-000000000001', \
                '00000000-0000-0000-0000-000000000021', 'a', NULL, FALSE, NULL, '{x,\"y z\",acme_app_public}'),\n  \
                ('00000000-0000-0000-0000-000000000032', '00000000-0000-0000-0000-000000000001', \
                '00000000-0000-0000-0000-000000000021', 'b', '{\"in\": \"acme_app_public.users\"}', TRUE, '0.5', '{}');\n";
    assert!(fields.contains(rows), "{fields}");
    assert!(run.read("acme-meta/deploy/migrate/table.sql").contains("'users', 7)"));
    assert!(run.read("acme/deploy/schemas/acme_app_public/schema.sql").contains("CREATE SCHEMA acme_app_public"));
}

/// A transaction is one snapshot: there is nothing to wait for.
#[test]
fn a_database_that_is_to_settle_is_read_once() {
    let Some(database) = Database::with(PLATFORM) else { return };
    let run = Run::new();
    let mut command = run.export();
    command.args(["--database-url", &database.url(), "--settle", "3", "--format", "json"]);
    let (stdout, stderr) = done(command);
    let report: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(report["result"]["readings"], 1);
    assert!(stderr.contains("note: a database is read as it is at one moment"), "{stderr}");
}

#[test]
fn variables_and_the_flag_without_a_value_say_the_same() {
    let Some(database) = Database::with(PLATFORM) else { return };
    let exported = |arguments: &[&str], variables: &[(&str, String)]| {
        let run = Run::new();
        let mut command = run.export();
        done({
            command.args(arguments).envs(variables.iter().map(|(name, value)| (name, value)));
            command
        });
        tree(&run.out())
    };
    let by_flag = exported(&["--database-url", &database.url()], &[]);
    assert!(by_flag.len() > 20, "{by_flag:?}");
    let variables = database.cluster.environment(&database.name);
    assert!(by_flag == exported(&[], &variables));
    assert!(by_flag == exported(&["--database-url"], &variables));
    assert!(by_flag == exported(&[], &[("TYPEFERRY_DATABASE_URL", database.url())]));
    // A flag counts before the environment.
    let mut variables = variables.to_vec();
    variables.push(("TYPEFERRY_GRAPHQL_ENDPOINT", "http://127.0.0.1:1/graphql".to_owned()));
    assert!(by_flag == exported(&["--database-url"], &variables));
}

/// Every file below a folder, by its path.
pub(crate) fn tree(root: &Path) -> Vec<(String, Vec<u8>)> {
    let (mut open, mut files) = (vec![root.to_owned()], Vec::new());
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            files.push((path.strip_prefix(root).unwrap().display().to_string(), fs::read(&path).unwrap()));
        }
    }
    files.sort();
    files
}

#[test]
fn an_address_with_a_password_is_in_no_message() {
    let run = Run::new();
    let url = "postgres://u:s3cret@h/d";
    let given = |arguments: &[&str]| {
        let mut command = run.export();
        command.args(arguments);
        fails(command, 2)
    };
    let message = given(&["--database-url", "postgres://u:s3cret@h/d?sslmod=require"]);
    assert_eq!(message, "error: the database's address has the unknown parameter `sslmod`; did you mean `sslmode`?\n");
    assert!(given(&["--database-url", "postgres://u:s3cret%zz@h/d"]).contains("cannot be read"));
    assert!(given(&["--database-url", "s3cret"]).contains("write postgres://USER@HOST:PORT/DATABASE"));
    // What clap itself would repeat.
    assert!(given(&[url]).contains("unexpected argument '(an address)' found"));
    assert!(given(&["--page-size", url]).contains("invalid value '(an address)'"));
    assert!(given(&["--database-ur1", url]).contains("--database-ur1"));
    let message = given(&["--database-url", url, "--graphql-endpoint", "http://h/graphql"]);
    assert!(message.contains("cannot be used with"), "{message}");
    for flag in ["--token", "--migrate-endpoint", "--page-size"] {
        assert!(given(&["--database-url", url, flag, "1"]).contains(flag));
    }
    assert!(!run.out().exists());
}

#[test]
fn without_an_endpoint_and_a_database_both_are_named() {
    let run = Run::new();
    let message = fails(run.export(), 2);
    assert!(message.contains("--graphql-endpoint <URL>, or --database-url <URL>"), "{message}");
    let mut command = run.export();
    command
        .env("TYPEFERRY_GRAPHQL_ENDPOINT", "http://h/graphql")
        .env("TYPEFERRY_DATABASE_URL", "postgres://u:s3cret@h/d");
    assert!(fails(command, 2).contains("are both set"));
}

#[test]
fn a_database_that_is_no_platforms_is_named() {
    let Some(database) = Database::with(
        "CREATE SCHEMA metaschema_public; CREATE TABLE metaschema_public.schema (id uuid PRIMARY KEY, database_id uuid)",
    ) else {
        return;
    };
    let run = Run::new();
    let mut command = run.export();
    command.args(["--database-url", &database.url()]);
    let message = fails(command, 1);
    assert!(message.contains("error: metaschema_public.database is not there as it should be"), "{message}");
}

#[test]
fn n20_a_database_without_the_platforms_tables_is_told_in_three_lines() {
    let Some(database) = Database::with("CREATE TABLE notes (id int)") else { return };
    let run = Run::new();
    let mut command = run.export();
    command.args(["--database-url", &database.url()]);
    let said = fails(command, 2);
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines.len(), 3, "{said}");
    assert!(lines[0].ends_with(" has none of the platform's tables, and nothing was read"), "{said}");
    assert!(lines[1].contains("metaschema_public") && lines[2].contains("USAGE on its schemas"), "{said}");
}
