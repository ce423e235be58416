//! The rows of many tables, and who takes them.

use std::sync::Arc;

use super::limits::Limit;
use super::reading::{TableEvent, TableReading};
use crate::endpoint::Endpoint;
use crate::error::{ReadError, Stopped};
use crate::row::{Row, TableQuery};

/// Takes rows.
pub trait RowSink {
    /// The server counts so many rows of the table at this position, beside those that were counted before.
    fn counted(&mut self, _table: usize, _rows: u64) {}

    /// A row of the table at this position.
    ///
    /// # Errors
    /// The sink has failed and keeps the reason.
    fn row(&mut self, table: usize, row: &dyn Row) -> Result<(), Stopped>;

    /// The table has no more rows.
    ///
    /// # Errors
    /// The sink has failed and keeps the reason.
    fn end(&mut self, table: usize) -> Result<(), Stopped>;
}

/// Reads the rows of one tenant.
#[derive(Debug, Clone)]
pub struct TableReader {
    /// The API.
    pub endpoint: Endpoint,
    /// The tables; of those that are filtered by keys of another's rows, that one comes before.
    pub tables: Vec<Arc<TableQuery>>,
    /// The tenant's id, as text.
    pub tenant: String,
    /// How many rows are asked for at once, at the most.
    pub page: usize,
    /// How many requests are under way at once, at least one.
    pub jobs: usize,
}

impl TableReader {
    /// Begins to read; nothing is sent before the first event is waited for.
    ///
    /// # Errors
    /// A table is filtered by keys of rows that do not come before it.
    pub fn begin(self) -> Result<TableReading, ReadError> {
        TableReading::begin(self)
    }

    /// Gives every row to the sink: of each table in the order of its key, and of each table the first row only after
    /// every row or the first page of the tables before it. Says which columns may have lost something on the way.
    ///
    /// # Errors
    /// The endpoint does not answer, a row is none of its table, the rows are not as many as the server counts, or the
    /// sink has failed.
    pub async fn read(self, sink: &mut dyn RowSink) -> Result<Vec<Limit>, ReadError> {
        let (mut reading, mut limits) = (self.begin()?, Vec::new());
        while let Some(event) = reading.next().await? {
            match event {
                TableEvent::Limits(seen) => limits = seen,
                event => event.give(sink)?,
            }
        }
        Ok(limits)
    }
}

impl TableEvent {
    /// Gives what a sink takes to one.
    ///
    /// # Errors
    /// The sink has failed and keeps the reason.
    pub fn give(self, sink: &mut dyn RowSink) -> Result<(), Stopped> {
        match self {
            Self::Counted { table, rows } => sink.counted(table, rows),
            Self::Rows { table, rows } => rows.iter().try_for_each(|row| sink.row(table, row.as_ref()))?,
            Self::End { table } => sink.end(table)?,
            Self::Limits(_) => {}
        }
        Ok(())
    }
}
