//! What comes while tables are read.

use std::fmt;

use super::limits::Limit;
use super::tables::RowSink;
use crate::error::Stopped;
use crate::row::Row;

/// What comes of tables, by their positions.
pub enum TableEvent {
    /// The server counts so many rows, beside those that were counted before.
    Counted {
        /// The table.
        table: usize,
        /// The rows.
        rows: u64,
    },
    /// Rows.
    Rows {
        /// The table.
        table: usize,
        /// In the order of its key.
        rows: Vec<Box<dyn Row>>,
    },
    /// The rows that are at hand are as many as the server counts: they stand for those that it has.
    AtHand {
        /// The table.
        table: usize,
    },
    /// All rows of the table have come: its columns that may have lost something on the way, as the values show.
    Limits {
        /// The table.
        table: usize,
        /// Such columns, at least one.
        limits: Vec<Limit>,
    },
    /// There are no more rows.
    End {
        /// The table.
        table: usize,
    },
}

impl fmt::Debug for TableEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Counted { table, rows } => write!(f, "Counted({table}, {rows})"),
            Self::Rows { table, rows } => write!(f, "Rows({table}, {} rows)", rows.len()),
            Self::AtHand { table } => write!(f, "AtHand({table})"),
            Self::Limits { table, limits } => write!(f, "Limits({table}, {limits:?})"),
            Self::End { table } => write!(f, "End({table})"),
        }
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
            Self::AtHand { table } => sink.at_hand(table)?,
            Self::Limits { table, limits } => sink.limits(table, &limits),
            Self::End { table } => sink.end(table)?,
        }
        Ok(())
    }
}
