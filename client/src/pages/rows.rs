//! The rows of a table's page.

use super::answer_error::RowError;
use super::keys::RowKeys;
use super::limits::Limits;
use super::node;
use super::page::Keep;
use crate::row::{Cell, CellError, Cells, TableQuery};

/// Keeps the rows of a page as `read` gives them, with what their cells show.
#[derive(Debug)]
pub(super) struct TableRows<'q, R, F> {
    query: &'q TableQuery,
    read: F,
    pub(super) rows: Vec<R>,
    pub(super) keys: RowKeys,
    pub(super) limits: Limits,
}

impl<'q, R, F: Fn(&Cells<'_>) -> Result<R, CellError>> TableRows<'q, R, F> {
    /// No rows yet; the keys in `key_columns` are kept beside them.
    pub(super) fn new(query: &'q TableQuery, key_columns: Vec<usize>, read: F) -> Self {
        let (keys, limits) = (RowKeys::of_columns(key_columns), Limits::new(&query.table));
        Self { query, read, rows: Vec::new(), keys, limits }
    }

    /// The primary key, where the table has one.
    fn key(&self, cells: &[Cell<'_>]) -> Option<Key> {
        let key = self.query.table.key.iter().map(|position| cells.get(*position)?.0).collect::<Option<Vec<_>>>();
        key.filter(|key| !key.is_empty()).map(|key| Key(key.join(", ")))
    }
}

impl<R, F: Fn(&Cells<'_>) -> Result<R, CellError>> Keep for TableRows<'_, R, F> {
    type Id = Key;

    fn id(&self, node: &str) -> Result<Option<Key>, RowError> {
        Ok(self.key(&node::cells(self.query, node).map_err(RowError::Fields)?))
    }

    fn row(&mut self, node: &str) -> Result<Option<Key>, RowError> {
        let cells = node::cells(self.query, node).map_err(RowError::Fields)?;
        let row = (self.read)(&Cells { table: &self.query.table, cells: &cells }).map_err(RowError::Cell)?;
        self.rows.push(row);
        self.keys.row(&cells);
        self.limits.row(&cells);
        Ok(self.key(&cells))
    }
}

/// A primary key, as it arrived.
#[derive(Debug, Hash)]
pub(super) struct Key(pub(super) String);
