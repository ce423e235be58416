//! The rows of many tables: first pages together, then each table to its end.

use serde_json::Value;

use super::keys::Keys;
use super::limits::Limits;
use super::pager::Pager;
use super::planner::{Planner, batches};
use super::progress::Progress;
use super::refusal::Asked;
use super::request::{Client, List, Request};
use super::rows::TableRows;
use crate::row::{KeySource, TableQuery, Tenancy, Uuid};
use crate::source::{RowSink, SourceError};

/// Reads the rows of one tenant.
pub(super) struct Reader<'a> {
    client: Client<'a>,
    /// The tenant, and how many rows are asked for at once.
    asked: (Uuid, usize),
    tables: &'a [TableQuery],
    /// What the tables' rows have shown, a table each.
    limits: &'a mut [Limits],
    sink: &'a mut dyn RowSink,
    progress: Vec<Progress>,
    keys: Keys,
}

impl<'a> Reader<'a> {
    /// `asked` is the tenant, and how many rows of a table are asked for at once; `limits` are of each of the tables.
    pub(super) fn new(
        client: Client<'a>,
        asked: (Uuid, usize),
        tables: &'a [TableQuery],
        limits: &'a mut [Limits],
        sink: &'a mut dyn RowSink,
    ) -> Self {
        let progress = tables.iter().map(|_| Progress::default()).collect();
        Self { client, asked, tables, limits, sink, progress, keys: Keys::wanted(tables) }
    }

    /// Reads every table to its end.
    pub(super) fn read(&mut self) -> Result<(), SourceError> {
        for batch in batches(self.tables) {
            match batch.as_slice() {
                [index] => self.read_alone(*index)?,
                _ => self.read_together(&batch)?,
            }
        }
        Ok(())
    }

    /// Reads a table that is asked for in no document with others.
    fn read_alone(&mut self, index: usize) -> Result<(), SourceError> {
        match self.tables.get(index).map(|table| (table, &table.tenancy)) {
            Some((table, Tenancy::Keys(source))) => self.read_by_keys(index, table, source),
            _ => self.read_together(&[index]),
        }
    }

    /// Reads tables whose first pages come in one answer.
    fn read_together(&mut self, batch: &[usize]) -> Result<(), SourceError> {
        let planner = self.planner(&[]);
        self.hand_over(planner, &planner.request(self.tables, batch, None))?;
        for index in batch {
            self.finish(planner, *index)?;
            self.sink.end(*index)?;
        }
        Ok(())
    }

    /// Reads a table by keys of rows that were read before, some keys at a time.
    fn read_by_keys(&mut self, index: usize, table: &TableQuery, source: &KeySource) -> Result<(), SourceError> {
        if !Keys::come_before(self.tables, source, index) {
            return Err(SourceError::ByKeys { table: table.table.qualified(), of: source.qualified() });
        }
        for keys in self.keys.parts(self.tables, source) {
            if let Some(progress) = self.progress.get_mut(index) {
                *progress = Progress::default();
            }
            let planner = self.planner(&keys);
            self.hand_over(planner, &planner.request(self.tables, &[index], None))?;
            self.finish(planner, index)?;
        }
        Ok(self.sink.end(index)?)
    }

    fn planner<'k>(&self, keys: &'k [Value]) -> Planner<'k> {
        let (tenant, page) = self.asked;
        Planner { tenant, keys, page }
    }

    /// Reads what is left of a table.
    fn finish(&mut self, planner: Planner<'_>, index: usize) -> Result<(), SourceError> {
        while let Some(position) = self.progress.get(index).and_then(Progress::next) {
            let request = planner.request(self.tables, &[index], Some(position));
            self.hand_over(planner, &request)?;
        }
        Ok(())
    }

    /// Asks for pages, and gives their rows to the sink once all of them are whole.
    fn hand_over(&mut self, planner: Planner<'_>, request: &Request) -> Result<(), SourceError> {
        let (tables, keys) = (self.tables, &self.keys);
        let pager = Pager { client: self.client, asked: Asked::Tables(planner, tables) };
        let keeper = |list: &List| {
            let table = tables.get(list.index)?;
            Some(TableRows::new(table, keys.columns_of(list.index), |cells| table.read.read(cells)))
        };
        let keepers = || request.lists.iter().filter_map(keeper).collect();
        for (list, page) in request.lists.iter().zip(pager.pages(request, &mut self.progress, keepers)?) {
            self.keys.extend(list.index, page.keys);
            if let Some(limits) = self.limits.get_mut(list.index) {
                limits.extend(page.limits);
            }
            page.rows.iter().try_for_each(|row| self.sink.row(list.index, row.as_ref()))?;
        }
        Ok(())
    }
}
