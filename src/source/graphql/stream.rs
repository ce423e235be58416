//! The rows of one table, typed, one after the other: what a program takes that writes no module.

use std::collections::VecDeque;
use std::slice;

use typeferry_client::{Endpoint, EndpointError};

use super::answer::ErrorEntry;
use super::bisect::{self, FailedPage, Lost};
use super::limits::Limits;
use super::node;
use super::page::{self, PageError, PageInfo, Pages};
use super::planner::{Planner, Position, Request};
use crate::row::{Cells, Table, TableQuery, Tenancy, Uuid};
use crate::source::{Limit, SourceError};

/// Every row that the document of a table asks for, page after page; one page is in memory at a time.
///
/// A row is given once its page has arrived whole. Behind the last row the server's count is held against what came:
/// where they differ, the last item is an error. Nothing comes behind an error.
#[derive(Debug)]
pub struct Rows<'a, T> {
    endpoint: &'a Endpoint,
    query: TableQuery,
    tenant: Option<Uuid>,
    page: usize,
    limits: Limits,
    ready: VecDeque<T>,
    next: Next,
    read: u64,
    counted: Option<u64>,
    requests: u64,
}

/// What is done once the rows at hand are given.
#[derive(Debug)]
enum Next {
    /// The first page is asked for.
    First,
    /// The page that begins there is asked for.
    Page(Position),
    /// The rows are counted.
    Count,
    /// Nothing: it is over.
    Nothing,
}

impl<'a, T: Table> Rows<'a, T> {
    /// `page` is how many rows are asked for at once, at least one.
    pub fn new(endpoint: &'a Endpoint, page: usize) -> Self {
        let query = T::QUERY.clone();
        let limits = Limits::new(slice::from_ref(&query));
        let (ready, next, page) = (VecDeque::new(), Next::First, page.max(1));
        Self { endpoint, query, tenant: None, page, limits, ready, next, read: 0, counted: None, requests: 0 }
    }

    /// The rows of one tenant, where the document filters by `$databaseId`.
    #[must_use]
    pub fn of_tenant(mut self, tenant: Uuid) -> Self {
        self.tenant = Some(tenant);
        self
    }

    /// The columns with values, among the rows so far, that the API may have changed so that nobody would notice.
    pub fn limits(&self) -> Vec<Limit> {
        self.limits.found(slice::from_ref(&self.query))
    }

    /// The requests so far.
    pub fn requests(&self) -> u64 {
        self.requests
    }

    fn go_on(&mut self) -> Result<(), SourceError> {
        let planner = self.planner();
        let request = match &self.next {
            Next::Nothing => return Ok(()),
            Next::Count => return self.count(),
            Next::First => {
                self.check_tenant()?;
                planner.first_page(slice::from_ref(&self.query), vec![0])
            }
            Next::Page(position) => planner.next_page(0, &self.query, position),
        };
        let page = self.ask(&request)?;
        self.take(page)
    }

