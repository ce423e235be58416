//! The rows of many tables: first pages together, then each table to its end, and the count that proves it whole.

use serde_json::Value;
use typeferry_client::{Endpoint, EndpointError};

use super::answer::ErrorEntry;
use super::bisect::{self, FailedPage, Lost};
use super::keys::Keys;
use super::limits::Limits;
use super::node;
use super::page::{self, PageError, PageInfo, Pages};
use super::planner::{Planner, Position, Request, batches};
use crate::row::{Cells, TableQuery, Tenancy, Uuid};
use crate::source::{RowSink, SourceError};

/// Reads the rows of the planner's database.
pub(super) struct Reader<'a> {
    endpoint: &'a Endpoint,
    /// The tenant, and how many rows are asked for at once.
    asked: (Uuid, usize),
    tables: &'a [TableQuery],
    limits: &'a mut Limits,
    sink: &'a mut dyn RowSink,
    progress: Vec<Progress>,
    keys: Keys,
    requests: u64,
}

/// How far a table has come.
#[derive(Debug, Default)]
struct Progress {
    read: u64,
    /// What the server counted on the pages so far.
    counted: Option<u64>,
    next: Option<Position>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        endpoint: &'a Endpoint,
        asked: (Uuid, usize),
        tables: &'a [TableQuery],
        limits: &'a mut Limits,
        sink: &'a mut dyn RowSink,
    ) -> Self {
        let progress = tables.iter().map(|_| Progress::default()).collect();
        Self { endpoint, asked, tables, limits, sink, progress, keys: Keys::wanted(tables), requests: 0 }
    }

    /// The requests made so far.
    pub(super) fn requests(&self) -> u64 {
        self.requests
    }

    /// Reads every table to its end.
    pub(super) fn read(&mut self) -> Result<(), SourceError> {
        for batch in batches(self.tables) {
            match batch.as_slice() {
                [table] if matches!(self.tables[*table].tenancy, Tenancy::Keys(_)) => self.read_by_keys(*table)?,
                _ => self.read_together(batch)?,
            }
        }
        Ok(())
    }

    /// Reads tables whose first pages come in one answer.
    fn read_together(&mut self, batch: Vec<usize>) -> Result<(), SourceError> {
        let planner = self.planner(&[]);
        let request = planner.first_page(self.tables, batch);
        self.ask(planner, &request)?;
        for table in request.tables {
            self.finish(planner, table)?;
            self.sink.end(table)?;
        }
        Ok(())
    }

    /// Reads a table by keys of rows that were read before, some keys at a time.
    fn read_by_keys(&mut self, table: usize) -> Result<(), SourceError> {
        let Tenancy::Keys(source) = &self.tables[table].tenancy else { return Ok(()) };
        if !Keys::come_before(self.tables, source, table) {
            let of = format!("{}.{}", source.schema, source.table);
            return Err(SourceError::ByKeys { table: self.name(table), of });
        }
        for keys in self.keys.parts(self.tables, source) {
            self.progress[table] = Progress::default();
            let planner = self.planner(&keys);
            self.ask(planner, &planner.first_page(self.tables, vec![table]))?;
            self.finish(planner, table)?;
        }
        Ok(self.sink.end(table)?)
    }

    fn planner<'k>(&self, keys: &'k [Value]) -> Planner<'k> {
        let (database, page) = self.asked;
        Planner { database, keys, page }
    }

    /// Reads what is left of a table, and holds its rows against the server's count.
    fn finish(&mut self, planner: Planner<'_>, table: usize) -> Result<(), SourceError> {
        while let Some(position) = self.progress[table].next.take() {
            let before = self.progress[table].read;
            let request = planner.next_page(table, &self.tables[table], &position);
            self.ask(planner, &request)?;
            if self.progress[table].next.as_ref() == Some(&position) {
                return Err(self.malformed(table, "the page that was asked for came again: its cursor is not heeded"));
            }
            if self.progress[table].read == before {
                // A page without a row that promises another would be asked for without end.
                break;
            }
        }
        let Progress { read, counted, .. } = self.progress[table];
        let counted = counted.unwrap_or_default();
        if read == counted { Ok(()) } else { Err(SourceError::Count { table: self.name(table), read, counted }) }
    }

    fn malformed(&self, table: usize, reason: &str) -> SourceError {
        let (url, table) = (self.endpoint.url().to_owned(), Some(self.name(table)));
        SourceError::Malformed { url, table, reason: reason.to_owned() }
    }

    fn ask(&mut self, planner: Planner<'_>, request: &Request) -> Result<(), SourceError> {
        self.requests += 1;
        let answer = self.endpoint.post(&request.body).map_err(|error| self.failure(request, error))?;
        let tables = request.tables.len();
        let before: Vec<u64> = request.tables.iter().map(|table| self.progress[*table].read).collect();
        let mut taker = Taker { reader: self, request };
        match page::read(answer.into_reader(), tables, &mut taker) {
            Ok(()) => Ok(()),
            Err(error) => Err(self.page_error(planner, request, &before, error)),
        }
    }

    /// A server says what is wrong with a document by its text; the table is named where only one was asked for.
    fn failure(&self, request: &Request, error: EndpointError) -> SourceError {
        match error {
            EndpointError::GraphQl { url, message } => {
                SourceError::GraphQl { url, table: self.only_table(request), message, more: 0 }
            }
            other => SourceError::Endpoint(other),
        }
    }

    /// `before` are the rows that each table of the request had before.
    fn page_error(
        &mut self,
        planner: Planner<'_>,
        request: &Request,
        before: &[u64],
        error: PageError<SourceError>,
    ) -> SourceError {
        let url = self.endpoint.url().to_owned();
        match error {
            PageError::Stopped(error) => error,
            PageError::Broken(reason) => SourceError::Endpoint(EndpointError::Broken { url, reason }),
            PageError::Malformed(reason) => SourceError::Malformed { url, table: self.only_table(request), reason },
            PageError::Errors { errors, carried_out } => self.refused(planner, request, before, (&errors, carried_out)),
        }
    }

    /// An answer with errors: the value that they are about, where there is one.
    fn refused(
        &mut self,
        planner: Planner<'_>,
        request: &Request,
        before: &[u64],
        (errors, carried_out): (&[ErrorEntry], bool),
    ) -> SourceError {
        let (Some(error), only) = (errors.first(), self.only_table(request)) else {
            let reason = "an empty list of errors".to_owned();
            return SourceError::Malformed { url: self.endpoint.url().to_owned(), table: None, reason };
        };
        let told = error.alias().filter(|alias| *alias < request.tables.len());
        let failing = told.or_else(|| carried_out.then(|| self.failing(planner, request)).flatten());
        let Some(alias) = failing else { return error.refusal(self.endpoint, only, errors.len() - 1) };
        let (index, endpoint) = (request.tables[alias], self.endpoint);
        let query = &self.tables[index];
        let page = FailedPage { endpoint, planner, query, from: before[alias] };
        let table = query.table.qualified();
        match bisect::find(page, error, &mut self.requests) {
            Ok(place) => error.of_value(endpoint, table, place),
            Err(Lost::Gone) => error.passing(endpoint, told.map(|_| table).or(only)),
            Err(Lost::Elsewhere) => error.refusal(endpoint, Some(table), errors.len() - 1),
        }
    }

    /// The one of a request's tables that fails, where the error does not say which.
    fn failing(&mut self, planner: Planner<'_>, request: &Request) -> Option<usize> {
        bisect::table(self.endpoint, planner, self.tables, &request.tables, &mut self.requests)
    }

    fn only_table(&self, request: &Request) -> Option<String> {
        match request.tables.as_slice() {
            [table] => Some(self.name(*table)),
            _ => None,
        }
    }

    fn name(&self, table: usize) -> String {
        self.tables[table].table.qualified()
    }
}

