//! What the tests share: a cluster, a database of a test's own, and a workspace on disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::Client;
use secrecy::SecretString;
use tempfile::TempDir;
use typeferry_cluster::Cluster;
use typeferry_connection::{Connection, Environment, Session};
use typeferry_pgpm::{
    ChangeId, DeployFailure, Done, Ledger, ModuleDeploy, ModuleName, ModuleRevert, OnChanged, Project, RevertFailure,
    RevertOptions, Reverted, Status, Transactions, Verified, verify,
};
use typeferry_session::{Interrupt, Options, Parameters, Silent, Target};

/// A database of a test's own, and a workspace with `packages/*`.
pub(crate) struct Stage {
    cluster: Arc<Cluster>,
    database: String,
    root: TempDir,
}

/// How a test deploys.
#[derive(Default)]
pub(crate) struct How {
    pub(crate) transactions: Transactions,
    pub(crate) on_changed: OnChanged,
    pub(crate) dry_run: bool,
    pub(crate) module: Option<&'static str>,
}

impl Stage {
    /// An empty database and an empty workspace; `None` where there is no PostgreSQL.
    pub(crate) fn set() -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let cluster = Cluster::shared().unwrap()?;
        let database = format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed));
        cluster.create_database(&database).unwrap();
        let stage = Self { cluster, database, root: tempfile::tempdir().unwrap() };
        stage.write("pgpm.json", "{\"packages\": [\"packages/*\"]}");
        Some(stage)
    }

    /// Two modules: `app` with a table and a view over it, and `more`, which requires it.
    pub(crate) fn with_modules() -> Option<Self> {
        let stage = Self::set()?;
        stage.module("app", "plpgsql", "schema\nusers [schema]\n@v1 2020-01-02T03:04:05Z A <a@b>\nactive [users]\n");
        stage.scripts("app", "schema", ["CREATE SCHEMA app;", "DROP SCHEMA app;", "SELECT 'app'::regnamespace;"]);
        let table = "CREATE TABLE app.users (id int PRIMARY KEY, gone boolean);";
        stage.scripts("app", "users", [table, "DROP TABLE app.users;", "SELECT id FROM app.users;"]);
        let view = "CREATE VIEW app.active AS SELECT id FROM app.users WHERE NOT gone;";
        stage.scripts("app", "active", [view, "DROP VIEW app.active;", "SELECT id FROM app.active;"]);
        stage.module("more", "app", "notes [app:users]\n");
        let notes = "CREATE TABLE app.notes (id int REFERENCES app.users);";
        stage.scripts("more", "notes", [notes, "DROP TABLE app.notes;", "SELECT id FROM app.notes;"]);
        Some(stage)
    }

    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A module's control file and its plan.
    pub(crate) fn module(&self, name: &str, requires: &str, plan: &str) {
        self.write(&format!("packages/{name}/{name}.control"), &format!("requires = '{requires}'\n"));
        self.write(&format!("packages/{name}/pgpm.plan"), &format!("%project={name}\n{plan}"));
    }

    /// The deploy, revert and verify script of a change, each with its header and as a transaction.
    pub(crate) fn scripts(&self, module: &str, change: &str, texts: [&str; 3]) {
        for (kind, text) in ["deploy", "revert", "verify"].into_iter().zip(texts) {
            let end = if kind == "verify" { "ROLLBACK" } else { "COMMIT" };
            let text = format!("-- {kind} {change} to pg\n\nBEGIN;\n\n{text}\n\n{end};\n");
            self.write(&format!("packages/{module}/{kind}/{change}.sql"), &text);
        }
    }

    /// A module of one change.
    pub(crate) fn one_change(&self, module: &str, deploy: &str) {
        self.module(module, "", "x\n");
        self.scripts(module, "x", [deploy, "SELECT 1;", "SELECT 1;"]);
    }

    pub(crate) fn project(&self, module: Option<&str>) -> Project {
        match module {
            Some(name) => Project::open_module(self.root(), &ModuleName::new(name).unwrap()).unwrap(),
            None => Project::open(self.root()).unwrap(),
        }
    }

    pub(crate) fn script(&self, path: &str) -> PathBuf {
        self.root().canonicalize().unwrap().join("packages").join(path)
    }

    pub(crate) fn deploy_as(&self, how: &How) -> Result<Done, Box<DeployFailure>> {
        self.deploy_at(self.cluster.port(), how)
    }

    /// Deploys through a port.
    pub(crate) fn deploy_at(&self, port: u16, how: &How) -> Result<Done, Box<DeployFailure>> {
        let project = self.project(how.module);
        let (target, interrupt) = (self.target(port), Interrupt::default());
        let deploy = ModuleDeploy {
            project: &project,
            target: &target,
            parameters: Parameters::default(),
            options: Options { dry_run: how.dry_run, ..Options::default() },
            transactions: how.transactions,
            tests: true,
            on_changed: how.on_changed,
            observer: Arc::new(Silent),
            interrupt: &interrupt,
        };
        deploy.run()
    }

    /// Deploys everything in one transaction; what was deployed, as text.
    pub(crate) fn deploy(&self) -> Vec<String> {
        names(&self.deploy_as(&How::default()).unwrap_or_else(|failure| panic!("{failure}")).deployed)
    }

    /// What a deploy that must fail says.
    pub(crate) fn deploy_badly(&self, how: &How) -> Box<DeployFailure> {
        match self.deploy_as(how) {
            Err(failure) => failure,
            Ok(done) => panic!("deployed {:?}", names(&done.deployed)),
        }
    }

    pub(crate) fn status(&self) -> Status {
        Status::of(&self.project(None), &self.ledger())
    }

    pub(crate) fn ledger(&self) -> Ledger {
        Ledger::read(&mut self.session()).unwrap()
    }

    pub(crate) fn revert(&self, module: Option<&str>, what: &RevertOptions) -> Result<Reverted, Box<RevertFailure>> {
        self.revert_as(module, what, false)
    }

    pub(crate) fn revert_as(
        &self,
        module: Option<&str>,
        what: &RevertOptions,
        dry_run: bool,
    ) -> Result<Reverted, Box<RevertFailure>> {
        self.revert_at(self.cluster.port(), module, what, dry_run)
    }

    /// Reverts through a port.
    pub(crate) fn revert_at(
        &self,
        port: u16,
        module: Option<&str>,
        what: &RevertOptions,
        dry_run: bool,
    ) -> Result<Reverted, Box<RevertFailure>> {
        let (project, target, interrupt) = (self.project(module), self.target(port), Interrupt::default());
        let (what, options) = (what.clone(), Options { dry_run, ..Options::default() });
        let observer = Arc::new(Silent);
        ModuleRevert { project: &project, target: &target, what, options, observer, interrupt: &interrupt }.run()
    }

    pub(crate) fn verify(&self) -> Verified {
        verify(&mut self.session(), &self.project(None)).unwrap()
    }

    fn session(&self) -> Session {
        self.target(self.port()).connection.silent_session().unwrap()
    }

    pub(crate) fn client(&self) -> Client {
        self.cluster.connect(&self.database).unwrap()
    }

    pub(crate) fn run(&self, sql: &str) {
        self.client().batch_execute(sql).unwrap();
    }

    /// The first column of a query, as text.
    pub(crate) fn column(&self, query: &str) -> Vec<String> {
        let rows = self.client().query(&format!("SELECT q.c::text FROM ({query}) AS q (c)"), &[]).unwrap();
        rows.iter().map(|row| row.get::<_, Option<String>>(0).unwrap_or_default()).collect()
    }

    /// The names of what the modules make.
    pub(crate) fn relations(&self) -> Vec<String> {
        self.column("SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('app') AND relkind IN ('r', 'v') ORDER BY 1")
    }

    /// Type, change, and code of each event of the ledger.
    pub(crate) fn events(&self) -> Vec<String> {
        self.column(
            "SELECT concat_ws(' ', event_type, package || ':' || change_name, error_code)
             FROM pgpm_migrate.events ORDER BY event_id",
        )
    }

    /// The server's port.
    pub(crate) fn port(&self) -> u16 {
        self.cluster.port()
    }

    /// The database's name.
    pub(crate) fn database(&self) -> &str {
        &self.database
    }

    fn target(&self, port: u16) -> Target {
        let url = self.cluster.url(&self.database).replace(&format!(":{}/", self.cluster.port()), &format!(":{port}/"));
        let address = SecretString::from(url);
        let connection = Connection::new(&address, &Environment::default()).unwrap();
        Target { connection, maintenance: "postgres".to_owned(), overwrite: false }
    }
}

pub(crate) fn names(ids: &[ChangeId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}
