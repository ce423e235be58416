//! The rows of many tables: first pages together, then what is left of each, side by side.
//!
//! They are read in waves. A wave asks for every page that is known to be there: the first pages to begin with, then, as
//! the server counts its rows, all others at once, each beginning with the last row of the page before, so that rows that
//! moved meanwhile are seen. Where nothing counts, the pages of a table follow each other. The answers of a wave are
//! handed over in the order of its requests, so that few of them wait in memory, whatever the number of rows.

use std::sync::Arc;

use futures_util::{StreamExt, stream};
use serde_json::Value;

use super::gate::Gate;
use super::keys::Keys;
use super::limits::{Limit, Limits};
use super::page::Page;
use super::planner::Planner;
use super::progress::{Fault, Progress};
use super::request::{Ask, List};
use super::rows::{Key, TableRows};
use super::split::fetch_in_parts;
use super::steps::{FIRST_PAGE, Steps};
use crate::endpoint::Endpoint;
use crate::error::{ReadError, Stopped};
use crate::row::{CellError, Cells, KeySource, Row, TableQuery, Tenancy};

/// Takes rows.
pub trait RowSink {
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
#[derive(Debug, Clone, Copy)]
pub struct TableReader<'a> {
    /// The API.
    pub endpoint: &'a Endpoint,
    /// The tables; of those that are filtered by keys of another's rows, that one comes before.
    pub tables: &'a [TableQuery],
    /// The tenant's id, as text.
    pub tenant: &'a str,
    /// How many rows are asked for at once, at the most.
    pub page: usize,
    /// How many requests are under way at once, at least one.
    pub jobs: usize,
}

impl TableReader<'_> {
    /// Gives every row to the sink: of each table in the order of its key, and of each table the first row only after
    /// every row or the first page of the tables before it. Says which columns may have lost something on the way.
    ///
    /// # Errors
    /// The endpoint does not answer, a row is none of its table, the rows are not as many as the server counts, or the
    /// sink has failed.
    pub async fn read(self, sink: &mut dyn RowSink) -> Result<Vec<Limit>, ReadError> {
        let mut reading = Reading::begin(self, sink)?;
        loop {
            reading.add_lists_by_keys()?;
            let asks = reading.asks();
            if asks.is_empty() {
                return Ok(reading.limits());
            }
            self.wave(&mut reading, asks).await?;
        }
    }

    async fn wave(self, reading: &mut Reading<'_, '_>, asks: Vec<Ask>) -> Result<(), ReadError> {
        let planner = Planner { tables: self.tables, tenant: self.tenant, rows: self.page };
        let requests = planner.requests(asks);
        let columns = reading.keys.columns(self.tables.len());
        let keeper = |list: &List| {
            let (table, columns) = (self.tables.get(list.ask.table)?, columns.get(list.ask.table)?);
            let read: ReadRow<'_> = Box::new(|cells| table.read.read(cells));
            Some(TableRows::new(table, columns.clone(), read))
        };
        let fetches = requests.into_iter().map(|request| fetch_in_parts(self.endpoint, planner, request, &keeper));
        let mut answers = stream::iter(fetches).buffered(self.jobs.max(1));
        while let Some(pages) = answers.next().await {
            for (list, page) in pages? {
                reading.take(&list, page)?;
            }
        }
        Ok(())
    }
}

type ReadRow<'q> = Box<dyn Fn(&Cells<'_>) -> Result<Box<dyn Row>, CellError> + 'q>;
type RowsPage<'q> = Page<TableRows<'q, Box<dyn Row>, ReadRow<'q>>>;

/// What has come so far.
struct Reading<'a, 's> {
    reader: TableReader<'a>,
    lists: Vec<Listing>,
    /// Of each table, how many of its lists have not ended; `None` where they are not known yet.
    open: Vec<Option<usize>>,
    keys: Keys,
    limits: Vec<Limits>,
    gate: Gate<Event>,
    sink: &'s mut dyn RowSink,
}

/// The rows of a table, or those that some keys find.
struct Listing {
    table: usize,
    keys: Arc<[Value]>,
    progress: Progress,
    steps: Steps,
    begun: bool,
}

enum Event {
    Rows(Vec<Box<dyn Row>>),
    End,
}

