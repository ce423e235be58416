//! A request, and how it is sent until its answer has come whole.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::answer_error::AnswerError;
use super::page::{self, Keep, Page};
use super::progress::Position;
use super::refusal::ErrorEntry;
use super::shape::Shape;
use crate::endpoint::{Endpoint, EndpointError};
use crate::retry::{Pause, Transient, Tries};

/// One request: a document with its variables, and the lists that its root fields answer with.
#[derive(Debug)]
pub(super) struct Request {
    /// A list a root field.
    pub(super) lists: Vec<List>,
    /// The body to send.
    pub(super) body: String,
}

/// A list of a request, of which one page is asked for.
#[derive(Debug, Clone)]
pub(super) struct List {
    /// The key of its root field in the answer.
    pub(super) key: String,
    /// What messages call it: `schema.table`, or its field.
    pub(super) name: String,
    /// Where the parts of its pages stand.
    pub(super) shape: Shape,
    /// The page.
    pub(super) ask: Ask,
}

/// A page that is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Ask {
    /// The position of its list among those that are read together.
    pub(super) index: usize,
    /// The position of its table.
    pub(super) table: usize,
    /// The keys that its table is filtered by, where it is filtered by some.
    pub(super) keys: Arc<[Value]>,
    /// Where it begins; at the beginning of the list where there is none.
    pub(super) position: Option<Position>,
    /// The rows that stand before it.
    pub(super) from: u64,
    /// The rows that it may have, the one that it overlaps with excepted.
    pub(super) rows: usize,
    /// The bytes that these are likely to have; 0 where that is not known.
    pub(super) bytes: u64,
    /// Whether it begins with the last row of the page before, to see that the two meet.
    pub(super) overlaps: bool,
    /// Whether the server is to count all rows of the list: it reads each of them to do so.
    pub(super) counts: bool,
    /// Whether more rows than these were too much for the server.
    pub(super) was_halved: bool,
}

/// Why a request brought no pages.
#[derive(Debug)]
pub(super) enum Failure {
    /// There was no GraphQL answer.
    Endpoint(EndpointError),
    /// The answer has none.
    Answer(AnswerError),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint(error) => error.fmt(f),
            Self::Answer(error) => error.fmt(f),
        }
    }
}

impl Transient for Failure {
    fn pause(&self) -> Option<Pause> {
        match self {
            Self::Endpoint(error) => error.pause(),
            Self::Answer(AnswerError::Broken(_)) => Some(Pause::Short),
            // The same answer is likely, and not the only one possible.
            Self::Answer(AnswerError::Garbled(_)) => Some(Pause::Once),
            Self::Answer(AnswerError::Errors { errors, .. }) => {
                errors.iter().any(ErrorEntry::is_internal).then_some(Pause::Once)
            }
            Self::Answer(AnswerError::Malformed(_) | AnswerError::Row(..)) => None,
        }
    }

    fn busy(self, after: Duration, left: Duration) -> Self {
        match self {
            Self::Endpoint(error) => Self::Endpoint(error.busy(after, left)),
            answer @ Self::Answer(_) => answer,
        }
    }
}

/// Sends a request until its answer has come whole: a page of each list, whose rows are kept by what `keepers` gives,
/// one a list; or until no other try is to be made, or `gives_up` of a failure and those before it.
///
/// Nothing else happens: several may be under way at once.
pub(super) async fn fetch<K: Keep>(
    endpoint: &Endpoint,
    request: &Request,
    gives_up: impl Fn(&Failure, u32) -> bool,
    keepers: impl Fn() -> Vec<K>,
) -> Result<Vec<Page<K>>, Failure> {
    let mut tries = endpoint.tries();
    loop {
        match once(endpoint, request, &tries, keepers()).await {
            Ok(pages) => return Ok(pages),
            Err(failure) if gives_up(&failure, tries.failed()) => return Err(failure),
            Err(failure) => endpoint.pause(&mut tries, failure).await?,
        }
    }
}

/// Never gives a request up.
pub(super) fn goes_on(_failure: &Failure, _failed: u32) -> bool {
    false
}

async fn once<K: Keep>(
    endpoint: &Endpoint,
    request: &Request,
    tries: &Tries<'_>,
    keepers: Vec<K>,
) -> Result<Vec<Page<K>>, Failure> {
    let answer = endpoint.once(&request.body, tries).await.map_err(Failure::Endpoint)?;
    page::read(answer.bytes(), &request.lists, keepers).map_err(Failure::Answer)
}
