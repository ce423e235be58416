//! The changes of a database.

use typeferry_contract::Endpoint;

use super::operations::{SqlActions, sql_actions};
use super::{LIST_PAGE, answer};
use crate::row::Uuid;
use crate::source::{ActionSink, LeftOut, SourceError, SqlAction};

/// What messages call the changes.
const TABLE: &str = "db_migrate.sql_actions";

/// Gives every change to the sink; also says how many requests it took, whatever came of it.
pub(super) fn read(
    endpoint: &Endpoint,
    database: Uuid,
    excluded: &[String],
    sink: &mut dyn ActionSink,
) -> (Result<u64, SourceError>, u64) {
    let mut reader = Reader { endpoint, excluded, sink, requests: 0, read: 0, given: 0, counted: None };
    (reader.pages(database), reader.requests)
}

struct Reader<'a> {
    endpoint: &'a Endpoint,
    excluded: &'a [String],
    sink: &'a mut dyn ActionSink,
    requests: u64,
    /// The rows that came, those that are left out among them.
    read: u64,
    given: u64,
    /// What the server counted on the pages so far.
    counted: Option<u64>,
}

impl Reader<'_> {
    /// Reads every page; the changes that were given.
    fn pages(&mut self, database: Uuid) -> Result<u64, SourceError> {
        loop {
            self.requests += 1;
            let variables = sql_actions::Variables {
                database_id: database,
                first: LIST_PAGE,
                offset: i64::try_from(self.read).unwrap_or(i64::MAX),
            };
            let page = answer::typed::<SqlActions>(self.endpoint, variables)?;
            let Some(page) = page.sql_actions else { return Err(answer::nothing(self.endpoint, "sqlActions")) };
            self.count(page.total_count)?;
            let before = self.read;
            for node in page.nodes.into_iter().flatten() {
                self.give(node)?;
                self.read += 1;
            }
            if !page.page_info.has_next_page || self.read == before {
                return self.whole();
            }
        }
    }

    /// A change without a category is in none that is excluded.
    fn give(&mut self, node: sql_actions::SqlActionsSqlActionsNodes) -> Result<(), SourceError> {
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

fn action(node: sql_actions::SqlActionsSqlActionsNodes) -> Result<SqlAction, SourceError> {
    let Some(deploy) = node.deploy.filter(|name| !name.is_empty()) else {
        return Err(SourceError::UnnamedAction { id: node.id });
    };
    let deps: Option<Vec<String>> = node.deps.unwrap_or_default().into_iter().collect();
    Ok(SqlAction {
        id: node.id,
        deploy,
        deps: deps.ok_or(SourceError::UnnamedDependency { id: node.id })?,
        content: node.content,
        revert: node.revert,
        verify: node.verify,
    })
}
