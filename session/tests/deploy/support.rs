//! What the tests share: a cluster, a database of a test's own, and a deploy into it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use typeferry_cluster::Cluster;
use typeferry_connection::{Connection, Environment};
use typeferry_session::{
    Deploy, Event, Failure, Interrupt, LoadedFile, Observer, Options, Parameters, Project, Report, Script, Target,
};

/// Keeps what is told.
#[derive(Default)]
pub(crate) struct Kept(pub(crate) Mutex<Vec<Event>>);

impl Observer for Kept {
    fn event(&self, event: Event) {
        self.0.lock().unwrap().push(event);
    }
}

/// A database of a test's own, and what is deployed into it.
pub(crate) struct Database {
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) name: String,
    pub(crate) options: Options,
    pub(crate) kept: Arc<Kept>,
}

impl Database {
    /// An empty database; `None` where there is no PostgreSQL.
    pub(crate) fn new() -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let cluster = Cluster::shared().unwrap()?;
        let name = format!("s{}", COUNT.fetch_add(1, Ordering::Relaxed));
        cluster.create_database(&name).unwrap();
        Some(Self { cluster, name, options: Options::default(), kept: Arc::default() })
    }

    pub(crate) fn deploy(&self, script: &str, files: &[(&str, &str)]) -> Result<Report, Box<Failure>> {
        let connection = Connection::new(&self.cluster.url(&self.name).into(), &Environment::default()).unwrap();
        let files = files.iter().map(|(path, text)| LoadedFile::new(path, (*text).into()).unwrap()).collect();
        let script = Script { name: "deploy.sql".to_owned(), text: script.to_owned() };
        let deploy = Deploy {
            target: &Target { connection, maintenance: "postgres".to_owned(), overwrite: false },
            project: &Project::from_files(files).unwrap(),
            script: &script,
            parameters: &Parameters::default(),
            options: &self.options,
            observer: Arc::clone(&self.kept) as Arc<dyn Observer>,
            interrupt: &Interrupt::default(),
        };
        deploy.run()
    }

    /// Deploys what must fail.
    pub(crate) fn fail(&self, script: &str, files: &[(&str, &str)]) -> Failure {
        *self.deploy(script, files).unwrap_err()
    }

    /// The first value of a query, as text.
    pub(crate) fn value(&self, sql: &str) -> String {
        let mut client = self.cluster.connect(&self.name).unwrap();
        client.query_one(&format!("SELECT ({sql})::text"), &[]).unwrap().get(0)
    }

    /// Whether there is a table of that name.
    pub(crate) fn has(&self, table: &str) -> bool {
        self.value(&format!("SELECT to_regclass('public.{table}') IS NOT NULL")) == "true"
    }
}
