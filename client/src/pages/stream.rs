//! The rows of one table, typed, one after the other: what a program takes that writes no module.

use std::fmt::Display;
use std::slice;

use futures_util::stream::{self, Stream};

use super::limits::{Limit, Limits};
use super::planner::Planner;
use super::progress::{Position, Progress};
use super::request::Ask;
use super::rows::TableRows;
use super::split::fetch_in_parts;
use super::steps::Steps;
use crate::endpoint::Endpoint;
use crate::error::ReadError;
use crate::row::{Table, TableQuery, Tenancy};

/// Every row that the document of a table asks for, page after page; one page is in memory at a time.
///
/// A row is given once its page has arrived whole and is known to be the next one; those of the last page once the
/// rows are as many as the server counts. Nothing comes behind an error.
#[derive(Debug)]
pub struct Rows<T> {
    endpoint: Endpoint,
    query: TableQuery,
    tenant: Option<String>,
    page: usize,
    limits: Limits,
    progress: Progress,
    steps: Steps,
    state: State,
    row: std::marker::PhantomData<fn() -> T>,
}

/// What is done for the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The first one is asked for.
    Begins,
    /// The next one is asked for, where there is one.
    GoesOn,
    /// Nothing: it is over.
    Ended,
}

impl<T: Table> Rows<T> {
    /// `page` is how many rows are asked for at once, at least one.
    pub fn new(endpoint: &Endpoint, page: usize) -> Self {
        Self {
            endpoint: endpoint.clone(),
            query: T::QUERY.clone(),
            tenant: None,
            page: page.max(1),
            limits: Limits::new(T::DEF),
            progress: Progress::default(),
            steps: Steps::default(),
            state: State::Begins,
            row: std::marker::PhantomData,
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

    /// The rows of the next page; `None` behind the last one, and behind an error.
    ///
    /// # Errors
    /// The endpoint does not answer, a row is none of the table, or the rows are not as many as the server counts.
    pub async fn next_page(&mut self) -> Result<Option<Vec<T>>, ReadError> {
        let state = std::mem::replace(&mut self.state, State::Ended);
        let position = match (state, self.progress.next()) {
            (State::Begins, _) => {
                self.check_tenant()?;
                None
            }
            (State::GoesOn, Some(next)) => Some(next.clone()),
            (State::GoesOn, None) | (State::Ended, _) => return Ok(None),
        };
        let rows = self.turn(position).await?;
        self.state = State::GoesOn;
        Ok(Some(rows))
    }

    async fn turn(&mut self, position: Option<Position>) -> Result<Vec<T>, ReadError> {
        let tables = slice::from_ref(&self.query);
        let planner = Planner { tables, tenant: self.tenant.as_deref().unwrap_or_default(), rows: self.page };
        let ask = Ask { position, from: self.progress.read(), rows: self.page, ..Ask::default() };
        let keeper = |_: &_| Some(TableRows::new(&self.query, Vec::new(), T::from_cells));
        let mut rows = Vec::new();
        for (list, mut page) in fetch_in_parts(&self.endpoint, planner, planner.request(&[ask]), keeper).await? {
            self.steps.learn(&list.ask, page.count);
            let turned = self.progress.turn(&list, &mut page);
            turned.map_err(|fault| fault.of(&list.name, self.endpoint.url()))?;
            self.limits.extend(page.rows.limits);
            rows = page.rows.rows;
        }
        Ok(rows)
    }

    /// The rows as a stream.
    pub fn into_stream(self) -> impl Stream<Item = Result<T, ReadError>> + Send
    where
        T: Send,
    {
        let next = |(mut rows, mut ready): (Self, std::vec::IntoIter<T>)| async move {
            loop {
                if let Some(row) = ready.next() {
                    return Ok(Some((row, (rows, ready))));
                }
                match rows.next_page().await? {
                    Some(page) => ready = page.into_iter(),
                    None => return Ok(None),
                }
            }
        };
        stream::try_unfold((self, Vec::new().into_iter()), next)
    }

    fn check_tenant(&self) -> Result<(), ReadError> {
        let table = || self.query.table.qualified();
        match &self.query.tenancy {
            Tenancy::Keys(source) => Err(ReadError::ByKeys { table: table(), of: source.qualified() }),
            Tenancy::Tenant(_) if self.tenant.is_none() => Err(ReadError::TenantOf { table: table(), wanted: true }),
            Tenancy::All if self.tenant.is_some() => Err(ReadError::TenantOf { table: table(), wanted: false }),
            Tenancy::Tenant(_) | Tenancy::All => Ok(()),
        }
    }
}
