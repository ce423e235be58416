//! Which columns of a table are written, and which are not: what a script is told of its table.

use typeferry_codegen::model::equality_is_identity;

use super::{ExportError, NotWritten};
use crate::module::{Conflict, TableEntry, TableSpec};
use crate::row::{Access, ColumnDef, Comparison, Kind, Reason, TableDef};

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

/// The columns of a table that scripts have.
pub(crate) struct ScriptColumns {
    /// Their names, in the order of each row's literals.
    pub(crate) columns: Vec<String>,
    /// The key, as positions in `columns`; empty where rows are told apart by all that is written: where the table has
    /// no key, or the database computes a part of it, for the same values give the same key.
    pub(crate) key: Vec<usize>,
}

impl ScriptColumns {
    pub(crate) fn of(table: &TableDef) -> Self {
        let written = table.columns.iter().filter(|column| is_written(column));
        let columns: Vec<String> = written.map(|column| column.name.to_string()).collect();
        let position = |key: &usize| columns.iter().position(|column| *column == table.columns[*key].name);
        let key = table.key.iter().map(position).collect::<Option<_>>().unwrap_or_default();
        Self { columns, key }
    }
}

/// A table as its scripts need to know it; `arbiter` says whether `ON CONFLICT` can name its key.
pub(super) fn spec(table: &TableDef, on_conflict: OnConflict, arbiter: bool) -> Result<TableSpec, ExportError> {
    let written: Vec<_> = table.columns.iter().filter(|column| is_written(column)).collect();
    key_is_kept(table)?;
    let ScriptColumns { columns, key } = ScriptColumns::of(table);
    Ok(TableSpec {
        schema: table.schema.to_string(),
        table: table.name.to_string(),
        columns,
        key,
        text_compared: positions(&written, |column| !equality_is_identity(&column.pg_type)),
        typed: positions(&written, |column| column.comparison == Comparison::Typed),
        money_arrays: positions(&written, |column| column.array && column.kind == Kind::Money),
        sequenced: positions(&written, may_be_sequenced),
        overriding: written.iter().any(|column| column.mutability.overriding),
        conflict: conflict(table, on_conflict, arbiter)?,
    })
}

fn positions(columns: &[&ColumnDef], is: impl Fn(&ColumnDef) -> bool) -> Vec<usize> {
    columns.iter().enumerate().filter(|(_, column)| is(column)).map(|(position, _)| position).collect()
}

/// Whether a sequence may give the column's values.
fn may_be_sequenced(column: &ColumnDef) -> bool {
    !column.array && (column.kind == Kind::Int || column.pg_type == "numeric")
}

/// A key column that only the API's types keep out would leave every exported row with another key.
fn key_is_kept(table: &TableDef) -> Result<(), ExportError> {
    for column in table.key.iter().map(|position| &table.columns[*position]) {
        if let Access::No(reason @ (Reason::Identity | Reason::NotInInput | Reason::NotInPatch)) =
            column.mutability.insertable
        {
            let (table, column) = (table.qualified(), column.name.to_string());
            return Err(ExportError::KeyNotWritten { table, column, reason });
        }
    }
    Ok(())
}

fn conflict(table: &TableDef, on_conflict: OnConflict, arbiter: bool) -> Result<Option<Conflict>, ExportError> {
    if on_conflict == OnConflict::Error {
        return Ok(None);
    }
    if table.key.is_empty() {
        return Err(ExportError::ConflictWithoutKey { table: table.qualified() });
    }
    let key = table.key.iter().map(|position| table.columns[*position].name.to_string()).collect();
    let update = if on_conflict == OnConflict::Update { updated(table)? } else { Vec::new() };
    Ok(Some(Conflict { key, update, arbiter }))
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
pub(super) fn not_written(tables: &[TableDef], counted: &[TableEntry]) -> Vec<NotWritten> {
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
