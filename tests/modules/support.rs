//! A workspace on disk, a database of a test's own, and the command that runs over both.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use typeferry_cluster::Cluster;

use crate::terminal::Terminal;

/// The database of the test.
pub(crate) const DATABASE: &str = "modules";

/// A role that owns the database and is nothing else.
const OWNER: &str = "plain";

/// A role that may only read.
const READER: &str = "reader";

/// A workspace of two modules, `app` and `more`, which requires it; and a cluster of the test's own.
pub(crate) struct Stage {
    cluster: Cluster,
    root: TempDir,
    /// Who runs the command.
    user: &'static str,
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Stage {
    /// `None` where the machine has no PostgreSQL.
    pub(crate) fn set() -> Option<Self> {
        let cluster = Cluster::for_test().unwrap()?;
        cluster.create_database(DATABASE).unwrap();
        let stage = Self { cluster, root: tempfile::tempdir().unwrap(), user: "postgres" };
        stage.write("pgpm.json", "{\"packages\": [\"packages/*\"]}");
        stage.module("app", "", "schema\n@v1 2020-01-02T03:04:05Z A <a@b>\nusers [schema]\n");
        stage.script("app", "schema", ["CREATE SCHEMA app;", "DROP SCHEMA app;", "SELECT 'app'::regnamespace;"]);
        stage.script(
            "app",
            "users",
            ["CREATE TABLE app.users (id int);", "DROP TABLE app.users;", "SELECT id FROM app.users;"],
        );
        stage.module("more", "app", "notes [app:users]\n");
        stage.script(
            "more",
            "notes",
            ["CREATE TABLE app.notes ();", "DROP TABLE app.notes;", "SELECT FROM app.notes;"],
        );
        Some(stage)
    }

    /// The same with a database that a role owns which may nothing else, and runs the command.
    pub(crate) fn as_owner() -> Option<Self> {
        let stage = Self::set()?;
        stage.sql(&format!("CREATE ROLE {OWNER} LOGIN CREATEDB; ALTER DATABASE {DATABASE} OWNER TO {OWNER}"));
        Some(Self { user: OWNER, ..stage })
    }

    /// Another role that may read what is deployed, and runs the command from now on.
    pub(crate) fn read_by_another(self) -> Self {
        self.sql(&format!("CREATE ROLE {READER} LOGIN; GRANT USAGE ON SCHEMA app, pgpm_migrate TO {READER}"));
        self.sql(&format!("GRANT SELECT ON ALL TABLES IN SCHEMA app, pgpm_migrate TO {READER}"));
        Self { user: READER, ..self }
    }

    /// The command in a terminal.
    pub(crate) fn at_a_terminal(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
        let mut command = self.command(arguments);
        command.env("PATH", std::env::var_os("PATH").unwrap()).envs(variables.iter().copied());
        Terminal::start(&command)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.path().join(path)).unwrap()
    }

    pub(crate) fn module(&self, name: &str, requires: &str, plan: &str) {
        self.write(&format!("packages/{name}/{name}.control"), &format!("requires = '{requires}'\n"));
        self.write(&format!("packages/{name}/pgpm.plan"), &format!("%project={name}\n{plan}"));
    }

    /// The deploy, revert and verify script of a change.
    pub(crate) fn script(&self, module: &str, change: &str, texts: [&str; 3]) {
        for (kind, text) in ["deploy", "revert", "verify"].into_iter().zip(texts) {
            self.write(&format!("packages/{module}/{kind}/{change}.sql"), &format!("-- {kind}: {change}\n{text}\n"));
        }
    }

    /// Runs the command in the workspace, with the database in its environment.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        Ended::of(self.command(arguments).output().unwrap())
    }

    /// Runs it with one more variable in its environment.
    pub(crate) fn with_environment(&self, arguments: &[&str], name: &str, value: &str) -> Ended {
        Ended::of(self.command(arguments).env(name, value).output().unwrap())
    }

    /// The address of a database, which may not be there.
    pub(crate) fn url(&self, database: &str) -> String {
        self.cluster.url(database)
    }

    pub(crate) fn port(&self) -> u16 {
        self.cluster.port()
    }

    /// The databases that somebody has made.
    pub(crate) fn databases(&self) -> Vec<String> {
        let mut client = self.cluster.connect("postgres").unwrap();
        let query = "SELECT datname::text FROM pg_database WHERE oid >= 16384 ORDER BY 1";
        client.query(query, &[]).unwrap().iter().map(|row| row.get(0)).collect()
    }

    /// Runs the command until the database sleeps, and interrupts it.
    pub(crate) fn interrupt(&self, arguments: &[&str]) -> Ended {
        let child = self.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut client = self.cluster.connect("postgres").unwrap();
        let sleeps = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
        while client.query_one(sleeps, &[]).unwrap().get::<_, i64>(0) == 0 {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let process = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process(process, rustix::process::Signal::INT).unwrap();
        Ended::of(child.wait_with_output().unwrap())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_typeferry"));
        command.current_dir(self.root.path()).env_clear().env("HOME", self.root.path()).stdin(Stdio::null());
        command.envs(self.cluster.environment(DATABASE)).env("PGUSER", self.user).args(arguments);
        command
    }

    pub(crate) fn path(&self) -> &Path {
        self.root.path()
    }

    /// The tables that there are.
    pub(crate) fn tables(&self) -> Vec<String> {
        let mut client = self.cluster.connect(DATABASE).unwrap();
        let query = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'app' ORDER BY 1";
        client.query(query, &[]).unwrap().iter().map(|row| row.get(0)).collect()
    }

    pub(crate) fn has_schema(&self, name: &str) -> bool {
        let mut client = self.cluster.connect(DATABASE).unwrap();
        client.query_opt("SELECT FROM pg_namespace WHERE nspname = $1", &[&name]).unwrap().is_some()
    }

    pub(crate) fn sql(&self, sql: &str) {
        self.cluster.connect(DATABASE).unwrap().batch_execute(sql).unwrap();
    }
}

impl Ended {
    fn of(done: Output) -> Self {
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            let commands = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
            assert!(!text.contains(commands), "a terminal is commanded: {text:?}");
            text
        };
        Self { code: done.status.code(), stdout: text(done.stdout), stderr: text(done.stderr) }
    }

    /// What it printed, which must be JSON and nothing else.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Panics unless it ended with this code.
    pub(crate) fn with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }
}
