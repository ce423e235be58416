//! How the tables of a tenant are read: the first pages of all of them together, then what is left of each.
//!
//! So many requests are under way as there may be, and each is made up when its turn comes, of the pages that are known
//! to be there by then. Answers are taken in the order of their requests: what comes early waits, and counts as under
//! way, so that the memory that is needed does not grow with the number of rows.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::Arc;

use futures_util::stream::{self, FuturesOrdered, Stream, StreamExt};
use serde_json::Value;

use super::event::TableEvent;
use super::gate::Gate;
use super::keys::Keys;
use super::limits::Limits;
use super::listing::{FIRST_PAGE, Listing, PAGE_BYTES, Paging};
use super::page::Page;
use super::planner::Planner;
use super::progress::{Fault, unfinished};
use super::request::{Ask, List, Request};
use super::rows::{Key, TableRows, Untyped};
use super::split::fetch_in_parts;
use super::tables::TableReader;
use super::task::Task;
use crate::endpoint::Endpoint;
use crate::error::ReadError;
use crate::row::{KeySource, TableQuery, Tenancy};

type RowsPage = Page<TableRows<Untyped>>;
type Pages = Vec<(List, RowsPage)>;

/// The rows of one tenant, as they come.
pub struct TableReading {
    jobs: usize,
    fetcher: Arc<Fetcher>,
    /// Of each table, how many rows of it are at hand, until the server has counted its own.
    at_hand: Vec<Option<u64>>,
    lists: Vec<Listing>,
    /// Of each table, its lists that have not ended, in the order of their rows; `None` where they are not known yet.
    open: Vec<Option<VecDeque<usize>>>,
    /// First pages of lists whose turn has not come, by the list.
    early: BTreeMap<usize, (List, RowsPage)>,
    keys: Keys,
    limits: Vec<Limits>,
    gate: Gate<TableEvent>,
    /// Requests that are made up and not sent.
    planned: VecDeque<Request>,
    answers: FuturesOrdered<Task<Pages>>,
    ready: VecDeque<TableEvent>,
}

impl fmt::Debug for TableReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TableReading")
            .field("lists", &self.lists)
            .field("answers", &self.answers.len())
            .finish_non_exhaustive()
    }
}

/// What the requests of one reading are sent with.
#[derive(Debug)]
struct Fetcher {
    endpoint: Endpoint,
    planner: Planner,
    /// Of each table, the columns whose keys are wanted.
    key_columns: Vec<Vec<usize>>,
}

impl Fetcher {
    async fn fetch(self: Arc<Self>, request: Request) -> Result<Pages, ReadError> {
        let keeper = |list: &List| {
            let table = list.ask.table;
            let (query, columns) = (self.planner.tables.get(table)?, self.key_columns.get(table)?);
            Some(TableRows::new(Arc::clone(query), columns.clone()))
        };
        fetch_in_parts(&self.endpoint, &self.planner, request, keeper).await
    }
}

impl TableReading {
    /// Nothing has been asked for.
    pub(super) fn begin(reader: TableReader) -> Result<Self, ReadError> {
        let TableReader { endpoint, tables, tenant, page, jobs, at_hand } = reader;
        check_sources(&tables)?;
        let keys = Keys::wanted(&tables);
        let (open, key_columns) = (vec![None; tables.len()], keys.columns(tables.len()));
        let limits = tables.iter().map(|query| Limits::new(&query.table)).collect();
        let at_hand = comparable(at_hand, &tables, &key_columns);
        let planner = Planner { tables, tenant, rows: page.max(1) };
        let mut reading = Self {
            jobs: jobs.max(1),
            fetcher: Arc::new(Fetcher { endpoint, planner, key_columns }),
            at_hand,
            lists: Vec::new(),
            open,
            early: BTreeMap::new(),
            keys,
            limits,
            gate: Gate::new(),
            planned: VecDeque::new(),
            answers: FuturesOrdered::new(),
            ready: VecDeque::new(),
        };
        reading.add_lists_without_keys();
        Ok(reading)
    }