impl<'a, 's> Reading<'a, 's> {
    fn begin(reader: TableReader<'a>, sink: &'s mut dyn RowSink) -> Result<Self, ReadError> {
        let tables = reader.tables;
        for (index, table) in tables.iter().enumerate() {
            match &table.tenancy {
                Tenancy::Keys(source) if !Keys::come_before(tables, source, index) => {
                    return Err(ReadError::ByKeys { table: table.table.qualified(), of: source.qualified() });
                }
                Tenancy::Keys(_) | Tenancy::All | Tenancy::Tenant(_) => {}
            }
        }
        let limits = tables.iter().map(|query| Limits::new(&query.table)).collect();
        let (keys, open) = (Keys::wanted(tables), vec![None; tables.len()]);
        let mut reading = Self { reader, lists: Vec::new(), open, keys, limits, gate: Gate::new(), sink };
        for (index, table) in tables.iter().enumerate() {
            if !matches!(table.tenancy, Tenancy::Keys(_)) {
                reading.add_lists(index, vec![Vec::new()])?;
            }
        }
        Ok(reading)
    }

    /// The lists of the tables that are filtered by keys which have all come.
    fn add_lists_by_keys(&mut self) -> Result<(), ReadError> {
        for (index, table) in self.reader.tables.iter().enumerate() {
            if let Tenancy::Keys(source) = &table.tenancy
                && self.open.get(index) == Some(&None)
                && self.has_ended(source)
            {
                self.add_lists(index, self.keys.parts(self.reader.tables, source))?;
            }
        }
        Ok(())
    }

    fn has_ended(&self, source: &KeySource) -> bool {
        let is_source = |query: &TableQuery| query.table.schema == source.schema && query.table.name == source.table;
        let at = self.reader.tables.iter().position(is_source);
        at.is_some_and(|at| self.open.get(at) == Some(&Some(0)))
    }

    fn add_lists(&mut self, table: usize, parts: Vec<Vec<Value>>) -> Result<(), ReadError> {
        if let Some(open) = self.open.get_mut(table) {
            *open = Some(parts.len());
        }
        if parts.is_empty() {
            return self.pass(table, Event::End);
        }
        self.lists.extend(parts.into_iter().map(|keys| Listing {
            table,
            keys: keys.into(),
            progress: Progress::default(),
            steps: Steps::default(),
            begun: false,
        }));
        Ok(())
    }

    /// Every page that is known to be there and may come now.
    fn asks(&self) -> Vec<Ask> {
        let pages = self.lists.iter().enumerate().flat_map(|(index, list)| {
            let Listing { table, keys, progress, steps, begun } = list;
            let first = Ask { index, table: *table, keys: Arc::clone(keys), ..Ask::default() };
            if !begun {
                return vec![Ask { rows: self.reader.page.clamp(1, FIRST_PAGE), ..first }];
            }
            if self.gate.has_begun(*table) { steps.pages(&first, progress, self.reader.page) } else { Vec::new() }
        });
        pages.collect()
    }

    /// A page that has come. One that does not begin where the list has got to is asked for again: the page before it had
    /// fewer rows than it was asked for.
    fn take(&mut self, list: &List, mut page: RowsPage<'_>) -> Result<(), ReadError> {
        let Ask { index, table, from, .. } = list.ask;
        let Some(listing) = self.lists.get_mut(index).filter(|listing| listing.progress.read() == from) else {
            return Ok(());
        };
        listing.steps.learn(&list.ask, page.count);
        listing.begun = true;
        let url = self.reader.endpoint.url();
        listing.progress.turn(list, &mut page).map_err(|fault| fault.of(&list.name, url))?;
        let ended = listing.progress.next().is_none();
        self.keys.extend(table, page.rows.keys);
        if let Some(limits) = self.limits.get_mut(table) {
            limits.extend(page.rows.limits);
        }
        self.pass(table, Event::Rows(page.rows.rows))?;
        if ended { self.list_has_ended(table) } else { Ok(()) }
    }

    fn list_has_ended(&mut self, table: usize) -> Result<(), ReadError> {
        let Some(Some(open)) = self.open.get_mut(table) else { return Ok(()) };
        *open = open.saturating_sub(1);
        if *open == 0 { self.pass(table, Event::End) } else { Ok(()) }
    }

    /// Gives on what may go on.
    fn pass(&mut self, table: usize, event: Event) -> Result<(), ReadError> {
        for (table, event) in self.gate.pass(table, event) {
            match event {
                Event::Rows(rows) => rows.iter().try_for_each(|row| self.sink.row(table, row.as_ref()))?,
                Event::End => self.sink.end(table)?,
            }
        }
        Ok(())
    }

    fn limits(&self) -> Vec<Limit> {
        self.reader.tables.iter().zip(&self.limits).flat_map(|(query, limits)| limits.of(&query.table)).collect()
    }
}

impl Fault<Key> {
    /// The error of a table's page, or of a table that is not whole.
    pub(super) fn of(self, table: &str, url: &str) -> ReadError {
        let table = table.to_owned();
        match self {
            Self::Repeated(Key(row)) => ReadError::Repeated { table, row },
            other => other.of_list(table, url),
        }
    }
}
