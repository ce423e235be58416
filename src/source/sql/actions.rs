//! The changes of a database: `db_migrate.sql_actions`, which deployments have with more or fewer columns, and some as a
//! view.

use postgres::fallible_iterator::FallibleIterator;

use super::SqlSource;
use super::error::Place;
use crate::row::Uuid;
use crate::source::{ActionKey, ActionSink, Actions, LeftOut, SourceError, SqlAction};

const TABLE: &str = "db_migrate.sql_actions";

const COLUMNS: &str = "
SELECT a.attname::text
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'db_migrate' AND c.relname = 'sql_actions' AND a.attnum > 0 AND NOT a.attisdropped";

/// The order of the changes, which is that of the endpoint too: rows that tie have one name, which no plan has twice.
const ORDER: [&str; 3] = ["id", "created_at", "deploy"];

/// Whether there is a table of changes.
pub(super) fn are_there(source: &mut SqlSource) -> Result<bool, SourceError> {
    Ok(!columns(source)?.is_empty())
}

/// Whether a change comes with its category; so it is where there are no changes.
pub(super) fn tells_categories(source: &mut SqlSource) -> Result<bool, SourceError> {
    let columns = columns(source)?;
    Ok(columns.is_empty() || has(&columns, "category"))
}

/// Gives every change to the sink.
pub(super) fn read(
    source: &mut SqlSource,
    database: Uuid,
    excluded: &[String],
    sink: &mut dyn ActionSink,
) -> Result<Actions, SourceError> {
    let columns = columns(source)?;
    if columns.is_empty() {
        return Ok(Actions::NotServed);
    }
    let sql = select(&columns);
    source.statements += 1;
    let place = Place { address: &source.address, table: Some(TABLE) };
    let rows = source.client.query_raw(&sql, [database.to_string()]).map_err(|error| place.failure(&error))?;
    give(rows, place, excluded, sink).map(Actions::Given)
}

fn columns(source: &mut SqlSource) -> Result<Vec<String>, SourceError> {
    Ok(source.query(None, COLUMNS, &[])?.iter().map(|row| row.get(0)).collect())
}

fn has(columns: &[String], name: &str) -> bool {
    columns.iter().any(|column| column == name)
}

/// Ordered by the columns themselves: a bare name would be that of the result's column, which is of another type.
fn select(columns: &[String]) -> String {
    // Without a column for it, no change is of any category.
    let category = if has(columns, "category") { "category::text" } else { "NULL::text" };
    let order = ORDER.into_iter().filter(|name| *name == "id" || has(columns, name));
    let order: Vec<_> = order.map(|name| format!("a.{name}")).collect();
    format!(
        "SELECT id::int8, deploy::text, deps::text[], content::text, revert::text, verify::text, {category} \
         FROM {TABLE} a WHERE database_id = $1::text::uuid ORDER BY {}",
        order.join(", ")
    )
}

fn give(
    mut rows: postgres::RowIter<'_>,
    place: Place<'_>,
    excluded: &[String],
    sink: &mut dyn ActionSink,
) -> Result<u64, SourceError> {
    let mut given = 0;
    while let Some(row) = rows.next().map_err(|error| place.failure(&error))? {
        let category: Option<String> = row.get(6);
        if let Some(category) = category.filter(|category| excluded.contains(category)) {
            sink.left_out(LeftOut { deploy: row.get(1), category })?;
            continue;
        }
        sink.action(action(&row)?)?;
        given += 1;
    }
    Ok(given)
}

fn action(row: &postgres::Row) -> Result<SqlAction, SourceError> {
    let (id, deploy): (Option<i64>, Option<String>) = (row.get(0), row.get(1));
    let change = ActionKey { id, deploy: deploy.clone() };
    let Some(deploy) = deploy.filter(|name| !name.is_empty()) else {
        return Err(SourceError::UnnamedAction { change });
    };
    let deps: Option<Vec<Option<String>>> = row.get(2);
    let deps: Option<Vec<String>> = deps.unwrap_or_default().into_iter().collect();
    Ok(SqlAction {
        id,
        deploy,
        deps: deps.ok_or(SourceError::UnnamedDependency { change })?,
        content: row.get(3),
        revert: row.get(4),
        verify: row.get(5),
    })
}
