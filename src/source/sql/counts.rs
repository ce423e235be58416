//! What was read, held against what the database counts: for every table that has the tenant's own column.

use typeferry_base::quote::identifier;

use super::select::Select;
use super::{Made, SqlSource};
use crate::row::{Row, TableDef, Uuid};
use crate::source::{RowSink, SourceError, Stopped};

/// Counts the rows of one table on their way.
pub(super) struct Counted<'s> {
    pub(super) sink: &'s mut dyn RowSink,
    pub(super) rows: u64,
}

impl RowSink for Counted<'_> {
    fn row(&mut self, table: usize, row: &dyn Row) -> Result<(), Stopped> {
        self.rows += 1;
        self.sink.row(table, row)
    }

    fn end(&mut self, table: usize) -> Result<(), Stopped> {
        self.sink.end(table)
    }
}

/// A table that is counted.
struct Expected {
    table: String,
    /// The table that its rows are made of.
    from: Option<String>,
    /// The statement.
    sql: String,
    read: u64,
}

/// Counts the tenant's rows of every table that has a column for its key; `read` has the rows that came of each table.
pub(super) fn check(source: &mut SqlSource, database: Uuid, read: &[u64]) -> Result<(), SourceError> {
    for Expected { table, from, sql, read } in expected(source, read) {
        let row = source.query(Some(&table), &sql, &[&database.to_string()])?;
        let counted = row.first().map_or(0, |row| row.get::<_, i64>(0)).unsigned_abs();
        if counted != read {
            return Err(SourceError::Uncounted { table, from, read, counted });
        }
    }
    Ok(())
}

fn expected(source: &SqlSource, read: &[u64]) -> Vec<Expected> {
    let tables = source.tables.iter().zip(&source.selects).zip(read);
    let own = tables.filter_map(|((table, select), read)| Expected::of(table, select, *read));
    let made = source.made.iter().filter_map(|Made { def, from, select }| {
        let at = source.tables.iter().position(|table| table.qualified() == *from)?;
        Some(Expected { from: Some(from.clone()), ..Expected::of(def, select, *read.get(at)?)? })
    });
    own.chain(made).collect()
}

impl Expected {
    fn of(table: &TableDef, select: &Select, read: u64) -> Option<Self> {
        let (schema, name, column) = (identifier(&table.schema), identifier(&table.name), select.own_column()?);
        let only = select.only();
        let sql = format!("SELECT count(*) FROM {only}{schema}.{name} WHERE {}::text = $1", identifier(column));
        Some(Self { table: table.qualified(), from: None, sql, read })
    }
}
