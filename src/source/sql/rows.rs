//! The rows of one table, as they stream in: neither a table nor a row is copied, and no cell is allocated.

use std::io::BufRead;

use memchr::memchr;
use postgres::Client;

use super::copy::{Cells, SqlRow, text};
use super::error::Place;
use crate::row::TableDef;
use crate::source::{RowSink, SourceError};

/// Gives every row that the statement copies to the sink.
pub(super) fn read(
    client: &mut Client,
    address: &str,
    index: usize,
    table: &TableDef,
    sql: &str,
    sink: &mut dyn RowSink,
) -> Result<(), SourceError> {
    let qualified = table.qualified();
    let place = Place { address, table: Some(&qualified) };
    let mut stream = client.copy_out(sql).map_err(|error| place.failure(&error))?;
    let mut taker = Taker { table, index, sink, cells: Cells::default() };
    // The server sends a line at a time, and does not promise it.
    let mut begun = Vec::new();
    loop {
        let bytes = stream.fill_buf().map_err(|error| place.broken(error))?;
        if bytes.is_empty() {
            return if begun.is_empty() { Ok(()) } else { Err(taker.wrong_line("it has no end")) };
        }
        let end = memchr(b'\n', bytes);
        match end {
            Some(end) if begun.is_empty() => taker.line(&bytes[..end])?,
            Some(end) => {
                begun.extend_from_slice(&bytes[..end]);
                taker.line(&begun)?;
                begun.clear();
            }
            None => begun.extend_from_slice(bytes),
        }
        let length = end.map_or(bytes.len(), |end| end + 1);
        stream.consume(length);
    }
}

struct Taker<'a> {
    table: &'a TableDef,
    index: usize,
    sink: &'a mut dyn RowSink,
    cells: Cells,
}

impl Taker<'_> {
    fn line(&mut self, line: &[u8]) -> Result<(), SourceError> {
        // A database of the encoding SQL_ASCII sends what it was given.
        let line = std::str::from_utf8(line).map_err(|_| self.wrong_line("it is no UTF-8"))?;
        self.cells.split(line).map_err(|_| self.wrong_line("it has an escape that PostgreSQL does not write"))?;
        let columns = &self.table.columns;
        if self.cells.len() != columns.len().max(1) {
            return Err(self.wrong_line("it has not as many values as the table has columns"));
        }
        let row = SqlRow::new(line, &self.cells, columns).map_err(|column| self.wrong_value(line, column))?;
        Ok(self.sink.row(self.index, &row)?)
    }

    fn wrong_line(&self, reason: &str) -> SourceError {
        SourceError::Line { table: self.table.qualified(), reason: reason.to_owned() }
    }

    fn wrong_value(&self, line: &str, column: usize) -> SourceError {
        let key: Vec<&str> = self.table.key.iter().filter_map(|at| text(line, &self.cells, *at)).collect();
        let def = &self.table.columns[column];
        SourceError::Value {
            table: self.table.qualified(),
            column: def.name.to_string(),
            key: if key.is_empty() { "without a key".to_owned() } else { key.join(", ") },
            reason: format!("its text is no {}", def.pg_type),
        }
    }
}
