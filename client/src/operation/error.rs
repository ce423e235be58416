//! Why an operation has no answer.

use super::GraphQlError;
use crate::endpoint::EndpointError;
use crate::row::Mismatch;

/// Why an operation has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OperationError {
    /// The endpoint gave no answer, or refused.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),
    /// The server answered with errors.
    #[error("{url} answered {operation} with an error{}", message(.errors))]
    GraphQl {
        /// The address.
        url: String,
        /// The operation.
        operation: &'static str,
        /// At least one.
        errors: Vec<GraphQlError>,
    },
    /// An answer that is not of the operation's types: the API has changed since they were generated.
    #[error(
        "{url} answered {operation} with something else than its schema says{}: {reason}; see `typeferry schema pull`",
        at(.path)
    )]
    Malformed {
        /// The address.
        url: String,
        /// The operation.
        operation: &'static str,
        /// The way to what does not fit, as `posts.nodes.0.id`.
        path: String,
        /// What does not fit.
        reason: String,
    },
}

impl OperationError {
    pub(super) fn of(url: &str, operation: &'static str, mismatch: Mismatch) -> Self {
        let reason = mismatch.to_string();
        Self::Malformed { url: url.to_owned(), operation, path: mismatch.path, reason }
    }
}

fn at(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!(" at {path}") }
}

fn message(errors: &[GraphQlError]) -> String {
    let Some(first) = errors.first() else { return String::new() };
    let path: Vec<_> = first.path.iter().map(ToString::to_string).collect();
    let more = match errors.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    format!("{}: {}{more}", at(&path.join(".")), first.message)
}
