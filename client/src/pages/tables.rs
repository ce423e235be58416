//! The rows of many tables, and who takes them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::event::TableEvent;
use super::limits::Limit;
use super::reading::TableReading;
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

    /// The rows of the table that are at hand stand for those that the server has: where [`TableReader::at_hand`] says
    /// how many they are.
    ///
    /// # Errors
    /// The sink has failed and keeps the reason.
    fn at_hand(&mut self, _table: usize) -> Result<(), Stopped> {
        Ok(())
    }

    /// The columns of the table that may have lost something on the way, before it ends; not called where there are none.
    fn limits(&mut self, _table: usize, _limits: &[Limit]) {}

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
    /// Of each table in turn, how many rows of it are at hand, where some are. A table of which the server counts as many
    /// is not read; one by whose keys others are found always is. Empty where nothing is at hand.
    pub at_hand: Vec<Option<u64>>,
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
        let (mut reading, mut seen) = (self.begin()?, BTreeMap::new());
        while let Some(event) = reading.next().await? {
            if let TableEvent::Limits { table, limits } = &event {
                seen.insert(*table, limits.clone());
            }
            event.give(sink)?;
        }
        Ok(seen.into_values().flatten().collect())
    }
}
