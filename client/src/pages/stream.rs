//! The rows of one table, typed, one after the other: what a program takes that writes no module.

use std::fmt::Display;
use std::sync::Arc;

use futures_util::stream::{self, Stream};

use super::limits::{Limit, Limits};
use super::listing::{Listing, Paging};
use super::planner::Planner;
use super::request::Ask;
use super::rows::{TableRows, Typed};
use super::split::fetch_in_parts;
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
    query: Arc<TableQuery>,
    planner: Planner,
    has_tenant: bool,
    limits: Limits,
    /// `None` behind an error.
    listing: Option<Listing>,
    row: std::marker::PhantomData<fn() -> T>,
}

impl<T: Table> Rows<T> {
    /// `page` is how many rows are asked for at once, at least one.
    pub fn new(endpoint: &Endpoint, page: usize) -> Self {
        let (query, rows) = (Arc::new(T::QUERY.clone()), page.max(1));
        let paging = Paging { side_by_side: false, always_counts: query.page.info.is_none() };
        Self {
            endpoint: endpoint.clone(),
            planner: Planner { tables: vec![Arc::clone(&query)], tenant: String::new(), rows },
            query,
            has_tenant: false,
            limits: Limits::new(T::DEF),
            listing: Some(Listing::new(Ask { rows, ..Ask::default() }, rows, paging)),
            row: std::marker::PhantomData,
        }
    }

    /// The rows of the tenant with this id, where the document filters by a tenant; it is sent as the type of that
    /// variable.
    #[must_use]
    pub fn of_tenant(mut self, tenant: impl Display) -> Self {
        (self.planner.tenant, self.has_tenant) = (tenant.to_string(), true);
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
        let Some(mut listing) = self.listing.take() else { return Ok(None) };
        if listing.is_new() {
            self.check_tenant()?;
        }
        let rows = match listing.next_ask() {
            Some(ask) => Some(self.turn(&mut listing, ask).await?),
            None => None,
        };
        self.listing = Some(listing);
        Ok(rows)
    }

    async fn turn(&mut self, listing: &mut Listing, ask: Ask) -> Result<Vec<T>, ReadError> {
        let keeper = |_: &_| Some(TableRows::<Typed<T>>::new(Arc::clone(&self.query), Vec::new()));
        let request = self.planner.request(&[ask]);
        let mut rows = Vec::new();
        for (list, mut page) in fetch_in_parts(&self.endpoint, &self.planner, request, keeper).await? {
            let turned = listing.turn(&list, &mut page);
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
            Tenancy::Tenant(_) if !self.has_tenant => Err(ReadError::TenantOf { table: table(), wanted: true }),
            Tenancy::All if self.has_tenant => Err(ReadError::TenantOf { table: table(), wanted: false }),
            Tenancy::Tenant(_) | Tenancy::All => Ok(()),
        }
    }
}
