//! Rows over GraphQL.

mod actions;
mod answer;
mod bisect;
mod keys;
mod limits;
mod node;
mod operations;
mod page;
mod planner;
mod rows;
mod scanner;
mod stream;

use graphql_client::GraphQLQuery;

use self::operations::{ListDatabases, ListSchemas, list_databases, list_schemas};
use super::{ActionSink, Actions, DataSource, Database, Limit, RowSink, SchemaName, SourceError};
use crate::row::{TableDef, TableQuery, Uuid};

pub use self::actions::{ActionsQuery, Categories};
pub use self::stream::Rows;

/// An address that is asked, with its headers and its token.
pub use typeferry_client::{Endpoint, EndpointError};

/// How many databases, schemas or changes are asked for at once.
const LIST_PAGE: i64 = 500;

/// A source that asks one or two endpoints.
#[derive(Debug)]
pub struct GraphQlSource {
    endpoint: Endpoint,
    migrate: Option<Endpoint>,
    actions: ActionsQuery,
    tables: Vec<TableQuery>,
    page: usize,
    requests: u64,
    limits: limits::Limits,
}

impl GraphQlSource {
    /// `endpoint` serves the tables, `migrate` the changes; `page` is how many rows of a table are asked for at once.
    pub fn new(endpoint: Endpoint, migrate: Option<Endpoint>, tables: &[&TableQuery], page: usize) -> Self {
        let tables = tables.iter().map(|table| (*table).clone()).collect();
        let (actions, limits) = (ActionsQuery::default(), limits::Limits::default());
        Self { endpoint, migrate, actions, tables, page, requests: 0, limits }
    }

    /// Asks for the changes as their endpoint serves them, rather than by their contract alone.
    #[must_use]
    pub fn asking_for_actions(mut self, query: ActionsQuery) -> Self {
        self.actions = query;
        self
    }

    /// Counts requests that were sent before, to tell what the endpoint serves.
    #[must_use]
    pub fn after(mut self, requests: u64) -> Self {
        self.requests += requests;
        self
    }

    /// Asks a hand-written operation.
    fn ask<Q: GraphQLQuery>(&mut self, variables: Q::Variables) -> Result<Q::ResponseData, SourceError> {
        self.requests += 1;
        answer::typed::<Q>(&self.endpoint, variables)
    }
}

impl DataSource for GraphQlSource {
    fn databases(&mut self) -> Result<Vec<Database>, SourceError> {
        let mut databases = Vec::new();
        let mut after = None;
        loop {
            let variables = list_databases::Variables { first: LIST_PAGE, after: after.clone() };
            let answer = self.ask::<ListDatabases>(variables)?;
            let Some(list) = answer.databases else { return Err(answer::nothing(&self.endpoint, "databases")) };
            let nodes = answer::nodes(&self.endpoint, "databases", list.nodes)?;
            databases.extend(nodes.into_iter().map(|node| Database { id: node.id, name: node.name }));
            let end = (list.page_info.has_next_page, list.page_info.end_cursor);
            after = answer::next_cursor(&self.endpoint, "databases", end, after.as_deref())?;
            if after.is_none() {
                return Ok(databases);
            }
        }
    }

    fn schemas(&mut self, database: Uuid) -> Result<Vec<SchemaName>, SourceError> {
        let mut schemas = Vec::new();
        let mut after = None;
        loop {
            let variables = list_schemas::Variables { database_id: database, first: LIST_PAGE, after: after.clone() };
            let answer = self.ask::<ListSchemas>(variables)?;
            let Some(list) = answer.schemas else { return Err(answer::nothing(&self.endpoint, "schemas")) };
            let nodes = answer::nodes(&self.endpoint, "schemas", list.nodes)?;
            let names = nodes.into_iter().map(|node| SchemaName { name: node.name, schema_name: node.schema_name });
            schemas.extend(names);
            let end = (list.page_info.has_next_page, list.page_info.end_cursor);
            after = answer::next_cursor(&self.endpoint, "schemas", end, after.as_deref())?;
            if after.is_none() {
                return Ok(schemas);
            }
        }
    }

    fn tables(&mut self, _database: Uuid) -> Result<Vec<TableDef>, SourceError> {
        Ok(self.tables.iter().map(|query| query.table.clone()).collect())
    }

    fn rows(&mut self, database: Uuid, sink: &mut dyn RowSink) -> Result<(), SourceError> {
        self.limits = limits::Limits::new(&self.tables);
        let mut reader = rows::Reader::new(&self.endpoint, (database, self.page), &self.tables, &mut self.limits, sink);
        let result = reader.read();
        self.requests += reader.requests();
        result
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
        let (result, requests) = actions::read(endpoint, &self.actions, database, excluded, sink);
        self.requests += requests;
        result.map(Actions::Given)
    }

    fn limits(&self) -> Vec<Limit> {
        self.limits.found(&self.tables)
    }

    fn requests(&self) -> u64 {
        self.requests
    }

    fn close(self: Box<Self>) -> Result<(), SourceError> {
        Ok(())
    }
}