    /// What comes next; `None` behind the last event. Behind an error nothing comes that is of use.
    ///
    /// # Errors
    /// The endpoint does not answer, a row is none of its table, or the rows are not as many as the server counts.
    pub async fn next(&mut self) -> Result<Option<TableEvent>, ReadError> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(Some(event));
            }
            self.send();
            if let Some(answer) = self.answers.next().await {
                for (list, page) in answer? {
                    self.take(list, page)?;
                }
            } else if self.ready.is_empty() {
                return self.is_whole().map(|()| None);
            }
        }
    }

    /// Checks that every table has ended, as it has where nothing is left to ask for.
    fn is_whole(&self) -> Result<(), ReadError> {
        let is_open = |(_, open): &(_, &Option<VecDeque<usize>>)| open.as_ref().is_none_or(|open| !open.is_empty());
        match self.tables().iter().zip(&self.open).find(is_open) {
            Some((query, _)) => Err(unfinished(query.table.qualified(), self.fetcher.endpoint.url())),
            None => Ok(()),
        }
    }

    /// The events as a stream.
    pub fn into_stream(self) -> impl Stream<Item = Result<TableEvent, ReadError>> + Send {
        stream::try_unfold(self, |mut reading| async move {
            let event = reading.next().await?;
            Ok(event.map(|event| (event, reading)))
        })
    }

    fn limits(&self, table: usize) -> Option<TableEvent> {
        let limits = self.limits.get(table)?.of(&self.tables().get(table)?.table);
        (!limits.is_empty()).then_some(TableEvent::Limits { table, limits })
    }

    fn tables(&self) -> &[Arc<TableQuery>] {
        &self.fetcher.planner.tables
    }

    fn add_lists_without_keys(&mut self) {
        let has_keys = |query: &Arc<TableQuery>| matches!(query.tenancy, Tenancy::Keys(_));
        let fetcher = Arc::clone(&self.fetcher);
        for (table, _) in fetcher.planner.tables.iter().enumerate().filter(|(_, query)| !has_keys(query)) {
            self.add_lists(table, vec![Vec::new()]);
        }
    }

    /// The lists of the tables that are filtered by keys which have all come.
    fn add_lists_by_keys(&mut self) {
        let fetcher = Arc::clone(&self.fetcher);
        for (table, query) in fetcher.planner.tables.iter().enumerate() {
            if let Tenancy::Keys(source) = &query.tenancy
                && self.open.get(table) == Some(&None)
                && self.has_ended(source)
            {
                let parts = self.keys.parts(self.tables(), source);
                self.add_lists(table, parts);
            }
        }
    }

    fn has_ended(&self, source: &KeySource) -> bool {
        let is_source =
            |query: &Arc<TableQuery>| query.table.schema == source.schema && query.table.name == source.table;
        let at = self.tables().iter().position(is_source);
        at.and_then(|at| self.open.get(at)?.as_ref()).is_some_and(VecDeque::is_empty)
    }

    fn add_lists(&mut self, table: usize, parts: Vec<Vec<Value>>) {
        let first = self.lists.len();
        let (rows, is_empty) = (self.first_rows(table), parts.is_empty());
        let ask = |(at, keys): (usize, Vec<Value>)| Ask {
            index: first + at,
            table,
            keys: keys.into(),
            rows,
            ..Ask::default()
        };
        let lists: Vec<_> = parts.into_iter().enumerate().map(ask).map(|ask| self.listing(ask)).collect();
        self.lists.extend(lists);
        if let Some(open) = self.open.get_mut(table) {
            *open = Some((first..self.lists.len()).collect());
        }
        if is_empty {
            self.pass(table, TableEvent::End { table });
        }
    }

    fn listing(&self, first: Ask) -> Listing {
        let always_counts = self.tables().get(first.table).is_some_and(|query| query.page.info.is_none());
        Listing::new(first, self.fetcher.planner.rows, Paging { side_by_side: true, always_counts })
    }

    /// The rows of a table's first page: of one whose rows are at hand, its count alone is of interest.
    fn first_rows(&self, table: usize) -> usize {
        let is_at_hand = self.at_hand.get(table).is_some_and(Option::is_some);
        if is_at_hand { 1 } else { self.fetcher.planner.rows.min(FIRST_PAGE) }
    }

    /// Sends as many requests as may be under way.
    fn send(&mut self) {
        self.add_lists_by_keys();
        while self.answers.len() < self.jobs {
            if self.planned.is_empty() {
                let asks = self.asks();
                self.planned = self.fetcher.planner.requests(asks).into();
            }
            let Some(request) = self.planned.pop_front() else { return };
            self.answers.push_back(Task::begin(Arc::clone(&self.fetcher).fetch(request)));
        }
    }

    /// Pages that are known to be there and may come now: as many as go into the requests that may yet be sent.
    fn asks(&mut self) -> Vec<Ask> {
        let (mut asks, mut room) = (Vec::new(), (self.jobs - self.answers.len()) as u64 * PAGE_BYTES);
        for list in self.turns() {
            let Some(list) = self.lists.get_mut(list) else { continue };
            while room > 0
                && let Some(ask) = list.next_ask()
            {
                room = room.saturating_sub(ask.bytes);
                asks.push(ask);
            }
        }
        asks
    }

    /// The lists of which a page may be asked for: the first that has not ended of each table, and a few first pages
    /// behind it.
    fn turns(&self) -> Vec<usize> {
        let mut turns = Vec::new();
        for (table, open) in self.open.iter().enumerate() {
            let is_first_page = |list: &usize| self.lists.get(*list).is_some_and(Listing::is_new);
            let mut lists = open.iter().flatten().copied().take(self.jobs);
            turns.extend(lists.next().filter(|list| is_first_page(list) || self.gate.has_begun(table)));
            turns.extend(lists.filter(is_first_page));
        }
        turns
    }

    /// A page that has come: it waits until those before it have.
    fn take(&mut self, list: List, page: RowsPage) -> Result<(), ReadError> {
        let table = list.ask.table;
        self.early.insert(list.ask.index, (list, page));
        while let Some(current) = self.current(table)
            && let Some((list, page)) = self.early.remove(&current)
        {
            self.turn(&list, page)?;
        }
        Ok(())
    }

    /// The list whose rows are to come.
    fn current(&self, table: usize) -> Option<usize> {
        self.open.get(table)?.as_ref()?.front().copied()
    }

    fn turn(&mut self, list: &List, mut page: RowsPage) -> Result<(), ReadError> {
        let Ask { index, table, from, .. } = list.ask;
        if let Some(rows) = self.at_hand.get_mut(table).and_then(Option::take) {
            self.compare_count(&list.ask, rows, page.total);
            return Ok(());
        }
        let Some(listing) = self.lists.get_mut(index) else { return Ok(()) };
        let turned = listing.turn(list, &mut page);
        if !turned.map_err(|fault| fault.of(&list.name, self.fetcher.endpoint.url()))? {
            return Ok(());
        }
        let (counted, has_ended) = (listing.counted().filter(|_| from == 0), listing.has_ended());
        self.keys.extend(table, page.rows.keys);
        if let Some(limits) = self.limits.get_mut(table) {
            limits.extend(page.rows.limits);
        }
        self.ready.extend(counted.map(|rows| TableEvent::Counted { table, rows }));
        self.pass(table, TableEvent::Rows { table, rows: page.rows.rows });
        if has_ended {
            self.list_has_ended(table);
        }
        Ok(())
    }

    /// The server has counted a table whose rows are at hand. Where these are not as many, the table is read.
    fn compare_count(&mut self, ask: &Ask, rows: u64, counted: Option<u64>) {
        let table = ask.table;
        if counted == Some(rows) {
            self.ready.push_back(TableEvent::Counted { table, rows });
            self.pass(table, TableEvent::AtHand { table });
            self.list_has_ended(table);
        } else {
            let Ask { index, ref keys, .. } = *ask;
            let rows = self.first_rows(table);
            let anew = self.listing(Ask { index, table, keys: Arc::clone(keys), rows, ..Ask::default() });
            self.lists.splice(index..=index, [anew]);
        }
    }

    fn list_has_ended(&mut self, table: usize) {
        let Some(Some(open)) = self.open.get_mut(table) else { return };
        open.pop_front();
        if open.is_empty() {
            if let Some(limits) = self.limits(table) {
                self.pass(table, limits);
            }
            self.pass(table, TableEvent::End { table });
        }
    }

    /// Gives on what may go on.
    fn pass(&mut self, table: usize, event: TableEvent) {
        self.ready.extend(self.gate.pass(table, event));
    }
}

