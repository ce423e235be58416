//! A request, and how it is sent.

use std::sync::atomic::{AtomicU64, Ordering};

use typeferry_client::{Endpoint, EndpointError};

use super::page::{self, AnswerError, Keep, Page};
use super::shape::Shape;

/// One request: a document with its variables, and the lists that its root fields answer with.
#[derive(Debug)]
pub(super) struct Request {
    /// A list a root field.
    pub(super) lists: Vec<List>,
    /// The body to send.
    pub(super) body: String,
}

/// A list that is read page by page.
#[derive(Debug)]
pub(super) struct List {
    /// The key of its root field in the answer.
    pub(super) key: String,
    /// Its position among the lists that are read together.
    pub(super) index: usize,
    /// What messages call it: `schema.table`, or its field.
    pub(super) name: String,
    /// Where the parts of its pages stand.
    pub(super) shape: Shape,
}

/// Why a request brought no pages.
#[derive(Debug)]
pub(super) enum Failure {
    /// There was no GraphQL answer.
    Endpoint(EndpointError),
    /// The answer has none.
    Answer(AnswerError),
}

/// Whom requests are sent to; each is counted, whoever sends it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Client<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) requests: &'a AtomicU64,
}

impl Client<'_> {
    /// Sends a request and reads its answer to the end: a page of each list, whole, whose rows are kept by what
    /// `keepers` gives, one a list.
    ///
    /// Nothing else happens: what has failed in passing may be sent again here, and several may be under way at once.
    pub(super) fn fetch<K: Keep>(
        self,
        request: &Request,
        keepers: impl Fn() -> Vec<K>,
    ) -> Result<Vec<Page<K>>, Failure> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let answer = self.endpoint.post(&request.body).map_err(Failure::Endpoint)?;
        page::read(answer.into_reader(), &request.lists, keepers()).map_err(Failure::Answer)
    }
}
