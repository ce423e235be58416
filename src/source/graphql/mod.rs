//! Rows over GraphQL.

mod actions;
mod ahead;
mod lists;

use std::collections::BTreeMap;
use std::sync::Arc;

use typeferry_client::TableEvent;
pub use typeferry_client::blocking::{Endpoint, Rows};
pub use typeferry_client::{EndpointError, Traffic};

use super::{ActionSink, Actions, DataSource, Database, Limit, RowSink, SchemaName, SourceError, SourceIdentity};
use crate::row::{TableDef, TableQuery, Uuid};

pub use self::actions::{ActionsQuery, Categories};
use self::ahead::ReadAhead;
use self::lists::DatabasesAhead;

/// A source that asks one or two endpoints.
#[derive(Debug)]
pub struct GraphQlSource {
    endpoint: Endpoint,
    migrate: Option<Endpoint>,
    actions: ActionsQuery,
    tables: Vec<Arc<TableQuery>>,
    reading: Reading,
    /// What the rows of each table have shown.
    limits: BTreeMap<usize, Vec<Limit>>,
    /// Of each table, how many rows of it are at hand.
    at_hand: Vec<Option<u64>>,
    databases: Option<DatabasesAhead>,
    ahead: Option<ReadAhead>,
}

/// How rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// How many rows of a table are asked for at once, at the most.
    pub page: usize,
    /// How many requests are under way at once, at the most.
    pub jobs: usize,
}

impl Default for Reading {
    /// 10,000 rows, eight requests.
    fn default() -> Self {
        Self { page: 10_000, jobs: 8 }
    }
}

impl GraphQlSource {
    /// `endpoint` serves the tables, `migrate` the changes.
    pub fn new(endpoint: Endpoint, migrate: Option<Endpoint>, tables: &[&TableQuery], reading: Reading) -> Self {
        let source = Self {
            endpoint,
            migrate,
            actions: ActionsQuery::default(),
            tables: Vec::new(),
            reading,
            limits: BTreeMap::new(),
            at_hand: Vec::new(),
            databases: None,
            ahead: None,
        };
        source.reading_tables(tables)
    }

    /// Asks which databases there are, whatever else is done before that is wanted.
    #[must_use]
    pub fn asking_for_databases(mut self) -> Self {
        self.databases = Some(lists::databases_ahead(&self.endpoint));
        self
    }

    /// Reads these tables.
    #[must_use]
    pub fn reading_tables(mut self, tables: &[&TableQuery]) -> Self {
        self.tables = tables.iter().map(|table| Arc::new((*table).clone())).collect();
        self
    }

    /// Asks for the changes as their endpoint serves them, rather than by their contract alone.
    #[must_use]
    pub fn asking_for_actions(mut self, query: ActionsQuery) -> Self {
        self.actions = query;
        self
    }

    /// The endpoint that serves the tables.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The endpoint that serves the changes.
    pub fn migrate_endpoint(&self) -> Option<&Endpoint> {
        self.migrate.as_ref()
    }

    /// What is read ahead of this database.
    fn ahead_of(&mut self, database: Uuid) -> Option<&mut ReadAhead> {
        self.ahead.as_mut().filter(|ahead| ahead.is_of(database))
    }
}

impl DataSource for GraphQlSource {
    fn databases(&mut self) -> Result<Vec<Database>, SourceError> {
        let ahead = self.databases.take().unwrap_or_else(|| lists::databases_ahead(&self.endpoint));
        lists::databases(ahead)
    }

    fn identity(&self) -> Option<SourceIdentity> {
        let tables = self.tables.iter().map(|table| format!("{table:?}\n"));
        Some(SourceIdentity { place: self.endpoint.url().to_owned(), tables: tables.collect() })
    }

    fn rows_at_hand(&mut self, rows: &[Option<u64>]) {
        self.at_hand = rows.to_vec();
    }

    fn read_ahead(&mut self, database: Uuid, excluded: Option<&[String]>) {
        let with_categories = excluded.map(|excluded| !excluded.is_empty());
        // What cannot begin fails where it is asked for.
        self.ahead = ReadAhead::begin(self, database, with_categories).ok();
    }

    fn schemas(&mut self, database: Uuid) -> Result<Vec<SchemaName>, SourceError> {
        lists::schemas(&self.endpoint, database)
    }

    fn tables(&mut self, _database: Uuid) -> Result<Vec<TableDef>, SourceError> {
        Ok(self.tables.iter().map(|query| query.table.clone()).collect())
    }

    fn rows(&mut self, database: Uuid, sink: &mut dyn RowSink) -> Result<(), SourceError> {
        let rows = match self.ahead_of(database).and_then(|ahead| ahead.rows.take()) {
            Some(rows) => rows,
            None => ahead::rows(self, database)?,
        };
        self.limits.clear();
        for event in rows {
            let event = event?;
            if let TableEvent::Limits { table, limits } = &event {
                self.limits.insert(*table, limits.clone());
            }
            event.give(sink)?;
        }
        Ok(())
    }

    fn serves_changes(&mut self) -> Result<bool, SourceError> {
        Ok(self.migrate.is_some())
    }

    fn tells_categories(&mut self) -> Result<bool, SourceError> {
        Ok(self.migrate.is_none() || self.actions.has_categories())
    }

    fn actions(
        &mut self,
        database: Uuid,
        excluded: &[String],
        sink: &mut dyn ActionSink,
    ) -> Result<Actions, SourceError> {
        let with_categories = !excluded.is_empty();
        let ahead = self.ahead_of(database).and_then(|ahead| ahead.take_changes(with_categories));
        let Some(endpoint) = &self.migrate else { return Ok(Actions::NotServed) };
        let changes = ahead.unwrap_or_else(|| ahead::changes(self, endpoint, database, with_categories));
        actions::read(changes, excluded, sink).map(Actions::Given)
    }

    fn limits(&self) -> Vec<Limit> {
        self.limits.values().flatten().cloned().collect()
    }

    fn traffic(&self) -> Traffic {
        let migrate = self.migrate.as_ref().map(Endpoint::traffic).unwrap_or_default();
        self.endpoint.traffic() + migrate
    }

    fn close(self: Box<Self>) -> Result<(), SourceError> {
        Ok(())
    }
}
