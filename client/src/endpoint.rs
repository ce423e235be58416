//! A GraphQL endpoint: one POST a document, with the headers and the token it was told to send.
//!
//! (<https://graphql.github.io/graphql-over-http/draft/>)

use std::io::{self, Read};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use typeferry_codegen::dialect::Headers;
use ureq::http::StatusCode;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use crate::hints;
use crate::redact;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long the first byte of an answer may take: a server builds a schema for each new routing header.
const ANSWER: Duration = Duration::from_mins(2);
/// How long the rest may take without a byte.
const STALL: Duration = Duration::from_mins(1);
/// How much of an answer that is no GraphQL is read to say what it was.
const EXCERPT: u64 = 64 * 1024;

/// The variables that name a proxy, in the order in which the first that is set counts.
const PROXIES: [&str; 6] = ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/// Where to ask, and how.
#[derive(Debug)]
pub struct Endpoint {
    asked: String,
    url: String,
    headers: Vec<(String, String)>,
    token: Option<SecretString>,
    known: Headers,
    agent: Agent,
}

/// An answer whose status says that it is GraphQL; the body is not read yet.
#[derive(Debug)]
pub struct Answer {
    url: String,
    body: Body,
}

/// Why an endpoint gave no GraphQL answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EndpointError {
    /// The address is no URL that can be asked.
    #[error("{url} is no address that can be asked: {reason}")]
    Address {
        /// The address.
        url: String,
        /// Why.
        reason: String,
    },
    /// A header that HTTP does not allow.
    #[error("the header `{name}` cannot be sent: {reason}")]
    Header {
        /// Its name.
        name: String,
        /// Why.
        reason: String,
    },
    /// No connection, or it broke.
    #[error("{url} cannot be reached: {reason}")]
    Unreachable {
        /// The address.
        url: String,
        /// Why.
        reason: String,
    },
    /// No connection through the proxy.
    #[error(
        "{url} cannot be reached\nit is asked through the proxy {proxy} ({variable}): {reason}\nstart the proxy, correct \
         {variable}, or set NO_PROXY to the host to ask without it"
    )]
    Proxy {
        /// The address.
        url: String,
        /// The proxy's address, without user and password.
        proxy: String,
        /// The variable that names it.
        variable: &'static str,
        /// Why.
        reason: String,
    },
    /// What answers there speaks another protocol.
    #[error(
        "{url} cannot be reached\nwhat answers there does not speak {spoken}\nwrite {other}:// where that port serves \
         {other}, or give the port that serves {spoken}"
    )]
    Protocol {
        /// The address.
        url: String,
        /// The protocol of the address.
        spoken: &'static str,
        /// The one that may be meant.
        other: &'static str,
    },
    /// The answer broke off.
    #[error("the answer of {url} broke off: {reason}")]
    Broken {
        /// The address.
        url: String,
        /// Why.
        reason: String,
    },
    /// The server wants another token, or none of this one's rights are enough.
    #[error(
        "{url} refused the token (HTTP {status})\nit has expired, is of another platform, or may not read there\nset \
         TYPEFERRY_TOKEN or --token-file to one that may read there"
    )]
    Refused {
        /// The address.
        url: String,
        /// 401 or 403.
        status: u16,
    },
    /// The server wants a token.
    #[error(
        "{url} wants a token (HTTP {status})\nnone was sent: neither --token nor --token-file was given, and \
         TYPEFERRY_TOKEN is not set\nset TYPEFERRY_TOKEN or --token-file to one that may read there"
    )]
    NoToken {
        /// The address.
        url: String,
        /// 401 or 403.
        status: u16,
    },
    /// No GraphQL endpoint answers there.
    #[error("{url} answered HTTP {status} with {what}: {hint}")]
    Status {
        /// The address.
        url: String,
        /// The status.
        status: u16,
        /// What the body was, in words.
        what: String,
        /// What to do.
        hint: String,
    },
    /// The server answered with errors.
    #[error("{url} answered with an error: {message}")]
    GraphQl {
        /// The address.
        url: String,
        /// The first message, with the path of the field.
        message: String,
    },
    /// The body is no GraphQL answer.
    #[error("{url} answered with something that is no GraphQL answer: {reason}")]
    Malformed {
        /// The address.
        url: String,
        /// Why.
        reason: String,
    },
}

