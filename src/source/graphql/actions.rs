//! The changes of a database.

mod page;
mod query;

use std::collections::HashSet;

use typeferry_client::Endpoint;

use self::page::{Node, Page};
pub use self::query::{ActionsQuery, Categories};
use super::{LIST_PAGE, answer};
use crate::row::Uuid;
use crate::source::{ActionKey, ActionSink, LeftOut, SourceError, SqlAction};

/// What messages call the changes.
const TABLE: &str = "db_migrate.sql_actions";

/// Gives every change to the sink; also says how many requests it took, whatever came of it.
pub(super) fn read(
    endpoint: &Endpoint,
    query: &ActionsQuery,
    database: Uuid,
    excluded: &[String],
    sink: &mut dyn ActionSink,
) -> (Result<u64, SourceError>, u64) {
    let document = query.document(!excluded.is_empty());
    let seen = HashSet::new();
    let mut reader = Reader { endpoint, document, excluded, sink, requests: 0, read: 0, given: 0, counted: None, seen };
    (reader.pages(database), reader.requests)
}

struct Reader<'a> {
    endpoint: &'a Endpoint,
    document: String,
    excluded: &'a [String],
    sink: &'a mut dyn ActionSink,
    requests: u64,
    /// The rows that came, those that are left out among them.
    read: u64,
    given: u64,
    /// What the server counted on the pages so far.
    counted: Option<u64>,
    /// The rows that came, told apart.
    seen: HashSet<(ActionKey, Option<String>)>,
}

impl Reader<'_> {
    /// Reads every page; the changes that were given.
    fn pages(&mut self, database: Uuid) -> Result<u64, SourceError> {
        loop {
            let page = self.ask(database)?;
            self.count(page.total_count)?;
            let before = self.read;
            for node in page.nodes.into_iter().flatten() {
                self.once(&node)?;
                self.give(node)?;
                self.read += 1;
            }
            if !page.info.has_next_page || self.read == before {
                return self.whole();
            }
        }
    }

    fn ask(&mut self, database: Uuid) -> Result<Page, SourceError> {
        self.requests += 1;
        let body = page::body(&self.document, database, LIST_PAGE, self.read);
        let answer: page::Answer = answer::read(self.endpoint, &body)?;
        answer.sql_actions.ok_or_else(|| answer::nothing(self.endpoint, "sqlActions"))
    }

    /// Without a unique key, rows may change places between pages: one that comes again has come in another's place. As
    /// many different rows as the server counts are all of them.
    fn once(&mut self, node: &Node) -> Result<(), SourceError> {
        let key = node.key();
        let is_new = self.seen.insert((key.clone(), node.category.clone()));
        if is_new { Ok(()) } else { Err(SourceError::RepeatedAction { change: key }) }
    }

    /// A change without a category is in none that is excluded.
    fn give(&mut self, node: Node) -> Result<(), SourceError> {
        let category = node.category.as_ref().filter(|category| self.excluded.contains(category));
        if let Some(category) = category.cloned() {
            return Ok(self.sink.left_out(LeftOut { deploy: node.deploy, category })?);
        }
        self.given += 1;
        Ok(self.sink.action(action(node)?)?)
    }

    /// The server's count, which is the same on every page.
    fn count(&mut self, counted: i64) -> Result<(), SourceError> {
        let after = u64::try_from(counted).unwrap_or_default();
        match self.counted.replace(after) {
            Some(before) if before != after => Err(SourceError::Changed { table: TABLE.into(), before, after }),
            _ => Ok(()),
        }
    }

    /// The server counts all changes, whatever their category.
    fn whole(&self) -> Result<u64, SourceError> {
        let counted = self.counted.unwrap_or_default();
        if self.read == counted {
            return Ok(self.given);
        }
        Err(SourceError::Count { table: TABLE.into(), read: self.read, counted })
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
