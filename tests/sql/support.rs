//! What the tests share: a cluster, a source of a database of it, and a sink that keeps everything as text.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::Client;
use typeferry::connection::{Connection, Environment};
use typeferry::row::{Rename, Row, TableDef, Uuid, write_literal};
use typeferry::source::sql::{Reach, SqlSource};
use typeferry::source::{ActionSink, DataSource, LeftOut, RowSink, SourceError, SqlAction, Stopped};
use typeferry_cluster::Cluster;
use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::Source;

/// A database of a test's own.
pub(crate) struct Database {
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) name: String,
}

impl Database {
    /// A database in which the SQL was run; `None` where there is no PostgreSQL.
    pub(crate) fn with(sql: &str) -> Option<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let cluster = Cluster::shared().unwrap()?;
        let extensions: Vec<_> = sql.split([';', '\n']).filter_map(extension).collect();
        cluster.has_extensions(&extensions).unwrap().then_some(())?;
        let name = format!("t{}", COUNT.fetch_add(1, Ordering::Relaxed));
        cluster.create_database(&name).unwrap();
        let database = Self { cluster, name };
        database.run(sql);
        Some(database)
    }

    /// A database in a cluster of its own, which the test may change the settings of.
    pub(crate) fn alone() -> Option<Self> {
        let cluster = Arc::new(Cluster::for_test().unwrap()?);
        Some(Self { cluster, name: "postgres".to_owned() })
    }

    pub(crate) fn client(&self) -> Client {
        self.cluster.connect(&self.name).unwrap()
    }

    pub(crate) fn run(&self, sql: &str) {
        self.client().batch_execute(sql).unwrap();
    }

    /// Its name, which no other database of the cluster has.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn url(&self) -> String {
        self.cluster.url(&self.name)
    }

    /// A source of the schema `app`, for what the configuration says.
    pub(crate) fn try_source(&self, config: &str) -> Result<SqlSource, SourceError> {
        source(&self.url(), config)
    }

    pub(crate) fn source(&self, config: &str) -> SqlSource {
        self.try_source(config).unwrap_or_else(|error| panic!("{error}"))
    }
}

/// A source of the schema `app` behind an address.
pub(crate) fn source(address: &str, config: &str) -> Result<SqlSource, SourceError> {
    let config = Config::read(&Source::new("typeferry.toml", config)).unwrap();
    let connection = Connection::new(&address.into(), &Environment::default())?;
    SqlSource::connect(&connection, Reach::Schemas(&["app".to_owned()]), &config)
}

/// Keeps rows as literals, a line each, and the ends of tables.
pub(crate) struct Kept {
    tables: Vec<TableDef>,
    pub(crate) lines: Vec<String>,
    pub(crate) before: Box<dyn FnMut(&str)>,
}

struct AsIs;

impl Rename for AsIs {
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }

    fn json<'t>(&self, json: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(json)
    }
}

impl Kept {
    pub(crate) fn of(source: &mut dyn DataSource) -> Self {
        Self { tables: source.tables(TENANT).unwrap(), lines: Vec::new(), before: Box::new(|_| {}) }
    }
}

impl RowSink for Kept {
    fn row(&mut self, table: usize, row: &dyn Row) -> Result<(), Stopped> {
        let mut values = Vec::new();
        row.to_values(&mut values);
        let literal = |value| {
            let mut out = String::new();
            write_literal(&mut out, value, &AsIs).unwrap();
            out
        };
        let literals: Vec<String> = values.iter().map(literal).collect();
        self.lines.push(format!("{}: {}", self.tables[table].name, literals.join(", ")));
        Ok(())
    }

    fn end(&mut self, table: usize) -> Result<(), Stopped> {
        (self.before)(&self.tables[table].name);
        self.lines.push(format!("{}.", self.tables[table].name));
        Ok(())
    }
}

impl ActionSink for Kept {
    fn action(&mut self, action: SqlAction) -> Result<(), Stopped> {
        self.lines.push(format!("{action:?}"));
        Ok(())
    }

    fn left_out(&mut self, change: LeftOut) -> Result<(), Stopped> {
        self.lines.push(format!("{change:?}"));
        Ok(())
    }
}

/// The tenant of the tests.
pub(crate) const TENANT: Uuid = Uuid::from_u128(1);

/// Every row of the tenant, and the ends of the tables.
pub(crate) fn rows(source: &mut dyn DataSource) -> Result<Vec<String>, SourceError> {
    let mut kept = Kept::of(source);
    source.rows(TENANT, &mut kept)?;
    Ok(kept.lines)
}

/// The extension that a statement creates: what rows hold of such statements is no statement.
fn extension(statement: &str) -> Option<&str> {
    let name = statement.trim_start().strip_prefix("CREATE EXTENSION ")?;
    name.trim_start_matches("IF NOT EXISTS ").split(' ').next()
}
