//! Which columns of a table are written, and which are not: what a script is told of its table.

use super::{ExportError, NotWritten};
use crate::module::{Conflict, TableCount, TableSpec};
use crate::row::{Access, ColumnDef, Reason, TableDef};

/// What deploying does with a row that is there already, found by its primary key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnConflict {
    /// It fails.
    #[default]
    Error,
    /// The row stays as it is.
    Nothing,
    /// What may be updated is set, where it differs.
    Update,
}

/// Whether the scripts have the column's values.
pub(super) fn is_written(column: &ColumnDef) -> bool {
    column.mutability.insertable.is_yes()
}

/// A table as its scripts need to know it.
pub(super) fn spec(table: &TableDef, on_conflict: OnConflict) -> Result<TableSpec, ExportError> {
    let written: Vec<_> = table.columns.iter().filter(|column| is_written(column)).collect();
    let loose = |(position, column): (usize, &&ColumnDef)| (!column.equality_is_identity()).then_some(position);
    Ok(TableSpec {
        schema: table.schema.to_string(),
        table: table.name.to_string(),
        columns: written.iter().map(|column| column.name.to_string()).collect(),
        key: key(table, &written)?,
        text_compared: written.iter().enumerate().filter_map(loose).collect(),
        overriding: written.iter().any(|column| column.mutability.overriding),
        conflict: conflict(table, on_conflict)?,
    })
}

/// The key as positions among the written columns. Where the database computes a part of it, rows are found by all that
/// is written: the same values give the same key.
fn key(table: &TableDef, written: &[&ColumnDef]) -> Result<Vec<usize>, ExportError> {
    let mut key = Vec::with_capacity(table.key.len());
    for column in table.key.iter().map(|position| &table.columns[*position]) {
        match column.mutability.insertable {
            Access::Yes => key.extend(written.iter().position(|other| other.name == column.name)),
            Access::No(Reason::Generated) => return Ok(Vec::new()),
            Access::No(reason) => {
                let (table, column) = (table.qualified(), column.name.to_string());
                return Err(ExportError::KeyNotWritten { table, column, reason });
            }
        }
    }
    Ok(key)
}

fn conflict(table: &TableDef, on_conflict: OnConflict) -> Result<Option<Conflict>, ExportError> {
    if on_conflict == OnConflict::Error {
        return Ok(None);
    }
    if table.key.is_empty() {
        return Err(ExportError::ConflictWithoutKey { table: table.qualified() });
    }
    let key = table.key.iter().map(|position| table.columns[*position].name.to_string()).collect();
    let update = if on_conflict == OnConflict::Update { updated(table)? } else { Vec::new() };
    Ok(Some(Conflict { key, update }))
}

/// The columns that an upsert sets.
fn updated(table: &TableDef) -> Result<Vec<String>, ExportError> {
    let mut names = Vec::new();
    for (position, column) in table.columns.iter().enumerate() {
        match (column.mutability.updatable.is_yes(), column.mutability.insertable) {
            (true, Access::No(reason)) => {
                let (table, column) = (table.qualified(), column.name.to_string());
                return Err(ExportError::UpdatableOnly { table, column, reason });
            }
            (true, Access::Yes) if !table.key.contains(&position) => names.push(column.name.to_string()),
            _ => {}
        }
    }
    Ok(names)
}

/// The columns that are not written, of the tables that have rows.
pub(super) fn not_written(tables: &[TableDef], counted: &[TableCount]) -> Vec<NotWritten> {
    let has_rows = |table: &&TableDef| {
        counted.iter().any(|count| count.rows > 0 && count.schema == table.schema && count.table == table.name)
    };
    tables.iter().filter(has_rows).flat_map(not_written_of).collect()
}

fn not_written_of(table: &TableDef) -> impl Iterator<Item = NotWritten> {
    table.columns.iter().filter_map(|column| match column.mutability.insertable {
        Access::Yes => None,
        Access::No(reason) => Some(NotWritten {
            schema: table.schema.to_string(),
            table: table.name.to_string(),
            column: column.name.to_string(),
            lost: reason != Reason::Generated,
            reason: reason.to_string(),
        }),
    })
}