/// Of tables whose rows are at hand, those that one count is enough for: no other is found by their keys, nor they by
/// those of another.
fn comparable(at_hand: Vec<Option<u64>>, tables: &[Arc<TableQuery>], key_columns: &[Vec<usize>]) -> Vec<Option<u64>> {
    let is_alone = tables
        .iter()
        .zip(key_columns)
        .map(|(query, keys)| keys.is_empty() && !matches!(query.tenancy, Tenancy::Keys(_)));
    at_hand.into_iter().zip(is_alone).map(|(rows, is_alone)| rows.filter(|_| is_alone)).collect()
}

/// Checks that the rows that have the keys of a table come before it.
fn check_sources(tables: &[Arc<TableQuery>]) -> Result<(), ReadError> {
    for (index, query) in tables.iter().enumerate() {
        if let Tenancy::Keys(source) = &query.tenancy
            && !Keys::come_before(tables, source, index)
        {
            return Err(ReadError::ByKeys { table: query.table.qualified(), of: source.qualified() });
        }
    }
    Ok(())
}

impl Fault<Key> {
    /// The error of a table's page, or of a table that is not whole.
    pub(super) fn of(self, table: &str, url: &str) -> ReadError {
        let table = table.to_owned();
        match self {
            Self::Repeated(Key { text: row, .. }) => ReadError::Repeated { table, row },
            other => other.of_list(table, url),
        }
    }
}

#[cfg(test)]
mod tests;
