//! The rows of one table, as they stream in: one thread takes them from the server, the other takes them apart. Neither
//! a table nor a row is copied, and no cell is allocated.

use std::io::{self, BufRead};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use memchr::{memchr, memrchr};
use postgres::Client;

use super::copy::{Cells, SqlRow, text};
use super::error::Place;
use crate::row::{ColumnDef, TableDef};
use crate::source::{RowSink, SourceError};

/// Bytes that go from one thread to the other at once; a single line may be more.
const BLOCK: usize = 128 * 1024;

/// Blocks that may wait.
const AHEAD: usize = 4;

/// Whole lines, the last one excepted where the stream has no end.
type Block = io::Result<Vec<u8>>;

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
    let stream = client.copy_out(sql).map_err(|error| place.failure(&error))?;
    let mut taker = Taker { table, index, sink, cells: Cells::default() };
    thread::scope(|scope| {
        let (sender, blocks) = sync_channel(AHEAD);
        scope.spawn(move || send(stream, &sender));
        taker.blocks(&blocks, place)
    })
}

/// Sends what comes as blocks of whole lines, until the stream ends or nobody takes them.
fn send(mut stream: impl BufRead, blocks: &SyncSender<Block>) {
    let mut block = Vec::with_capacity(BLOCK);
    loop {
        let length = match stream.fill_buf() {
            Ok([]) => break,
            Ok(bytes) => {
                block.extend_from_slice(bytes);
                bytes.len()
            }
            Err(error) => {
                drop(blocks.send(Err(error)));
                return;
            }
        };
        stream.consume(length);
        // The server sends a line at a time, and does not promise it.
        let Some(end) = memrchr(b'\n', &block).filter(|_| block.len() >= BLOCK) else { continue };
        let mut next = Vec::with_capacity(BLOCK);
        next.extend(block.drain(end + 1..));
        if blocks.send(Ok(std::mem::replace(&mut block, next))).is_err() {
            return;
        }
    }
    drop(blocks.send(Ok(block)));
}

struct Taker<'a> {
    table: &'a TableDef,
    index: usize,
    sink: &'a mut dyn RowSink,
    cells: Cells,
}

impl Taker<'_> {
    fn blocks(&mut self, blocks: &Receiver<Block>, place: Place<'_>) -> Result<(), SourceError> {
        for block in blocks {
            let block = block.map_err(|error| place.broken(error))?;
            let mut rest = block.as_slice();
            while let Some((line, [_, behind @ ..])) = memchr(b'\n', rest).and_then(|end| rest.split_at_checked(end)) {
                self.line(line)?;
                rest = behind;
            }
            if !rest.is_empty() {
                return Err(self.wrong_line("it has no end"));
            }
        }
        Ok(())
    }

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

    fn wrong_value(&self, line: &str, column: &ColumnDef) -> SourceError {
        let key: Vec<&str> = self.table.key.iter().filter_map(|at| text(line, &self.cells, *at)).collect();
        SourceError::Value {
            table: self.table.qualified(),
            column: column.name.to_string(),
            key: if key.is_empty() { "without a key".to_owned() } else { key.join(", ") },
            reason: format!("its text is no {}", column.pg_type),
        }
    }
}
