//! A GraphQL endpoint: a POST a document, with the headers and the token that it was given, sent again where another
//! try may succeed.
//!
//! (<https://graphql.github.io/graphql-over-http/draft/>)

mod answer;
mod builder;
mod error;
mod failure;
mod hints;
mod pace;
mod redact;
mod token;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::header::{AUTHORIZATION, HeaderMap};
use secrecy::SecretString;
use tracing::{debug, info};
use typeferry_base::Headers;

pub use self::answer::{Answer, first_error};
pub use self::builder::{EndpointBuilder, Timeouts};
pub use self::error::EndpointError;
use self::pace::Pace;
use self::token::Token;
pub use self::token::TokenSource;
use crate::retry::{Budget, Transient, Tries};
use crate::traffic::{Counter, Traffic};

/// Where to ask, and how. Clones are the same endpoint: they share connections, counts and the budget for retries.
#[derive(Debug, Clone)]
pub struct Endpoint(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// The address, with what may be secret in it.
    address: reqwest::Url,
    /// The address as messages may have it.
    url: String,
    headers: HeaderMap,
    token: Token,
    known: Headers,
    http: reqwest::Client,
    timeouts: Timeouts,
    max_response: u64,
    budget: Budget,
    counter: Counter,
}

impl Endpoint {
    /// An endpoint that sends `headers` and, if there is one, the bearer token with each request.
    ///
    /// # Errors
    /// The address is not an `http` or `https` URL, or a header is none that HTTP allows.
    pub fn new(
        url: impl Into<String>,
        headers: Vec<(String, String)>,
        token: Option<SecretString>,
    ) -> Result<Self, EndpointError> {
        Self::builder(url).headers(headers).token(token).build()
    }

    /// An endpoint with other settings than the usual ones.
    pub fn builder(url: impl Into<String>) -> EndpointBuilder {
        EndpointBuilder::new(url.into())
    }

    /// The address as messages may have it: without user, password and query.
    pub fn url(&self) -> &str {
        &self.0.url
    }

    /// Whether what is sent, the token among it, can be read by others on its way: neither encrypted, nor to this host.
    pub fn is_in_the_clear(&self) -> bool {
        let host = self.0.address.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let is_local = host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
        self.0.address.scheme() == "http" && !is_local
    }

    /// What is known of the platform's headers.
    pub fn known_headers(&self) -> Headers {
        self.0.known
    }

    /// What was sent so far, and what came.
    pub fn traffic(&self) -> Traffic {
        self.0.counter.traffic()
    }

    /// What the server wrote, as messages may have it: on one line, and without the token.
    pub fn redacted(&self, text: &str) -> String {
        let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.0.token.hidden_in(line)
    }

    /// Sends one document until it is answered, or no other try is to be made.
    ///
    /// # Errors
    /// No connection, or a status that is no GraphQL answer's.
    pub async fn post(&self, body: &str) -> Result<Answer, EndpointError> {
        let mut tries = self.tries();
        loop {
            match self.once(body, &tries).await {
                Ok(answer) => return Ok(answer),
                Err(error) => self.pause(&mut tries, error).await?,
            }
        }
    }

    /// Sends one document, and no second time.
    pub(crate) async fn post_once(&self, body: &str) -> Result<Answer, EndpointError> {
        self.once(body, &self.tries()).await
    }

