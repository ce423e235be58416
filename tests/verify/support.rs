//! A cluster with the database of a platform, an export of it, and what is done with both.

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;
use typeferry_cluster::Cluster;

/// Tables of the platform, made by hand: each kind of key, and of type what is easily lost.
const TABLES: &str = r#"
    CREATE SCHEMA metaschema_public;
    CREATE SCHEMA services_public;
    CREATE SCHEMA metaschema_modules_public;
    CREATE EXTENSION citext SCHEMA public;
    CREATE TABLE metaschema_public.database (id uuid PRIMARY KEY, name text);
    CREATE TABLE metaschema_public.schema (
        id uuid PRIMARY KEY,
        database_id uuid NOT NULL REFERENCES metaschema_public.database,
        name text NOT NULL,
        schema_name text NOT NULL);
    CREATE TABLE metaschema_public.kinds (
        database_id uuid NOT NULL,
        "Group" text COLLATE "C",
        no int,
        tags text[],
        words public.citext[],
        smart jsonb,
        raw json,
        price money,
        page xml,
        span interval,
        amount numeric,
        ratio float8,
        big bigint,
        bytes bytea,
        at timestamptz,
        twice int GENERATED ALWAYS AS (no * 2) STORED,
        PRIMARY KEY ("Group", no));
    CREATE TABLE metaschema_public.log (database_id uuid, said text, data json);
    CREATE TABLE services_public.sites (id uuid PRIMARY KEY, no int GENERATED ALWAYS AS IDENTITY, database_id uuid NOT NULL, dbname text);
    CREATE TABLE metaschema_modules_public.nodes (
        id int PRIMARY KEY,
        database_id uuid NOT NULL,
        parent int REFERENCES metaschema_modules_public.nodes,
        "group" text,
        no int,
        FOREIGN KEY ("group", no) REFERENCES metaschema_public.kinds);"#;

/// Two tenants; the second has the schema names of the first with another ending.
const ROWS: &str = r#"
    INSERT INTO metaschema_public.database VALUES
        ('00000000-0000-4000-8000-00000000000a', 'acme'), ('00000000-0000-4000-8000-00000000000b', 'globex');
    INSERT INTO metaschema_public.schema VALUES
        ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-00000000000a', 'one', 'acme_two'),
        ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-00000000000a', 'two', 'acme_one'),
        ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-00000000000b', 'one', 'globex_one');
    INSERT INTO metaschema_public.kinds
    SELECT '00000000-0000-4000-8000-00000000000a', 'g' || n % 7, n,
        CASE WHEN n % 3 > 0 THEN ARRAY['acme_one', NULL, 'it''s \ "'] END, ARRAY['A', 'a']::public.citext[],
        jsonb_build_object('schema', 'acme_two', 'n', n::numeric / 8), '{"b": 1, "a":  [null]}', n / 8.0, '<a>&amp;</a>',
        make_interval(months => -n, secs => n / 1e6), n / 1000.0, 1 / (n + 1)::float8, 9007199254740993 + n,
        decode('00ff', 'hex'), '2024-02-29 23:59:59.999999+00'::timestamptz + n * '1 microsecond'::interval
    FROM generate_series(0, 1199) AS n;
    INSERT INTO metaschema_public.log
    SELECT '00000000-0000-4000-8000-00000000000a', 'line ' || n % 4, '{"n":  1}' FROM generate_series(1, 10) AS n;
    INSERT INTO services_public.sites (id, database_id, dbname)
    VALUES (gen_random_uuid(), '00000000-0000-4000-8000-00000000000a', 'somewhere'),
        (gen_random_uuid(), '00000000-0000-4000-8000-00000000000a', NULL);"#;

/// The database `platform` with its rows, the same tables without rows in `target`, and a folder for modules.
pub(crate) struct Platform {
    cluster: Cluster,
    folder: TempDir,
}

impl Platform {
    /// `None` where the machine has no PostgreSQL.
    pub(crate) fn start() -> Option<Self> {
        let platform = Self { cluster: Cluster::for_test().unwrap()?, folder: tempfile::tempdir().unwrap() };
        platform.cluster.has_extensions(&["citext"]).unwrap().then_some(())?;
        for database in ["platform", "target"] {
            platform.cluster.create_database(database).unwrap();
            platform.run(database, TABLES);
        }
        platform.run("platform", ROWS);
        Some(platform)
    }

    /// Runs SQL.
    pub(crate) fn run(&self, database: &str, sql: &str) {
        let mut client = self.cluster.connect(database).unwrap();
        client.batch_execute(sql).unwrap_or_else(|error| panic!("{error:?}"));
    }

    /// Exports the tenant acme of `platform`; gives the report.
    pub(crate) fn export(&self) -> serde_json::Value {
        let output = self.typeferry(&[
            "export",
            "--database-url",
            &self.cluster.url("platform"),
            "--database",
            "acme",
            "--extension-name",
            "acme",
            "--meta-extension-name",
            "acme-services",
            "--author",
            "Ada <ada@example.com>",
            "--out",
            "out",
            "--format",
            "json",
        ]);
        assert!(output.status.success(), "{output:?}");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        report["result"].clone()
    }

    /// Runs the deploy scripts of the service module in the order of its plan.
    pub(crate) fn deploy(&self, database: &str) {
        let module = self.folder.path().join("out/acme-services");
        let plan = fs::read_to_string(module.join("pgpm.plan")).unwrap();
        for change in plan.lines().skip(4).filter_map(|line| line.split(' ').next()) {
            self.run(database, &fs::read_to_string(module.join(format!("deploy/{change}.sql"))).unwrap());
        }
    }

    /// Verifies the service module against a database: the exit code and the lines.
    pub(crate) fn verify(&self, database: &str) -> (Option<i32>, Vec<String>) {
        let output = self.typeferry(&["verify", "out/acme-services", "--database-url", &self.cluster.url(database)]);
        let lines = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.lines().all(|line| line.starts_with("note: ")), "{said}");
        (output.status.code(), lines)
    }

    fn typeferry(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_typeferry"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command.output().unwrap()
    }
}