impl Endpoint {
    /// An endpoint that sends `headers` and, if there is one, the bearer token with each request.
    ///
    /// # Errors
    /// The address is no `http` or `https` URL, or a header is none.
    pub fn new(
        url: impl Into<String>,
        headers: Vec<(String, String)>,
        token: Option<SecretString>,
    ) -> Result<Self, EndpointError> {
        let asked = url.into();
        let url = without_secrets(&asked);
        check_url(&asked, &url)?;
        for (name, value) in &headers {
            check_header(name, value)?;
        }
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .tls_config(tls)
            // Elsewhere would not be where the token is meant for, and a POST arrives there as a GET.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(ANSWER))
            .timeout_per_read(Some(STALL))
            .user_agent(concat!("typeferry/", env!("CARGO_PKG_VERSION")));
        Ok(Self { asked, url, headers, token, known: Headers::default(), agent: config.build().into() })
    }

    /// The same, with what is known of the platform's headers: errors advise by it.
    #[must_use]
    pub fn hinting(self, known: Headers) -> Self {
        Self { known, ..self }
    }

    /// What is known of the platform's headers.
    pub(crate) fn known_headers(&self) -> Headers {
        self.known
    }

    /// The address as messages may have it: without user, password and query.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the server said, as messages may have it: on one line, and without the token.
    pub fn said(&self, text: &str) -> String {
        let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        match &self.token {
            Some(token) => redact::without(&line, token.expose_secret()),
            None => line,
        }
    }

    /// Sends one document.
    ///
    /// # Errors
    /// No connection, or a status that is no GraphQL answer's.
    pub fn post(&self, body: &str) -> Result<Answer, EndpointError> {
        let mut request = self.agent.post(&self.asked).content_type("application/json");
        request = request.header("accept", "application/graphql-response+json, application/json;q=0.9");
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {}", token.expose_secret()));
        }
        let response = request.send(body).map_err(|error| self.unreachable(&error))?;
        let status = response.status();
        if status == StatusCode::OK {
            return Ok(Answer { url: self.url.clone(), body: response.into_body() });
        }
        let elsewhere = response.headers().get("location").and_then(|value| value.to_str().ok()).map(without_secrets);
        Err(self.refused(status, elsewhere.as_deref(), &mut response.into_body()))
    }

    fn unreachable(&self, error: &ureq::Error) -> EndpointError {
        let (url, reason) = (self.url.clone(), error.to_string());
        match error {
            ureq::Error::BadUri(_) => EndpointError::Address { url, reason },
            ureq::Error::Http(_) => {
                // The token is the one header that was not checked: its text must not be told.
                EndpointError::Header {
                    name: "authorization".into(),
                    reason: "the token has a character that no header may have".into(),
                }
            }
            _ => self
                .other_protocol(error, &reason)
                .or_else(|| self.proxy(&reason))
                .unwrap_or(EndpointError::Unreachable { url, reason }),
        }
    }

    /// A port that serves HTTP where HTTPS is asked for, or the other way round.
    fn other_protocol(&self, error: &ureq::Error, reason: &str) -> Option<EndpointError> {
        let url = self.url.clone();
        let is_https = self.asked.to_ascii_lowercase().starts_with("https:");
        // As rustls calls a record that is none of TLS.
        if is_https && reason.contains("InvalidContentType") {
            return Some(EndpointError::Protocol { url, spoken: "https", other: "http" });
        }
        let no_http = matches!(error, ureq::Error::Protocol(_));
        (!is_https && no_http).then_some(EndpointError::Protocol { url, spoken: "http", other: "https" })
    }

    /// The proxy that stands between, which may be what cannot be reached.
    fn proxy(&self, reason: &str) -> Option<EndpointError> {
        let proxy = self.agent.config().proxy()?;
        let asked = self.asked.parse().ok()?;
        let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let variable = PROXIES.into_iter().find(is_set).filter(|_| !proxy.is_no_proxy(&asked))?;
        let (url, proxy) = (self.url.clone(), format!("{}:{}", proxy.host(), proxy.port()));
        Some(EndpointError::Proxy { url, proxy, variable, reason: reason.to_owned() })
    }

    /// Whether something was sent that says who asks.
    fn says_who(&self) -> bool {
        let token = self.token.as_ref().is_some_and(|token| !token.expose_secret().is_empty());
        token || self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("authorization"))
    }

    fn refused(&self, status: StatusCode, elsewhere: Option<&str>, body: &mut Body) -> EndpointError {
        let url = self.url.clone();
        let code = status.as_u16();
        if matches!(code, 401 | 403) && !self.says_who() {
            return EndpointError::NoToken { url, status: code };
        }
        if matches!(code, 401 | 403) {
            return EndpointError::Refused { url, status: code };
        }
        if let Some(elsewhere) = elsewhere {
            let what = format!("a redirection to {}", self.said(elsewhere));
            let hint = "give the address that answers itself".to_owned();
            return EndpointError::Status { url, status: code, what, hint };
        }
        let mut text = String::new();
        let _ = body.as_reader().take(EXCERPT).read_to_string(&mut text);
        if let Some(message) = first_error(&text) {
            return EndpointError::GraphQl { url, message: self.said(&message) };
        }
        EndpointError::Status {
            url,
            status: code,
            what: self.said(&describe(&text)),
            hint: hints::of_status(self.known, code),
        }
    }
}