    /// The tries of one request.
    pub(crate) fn tries(&self) -> Tries<'_> {
        self.0.budget.tries()
    }

    /// Waits before another try.
    ///
    /// # Errors
    /// The error, where there is to be no other try.
    pub(crate) async fn pause<E: Transient + std::fmt::Display>(
        &self,
        tries: &mut Tries<'_>,
        error: E,
    ) -> Result<(), E> {
        let (error, wait) = tries.again(error)?;
        let reason = self.redacted(&error.to_string());
        info!(url = self.url(), tries = tries.failed(), wait_ms = wait.as_millis(), reason, "another try");
        tokio::time::sleep(wait).await;
        Ok(())
    }

    /// Sends one document once. A token that is refused is renewed where that can be done.
    pub(crate) async fn once(&self, body: &str, tries: &Tries<'_>) -> Result<Answer, EndpointError> {
        self.0.counter.request(tries.failed() > 0);
        let began = Instant::now();
        debug!(url = self.url(), body = self.redacted(body), "request");
        let token = self.0.token.get().await?;
        let answer = match self.send(body, token.as_ref()).await {
            Err(EndpointError::Refused { status: 401, .. }) if self.0.token.renew(token.as_ref()).await? => {
                self.0.counter.request(true);
                let token = self.0.token.get().await?;
                self.send(body, token.as_ref()).await?
            }
            answer => answer?,
        };
        self.0.budget.answered();
        let (bytes, ms) = (answer.bytes().len(), began.elapsed().as_millis());
        info!(url = self.url(), bytes, ms, tries = tries.failed() + 1, "answer");
        Ok(answer)
    }

    async fn send(&self, body: &str, token: Option<&SecretString>) -> Result<Answer, EndpointError> {
        let Inner { address, headers, http, timeouts, .. } = &*self.0;
        let mut request = http.post(address.clone()).headers(headers.clone()).body(body.to_owned());
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, token::header(token)?);
        }
        let sent = within(timeouts.answer, request.send()).await;
        let mut response = match sent {
            Some(sent) => sent.map_err(|error| self.unreachable(&error))?,
            None => return Err(self.silent(timeouts.answer, false)),
        };
        let body = self.body(&mut response).await;
        if response.status() == reqwest::StatusCode::OK {
            return Ok(Answer::new(self.url().to_owned(), body?));
        }
        Err(self.refused(&response, &body.unwrap_or_default()))
    }

    /// The body of an answer, whole.
    async fn body(&self, response: &mut reqwest::Response) -> Result<Vec<u8>, EndpointError> {
        let Inner { timeouts, max_response: limit, .. } = &*self.0;
        let (mut body, pace) = (Vec::new(), Pace::begin(*timeouts));
        loop {
            let patience = pace.patience(body.len());
            let Some(chunk) = within(patience, response.chunk()).await else {
                return Err(if patience < timeouts.stall {
                    self.slow(body.len(), &pace)
                } else {
                    self.silent(patience, true)
                });
            };
            let Some(chunk) = chunk.map_err(|error| self.broken(&error))? else { break };
            if (body.len() + chunk.len()) as u64 > *limit {
                return Err(EndpointError::TooLarge { url: self.url().to_owned(), limit: *limit });
            }
            body.extend_from_slice(&chunk);
        }
        self.0.counter.bytes(body.len());
        Ok(body)
    }

    fn slow(&self, bytes: usize, pace: &Pace) -> EndpointError {
        let min_rate = self.0.timeouts.min_rate;
        EndpointError::Slow { url: self.url().to_owned(), bytes, taken: pace.taken(), min_rate }
    }

    fn silent(&self, waited: Duration, answering: bool) -> EndpointError {
        EndpointError::Silent { url: self.url().to_owned(), waited, answering }
    }
}

/// What a future gives, unless it takes longer.
async fn within<T>(time: Duration, future: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(time, future).await.ok()
}

/// An address, whole or in pieces, without what is nobody's business: user and password, and the query.
fn without_secrets(address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = address.split_at(address.find("//").map_or(0, |at| at + 2));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_neither_encrypted_nor_local_is_in_the_clear() {
        let is_in_the_clear = |url: &str| Endpoint::new(url, Vec::new(), None).unwrap().is_in_the_clear();
        for url in ["https://api.example.org/", "http://localhost:5433/", "http://127.0.0.1/", "http://[::1]:80/"] {
            assert!(!is_in_the_clear(url), "{url}");
        }
        for url in ["http://api.example.org/", "http://10.0.0.1/", "http://localhost.example.org/"] {
            assert!(is_in_the_clear(url), "{url}");
        }
    }
}