    fn planner(&self) -> Planner<'static> {
        Planner { database: self.tenant.unwrap_or_default(), keys: &[], page: self.page }
    }

    fn check_tenant(&self) -> Result<(), SourceError> {
        if let Tenancy::Keys(source) = &self.query.tenancy {
            let of = format!("{}.{}", source.schema, source.table);
            return Err(SourceError::ByKeys { table: self.name(), of });
        }
        let wanted = self.query.tenancy != Tenancy::All;
        if wanted == self.tenant.is_some() {
            return Ok(());
        }
        Err(SourceError::TenantOf { table: self.name(), wanted })
    }

    fn ask(&mut self, request: &Request) -> Result<Page<T>, SourceError> {
        self.requests += 1;
        let answer = self.endpoint.post(&request.body).map_err(|error| self.failure(error))?;
        let (endpoint, query, limits) = (self.endpoint, &self.query, &mut self.limits);
        let mut taker = Taker { endpoint, query, limits, rows: VecDeque::new(), end: None };
        match page::read(answer.into_reader(), 1, &mut taker) {
            Ok(()) => {
                let Taker { rows, end, .. } = taker;
                let (info, total) = end.ok_or_else(|| self.malformed("a page without an end"))?;
                Ok(Page { rows, info, total })
            }
            Err(error) => Err(self.page_error(error)),
        }
    }

    /// Takes the rows of a page, and sees where they go on.
    fn take(&mut self, page: Page<T>) -> Result<(), SourceError> {
        let Page { rows, info, total } = page;
        if let Some(before) = self.counted.replace(total).filter(|before| *before != total) {
            return Err(SourceError::Changed { table: self.name(), before, after: total });
        }
        self.read += rows.len() as u64;
        let position = Position::behind(info, self.query.cursor_type.is_some(), self.read);
        let next = match position.map_err(|reason| self.malformed(reason))? {
            // A page without a row that promises another would be asked for without end.
            Some(position) if !rows.is_empty() => Next::Page(position),
            _ => Next::Count,
        };
        if let (Next::Page(before), Next::Page(after)) = (&self.next, &next)
            && before == after
        {
            return Err(self.malformed("the page that was asked for came again: its cursor is not heeded"));
        }
        (self.ready, self.next) = (rows, next);
        Ok(())
    }

    fn count(&mut self) -> Result<(), SourceError> {
        self.next = Next::Nothing;
        let (read, counted) = (self.read, self.counted.unwrap_or_default());
        if read == counted { Ok(()) } else { Err(SourceError::Count { table: self.name(), read, counted }) }
    }

    fn failure(&self, error: EndpointError) -> SourceError {
        match error {
            EndpointError::GraphQl { url, message } => {
                SourceError::GraphQl { url, table: Some(self.name()), message, more: 0 }
            }
            other => SourceError::Endpoint(other),
        }
    }

    fn page_error(&mut self, error: PageError<SourceError>) -> SourceError {
        match error {
            PageError::Stopped(error) => error,
            PageError::Broken(reason) => {
                SourceError::Endpoint(EndpointError::Broken { url: self.endpoint.url().to_owned(), reason })
            }
            PageError::Malformed(reason) => self.malformed(&reason),
            PageError::Errors { errors, carried_out } => self.refused(&errors, carried_out),
        }
    }

    /// An answer with errors: the value that they are about, where there is one.
    fn refused(&mut self, errors: &[ErrorEntry], carried_out: bool) -> SourceError {
        let Some(error) = errors.first() else { return self.malformed("an empty list of errors") };
        let (endpoint, table, more) = (self.endpoint, self.name(), errors.len() - 1);
        if !carried_out {
            return error.refusal(endpoint, Some(table), more);
        }
        let page = FailedPage { endpoint, planner: self.planner(), query: &self.query, from: self.read };
        match bisect::find(page, error, &mut self.requests) {
            Ok(place) => error.of_value(endpoint, table, place),
            Err(Lost::Gone) => error.passing(endpoint, Some(table)),
            Err(Lost::Elsewhere) => error.refusal(endpoint, Some(table), more),
        }
    }

    fn malformed(&self, reason: &str) -> SourceError {
        malformed(self.endpoint, &self.query, reason.to_owned())
    }

    fn name(&self) -> String {
        self.query.table.qualified()
    }
}

impl<T: Table> Iterator for Rows<'_, T> {
    type Item = Result<T, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.ready.pop_front() {
                return Some(Ok(row));
            }
            if matches!(self.next, Next::Nothing) {
                return None;
            }
            if let Err(error) = self.go_on() {
                self.next = Next::Nothing;
                return Some(Err(error));
            }
        }
    }
}

/// A page that has arrived whole.
struct Page<T> {
    rows: VecDeque<T>,
    info: PageInfo,
    total: u64,
}

/// Takes the nodes of one answer.
struct Taker<'r, T> {
    endpoint: &'r Endpoint,
    query: &'r TableQuery,
    limits: &'r mut Limits,
    rows: VecDeque<T>,
    end: Option<(PageInfo, u64)>,
}

