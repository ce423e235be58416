//! Rows over GraphQL.

mod actions;
mod lists;
mod operations;

use typeferry_client::TableReader;
pub use typeferry_client::blocking::{Endpoint, Rows};
pub use typeferry_client::{EndpointError, Traffic};

use super::{ActionSink, Actions, DataSource, Database, Limit, RowSink, SchemaName, SourceError};
use crate::row::{TableDef, TableQuery, Uuid};

pub use self::actions::{ActionsQuery, Categories};

/// A source that asks one or two endpoints.
#[derive(Debug)]
pub struct GraphQlSource {
    endpoint: Endpoint,
    migrate: Option<Endpoint>,
    actions: ActionsQuery,
    tables: Vec<TableQuery>,
    reading: Reading,
    /// What the rows have shown.
    limits: Vec<Limit>,
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
        let tables = tables.iter().map(|table| (*table).clone()).collect();
        Self { endpoint, migrate, actions: ActionsQuery::default(), tables, reading, limits: Vec::new() }
    }

    /// Asks for the changes as their endpoint serves them, rather than by their contract alone.
    #[must_use]
    pub fn asking_for_actions(mut self, query: ActionsQuery) -> Self {
        self.actions = query;
        self
    }
}

impl DataSource for GraphQlSource {
    fn databases(&mut self) -> Result<Vec<Database>, SourceError> {
        lists::databases(&self.endpoint)
    }

    fn schemas(&mut self, database: Uuid) -> Result<Vec<SchemaName>, SourceError> {
        lists::schemas(&self.endpoint, database)
    }

    fn tables(&mut self, _database: Uuid) -> Result<Vec<TableDef>, SourceError> {
        Ok(self.tables.iter().map(|query| query.table.clone()).collect())
    }

    fn rows(&mut self, database: Uuid, sink: &mut dyn RowSink) -> Result<(), SourceError> {
        let (endpoint, Reading { page, jobs }) = (self.endpoint.asynchronous(), self.reading);
        let reader = TableReader { endpoint, tables: &self.tables, tenant: &database.to_string(), page, jobs };
        self.limits = self.endpoint.client().wait(reader.read(sink))?;
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
        let Some(endpoint) = &self.migrate else { return Ok(Actions::NotServed) };
        actions::read(endpoint, &self.actions, self.reading.jobs, (database, excluded), sink).map(Actions::Given)
    }

    fn limits(&self) -> Vec<Limit> {
        self.limits.clone()
    }

    fn traffic(&self) -> Traffic {
        let migrate = self.migrate.as_ref().map(Endpoint::traffic).unwrap_or_default();
        self.endpoint.traffic() + migrate
    }

    fn close(self: Box<Self>) -> Result<(), SourceError> {
        Ok(())
    }
}
