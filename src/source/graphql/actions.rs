//! The changes of a database.

mod node;
mod query;

use std::hash::Hash;

use serde_json::Value;

use self::node::{Node, body};
pub use self::query::{ActionsQuery, Categories};
use super::lists::{self, Operation};
use super::page::RowId;
use super::progress::Position;
use super::request::Client;
use super::shape::Shape;
use crate::row::Uuid;
use crate::source::{ActionKey, ActionSink, LeftOut, SourceError, SqlAction};

/// Changes go on by offset: some deployments have them without a key.
const SQL_ACTIONS: Operation<'_> =
    Operation { field: "sqlActions", name: "db_migrate.sql_actions", shape: Shape::BY_OFFSET };

/// Gives every change of a database to the sink, those of the `excluded` categories as left out; says how many were
/// not. The server counts all of them, whatever their category.
pub(super) fn read(
    client: Client<'_>,
    query: &ActionsQuery,
    database: Uuid,
    excluded: &[String],
    sink: &mut dyn ActionSink,
) -> Result<u64, SourceError> {
    let document = query.document(!excluded.is_empty());
    let body = |at: Option<&Position>| -> Value { body(&document, database, offset(at)) };
    let mut given = 0;
    lists::read(client, SQL_ACTIONS, body, id, |nodes: Vec<Node>| {
        let changes: Vec<_> = nodes.into_iter().map(|node| Change::of(node, excluded)).collect::<Result<_, _>>()?;
        for change in changes {
            match change {
                Change::Stays(action) => {
                    given += 1;
                    sink.action(action)?;
                }
                Change::LeftOut(left_out) => sink.left_out(left_out)?,
            }
        }
        Ok(())
    })?;
    Ok(given)
}

fn offset(position: Option<&Position>) -> u64 {
    match position {
        Some(Position::Offset(offset)) => *offset,
        Some(Position::After(_)) | None => 0,
    }
}

/// A change, and whether it is exported.
enum Change {
    Stays(SqlAction),
    LeftOut(LeftOut),
}

impl Change {
    /// A change without a category is in none that is excluded.
    fn of(node: Node, excluded: &[String]) -> Result<Self, SourceError> {
        match node.category {
            Some(category) if excluded.contains(&category) => {
                Ok(Self::LeftOut(LeftOut { deploy: node.deploy, category }))
            }
            _ => action(node).map(Self::Stays),
        }
    }
}

/// Without a unique key, rows may change places between pages: one that comes again has come in another's place. As
/// many different rows as the server counts are all of them.
#[derive(Debug, Hash)]
pub(super) struct ActionId(ActionKey, Option<String>);

impl RowId for ActionId {
    fn repeated(self, _list: &str) -> SourceError {
        SourceError::RepeatedAction { change: self.0 }
    }
}

fn id(node: &Node) -> Option<ActionId> {
    Some(ActionId(node.key(), node.category.clone()))
}

fn action(node: Node) -> Result<SqlAction, SourceError> {
    let change = node.key();
    let Some(deploy) = node.deploy.filter(|name| !name.is_empty()) else {
        return Err(SourceError::UnnamedAction { change });
    };
    let deps: Option<Vec<String>> = node.deps.unwrap_or_default().into_iter().collect();
    Ok(SqlAction {
        id: node.id.map(i64::from),
        deploy,
        deps: deps.ok_or(SourceError::UnnamedDependency { change })?,
        content: node.content,
        revert: node.revert,
        verify: node.verify,
    })
}