impl<T: Table> Pages for Taker<'_, T> {
    type Error = SourceError;

    fn may_be_explained(reason: &SourceError) -> bool {
        matches!(reason, SourceError::Cell(_))
    }

    fn node(&mut self, _: usize, node: &str) -> Result<(), SourceError> {
        let cells = node::cells(self.query, node).map_err(|reason| malformed(self.endpoint, self.query, reason))?;
        self.limits.row(0, &cells);
        self.rows.push_back(T::from_cells(&Cells { table: &self.query.table, cells: &cells })?);
        Ok(())
    }

    fn end(&mut self, _: usize, info: PageInfo, total: u64) -> Result<(), SourceError> {
        self.end = Some((info, total));
        Ok(())
    }
}

fn malformed(endpoint: &Endpoint, query: &TableQuery, reason: String) -> SourceError {
    SourceError::Malformed { url: endpoint.url().to_owned(), table: Some(query.table.qualified()), reason }
}

#[cfg(test)]
mod tests {
    use typeferry_demo::{Server, ServerOptions, sample};

    use super::*;
    use crate::tables::{Database, Field};

    fn server(max_page: Option<usize>) -> Server {
        let texts = (include_str!("../../../schema.graphql"), include_str!("../../../migrate/schema.graphql"));
        let options = ServerOptions { max_page, ..ServerOptions::default() };
        Server::start(options, sample::endpoints(texts.0, texts.1).unwrap()).unwrap()
    }

    fn endpoint(server: &Server) -> Endpoint {
        Endpoint::new(server.url(sample::GRAPHQL_PATH), Vec::new(), None).unwrap()
    }

    fn tenant() -> Uuid {
        sample::database_id("acme").parse().unwrap()
    }

    fn names(endpoint: &Endpoint, page: usize) -> (Vec<String>, u64) {
        let mut rows = Rows::<Field>::new(endpoint, page).of_tenant(tenant());
        let names = rows.by_ref().map(|row| row.unwrap().name).collect();
        (names, rows.requests())
    }

    #[test]
    fn the_same_rows_come_whatever_the_pages() {
        let (server, capped) = (server(None), server(Some(2)));
        let (all, one) = names(&endpoint(&server), 10_000);
        assert!(all.len() > 3 && one == 1, "{} rows, {one} requests", all.len());
        for (asked, page) in [(&server, 1), (&server, 3), (&capped, 10_000)] {
            let (some, requests) = names(&endpoint(asked), page);
            assert_eq!(some, all);
            assert!(requests > 1);
        }
    }

    #[test]
    fn a_page_is_asked_for_when_the_one_before_is_given() {
        let server = server(None);
        let endpoint = endpoint(&server);
        let mut rows = Rows::<Field>::new(&endpoint, 2).of_tenant(tenant());
        assert_eq!(server.requests(), 0);
        assert!(rows.next().unwrap().is_ok() && rows.next().unwrap().is_ok());
        assert_eq!(server.requests(), 1);
        assert!(rows.next().unwrap().is_ok());
        assert_eq!(server.requests(), 2);
    }

    #[test]
    fn a_tenant_that_is_not_said_is_no_tenant_without_rows() {
        let server = server(None);
        let endpoint = endpoint(&server);
        let mut rows = Rows::<Database>::new(&endpoint, 10);
        let error = rows.next().unwrap().err().unwrap().to_string();
        assert_eq!(
            error,
            "metaschema_public.database: its document filters by `$databaseId`: say whose rows are wanted"
        );
        assert!(rows.next().is_none() && server.requests() == 0);
    }

    #[test]
    fn a_server_that_is_gone_is_one_error_and_the_end() {
        let gone = server(None);
        let endpoint = endpoint(&gone);
        drop(gone);
        let mut rows = Rows::<Field>::new(&endpoint, 10).of_tenant(tenant());
        assert!(matches!(rows.next(), Some(Err(SourceError::Endpoint(_)))));
        assert!(rows.next().is_none());
    }
}
