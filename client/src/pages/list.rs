//! Lists that documents written by hand ask for.

use std::hash::Hash;

use futures_util::{StreamExt, stream};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answer_error::RowError;
use super::page::{Keep, Page};
use super::progress::{Fault, Position, Progress};
use super::refusal::{Asked, Refusal};
use super::request::{Ask, List, Request, fetch};
use super::shape::Shape;
use super::steps::Steps;
use crate::endpoint::Endpoint;
use crate::error::ReadError;
use crate::row::{PageShape, plain_integers};

/// A list, as a document asks for it.
pub struct ListQuery<'q, T, I> {
    /// The field that answers with the list.
    pub field: &'q str,
    /// What messages call it.
    pub name: &'q str,
    /// How its pages are asked for, and arrive.
    pub page: PageShape,
    /// Whether it goes on by cursor; else by offset, and pages come side by side.
    pub by_cursor: bool,
    /// How many nodes are asked for at once.
    pub rows: usize,
    /// How many requests are under way at once, at least one.
    pub jobs: usize,
    /// The body of the request for the page of so many nodes that begins there.
    pub body: &'q dyn Fn(Option<&Position>, usize) -> Value,
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

/// Reads a list to its end; each page is handed over, in order, once it is whole.
///
/// # Errors
/// As rows; and whatever `hand_over` fails with.
pub async fn read_list<T, I, E>(
    endpoint: &Endpoint,
    query: &ListQuery<'_, T, I>,
    mut hand_over: impl FnMut(Vec<T>) -> Result<(), E>,
) -> Result<(), E>
where
    T: DeserializeOwned,
    I: Hash,
    E: From<ListError<I>>,
{
    let (mut progress, mut steps) = (Progress::default(), Steps::default());
    let first = Ask { rows: query.rows, ..Ask::default() };
    let mut asks = vec![first.clone()];
    while !asks.is_empty() {
        let fetches = asks.into_iter().map(|ask| query.fetch(endpoint, ask));
        let mut pages = stream::iter(fetches).buffered(query.jobs.max(1));
        while let Some(page) = pages.next().await {
            let (list, mut page) = page.map_err(ListError::Read)?;
            if progress.read() != list.ask.from {
                continue;
            }
            steps.learn(&list.ask, page.count);
            let turned = progress.turn(&list, &mut page);
            turned.map_err(|fault| query.error(fault, endpoint.url()))?;
            hand_over(page.rows.nodes)?;
        }
        asks = query.next(&steps, &first, &progress);
    }
    Ok(())
}

impl<T: DeserializeOwned, I: Hash> ListQuery<'_, T, I> {
    fn next(&self, steps: &Steps, first: &Ask, progress: &Progress) -> Vec<Ask> {
        if !self.by_cursor {
            return steps.pages(first, progress, self.rows);
        }
        let next =
            progress.next().cloned().map(|next| Ask { position: Some(next), from: progress.read(), ..first.clone() });
        next.into_iter().collect()
    }

    async fn fetch(&self, endpoint: &Endpoint, ask: Ask) -> Result<(List, Page<Nodes<T, I>>), ReadError> {
        let overlap = usize::from(ask.overlaps);
        let position = match &ask.position {
            Some(Position::Offset(rows)) => Some(Position::Offset(rows - overlap as u64)),
            other => other.clone(),
        };
        let body = (self.body)(position.as_ref(), ask.rows + overlap).to_string();
        let shape = Shape { page: self.page, by_cursor: self.by_cursor };
        let list = List { key: self.field.to_owned(), name: self.name.to_owned(), shape, ask };
        let request = Request { lists: vec![list.clone()], body };
        let keepers = || vec![Nodes { nodes: Vec::new(), id: self.id }];
        match fetch(endpoint, &request, endpoint.tries(), keepers).await {
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

impl<T: DeserializeOwned, I: Hash> Keep for Nodes<T, I> {
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

fn read_node<T: DeserializeOwned>(node: &str) -> Result<T, RowError> {
    serde_json::from_str(&plain_integers(node)).map_err(|error| RowError::Fields(error.to_string()))
}
