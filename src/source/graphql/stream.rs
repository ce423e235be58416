//! The rows of one table, typed, one after the other: what a program takes that writes no module.

use std::fmt::Display;
use std::slice;
use std::sync::atomic::{AtomicU64, Ordering};
use std::vec;

use typeferry_client::Endpoint;

use super::limits::Limits;
use super::pager::Pager;
use super::planner::Planner;
use super::progress::Progress;
use super::refusal::Asked;
use super::request::Client;
use super::rows::TableRows;
use crate::row::{Table, TableQuery, Tenancy};
use crate::source::{Limit, SourceError};

/// Every row that the document of a table asks for, page after page; one page is in memory at a time.
///
/// A row is given once its page has arrived whole and is known to be the next one; those of the last page once the
/// rows are as many as the server counts. Nothing comes behind an error.
#[derive(Debug)]
pub struct Rows<'a, T> {
    endpoint: &'a Endpoint,
    query: TableQuery,
    tenant: Option<String>,
    page: usize,
    limits: Limits,
    ready: vec::IntoIter<T>,
    state: State,
    progress: Progress,
    requests: AtomicU64,
}

/// What is done once the rows at hand are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The first page is asked for.
    Begins,
    /// The next page is asked for, where there is one.
    GoesOn,
    /// Nothing: it is over.
    Ended,
}

impl<'a, T: Table> Rows<'a, T> {
    /// `page` is how many rows are asked for at once, at least one.
    pub fn new(endpoint: &'a Endpoint, page: usize) -> Self {
        Self {
            endpoint,
            query: T::QUERY.clone(),
            tenant: None,
            page: page.max(1),
            limits: Limits::new(T::DEF),
            ready: Vec::new().into_iter(),
            state: State::Begins,
            progress: Progress::default(),
            requests: AtomicU64::new(0),
        }
    }

    /// The rows of the tenant with this id, where the document filters by a tenant; it is sent as the type of that
    /// variable.
    #[must_use]
    pub fn of_tenant(mut self, tenant: impl Display) -> Self {
        self.tenant = Some(tenant.to_string());
        self
    }

    /// The columns with values, among the rows so far, that the API may have changed so that nobody would notice.
    pub fn limits(&self) -> Vec<Limit> {
        self.limits.of(&self.query.table)
    }

    /// The requests so far.
    pub fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    /// Reads the next page; `false` where the last one has been read.
    fn turn(&mut self) -> Result<bool, SourceError> {
        let planner = Planner { tenant: self.tenant.as_deref().unwrap_or_default(), keys: &[], page: self.page };
        let tables = slice::from_ref(&self.query);
        match (self.state, self.progress.next()) {
            (State::Begins, _) => self.check_tenant()?,
            (State::GoesOn, Some(_)) => {}
            (State::GoesOn, None) | (State::Ended, _) => return Ok(false),
        }
        let request = planner.request(tables, &[0], self.progress.next());
        let client = Client { endpoint: self.endpoint, requests: &self.requests };
        let pager = Pager { client, asked: Asked::Tables(planner, tables) };
        let keepers = || vec![TableRows::new(&self.query, Vec::new(), T::from_cells)];
        for page in pager.pages(&request, slice::from_mut(&mut self.progress), keepers)? {
            self.limits.extend(page.limits);
            self.ready = page.rows.into_iter();
        }
        self.state = State::GoesOn;
        Ok(true)
    }

    fn check_tenant(&self) -> Result<(), SourceError> {
        let table = || self.query.table.qualified();
        match &self.query.tenancy {
            Tenancy::Keys(source) => Err(SourceError::ByKeys { table: table(), of: source.qualified() }),
            Tenancy::Tenant(_) if self.tenant.is_none() => Err(SourceError::TenantOf { table: table(), wanted: true }),
            Tenancy::All if self.tenant.is_some() => Err(SourceError::TenantOf { table: table(), wanted: false }),
            Tenancy::Tenant(_) | Tenancy::All => Ok(()),
        }
    }
}

impl<T: Table> Iterator for Rows<'_, T> {
    type Item = Result<T, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.ready.next() {
                return Some(Ok(row));
            }
            match self.turn() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    self.state = State::Ended;
                    return Some(Err(error));
                }
            }
        }
    }
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

    fn tenant() -> String {
        sample::database_id("acme")
    }

    fn names(endpoint: &Endpoint, page: usize) -> (Vec<String>, u64) {
        let mut rows = Rows::<Field>::new(endpoint, page).of_tenant(tenant());
        let names = rows.by_ref().map(|row| row.unwrap().name).collect();
        (names, rows.requests())
    }

    #[test]
    fn the_same_rows_come_whatever_the_pages() {
        let (server, capped) = (server(None), server(Some(2)));
        let (all, requests) = names(&endpoint(&server), 10_000);
        assert!(all.len() > 3 && requests == 1, "{} rows, {requests} requests", all.len());
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
        assert_eq!(error, "metaschema_public.database: its document filters by a tenant: say whose rows are wanted");
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
