//! The changes of a database.

mod node;
mod query;

use serde_json::Value;
use typeferry_client::blocking::Endpoint;
use typeferry_client::{ListError, ListQuery, Position, read_list};
use typeferry_codegen::dialect::CONSTRUCTIVE;

use self::node::{Node, body};
pub use self::query::{ActionsQuery, Categories};
use super::lists::LIST_PAGE;
use crate::row::Uuid;
use crate::source::{ActionKey, ActionSink, LeftOut, SourceError, SqlAction};

/// Gives every change of a database to the sink, those of the `excluded` categories as left out; says how many were
/// not. The server counts all of them, whatever their category.
pub(super) fn read(
    endpoint: &Endpoint,
    query: &ActionsQuery,
    jobs: usize,
    (database, excluded): (Uuid, &[String]),
    sink: &mut dyn ActionSink,
) -> Result<u64, SourceError> {
    let document = query.document(!excluded.is_empty());
    let body = |at: Option<&Position>, rows: usize| -> Value { body(&document, database, (offset(at), rows)) };
    // They go on by offset: some deployments have them without a key.
    let list = ListQuery {
        field: "sqlActions",
        name: "db_migrate.sql_actions",
        page: CONSTRUCTIVE.page(),
        by_cursor: false,
        rows: LIST_PAGE,
        jobs,
        body: &body,
        id: |node: &Node| Some(ActionId(node.key(), node.category.clone())),
    };
    let mut given = 0;
    let read = read_list(endpoint.asynchronous(), &list, |nodes| {
        let changes: Vec<_> = nodes.into_iter().map(|node| Change::of(node, excluded)).collect::<Result<_, _>>()?;
        changes.into_iter().try_for_each(|change| change.give(&mut given, sink))
    });
    endpoint.client().wait(read)?;
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

    fn give(self, given: &mut u64, sink: &mut dyn ActionSink) -> Result<(), SourceError> {
        match self {
            Self::Stays(action) => {
                *given += 1;
                sink.action(action)?;
            }
            Self::LeftOut(left_out) => sink.left_out(left_out)?,
        }
        Ok(())
    }
}

/// Without a unique key, rows may change places between pages: one that comes again has come in another's place. As
/// many different rows as the server counts are all of them.
#[derive(Debug, Hash)]
struct ActionId(ActionKey, Option<String>);

impl From<ListError<ActionId>> for SourceError {
    fn from(error: ListError<ActionId>) -> Self {
        match error {
            ListError::Read(error) => error.into(),
            ListError::Repeated(ActionId(change, _)) => Self::RepeatedAction { change },
        }
    }
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
