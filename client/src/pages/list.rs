//! Lists that documents written by hand ask for.

use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

use futures_util::stream::{self, FuturesOrdered, Stream, StreamExt};

use super::answer_error::RowError;
use super::listing::{Listing, Paging};
use super::page::{Keep, Page};
use super::progress::{Fault, Position, unfinished};
use super::refusal::{Asked, Refusal};
use super::request::{Ask, List, Request, fetch, goes_on};
use super::shape::Shape;
use super::task::Task;
use crate::endpoint::Endpoint;
use crate::error::ReadError;
use crate::row::{Cell, FromCell, PageShape, plain_integers};

/// Gives the body of the request for the page of so many nodes that begins there.
pub type PageBody = Box<dyn Fn(Option<&Position>, usize) -> String + Send + Sync>;

/// A list, as a document asks for it.
pub struct ListQuery<T, I> {
    /// The field that answers with the list.
    pub field: &'static str,
    /// What messages call it.
    pub name: &'static str,
    /// How its pages are asked for, and arrive.
    pub page: PageShape,
    /// Whether it goes on by cursor; else by offset, and pages come side by side.
    pub by_cursor: bool,
    /// How many nodes are asked for at once.
    pub rows: usize,
    /// How many requests are under way at once, at least one.
    pub jobs: usize,
    /// What asks for a page.
    pub body: PageBody,
    /// What tells a node from every other, where that is known.
    pub id: fn(&T) -> Option<I>,
}

/// Why nodes did not come.
#[derive(Debug)]
pub enum ListError<I> {
    /// As rows do not.
    Read(ReadError),
    /// This node came twice.
    Repeated(I),
}

/// The nodes of a list, as they come.
pub struct ListReading<T: FromCell, I: Hash> {
    endpoint: Endpoint,
    query: Arc<ListQuery<T, I>>,
    listing: Listing,
    answers: FuturesOrdered<Task<Answer<T, I>>>,
}

type Answer<T, I> = (List, Page<Nodes<T, I>>);

impl<T: FromCell, I: Hash> fmt::Debug for ListReading<T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListReading")
            .field("list", &self.query.name)
            .field("listing", &self.listing)
            .finish_non_exhaustive()
    }
}

impl<T, I> ListReading<T, I>
where
    T: FromCell + Send + 'static,
    I: Hash + Send + 'static,
{
    /// Nothing is sent before the first page is waited for.
    pub fn new(endpoint: &Endpoint, query: ListQuery<T, I>) -> Self {
        let first = Ask { rows: query.rows, ..Ask::default() };
        // The document asks for the count of every page.
        let paging = Paging { side_by_side: !query.by_cursor, always_counts: true };
        let listing = Listing::new(first, query.rows, paging);
        Self { endpoint: endpoint.clone(), query: Arc::new(query), listing, answers: FuturesOrdered::new() }
    }

    /// The nodes of the next page, whole; `None` behind the last one. Behind an error nothing comes that is of use.
    ///
    /// # Errors
    /// As rows; and a node came twice.
    pub async fn next_page(&mut self) -> Result<Option<Vec<T>>, ListError<I>> {
        loop {
            self.send();
            let Some(answer) = self.answers.next().await else {
                let error = || ListError::Read(unfinished(self.query.name.to_owned(), self.endpoint.url()));
                return if self.listing.has_ended() { Ok(None) } else { Err(error()) };
            };
            let (list, mut page) = answer.map_err(ListError::Read)?;
            let turned = self.listing.turn(&list, &mut page);
            if turned.map_err(|fault| self.query.error(fault, self.endpoint.url()))? {
                return Ok(Some(page.rows.nodes));
            }
        }
    }

    /// The pages as a stream.
    pub fn into_stream(self) -> impl Stream<Item = Result<Vec<T>, ListError<I>>> + Send {
        stream::try_unfold(self, |mut reading| async move {
            let page = reading.next_page().await?;
            Ok(page.map(|page| (page, reading)))
        })
    }

    fn send(&mut self) {
        while self.answers.len() < self.query.jobs.max(1)
            && let Some(ask) = self.listing.next_ask()
        {
            let (endpoint, query) = (self.endpoint.clone(), Arc::clone(&self.query));
            self.answers.push_back(Task::begin(async move { query.fetch(&endpoint, ask).await }));
        }
    }
}

impl<T: FromCell, I: Hash> ListQuery<T, I> {
    async fn fetch(&self, endpoint: &Endpoint, ask: Ask) -> Result<Answer<T, I>, ReadError> {
        let body = (self.body)(ask.position.as_ref(), ask.rows + usize::from(ask.overlaps));
        let shape = Shape { page: self.page, by_cursor: self.by_cursor, counts: true };
        let list = List { key: self.field.to_owned(), name: self.name.to_owned(), shape, ask };
        let request = Request { lists: vec![list.clone()], body };
        let keepers = || vec![Nodes { nodes: Vec::new(), id: self.id }];
        match fetch(endpoint, &request, goes_on, keepers).await {
            Ok(pages) => match pages.into_iter().next() {
                Some(page) => Ok((list, page)),
                None => Err(ReadError::Stopped),
            },
            Err(failure) => Err(Refusal { endpoint, asked: Asked::Operation, request: &request }.of(failure).await),
        }
    }

    fn error(&self, fault: Fault<I>, url: &str) -> ListError<I> {
        match fault {
            Fault::Repeated(id) => ListError::Repeated(id),
            other => ListError::Read(other.of_list(self.name.to_owned(), url)),
        }
    }
}

/// Keeps the nodes of a page.
struct Nodes<T, I> {
    nodes: Vec<T>,
    id: fn(&T) -> Option<I>,
}

impl<T: FromCell, I: Hash> Keep for Nodes<T, I> {
    type Id = I;

    fn row(&mut self, node: &str) -> Result<Option<I>, RowError> {
        let node = read_node(node)?;
        let id = (self.id)(&node);
        self.nodes.push(node);
        Ok(id)
    }

    fn id(&self, node: &str) -> Result<Option<I>, RowError> {
        Ok((self.id)(&read_node(node)?))
    }
}

fn read_node<T: FromCell>(node: &str) -> Result<T, RowError> {
    T::from_cell(Cell(Some(&plain_integers(node)))).map_err(|error| RowError::Fields(error.to_string()))
}
