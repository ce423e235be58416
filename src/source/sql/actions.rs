//! The changes of a database: `db_migrate.sql_actions`, which deployments have with more or fewer columns.

use postgres::fallible_iterator::FallibleIterator;

use super::SqlSource;
use super::error::{Place, not_null};
use crate::row::Uuid;
use crate::source::{ActionSink, Actions, LeftOut, SourceError, SqlAction};

const TABLE: &str = "db_migrate.sql_actions";

const COLUMNS: &str = "
SELECT a.attname::text
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'db_migrate' AND c.relname = 'sql_actions' AND a.attnum > 0 AND NOT a.attisdropped";

/// Gives every change to the sink.
pub(super) fn read(
    source: &mut SqlSource,
    database: Uuid,
    excluded: &[String],
    sink: &mut dyn ActionSink,
) -> Result<Actions, SourceError> {
    let columns: Vec<String> = source.query(None, COLUMNS, &[])?.iter().map(|row| row.get(0)).collect();
    if columns.is_empty() {
        return Ok(Actions::NotServed);
    }
    // Without a column for it, no change is of any category.
    let category = if columns.iter().any(|column| column == "category") { "category::text" } else { "NULL::text" };
    let sql = format!(
        "SELECT id::int8, deploy::text, deps::text[], content::text, revert::text, verify::text, {category} \
         FROM {TABLE} WHERE database_id = $1::text::uuid ORDER BY id"
    );
    source.statements += 1;
    let place = Place { address: &source.address, table: Some(TABLE) };
    let rows = source.client.query_raw(&sql, [database.to_string()]).map_err(|error| place.failure(&error))?;
    give(rows, place, excluded, sink).map(Actions::Given)
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
    let id = not_null(TABLE, "id", None, row.get(0))?;
    let deploy: Option<String> = row.get(1);
    let deps: Option<Vec<Option<String>>> = row.get(2);
    let deps: Option<Vec<String>> = deps.unwrap_or_default().into_iter().collect();
    Ok(SqlAction {
        id,
        deploy: deploy.filter(|name| !name.is_empty()).ok_or(SourceError::UnnamedAction { id })?,
        deps: deps.ok_or(SourceError::UnnamedDependency { id })?,
        content: row.get(3),
        revert: row.get(4),
        verify: row.get(5),
    })
}
