//! The rows of a table's page.

use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use super::answer_error::RowError;
use super::keys::RowKeys;
use super::limits::Limits;
use super::node;
use super::page::Keep;
use super::rank::{Rank, Ranking};
use crate::row::{Cell, CellError, Cells, Row, Table, TableQuery};

/// How a row is read of its cells.
pub(super) trait ReadRow {
    /// What it becomes.
    type Row;

    /// Reads a row of the table of this query.
    fn read(query: &TableQuery, cells: &Cells<'_>) -> Result<Self::Row, CellError>;
}

/// As the type that generated code has for the table.
#[derive(Debug)]
pub(super) struct Typed<T>(PhantomData<fn() -> T>);

impl<T: Table> ReadRow for Typed<T> {
    type Row = T;

    fn read(_query: &TableQuery, cells: &Cells<'_>) -> Result<T, CellError> {
        T::from_cells(cells)
    }
}

/// As a row of any table.
#[derive(Debug)]
pub(super) struct Untyped;

impl ReadRow for Untyped {
    type Row = Box<dyn Row>;

    fn read(query: &TableQuery, cells: &Cells<'_>) -> Result<Self::Row, CellError> {
        query.read.read(cells)
    }
}

/// Keeps the rows of a page, with what their cells show.
#[derive(Debug)]
pub(super) struct TableRows<R: ReadRow> {
    query: Arc<TableQuery>,
    ranking: Option<Ranking>,
    pub(super) rows: Vec<R::Row>,
    pub(super) keys: RowKeys,
    pub(super) limits: Limits,
}

impl<R: ReadRow> TableRows<R> {
    /// No rows yet; the keys in `key_columns` are kept beside them.
    pub(super) fn new(query: Arc<TableQuery>, key_columns: Vec<usize>) -> Self {
        let (keys, limits) = (RowKeys::of_columns(key_columns), Limits::new(&query.table));
        Self { ranking: Ranking::of(&query), query, rows: Vec::new(), keys, limits }
    }

    /// The primary key, where the table has one.
    fn key(&self, cells: &[Cell<'_>]) -> Option<Key> {
        let key = self.query.table.key.iter().map(|position| cells.get(*position)?.0).collect::<Option<Vec<_>>>();
        let rank = self.ranking.as_ref().and_then(|ranking| ranking.rank(cells));
        key.filter(|key| !key.is_empty()).map(|key| Key { text: key.join(", "), rank })
    }
}

impl<R: ReadRow> Keep for TableRows<R> {
    type Id = Key;

    fn rank(id: &Key) -> Option<&Rank> {
        id.rank.as_ref()
    }

    fn id(&self, node: &str) -> Result<Option<Key>, RowError> {
        Ok(self.key(&node::cells(&self.query, node).map_err(RowError::Fields)?))
    }

    fn row(&mut self, node: &str) -> Result<Option<Key>, RowError> {
        let cells = node::cells(&self.query, node).map_err(RowError::Fields)?;
        let row = R::read(&self.query, &Cells { table: &self.query.table, cells: &cells });
        self.rows.push(row.map_err(RowError::Cell)?);
        self.keys.row(&cells);
        self.limits.row(&cells);
        Ok(self.key(&cells))
    }
}

/// A primary key.
#[derive(Debug)]
pub(super) struct Key {
    /// As it arrived.
    pub(super) text: String,
    rank: Option<Rank>,
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}
