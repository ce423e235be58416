//! Why an endpoint gave no GraphQL answer.

use std::time::Duration;

use crate::retry::{Pause, Transient};

/// Why an endpoint gave no GraphQL answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EndpointError {
    /// The address is not a URL that can be asked.
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
    /// The certificates to trust cannot be read, or HTTPS cannot be set up.
    #[error("HTTPS cannot be set up: {reason}\ngive --ca-file a file with certificates in PEM")]
    Tls {
        /// Why.
        reason: String,
    },
    /// The system gives no thread to wait for answers.
    #[error("no thread can be started: {reason}")]
    Threads {
        /// Why.
        reason: String,
    },
    /// Whoever gives the tokens has none.
    #[error("no token: {reason}")]
    Token {
        /// Why, and what to do.
        reason: String,
    },
    /// No connection, or it broke before an answer.
    #[error("{url} cannot be reached: {reason}")]
    Unreachable {
        /// The address.
        url: String,
        /// Whether there was a connection.
        connected: bool,
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
    /// The server was silent for too long.
    #[error("{url} was silent for {} s{}", .waited.as_secs(), if *.answering { " in the middle of its answer" } else { "" })]
    Silent {
        /// The address.
        url: String,
        /// How long it was waited for.
        waited: Duration,
        /// Whether a part of the answer had come.
        answering: bool,
    },
    /// The answer came too slowly.
    #[error(
        "the answer of {url} comes too slowly: {bytes} bytes in {} s\ntry again, ask for fewer rows at once \
         (--page-size), or take fewer than {min_rate} bytes a second (--min-rate; 0 waits without end)",
        .taken.as_secs()
    )]
    Slow {
        /// The address.
        url: String,
        /// How many bytes have come, decompressed.
        bytes: usize,
        /// How long they took.
        taken: Duration,
        /// How many bytes a second there have to be.
        min_rate: u64,
    },
    /// The answer broke off.
    #[error("the answer of {url} broke off: {reason}")]
    Broken {
        /// The address.
        url: String,
        /// Why.
        reason: String,
    },
    /// The answer is larger than was allowed.
    #[error(
        "the answer of {url} is larger than {limit} bytes\nraise the limit (--max-response), or ask for fewer rows at \
         once (--page-size)"
    )]
    TooLarge {
        /// The address.
        url: String,
        /// The limit, in bytes, decompressed.
        limit: u64,
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
        /// How long to wait before another try; `None` where none can succeed.
        pause: Option<Pause>,
    },
    /// The server answered with errors.
    #[error("{url} answered with an error: {message}")]
    GraphQl {
        /// The address.
        url: String,
        /// The first message, with the path of the field.
        message: String,
        /// How long to wait before another try; `None` where none can succeed.
        pause: Option<Pause>,
    },
    /// The body is not a GraphQL answer.
    #[error("{url} answered with something that is no GraphQL answer: {reason}")]
    Malformed {
        /// The address.
        url: String,
        /// Why.
        reason: String,
    },
    /// The server asks for a longer pause than is allowed.
    #[error(
        "{url} asks to be left alone for {} s (HTTP {status}), longer than the {} s that are left for retries\ntry again \
         then, or raise --retry-for",
        .after.as_secs(), .left.as_secs()
    )]
    Busy {
        /// The address.
        url: String,
        /// The status.
        status: u16,
        /// How long it asks to be left alone.
        after: Duration,
        /// What is left of the time for retries.
        left: Duration,
    },
}

impl Transient for EndpointError {
    fn pause(&self) -> Option<Pause> {
        match self {
            Self::Unreachable { connected: false, .. } | Self::Proxy { .. } => Some(Pause::Connect),
            Self::Unreachable { .. } | Self::Silent { .. } | Self::Broken { .. } => Some(Pause::Short),
            Self::Slow { .. } => Some(Pause::Once),
            Self::Status { pause, .. } | Self::GraphQl { pause, .. } => *pause,
            Self::Address { .. }
            | Self::Header { .. }
            | Self::Tls { .. }
            | Self::Threads { .. }
            | Self::Token { .. }
            | Self::Protocol { .. }
            | Self::TooLarge { .. }
            | Self::Refused { .. }
            | Self::NoToken { .. }
            | Self::Malformed { .. }
            | Self::Busy { .. } => None,
        }
    }

    fn busy(self, after: Duration, left: Duration) -> Self {
        match self {
            Self::Status { url, status, .. } => Self::Busy { url, status, after, left },
            other => other,
        }
    }
}
