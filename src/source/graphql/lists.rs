//! Lists that hand-written operations ask for, which are those of Constructive's platform.

use std::slice;

use graphql_client::GraphQLQuery;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use typeferry_codegen::dialect::CONSTRUCTIVE;

use super::operations::{ListDatabases, ListSchemas, list_databases, list_schemas};
use super::page::{Keep, RowError, RowId};
use super::pager::Pager;
use super::progress::{Position, Progress};
use super::refusal::Asked;
use super::request::{Client, List, Request};
use super::rows::Key;
use super::shape::Shape;
use crate::row::Uuid;
use crate::row::number::plain_integers;
use crate::source::{Database, SchemaName, SourceError};

/// How many nodes are asked for at once.
pub(super) const LIST_PAGE: i64 = 500;

/// A list, as an operation asks for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operation<'o> {
    /// The field that answers with the list.
    pub(super) field: &'o str,
    /// What messages call it.
    pub(super) name: &'o str,
    /// Whether it goes on by cursor; else by offset.
    pub(super) by_cursor: bool,
}

/// Reads a list to its end: `body` asks for the page that begins there, and each page is handed over once it is whole.
/// `id` tells a node from every other, where that is known.
pub(super) fn read<T: DeserializeOwned, I: RowId>(
    client: Client<'_>,
    operation: Operation<'_>,
    body: impl Fn(Option<&Position>) -> Value,
    id: fn(&T) -> Option<I>,
    mut hand_over: impl FnMut(Vec<T>) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let Operation { field, name, by_cursor } = operation;
    let shape = Shape { page: CONSTRUCTIVE.page(), by_cursor };
    let (pager, mut progress) = (Pager { client, asked: Asked::Operation }, Progress::default());
    loop {
        let list = List { key: field.to_owned(), index: 0, name: name.to_owned(), shape };
        let request = Request { lists: vec![list], body: body(progress.next()).to_string() };
        let keepers = || vec![Nodes { nodes: Vec::new(), id }];
        for page in pager.pages(&request, slice::from_mut(&mut progress), keepers)? {
            hand_over(page.nodes)?;
        }
        if progress.next().is_none() {
            return Ok(());
        }
    }
}

/// Keeps the nodes of a page.
struct Nodes<T, I> {
    nodes: Vec<T>,
    id: fn(&T) -> Option<I>,
}

impl<T: DeserializeOwned, I: RowId> Keep for Nodes<T, I> {
    type Id = I;

    fn row(&mut self, node: &str) -> Result<Option<I>, RowError> {
        let node = serde_json::from_str(&plain_integers(node)).map_err(|error| RowError::Fields(error.to_string()))?;
        let id = (self.id)(&node);
        self.nodes.push(node);
        Ok(id)
    }
}

/// The databases that the endpoint shows.
pub(super) fn databases(client: Client<'_>) -> Result<Vec<Database>, SourceError> {
    let operation = Operation { field: "databases", name: "databases", by_cursor: true };
    let body = |at: Option<&Position>| {
        json!(ListDatabases::build_query(list_databases::Variables { first: LIST_PAGE, after: cursor(at) }))
    };
    let mut databases = Vec::new();
    let id = |node: &list_databases::ListDatabasesDatabasesNodes| Some(Key(node.id.to_string()));
    read(client, operation, body, id, |nodes| {
        databases.extend(nodes.into_iter().map(|node| Database { id: node.id, name: node.name }));
        Ok(())
    })?;
    Ok(databases)
}

/// The schemas of a database.
pub(super) fn schemas(client: Client<'_>, database: Uuid) -> Result<Vec<SchemaName>, SourceError> {
    let operation = Operation { field: "schemas", name: "schemas", by_cursor: true };
    let body = |at: Option<&Position>| {
        let variables = list_schemas::Variables { database_id: database, first: LIST_PAGE, after: cursor(at) };
        json!(ListSchemas::build_query(variables))
    };
    let mut schemas = Vec::new();
    // The operation selects no key.
    let id = |_: &list_schemas::ListSchemasSchemasNodes| None::<Key>;
    read(client, operation, body, id, |nodes| {
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