/// Takes the nodes of one answer.
struct Taker<'r, 'a> {
    reader: &'r mut Reader<'a>,
    request: &'r Request,
}

impl Pages for Taker<'_, '_> {
    type Error = SourceError;

    fn may_be_explained(reason: &SourceError) -> bool {
        matches!(reason, SourceError::Cell(_))
    }

    fn node(&mut self, alias: usize, node: &str) -> Result<(), SourceError> {
        let index = self.request.tables[alias];
        let query = &self.reader.tables[index];
        let table = &query.table;
        let cells = node::cells(query, node).map_err(|reason| SourceError::Malformed {
            url: self.reader.endpoint.url().to_owned(),
            table: Some(table.qualified()),
            reason,
        })?;
        let row = query.read.read(&Cells { table, cells: &cells })?;
        self.reader.progress[index].read += 1;
        self.reader.limits.row(index, &cells);
        self.reader.keys.row(index, &cells);
        Ok(self.reader.sink.row(index, row.as_ref())?)
    }

    fn end(&mut self, alias: usize, info: PageInfo, total: u64) -> Result<(), SourceError> {
        let index = self.request.tables[alias];
        let by_cursor = self.reader.tables[index].cursor_type.is_some();
        let progress = &mut self.reader.progress[index];
        if let Some(before) = progress.counted.replace(total).filter(|before| *before != total) {
            return Err(SourceError::Changed { table: self.reader.name(index), before, after: total });
        }
        let next = Position::behind(info, by_cursor, progress.read);
        self.reader.progress[index].next = next.map_err(|reason| self.reader.malformed(index, reason))?;
        Ok(())
    }
}
