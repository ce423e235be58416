//! Lists that hand-written operations ask for, which are those of Constructive's platform.

use std::fmt;

use graphql_client::GraphQLQuery;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use typeferry_client::blocking::Endpoint;
use typeferry_client::{ListError, ListQuery, Position, ReadError, read_list};
use typeferry_codegen::dialect::CONSTRUCTIVE;

use super::operations::{ListDatabases, ListSchemas, list_databases, list_schemas};
use crate::row::Uuid;
use crate::source::{Database, SchemaName, SourceError};

/// How many nodes are asked for at once.
pub(super) const LIST_PAGE: usize = 500;

/// Reads a short list whole: its root field, what asks for the page that begins there, and what tells its nodes apart.
fn whole<T: DeserializeOwned>(
    endpoint: &Endpoint,
    field: &str,
    body: &dyn Fn(Option<&Position>, usize) -> Value,
    id: fn(&T) -> Option<String>,
) -> Result<Vec<T>, SourceError> {
    let query = ListQuery {
        field,
        name: field,
        page: CONSTRUCTIVE.page(),
        by_cursor: true,
        rows: LIST_PAGE,
        jobs: 1,
        body,
        id,
    };
    let mut all = Vec::new();
    let read = read_list(endpoint.asynchronous(), &query, |nodes| -> Result<(), ListError<String>> {
        all.extend(nodes);
        Ok(())
    });
    endpoint.client().wait(read).map_err(|error| repeated(error, field))?;
    Ok(all)
}

fn repeated(error: ListError<impl fmt::Display>, list: &str) -> ReadError {
    match error {
        ListError::Read(error) => error,
        ListError::Repeated(id) => ReadError::Repeated { table: list.to_owned(), row: id.to_string() },
    }
}

/// The databases that the endpoint shows.
pub(super) fn databases(endpoint: &Endpoint) -> Result<Vec<Database>, SourceError> {
    let body = |at: Option<&Position>, rows: usize| {
        json!(ListDatabases::build_query(list_databases::Variables { first: integer(rows), after: cursor(at) }))
    };
    let id = |node: &list_databases::ListDatabasesDatabasesNodes| Some(node.id.to_string());
    let nodes = whole(endpoint, "databases", &body, id)?;
    Ok(nodes.into_iter().map(|node| Database { id: node.id, name: node.name }).collect())
}

/// The schemas of a database.
pub(super) fn schemas(endpoint: &Endpoint, database: Uuid) -> Result<Vec<SchemaName>, SourceError> {
    let body = |at: Option<&Position>, rows: usize| {
        let variables = list_schemas::Variables { database_id: database, first: integer(rows), after: cursor(at) };
        json!(ListSchemas::build_query(variables))
    };
    // The operation selects no key.
    let id = |_: &list_schemas::ListSchemasSchemasNodes| None;
    let nodes = whole(endpoint, "schemas", &body, id)?;
    Ok(nodes.into_iter().map(|node| SchemaName { name: node.name, schema_name: node.schema_name }).collect())
}

/// A number of nodes as GraphQL's `Int`.
pub(super) fn integer(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn cursor(position: Option<&Position>) -> Option<String> {
    match position {
        Some(Position::After(cursor)) => Some(cursor.clone()),
        Some(Position::Offset(_)) | None => None,
    }
}
