//! An answer: data, errors, or both.

use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Operation, OperationError};
use crate::endpoint::Endpoint;
use crate::row::{Cell, FromCell};

/// What a server answers to an operation (GraphQL specification, section 7.1).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Answered<T> {
    /// The data; beside errors, what they do not concern.
    pub data: Option<T>,
    /// What failed; empty where nothing did.
    pub errors: Vec<GraphQlError>,
}

/// An error of a server.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct GraphQlError {
    /// What the server says.
    #[serde(default = "unsaid")]
    pub message: String,
    /// The way to the field that failed; empty where the whole operation did.
    #[serde(default)]
    pub path: Vec<PathStep>,
}

/// A step of a path: a key, or the position in a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum PathStep {
    /// A position, from 0.
    Item(usize),
    /// The key that a field has in the answer.
    Key(String),
}

fn unsaid() -> String {
    "without a message".to_owned()
}

impl fmt::Display for PathStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(at) => at.fmt(f),
            Self::Key(key) => key.fmt(f),
        }
    }
}

#[derive(Deserialize)]
struct Raw<'a> {
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    errors: Option<Vec<GraphQlError>>,
}

impl<T: FromCell> Answered<T> {
    pub(super) fn read<O: Operation<Answer = T>>(endpoint: &Endpoint, text: &str) -> Result<Self, OperationError> {
        let malformed = |reason: String| OperationError::Malformed {
            url: endpoint.url().to_owned(),
            operation: O::NAME,
            path: String::new(),
            reason,
        };
        let Raw { data, errors } = serde_json::from_str(text).map_err(|error| malformed(error.to_string()))?;
        let mut errors = errors.unwrap_or_default();
        for error in &mut errors {
            error.message = endpoint.redacted(&error.message);
        }
        let data = match data.map(|data| T::from_cell(Cell::json(data))) {
            _ if data.is_none_or(|data| data.get() == "null") => None,
            Some(Ok(data)) => Some(data),
            // A server that fails at a field leaves null there, whatever the type says.
            Some(Err(_)) if !errors.is_empty() => None,
            Some(Err(error)) => return Err(OperationError::of(endpoint.url(), O::NAME, error)),
            None => None,
        };
        if data.is_none() && errors.is_empty() {
            return Err(malformed("it has neither data nor errors".to_owned()));
        }
        Ok(Self { data, errors })
    }

    /// The data, where there are no errors.
    pub(super) fn whole<O: Operation>(self, url: &str) -> Result<T, OperationError> {
        match (self.data, self.errors) {
            (Some(data), errors) if errors.is_empty() => Ok(data),
            (_, errors) => Err(OperationError::GraphQl { url: url.to_owned(), operation: O::NAME, errors }),
        }
    }
}
