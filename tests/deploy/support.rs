//! What the tests share: a cluster, a project's folder, a database of a test's own, and the command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;
use tempfile::TempDir;
use typeferry_cluster::Cluster;

/// A project, and a database that is not there yet.
pub(crate) struct Project {
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) database: String,
    folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Outcome {
    /// The run, which must have ended with this code.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// Standard output, which must be one JSON value.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
    }

    /// Standard error, which must have this text.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "{}", self.stderr);
        self
    }
}

impl Project {
    /// A project with this script and no other file; `None` where there is no PostgreSQL.
    pub(crate) fn new(script: &str) -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let cluster = Cluster::shared().unwrap()?;
        let database = format!("d{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        fs::create_dir(folder.path().join("project")).unwrap();
        Some(Self { cluster, database, folder }.with("deploy.sql", script))
    }

    /// The same with a file.
    pub(crate) fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    /// A place beside the project.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command with these arguments, and nothing of the environment around the tests but where the cluster is.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_typeferry"));
        command.args(arguments).env_clear().env("HOME", self.folder.path().join("home")).stdin(Stdio::null());
        command.envs(self.cluster.environment("postgres")).env_remove("PGDATABASE");
        command.current_dir(self.folder.path());
        command
    }

    pub(crate) fn run(&self, mut command: Command) -> Outcome {
        let done = command.current_dir(self.folder.path()).output().unwrap();
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            let commands = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
            assert!(!text.contains(commands), "a terminal is commanded: {text:?}");
            text
        };
        Outcome { code: done.status.code(), stdout: text(done.stdout), stderr: text(done.stderr) }
    }

    /// The arguments of a deploy of the project into its database.
    pub(crate) fn deploying(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(&["deploy", "project", "-d", &self.database]);
        command.args(arguments);
        command
    }

    pub(crate) fn deploy(&self, arguments: &[&str]) -> Outcome {
        self.run(self.deploying(arguments))
    }

    /// Deploys with this script instead.
    pub(crate) fn deploy_script(&self, script: &str, arguments: &[&str]) -> Outcome {
        self.write("deploy.sql", script);
        self.deploy(arguments)
    }

    /// Whether the database is there.
    pub(crate) fn is_there(&self) -> bool {
        let mut client = self.cluster.connect("postgres").unwrap();
        client.query_opt("SELECT FROM pg_database WHERE datname = $1", &[&self.database]).unwrap().is_some()
    }

    /// The rows of a query of one column, as text.
    pub(crate) fn rows(&self, sql: &str) -> Vec<String> {
        let mut client = self.cluster.connect(&self.database).unwrap();
        let rows = client.query(&format!("SELECT row::text FROM ({sql}) AS found (row)"), &[]).unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }

    pub(crate) fn value(&self, sql: &str) -> String {
        self.rows(sql).concat()
    }

    /// One value of the server.
    pub(crate) fn value_of_server(&self, sql: &str) -> String {
        self.cluster.connect("postgres").unwrap().query_one(sql, &[]).unwrap().get(0)
    }

    /// Whether the database has a table of that name.
    pub(crate) fn has(&self, table: &str) -> bool {
        self.value(&format!("SELECT to_regclass('public.{table}') IS NOT NULL")) == "true"
    }

    /// How many sessions of deploys the database has.
    pub(crate) fn sessions(&self) -> String {
        self.value("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'typeferry' AND datname = current_database()")
    }
}

/// Waits for what another process does.
#[track_caller]
pub(crate) fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..600 {
        if is_so() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{what} did not come");
}

/// A file's text.
pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
