//! How an endpoint is set up.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use secrecy::SecretString;
use typeferry_base::Headers;

use super::token::{Token, TokenSource};
use super::{Endpoint, EndpointError, Inner, without_secrets};
use crate::retry::{Budget, RetryPolicy};
use crate::traffic::Counter;

/// How much of an answer is taken, decompressed: a page of rows is a few megabytes.
const MAX_RESPONSE: u64 = 512 * 1024 * 1024;

/// Bytes a second that an answer comes at: a page of 256 KB may take four minutes.
const MIN_RATE: u64 = 1000;

/// How long is waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection.
    pub connect: Duration,
    /// For the first byte of an answer: a server may build a schema for each new routing header.
    pub answer: Duration,
    /// For each further byte.
    pub stall: Duration,
    /// For all of an answer, by what has come: so many bytes a second at the least, decompressed, behind as long a time
    /// as the first byte may take. 0 is no bound.
    pub min_rate: u64,
}

impl Default for Timeouts {
    /// 10 s, two minutes, a minute; 1000 bytes a second.
    fn default() -> Self {
        let (answer, stall) = (Duration::from_mins(2), Duration::from_mins(1));
        Self { connect: Duration::from_secs(10), answer, stall, min_rate: MIN_RATE }
    }
}

/// An endpoint that is being set up.
#[derive(Debug)]
#[must_use]
pub struct EndpointBuilder {
    url: String,
    headers: Vec<(String, String)>,
    token: Token,
    known: Headers,
    timeouts: Timeouts,
    retries: RetryPolicy,
    max_response: u64,
    authorities: Option<Vec<u8>>,
    http: Option<reqwest::Client>,
}

impl EndpointBuilder {
    pub(super) fn new(url: String) -> Self {
        Self {
            url,
            headers: Vec::new(),
            token: Token::None,
            known: Headers::default(),
            timeouts: Timeouts::default(),
            retries: RetryPolicy::default(),
            max_response: MAX_RESPONSE,
            authorities: None,
            http: None,
        }
    }

    /// The headers of each request.
    pub fn headers(mut self, headers: Vec<(String, String)>) -> Self {
        self.headers = headers;
        self
    }

    /// The bearer token of each request.
    pub fn token(mut self, token: Option<SecretString>) -> Self {
        self.token = token.map_or(Token::None, Token::Fixed);
        self
    }

    /// Who gives the bearer token, and another where it is refused.
    pub fn token_source(mut self, source: Arc<dyn TokenSource>) -> Self {
        self.token = Token::Source { source, current: Mutex::new(None) };
        self
    }

    /// What is known of the platform's headers: errors advise by it.
    pub fn hints(mut self, known: Headers) -> Self {
        self.known = known;
        self
    }

    /// How long is waited.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// How often requests are sent again.
    pub fn retries(mut self, policy: RetryPolicy) -> Self {
        self.retries = policy;
        self
    }

    /// How many bytes of an answer are taken, decompressed.
    pub fn max_response(mut self, bytes: u64) -> Self {
        self.max_response = bytes;
        self
    }

    /// Certificates in PEM that are trusted beside the system's.
    pub fn authorities(mut self, pem: Vec<u8>) -> Self {
        self.authorities = Some(pem);
        self
    }

    /// A client of the program's own, in the place of one that is made by these settings. It must follow no redirect:
    /// elsewhere would not be where the token is meant for.
    pub fn http(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// The endpoint.
    ///
    /// # Errors
    /// The address is not an `http` or `https` URL, a header is none that HTTP allows, or HTTPS cannot be set up.
    pub fn build(self) -> Result<Endpoint, EndpointError> {
        let url = without_secrets(&self.url);
        let address = address(&self.url, &url)?;
        let headers = self.headers.iter().try_fold(usual_headers(), |mut headers, (name, value)| {
            let (name, value) = header(name, value)?;
            headers.append(name, value);
            Ok(headers)
        })?;
        let http = match self.http {
            Some(client) => client,
            None => client(&self.timeouts, self.authorities.as_deref())?,
        };
        let Self { token, known, timeouts, max_response, .. } = self;
        let (budget, counter) = (Budget::new(self.retries), Counter::default());
        Ok(Endpoint(Arc::new(Inner {
            address,
            url,
            headers,
            token,
            known,
            http,
            timeouts,
            max_response,
            budget,
            counter,
        })))
    }
}

fn usual_headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let accepted = "application/graphql-response+json, application/json;q=0.9";
    headers.insert(ACCEPT, HeaderValue::from_static(accepted));
    headers
}

fn address(address: &str, url: &str) -> Result<reqwest::Url, EndpointError> {
    let refused = |reason: &str| EndpointError::Address { url: url.to_owned(), reason: reason.to_owned() };
    // Stricter than a browser, which takes `http:///path` for a host of that name.
    let uri: hyper::Uri = address.parse().map_err(|_| refused("it is not a URL"))?;
    match (uri.scheme_str(), uri.host()) {
        (Some("http" | "https"), Some(host)) if !host.is_empty() => {
            address.parse().map_err(|_| refused("it is not a URL"))
        }
        _ => Err(refused("an address is https://host/path")),
    }
}

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), EndpointError> {
    let refused = |reason: &str| EndpointError::Header { name: name.to_owned(), reason: reason.to_owned() };
    let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused("its name is no header's"))?;
    let value =
        HeaderValue::from_str(value).map_err(|_| refused("its value has a character that no header may have"))?;
    Ok((header, value))
}

/// What sends requests. No redirect is followed: elsewhere would not be where the token is meant for, and a POST would
/// arrive there as a GET.
fn client(timeouts: &Timeouts, authorities: Option<&[u8]>) -> Result<reqwest::Client, EndpointError> {
    let failed = |error: reqwest::Error| EndpointError::Tls { reason: error.to_string() };
    // A program that has chosen a provider keeps it.
    #[cfg(feature = "rustls")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(timeouts.connect)
        .user_agent(concat!("typeferry/", env!("CARGO_PKG_VERSION")));
    #[cfg(feature = "rustls")]
    if let Some(authorities) = authorities {
        let certificates = reqwest::Certificate::from_pem_bundle(authorities).map_err(failed)?;
        if certificates.is_empty() {
            return Err(EndpointError::Tls { reason: "no certificate is in the file".to_owned() });
        }
        builder = builder.tls_certs_merge(certificates);
    }
    builder.build().map_err(failed)
}

#[cfg(all(test, feature = "rustls"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_trusted_has_a_certificate() {
        for pem in ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            let endpoint = EndpointBuilder::new("https://example.com".into()).authorities(pem.into()).build();
            let error = endpoint.unwrap_err();
            assert!(matches!(error, EndpointError::Tls { .. }) && error.to_string().contains("--ca-file"), "{error}");
        }
    }
}
