//! The same without `async`, for build scripts, tools and programs that have no runtime of their own.

use std::fmt::Display;
use std::pin::pin;
use std::sync::Arc;
use std::vec;

use futures_util::{Stream, StreamExt};
use secrecy::SecretString;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::task::AbortHandle;

use crate::endpoint::{Answer, EndpointError};
use crate::error::ReadError;
use crate::operation::{Answered, Operation, OperationError};
use crate::pages::Limit;
use crate::row::Table;
use crate::traffic::Traffic;

/// What waits for answers: a thread of its own keeps the connections going. Clones are the same.
#[derive(Debug, Clone)]
pub struct Client(Arc<Runtime>);

impl Client {
    /// A client that has asked nothing yet.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn new() -> Result<Self, EndpointError> {
        let runtime =
            Builder::new_multi_thread().worker_threads(1).thread_name("typeferry-client").enable_all().build();
        let runtime = runtime.map_err(|error| EndpointError::Threads { reason: error.to_string() })?;
        Ok(Self(Arc::new(runtime)))
    }

    /// Waits for what is asked for asynchronously. Not to be called from asynchronous code.
    pub fn wait<F: Future>(&self, future: F) -> F::Output {
        self.0.block_on(future)
    }

    /// Begins to read a stream; so many items wait at the most until they are taken.
    pub fn ahead<T: Send + 'static>(&self, waiting: usize, stream: impl Stream<Item = T> + Send + 'static) -> Ahead<T> {
        let (sender, items) = mpsc::channel(waiting.max(1));
        let task = self.0.spawn(async move {
            let mut stream = pin!(stream);
            while let Some(item) = stream.next().await {
                // Nobody takes it: then there is nothing to do.
                let Ok(()) = sender.send(item).await else { return };
            }
        });
        Ahead { items, task: task.abort_handle() }
    }

    /// An endpoint that this client asks.
    pub fn endpoint(&self, endpoint: crate::Endpoint) -> Endpoint {
        Endpoint { client: self.clone(), endpoint }
    }
}

/// What a client reads ahead, whatever else its user does meanwhile; dropped, it reads no further.
#[derive(Debug)]
pub struct Ahead<T> {
    items: mpsc::Receiver<T>,
    task: AbortHandle,
}

impl<T> Iterator for Ahead<T> {
    type Item = T;

    /// Not to be called from asynchronous code.
    fn next(&mut self) -> Option<T> {
        self.items.blocking_recv()
    }
}

impl<T> Drop for Ahead<T> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Where to ask, and how.
#[derive(Debug, Clone)]
pub struct Endpoint {
    client: Client,
    endpoint: crate::Endpoint,
}

impl Endpoint {
    /// An endpoint that a client of its own asks, with `headers` and, if there is one, the bearer token.
    ///
    /// # Errors
    /// As [`Endpoint::new`](crate::Endpoint::new) and [`Client::new`].
    pub fn new(
        url: impl Into<String>,
        headers: Vec<(String, String)>,
        token: Option<SecretString>,
    ) -> Result<Self, EndpointError> {
        Ok(Client::new()?.endpoint(crate::Endpoint::new(url, headers, token)?))
    }

    /// The client that asks.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The endpoint as asynchronous code has it.
    pub fn asynchronous(&self) -> &crate::Endpoint {
        &self.endpoint
    }

    /// The address as messages may have it: without user, password and query.
    pub fn url(&self) -> &str {
        self.endpoint.url()
    }

    /// Whether what is sent, the token among it, can be read by others on its way.
    pub fn is_in_the_clear(&self) -> bool {
        self.endpoint.is_in_the_clear()
    }

    /// What was sent so far, and what came.
    pub fn traffic(&self) -> Traffic {
        self.endpoint.traffic()
    }

    /// What the server wrote, as messages may have it: on one line, and without the token.
    pub fn redacted(&self, text: &str) -> String {
        self.endpoint.redacted(text)
    }

    /// Runs an operation.
    ///
    /// # Errors
    /// As [`Endpoint::run`](crate::Endpoint::run).
    pub fn run<O: Operation>(&self, operation: &O) -> Result<O::Answer, OperationError> {
        self.client.wait(self.endpoint.run(operation))
    }

    /// Runs an operation, and gives what the server could answer beside the errors of what it could not.
    ///
    /// # Errors
    /// As [`Endpoint::answer`](crate::Endpoint::answer).
    pub fn answer<O: Operation>(&self, operation: &O) -> Result<Answered<O::Answer>, OperationError> {
        self.client.wait(self.endpoint.answer(operation))
    }

    /// Sends one document until it is answered, or no other try is to be made.
    ///
    /// # Errors
    /// As [`Endpoint::post`](crate::Endpoint::post).
    pub fn post(&self, body: &str) -> Result<Answer, EndpointError> {
        self.client.wait(self.endpoint.post(body))
    }
}

/// Every row that the document of a table asks for, page after page; one page is in memory at a time.
///
/// As [`Rows`](crate::Rows), an iterator.
#[derive(Debug)]
pub struct Rows<T> {
    client: Client,
    pages: crate::Rows<T>,
    ready: vec::IntoIter<T>,
}

impl<T: Table> Rows<T> {
    /// `page` is how many rows are asked for at once, at least one.
    pub fn new(endpoint: &Endpoint, page: usize) -> Self {
        let pages = crate::Rows::new(&endpoint.endpoint, page);
        Self { client: endpoint.client.clone(), pages, ready: Vec::new().into_iter() }
    }

    /// The rows of the tenant with this id, where the document filters by a tenant; it is sent as the type of that
    /// variable.
    #[must_use]
    pub fn of_tenant(self, tenant: impl Display) -> Self {
        Self { pages: self.pages.of_tenant(tenant), ..self }
    }

    /// The columns with values, among the rows so far, that the API may have changed so that nobody would notice.
    pub fn limits(&self) -> Vec<Limit> {
        self.pages.limits()
    }
}

impl<T: Table> Iterator for Rows<T> {
    type Item = Result<T, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.ready.next() {
                return Some(Ok(row));
            }
            match self.client.wait(self.pages.next_page()) {
                Ok(page) => self.ready = page?.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
