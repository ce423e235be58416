//! What a failed request was: the errors of HTTP, TLS and the proxy, told apart by their types.

use std::error::Error;
use std::io;

use reqwest::Response;
use reqwest::header::{LOCATION, RETRY_AFTER};

use super::{Endpoint, EndpointError, first_error, hints, without_secrets};
use crate::retry::{Pause, retry_after};

/// The variables that may name a proxy, in the order in which the first that is set counts.
const HTTPS_PROXIES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
const HTTP_PROXIES: [&str; 4] = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

/// How much of an answer that is not GraphQL is read to say what it was.
const EXCERPT: usize = 64 * 1024;

impl Endpoint {
    /// A request that got no answer.
    pub(super) fn unreachable(&self, error: &reqwest::Error) -> EndpointError {
        let (url, reason, connected) = (self.url().to_owned(), root_cause(error), !error.is_connect());
        let https = self.0.address.scheme() == "https";
        if https && is_no_tls(error) {
            return EndpointError::Protocol { url, spoken: "https", other: "http" };
        }
        // One that has answered before speaks HTTP: what came now was torn.
        if !https && is_no_http(error) && !self.0.budget.has_answered() {
            return EndpointError::Protocol { url, spoken: "http", other: "https" };
        }
        self.proxy(&reason).unwrap_or(EndpointError::Unreachable { url, connected, reason })
    }

    /// An answer that broke off.
    pub(super) fn broken(&self, error: &reqwest::Error) -> EndpointError {
        EndpointError::Broken { url: self.url().to_owned(), reason: root_cause(error) }
    }

    /// The proxy that stands between, which may be what cannot be reached.
    fn proxy(&self, reason: &str) -> Option<EndpointError> {
        let address = self.0.address.as_str().parse().ok()?;
        let intercepted = hyper_util::client::proxy::matcher::Matcher::from_env().intercept(&address)?;
        let names = if self.0.address.scheme() == "https" { HTTPS_PROXIES } else { HTTP_PROXIES };
        let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let variable = names.into_iter().find(is_set)?;
        let proxy = without_secrets(&intercepted.uri().to_string());
        let proxy = proxy.split_once("//").map_or(proxy.as_str(), |(_, rest)| rest).trim_end_matches('/').to_owned();
        Some(EndpointError::Proxy { url: self.url().to_owned(), proxy, variable, reason: reason.to_owned() })
    }

    /// An answer whose status is no GraphQL answer's.
    pub(super) fn refused(&self, response: &Response, body: &[u8]) -> EndpointError {
        let (url, status) = (self.url().to_owned(), response.status().as_u16());
        if matches!(status, 401 | 403) && !self.says_who() {
            return EndpointError::NoToken { url, status };
        }
        if matches!(status, 401 | 403) {
            return EndpointError::Refused { url, status };
        }
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        if let Some(elsewhere) = header(LOCATION) {
            let what = format!("a redirection to {}", self.redacted(&without_secrets(elsewhere)));
            let hint = "give the address that answers itself".to_owned();
            return EndpointError::Status { url, status, what, hint, pause: None };
        }
        let text = String::from_utf8_lossy(body.get(..EXCERPT).unwrap_or(body));
        let pause = is_passing(status, &text)
            .then(|| header(RETRY_AFTER).and_then(retry_after).map_or(Pause::Short, Pause::Asked));
        if let Some(message) = first_error(&text) {
            return EndpointError::GraphQl { url, message: self.redacted(&message), pause };
        }
        let (what, hint) = (self.redacted(&describe(&text)), hints::of_status(self.0.known, status));
        EndpointError::Status { url, status, what, hint, pause }
    }

    /// Whether something was sent that says who asks.
    fn says_who(&self) -> bool {
        self.0.token.is_there() || self.0.headers.contains_key(reqwest::header::AUTHORIZATION)
    }
}

/// Whether another try may succeed. A page of HTML with 500 is what stands in the way of every request.
fn is_passing(status: u16, body: &str) -> bool {
    matches!(status, 408 | 425 | 429 | 502..=504) || status == 500 && !body.trim_start().starts_with('<')
}

fn describe(text: &str) -> String {
    let start = text.trim_start();
    if start.starts_with('<') {
        return "an HTML page".into();
    }
    let line: String = start.lines().next().unwrap_or_default().chars().take(200).collect();
    if line.is_empty() { "an empty body".into() } else { format!("`{line}`") }
}

/// The error and what caused it, one after the other.
fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| cause(*error))
}

fn cause<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>() {
        // What an `io::Error` was made of is not its source.
        Some(error) => error.get_ref().map(|inner| inner as &(dyn Error + 'static)),
        None => error.source(),
    }
}

fn root_cause(error: &(dyn Error + 'static)) -> String {
    chain(error).last().unwrap_or(error).to_string()
}

/// Whether what answered there does not speak TLS.
#[cfg(feature = "rustls")]
fn is_no_tls(error: &reqwest::Error) -> bool {
    use rustls::{Error, InvalidMessage};
    let is_record = |error: &Error| matches!(error, Error::InvalidMessage(InvalidMessage::InvalidContentType));
    chain(error).filter_map(|error| error.downcast_ref()).any(is_record)
}

#[cfg(not(feature = "rustls"))]
fn is_no_tls(_error: &reqwest::Error) -> bool {
    false
}

/// Whether what answered there does not speak HTTP.
fn is_no_http(error: &reqwest::Error) -> bool {
    chain(error).filter_map(|error| error.downcast_ref::<hyper::Error>()).any(hyper::Error::is_parse)
}
