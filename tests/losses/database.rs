//! A database in a real PostgreSQL, which exported scripts are run in and values are read from.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, SimpleQueryMessage};
use typeferry_cluster::Cluster;
use typeferry_demo::Endpoint;

use crate::contract::Contract;
use crate::support::{AUTHOR, SCHEMA, Sandbox};

/// The table that the contract makes of other rows.
const DERIVED: &str = "
    CREATE SCHEMA catalog_private;
    CREATE TABLE catalog_private.apis (
      id uuid PRIMARY KEY, owner_scope text NOT NULL, owner_key uuid, is_visible boolean NOT NULL, database_id uuid NOT NULL,
      name text NOT NULL, dbname text, role_name text, anon_role text, config jsonb);";

/// What the platform's trigger does.
const DERIVE: &str = "
    INSERT INTO catalog_private.apis
    SELECT id, 'database', database_id, is_published, database_id, name, dbname, role_name, anon_role, config
    FROM routing_public.apis";

/// A database of a test's own.
pub(crate) struct Database {
    cluster: Arc<Cluster>,
    name: String,
}

impl Database {
    /// Nothing is in it; `None` where the machine has no PostgreSQL.
    pub(crate) fn new() -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let cluster = Cluster::shared().unwrap()?;
        cluster.has_extensions(&["citext"]).unwrap().then_some(())?;
        let name = format!("loss{}", COUNT.fetch_add(1, Ordering::Relaxed));
        cluster.create_database(&name).unwrap();
        Some(Self { cluster, name })
    }

    /// With the empty tables of the metadata.
    pub(crate) fn with_tables() -> Option<Self> {
        let database = Self::new()?;
        database.run(&ddl());
        Some(database)
    }

    /// With the rows that the endpoints serve, the changes among them.
    pub(crate) fn of(endpoints: &[Endpoint]) -> Option<Self> {
        let database = Self::with_tables()?;
        let changes = Contract::read(include_str!("../../migrate/schema.graphql"), "");
        database.run(&metadata().rows(&endpoints[0].data));
        database.run(DERIVE);
        database.run(&changes.ddl());
        database.run(&changes.rows(&endpoints[1].data));
        Some(database)
    }

    /// With the metadata of an export.
    pub(crate) fn deployed(sandbox: &Sandbox) -> Option<Self> {
        let database = Self::with_tables()?;
        database.deploy(sandbox, "acme-services");
        Some(database)
    }

    pub(crate) fn client(&self) -> Client {
        self.cluster.connect(&self.name).unwrap()
    }

    pub(crate) fn run(&self, sql: &str) {
        self.try_to_run(sql).unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }

    /// What PostgreSQL says of a statement that it refuses.
    pub(crate) fn try_to_run(&self, sql: &str) -> Result<(), String> {
        let said = |error: postgres::Error| error.as_db_error().map_or_else(|| error.to_string(), ToString::to_string);
        self.client().batch_execute(sql).map_err(said)
    }

    /// Runs the deploy scripts of a module of `out`, in the order of its plan.
    pub(crate) fn deploy(&self, sandbox: &Sandbox, module: &str) {
        for change in changes(sandbox, module) {
            self.run(&script(sandbox, module, "deploy", &change));
        }
    }

    /// Runs the revert scripts, backwards.
    pub(crate) fn revert(&self, sandbox: &Sandbox, module: &str) {
        for change in changes(sandbox, module).iter().rev() {
            self.run(&script(sandbox, module, "revert", change));
        }
    }

    /// The changes whose verify scripts fail.
    pub(crate) fn unverified(&self, sandbox: &Sandbox, module: &str) -> Vec<String> {
        let fails = |change: &String| self.try_to_run(&script(sandbox, module, "verify", change)).is_err();
        changes(sandbox, module).into_iter().filter(fails).collect()
    }

    /// The first column of a query's rows, as PostgreSQL writes it.
    pub(crate) fn values(&self, query: &str) -> Vec<Option<String>> {
        let text = |message: SimpleQueryMessage| match message {
            SimpleQueryMessage::Row(row) => Some(row.get(0).map(str::to_owned)),
            _ => None,
        };
        let answer = self.client().simple_query(&format!("SET TimeZone = 'UTC'; {query}"));
        answer.unwrap_or_else(|error| panic!("{error}: {query}")).into_iter().filter_map(text).collect()
    }

    /// The one value of a query.
    pub(crate) fn value(&self, query: &str) -> Option<String> {
        let mut values = self.values(query);
        assert_eq!(values.len(), 1, "{query}");
        values.remove(0)
    }

    /// Exports acme from here, by `--database-url`, into `out`.
    pub(crate) fn export(&self) -> Sandbox {
        let sandbox = Sandbox::new();
        let mut export = sandbox.typeferry(["export", "--author", AUTHOR, "--out", "out", "--database", "acme"]);
        export.args(["--extension-name", "acme", "--meta-extension-name", "acme-services"]);
        export.args(["--database-url", &self.cluster.url(&self.name)]);
        sandbox.run(export).done();
        sandbox
    }
}

/// What makes the empty tables of the metadata.
pub(crate) fn ddl() -> String {
    metadata().ddl() + DERIVED
}

fn metadata() -> Contract {
    Contract::read(SCHEMA, include_str!("../../typeferry.toml"))
}

fn changes(sandbox: &Sandbox, module: &str) -> Vec<String> {
    let plan = sandbox.read(&format!("out/{module}/pgpm.plan"));
    plan.lines().skip(4).map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

fn script(sandbox: &Sandbox, module: &str, kind: &str, change: &str) -> String {
    sandbox.read(&format!("out/{module}/{kind}/{change}.sql"))
}
