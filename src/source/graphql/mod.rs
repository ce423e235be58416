//! Rows over GraphQL.

mod actions;
mod bisect;
mod keys;
mod limits;
mod lists;
mod node;
mod operations;
mod page;
mod pager;
mod planner;
mod progress;
mod refusal;
mod request;
mod rows;
mod scanner;
mod shape;
mod stream;
mod tables;

use std::sync::atomic::{AtomicU64, Ordering};

use self::limits::Limits;
use self::request::Client;
use super::{ActionSink, Actions, DataSource, Database, Limit, RowSink, SchemaName, SourceError};
use crate::row::{TableDef, TableQuery, Uuid};

pub use self::actions::{ActionsQuery, Categories};
pub use self::stream::Rows;

/// An address that is asked, with its headers and its token.
pub use typeferry_client::{Endpoint, EndpointError};

/// A source that asks one or two endpoints.
#[derive(Debug)]
pub struct GraphQlSource {
    endpoint: Endpoint,
    migrate: Option<Endpoint>,
    actions: ActionsQuery,
    tables: Vec<TableQuery>,
    page: usize,
    requests: AtomicU64,
    /// What the rows of each table have shown.
    limits: Vec<Limits>,
}

impl GraphQlSource {
    /// `endpoint` serves the tables, `migrate` the changes; `page` is how many rows of a table are asked for at once.
    pub fn new(endpoint: Endpoint, migrate: Option<Endpoint>, tables: &[&TableQuery], page: usize) -> Self {
        let tables = tables.iter().map(|table| (*table).clone()).collect();
        let (actions, requests) = (ActionsQuery::default(), AtomicU64::new(0));
        Self { endpoint, migrate, actions, tables, page, requests, limits: Vec::new() }
    }

    /// Asks for the changes as their endpoint serves them, rather than by their contract alone.
    #[must_use]
    pub fn asking_for_actions(mut self, query: ActionsQuery) -> Self {
        self.actions = query;
        self
    }

    /// Counts requests that were sent before, to tell what the endpoint serves.
    #[must_use]
    pub fn after(self, requests: u64) -> Self {
        self.requests.fetch_add(requests, Ordering::Relaxed);
        self
    }

    fn client(&self) -> Client<'_> {
        Client { endpoint: &self.endpoint, requests: &self.requests }
    }
}

impl DataSource for GraphQlSource {
    fn databases(&mut self) -> Result<Vec<Database>, SourceError> {
        lists::databases(self.client())
    }

    fn schemas(&mut self, database: Uuid) -> Result<Vec<SchemaName>, SourceError> {
        lists::schemas(self.client(), database)
    }

    fn tables(&mut self, _database: Uuid) -> Result<Vec<TableDef>, SourceError> {
        Ok(self.tables.iter().map(|query| query.table.clone()).collect())
    }

    fn rows(&mut self, database: Uuid, sink: &mut dyn RowSink) -> Result<(), SourceError> {
        self.limits = self.tables.iter().map(|query| Limits::new(&query.table)).collect();
        let client = Client { endpoint: &self.endpoint, requests: &self.requests };
        tables::Reader::new(client, (&database.to_string(), self.page), &self.tables, &mut self.limits, sink).read()
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
        let client = Client { endpoint, requests: &self.requests };
        actions::read(client, &self.actions, database, excluded, sink).map(Actions::Given)
    }

    fn limits(&self) -> Vec<Limit> {
        self.tables.iter().zip(&self.limits).flat_map(|(query, limits)| limits.of(&query.table)).collect()
    }

    fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    fn close(self: Box<Self>) -> Result<(), SourceError> {
        Ok(())
    }
}