impl Answer {
    /// The body as it comes in.
    pub fn into_reader(self) -> impl Read {
        self.body.into_reader()
    }

    /// The whole body as text; for answers whose size does not grow with the rows.
    ///
    /// # Errors
    /// The answer broke off, or is no text.
    pub fn into_text(self) -> Result<String, EndpointError> {
        let url = self.url.clone();
        let mut text = String::new();
        match self.into_reader().read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(error) => Err(broken(url, &error)),
        }
    }
}

/// The error of an answer that broke off.
pub(crate) fn broken(url: String, error: &io::Error) -> EndpointError {
    EndpointError::Broken { url, reason: error.to_string() }
}

/// An address, whole or in pieces, without what is nobody's business: user and password, and the query.
fn without_secrets(address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = address.split_at(address.find("//").map_or(0, |at| at + 2));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}{host}{path}")
}

fn check_url(asked: &str, url: &str) -> Result<(), EndpointError> {
    let wrong = |reason: &str| EndpointError::Address { url: url.to_owned(), reason: reason.to_owned() };
    let uri: ureq::http::Uri = asked.parse().map_err(|_| wrong("it is no URL"))?;
    match (uri.scheme_str(), uri.host()) {
        (Some("http" | "https"), Some(host)) if !host.is_empty() => Ok(()),
        _ => Err(wrong("an address is https://host/path")),
    }
}

fn check_header(name: &str, value: &str) -> Result<(), EndpointError> {
    use ureq::http::header::{HeaderName, HeaderValue};
    let wrong = |reason: &str| EndpointError::Header { name: name.to_owned(), reason: reason.to_owned() };
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong("its name is no header's"))?;
    HeaderValue::from_str(value).map_err(|_| wrong("its value has a character that no header may have"))?;
    Ok(())
}

/// The first message of an answer with errors.
pub(crate) fn first_error(text: &str) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_str(text).ok()?;
    let error = answer.get("errors")?.as_array()?.first()?;
    let message = error.get("message").and_then(serde_json::Value::as_str).unwrap_or("without a message");
    Some(message.to_owned())
}

fn describe(text: &str) -> String {
    let start = text.trim_start();
    if start.starts_with('<') {
        return "an HTML page".into();
    }
    let line: String = start.lines().next().unwrap_or_default().chars().take(200).collect();
    if line.is_empty() { "an empty body".into() } else { format!("`{line}`") }
}
