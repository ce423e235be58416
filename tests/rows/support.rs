//! What the tests share: databases, exports of one, and the module's scripts run by a role.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, SimpleQueryMessage};
use tempfile::TempDir;
use typeferry::connection::{Connection, Environment};
use typeferry::export::{ContractReport, Export, ExportError, OnConflict, Progress, ReadMode};
use typeferry::module::{Content, Manifest, ModuleName, Planner, RowReader};
use typeferry::row::Uuid;
use typeferry::source;
use typeferry::source::sql::{Reach, SqlSource};
use typeferry_cluster::Cluster;
use typeferry_codegen::config::Config;

/// A superuser.
pub(crate) const SUPERUSER: &str = "postgres";

/// A database of a test's own, with two roles that are no superusers.
pub(crate) struct Database {
    cluster: Arc<Cluster>,
    name: String,
}

impl Database {
    /// A database with the schema `app` of the role `owner`, in which `owner` ran the SQL; `None` where there is no
    /// PostgreSQL. There is a role `other` that may use the schema.
    pub(crate) fn of_owner(sql: &str) -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let cluster = Cluster::shared().unwrap()?;
        let name = format!("rows{}", COUNT.fetch_add(1, Ordering::Relaxed));
        cluster.create_database(&name).unwrap();
        let database = Self { cluster, name };
        database.run_as(
            SUPERUSER,
            "DO $$ BEGIN CREATE ROLE owner; CREATE ROLE other; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
             CREATE SCHEMA app AUTHORIZATION owner; GRANT USAGE ON SCHEMA app TO other;",
        );
        database.run_as("owner", sql);
        Some(database)
    }

    /// Whether the server is of this major version or a newer one; where it is not, the test is counted as skipped.
    #[track_caller]
    pub(crate) fn has_version(&self, major: i32) -> bool {
        self.cluster.has_version(major).unwrap()
    }

    /// Runs SQL in one transaction.
    pub(crate) fn run_as(&self, role: &str, sql: &str) {
        self.try_as(role, sql).unwrap_or_else(|error| panic!("{error}\n{sql:.200}"));
    }

    /// What PostgreSQL says where it refuses: its message and its hint.
    pub(crate) fn try_as(&self, role: &str, sql: &str) -> Result<(), String> {
        let mut client = self.client(role);
        client.batch_execute(&format!("BEGIN; {sql}; COMMIT")).map_err(|error| {
            let error = error.as_db_error().unwrap();
            format!("{}\n{}", error.message(), error.hint().unwrap_or_default())
        })
    }

    /// The same as one `EXECUTE`, as pgpm runs a script.
    pub(crate) fn execute_as(&self, role: &str, script: &str) {
        self.run_as(role, &format!("DO $outer$ BEGIN EXECUTE $script${script}$script$; END $outer$"));
    }

    pub(crate) fn client(&self, role: &str) -> Client {
        let mut client = self.cluster.connect(&self.name).unwrap();
        client.batch_execute(&format!("SET SESSION AUTHORIZATION {role}")).unwrap();
        client
    }

    /// The rows of a query, their columns parted by `|`, NULL as `-`.
    pub(crate) fn rows(&self, query: &str) -> Vec<String> {
        let row = |message| match message {
            SimpleQueryMessage::Row(row) => {
                Some((0..row.len()).map(|at| row.get(at).unwrap_or("-").to_owned()).collect::<Vec<_>>().join("|"))
            }
            _ => None,
        };
        self.client(SUPERUSER).simple_query(query).unwrap().into_iter().filter_map(row).collect()
    }

    /// The one value of a query.
    pub(crate) fn value(&self, query: &str) -> String {
        self.rows(query).concat()
    }

    /// Every trigger and every foreign key, with its mode.
    pub(crate) fn modes(&self) -> Vec<String> {
        self.rows(
            "SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
             UNION ALL
             SELECT conrelid::regclass::text, conname, condeferrable || ' ' || condeferred
             FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2",
        )
    }

    /// Exports the schema `app`.
    pub(crate) fn export(&self, on_conflict: OnConflict) -> Result<Module, ExportError> {
        let url = self.cluster.url(&self.name);
        let connection = Connection::new(&url.as_str().into(), &Environment::default()).unwrap();
        let mut source = SqlSource::connect(&connection, Reach::Schemas(&["app".to_owned()]), &Config::default())?;
        let folder = tempfile::tempdir().unwrap();
        let export = Export {
            metadata_only: false,
            reading: ReadMode::Once,
            contract: ContractReport::same("constructive-1", Vec::new()),
            database: source::Database { id: Uuid::nil(), name: None },
            schemas: Vec::new(),
            requires: Vec::new(),
            excluded_categories: Vec::new(),
            extension: ModuleName::new("changes").unwrap(),
            meta_extension: ModuleName::new("rows").unwrap(),
            planner: Planner::new("Ada", "ada@example.com").unwrap(),
            out: folder.path().to_owned(),
            on_conflict,
            adopt: false,
            dry_run: false,
        };
        export.stage(&mut source, &mut Quiet)?.swap_in()?;
        Ok(Module { folder })
    }
}

/// A module of rows.
pub(crate) struct Module {
    folder: TempDir,
}

impl Module {
    /// A script of a table.
    pub(crate) fn script(&self, kind: &str, table: &str) -> String {
        fs::read_to_string(self.folder.path().join("rows").join(kind).join(format!("migrate/{table}.sql"))).unwrap()
    }

    /// How many rows a script reads back as.
    pub(crate) fn rows(&self, table: &str) -> u64 {
        let module = self.folder.path().join("rows");
        let Content::Rows { tables } = Manifest::read(&module).unwrap().content else { panic!("a module of changes") };
        let entry = tables.iter().find(|entry| entry.table == table).unwrap();
        let mut reader = RowReader::open(&module, entry).unwrap();
        while reader.next_row(&mut Vec::new()).unwrap() {}
        let (rows, sha256) = reader.finish();
        assert_eq!(sha256, entry.sha256);
        rows
    }

    /// The scripts of a kind, in the order of the plan, or against it where they revert.
    pub(crate) fn scripts(&self, kind: &str) -> String {
        let plan = fs::read_to_string(self.folder.path().join("rows/pgpm.plan")).unwrap();
        let changes = plan.lines().filter_map(|line| line.split(' ').next()?.strip_prefix("migrate/"));
        let mut scripts: Vec<String> = changes.map(|table| self.script(kind, table)).collect();
        if kind == "revert" {
            scripts.reverse();
        }
        scripts.join("\n")
    }
}

struct Quiet;

impl Progress for Quiet {
    fn row(&mut self, _: &str, _: u64) {}
}
