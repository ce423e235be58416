//! The changes of a database.

mod node;
mod query;

use typeferry_client::blocking::{Ahead, Endpoint};
use typeferry_client::{ListError, ListQuery, ListReading, Position};
use typeferry_codegen::dialect::CONSTRUCTIVE;

use self::node::{Node, body};
pub use self::query::{ActionsQuery, Categories};
use super::ahead::WAITING;
use super::lists::LIST_PAGE;
use crate::row::Uuid;
use crate::source::{ActionKey, ActionSink, LeftOut, SourceError, SqlAction};

/// The changes of a database, as they come.
pub(super) type ChangesAhead = Ahead<Result<Vec<Node>, ListError<ActionId>>>;

/// Begins to read the changes of a database, with their categories or without.
pub(super) fn ahead(
    endpoint: &Endpoint,
    query: &ActionsQuery,
    jobs: usize,
    (database, with_categories): (Uuid, bool),
) -> ChangesAhead {
    let document = query.document(with_categories);
    // They go on by offset: some deployments have them without a key.
    let list = ListQuery {
        field: "sqlActions",
        name: "db_migrate.sql_actions",
        page: CONSTRUCTIVE.page(),
        by_cursor: false,
        rows: LIST_PAGE,
        jobs,
        body: Box::new(move |at, rows| body(&document, database, (offset(at), rows))),
        id: |node: &Node| Some(ActionId(node.key(), node.category.clone())),
    };
    endpoint.client().ahead(WAITING, ListReading::new(endpoint.asynchronous(), list).into_stream())
}

/// Gives every change of a database to the sink, those of the `excluded` categories as left out; says how many were
/// not. The server counts all of them, whatever their category.
pub(super) fn read(changes: ChangesAhead, excluded: &[String], sink: &mut dyn ActionSink) -> Result<u64, SourceError> {
    let mut given = 0;
    for nodes in changes {
        let of_page: Vec<_> = nodes?.into_iter().map(|node| Change::of(node, excluded)).collect::<Result<_, _>>()?;
        of_page.into_iter().try_for_each(|change| change.give(&mut given, sink))?;
    }
    Ok(given)
}

fn offset(position: Option<&Position>) -> u64 {
    match position {
        Some(Position::Offset(offset)) => *offset,
        Some(Position::After(_) | Position::Behind { .. }) | None => 0,
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
pub(super) struct ActionId(ActionKey, Option<String>);

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
