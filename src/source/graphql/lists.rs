//! Lists that hand-written operations ask for, which are those of Constructive's platform.

use std::fmt;

use typeferry_client::blocking::{Ahead, Endpoint};
use typeferry_client::{ListError, ListQuery, ListReading, Position, ReadError};
use typeferry_codegen::dialect::CONSTRUCTIVE;

use super::ahead::WAITING;
use crate::row::{FromCell, Input, Operation, Uuid, Verbatim};
use crate::source::{Database, SchemaName, SourceError};
use crate::tables::operations::{ListDatabases, ListSchemas, list_databases, list_schemas};

/// How many nodes are asked for at once.
pub(super) const LIST_PAGE: usize = 500;

/// Databases that are asked for.
pub(super) type DatabasesAhead = Whole<list_databases::DatabasesNodes>;

/// A short list that is asked for: its root field, and its pages.
#[derive(Debug)]
pub(super) struct Whole<T> {
    field: &'static str,
    pages: Ahead<Result<Vec<T>, ListError<String>>>,
}

impl<T: FromCell + Send + 'static> Whole<T> {
    /// Asks for it by what asks for the page that begins there; `id` tells its nodes apart.
    fn ask(
        endpoint: &Endpoint,
        field: &'static str,
        body: impl Fn(Option<&Position>, usize) -> String + Send + Sync + 'static,
        id: fn(&T) -> Option<String>,
    ) -> Self {
        let (page, body) = (CONSTRUCTIVE.page(), Box::new(body));
        let query = ListQuery { field, name: field, page, by_cursor: true, rows: LIST_PAGE, jobs: 1, body, id };
        let reading = ListReading::new(endpoint.asynchronous(), query);
        Self { field, pages: endpoint.client().ahead(WAITING, reading.into_stream()) }
    }

    /// All of it.
    fn read(self) -> Result<Vec<T>, SourceError> {
        let mut all = Vec::new();
        for page in self.pages {
            all.extend(page.map_err(|error| repeated(error, self.field))?);
        }
        Ok(all)
    }
}

fn repeated(error: ListError<impl fmt::Display>, list: &str) -> ReadError {
    match error {
        ListError::Read(error) => error,
        ListError::Repeated(id) => ReadError::Repeated { table: list.to_owned(), row: id.to_string() },
    }
}

/// Asks for the databases that the endpoint shows.
pub(super) fn databases_ahead(endpoint: &Endpoint) -> DatabasesAhead {
    let body = |at: Option<&Position>, rows: usize| ListDatabases { after: cursor(at), first: integer(rows) }.request();
    Whole::ask(endpoint, "databases", body, |node| Some(node.id.to_string()))
}

/// The databases.
pub(super) fn databases(ahead: DatabasesAhead) -> Result<Vec<Database>, SourceError> {
    Ok(ahead.read()?.into_iter().map(|node| Database { id: node.id, name: node.name }).collect())
}

/// The schemas of a database.
pub(super) fn schemas(endpoint: &Endpoint, database: Uuid) -> Result<Vec<SchemaName>, SourceError> {
    let body = move |at: Option<&Position>, rows: usize| {
        ListSchemas { after: cursor(at), database_id: database, first: integer(rows) }.request()
    };
    let name = |node: list_schemas::SchemasNodes| SchemaName { name: node.name, schema_name: node.schema_name };
    // The operation selects no key.
    Ok(Whole::ask(endpoint, "schemas", body, |_| None).read()?.into_iter().map(name).collect())
}

/// A number of nodes as GraphQL's `Int`.
pub(super) fn integer(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn cursor(position: Option<&Position>) -> Input<Verbatim> {
    match position {
        Some(Position::After(cursor)) => Input::Value(cursor.as_str().into()),
        Some(Position::Offset(_) | Position::Behind { .. }) | None => Input::Absent,
    }
}
