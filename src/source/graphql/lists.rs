//! Lists that hand-written operations ask for.

use std::convert::Infallible;
use std::slice;

use graphql_client::GraphQLQuery;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::operations::{ListDatabases, ListSchemas, list_databases, list_schemas};
use super::page::{Keep, RowError, RowId};
use super::pager::Pager;
use super::progress::{Position, Progress};
use super::refusal::Asked;
use super::request::{Client, List, Request};
use super::shape::Shape;
use crate::row::Uuid;
use crate::row::number::plain_integers;
use crate::source::{Database, SchemaName, SourceError};

/// How many nodes are asked for at once.
pub(super) const LIST_PAGE: i64 = 500;

/// A node of a list.
pub(super) trait Listed: DeserializeOwned {
    /// What tells a node from every other of the list.
    type Id: RowId;

    /// What tells it from every other, where that is known.
    fn id(&self) -> Option<Self::Id>;
}

/// A list, as an operation asks for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operation<'o> {
    /// The field that answers with the list.
    pub(super) field: &'o str,
    /// What messages call it.
    pub(super) name: &'o str,
    /// Where the parts of its pages stand.
    pub(super) shape: Shape,
}

/// Reads a list to its end: `body` asks for the page that begins there, and each page is handed over once it is whole.
pub(super) fn read<T: Listed>(
    client: Client<'_>,
    operation: Operation<'_>,
    body: impl Fn(Option<&Position>) -> Value,
    mut hand_over: impl FnMut(Vec<T>) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let Operation { field, name, shape } = operation;
    let (pager, mut progress) = (Pager { client, asked: Asked::Operation }, Progress::default());
    loop {
        let list = List { key: field.to_owned(), index: 0, name: name.to_owned(), shape };
        let request = Request { lists: vec![list], body: body(progress.next()).to_string() };
        for page in pager.pages(&request, slice::from_mut(&mut progress), || vec![Nodes(Vec::new())])? {
            hand_over(page.0)?;
        }
        if progress.next().is_none() {
            return Ok(());
        }
    }
}

/// Keeps the nodes of a page.
struct Nodes<T>(Vec<T>);

impl<T: Listed> Keep for Nodes<T> {
    type Id = T::Id;

    fn row(&mut self, node: &str) -> Result<Option<T::Id>, RowError> {
        let node: T =
            serde_json::from_str(&plain_integers(node)).map_err(|error| RowError::Fields(error.to_string()))?;
        let id = node.id();
        self.0.push(node);
        Ok(id)
    }
}

/// The databases that the endpoint shows.
pub(super) fn databases(client: Client<'_>) -> Result<Vec<Database>, SourceError> {
    let operation = Operation { field: "databases", name: "databases", shape: Shape::BY_CURSOR };
    let body = |at: Option<&Position>| {
        json!(ListDatabases::build_query(list_databases::Variables { first: LIST_PAGE, after: cursor(at) }))
    };
    let mut databases = Vec::new();
    read(client, operation, body, |nodes: Vec<list_databases::ListDatabasesDatabasesNodes>| {
        databases.extend(nodes.into_iter().map(|node| Database { id: node.id, name: node.name }));
        Ok(())
    })?;
    Ok(databases)
}

/// The schemas of a database.
pub(super) fn schemas(client: Client<'_>, database: Uuid) -> Result<Vec<SchemaName>, SourceError> {
    let operation = Operation { field: "schemas", name: "schemas", shape: Shape::BY_CURSOR };
    let body = |at: Option<&Position>| {
        let variables = list_schemas::Variables { database_id: database, first: LIST_PAGE, after: cursor(at) };
        json!(ListSchemas::build_query(variables))
    };
    let mut schemas = Vec::new();
    read(client, operation, body, |nodes: Vec<list_schemas::ListSchemasSchemasNodes>| {
        schemas.extend(nodes.into_iter().map(|node| SchemaName { name: node.name, schema_name: node.schema_name }));
        Ok(())
    })?;
    Ok(schemas)
}

fn cursor(position: Option<&Position>) -> Option<String> {
    match position {
        Some(Position::After(cursor)) => Some(cursor.clone()),
        Some(Position::Offset(_)) | None => None,
    }
}

impl Listed for list_databases::ListDatabasesDatabasesNodes {
    type Id = Infallible;

    fn id(&self) -> Option<Infallible> {
        None
    }
}

impl Listed for list_schemas::ListSchemasSchemasNodes {
    type Id = Infallible;

    fn id(&self) -> Option<Infallible> {
        None
    }
}
