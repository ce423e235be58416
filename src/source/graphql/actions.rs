//! The changes of a database.

use typeferry_contract::Endpoint;

use super::operations::{SqlActions, sql_actions};
use super::{LIST_PAGE, answer};
use crate::row::Uuid;
use crate::source::{ActionSink, SourceError, SqlAction};

/// Gives every change to the sink; also says how many requests it took, whatever came of it.
pub(super) fn read(endpoint: &Endpoint, database: Uuid, sink: &mut dyn ActionSink) -> (Result<u64, SourceError>, u64) {
    let mut requests = 0;
    (pages(endpoint, database, sink, &mut requests), requests)
}

fn pages(
    endpoint: &Endpoint,
    database: Uuid,
    sink: &mut dyn ActionSink,
    requests: &mut u64,
) -> Result<u64, SourceError> {
    let mut read = 0;
    loop {
        *requests += 1;
        let variables = sql_actions::Variables {
            database_id: database,
            first: LIST_PAGE,
            offset: i64::try_from(read).unwrap_or(i64::MAX),
        };
        let page = answer::typed::<SqlActions>(endpoint, variables)?;
        let Some(page) = page.sql_actions else { return Err(answer::nothing(endpoint, "sqlActions")) };
        let before = read;
        for node in page.nodes.into_iter().flatten() {
            sink.action(action(node)?)?;
            read += 1;
        }
        if !page.page_info.has_next_page || read == before {
            return whole(read, page.total_count);
        }
    }
}

fn whole(read: u64, counted: i64) -> Result<u64, SourceError> {
    let counted = u64::try_from(counted).unwrap_or_default();
    if read == counted {
        return Ok(read);
    }
    Err(SourceError::Count { table: "db_migrate.sql_actions".into(), read, counted })
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
