//! The answers to hand-written operations, and the errors that any answer may carry.

use graphql_client::{GraphQLQuery, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use typeferry_client::Endpoint;

use super::bisect::Place;
use crate::row::number::plain_integers;
use crate::source::SourceError;

/// Asks an operation and reads its typed answer.
pub(super) fn typed<Q: GraphQLQuery>(
    endpoint: &Endpoint,
    variables: Q::Variables,
) -> Result<Q::ResponseData, SourceError> {
    read(endpoint, &Q::build_query(variables))
}

/// Sends a request and reads the data of its answer.
pub(super) fn read<T: DeserializeOwned>(endpoint: &Endpoint, request: &impl Serialize) -> Result<T, SourceError> {
    let malformed = |reason: String| SourceError::Malformed { url: endpoint.url().to_owned(), table: None, reason };
    let body = serde_json::to_string(request).map_err(|error| malformed(error.to_string()))?;
    let text = endpoint.post(&body)?.into_text()?;
    let text = plain_integers(&text);
    let errors: Errors = serde_json::from_str(&text).map_err(|error| malformed(error.to_string()))?;
    if let Some(error) = errors.errors.first() {
        return Err(error.refusal(endpoint, None, errors.errors.len() - 1));
    }
    let answer: Response<T> = serde_json::from_str(&text).map_err(|error| malformed(error.to_string()))?;
    answer.data.ok_or_else(|| malformed("it has neither data nor errors".into()))
}

/// The error of a connection that is null without a reason given.
pub(super) fn nothing(endpoint: &Endpoint, field: &str) -> SourceError {
    let reason = format!("`{field}` is null, and no error says why");
    SourceError::Malformed { url: endpoint.url().to_owned(), table: None, reason }
}

/// The nodes of a list, none of which may be null.
pub(super) fn nodes<T>(endpoint: &Endpoint, field: &str, nodes: Vec<Option<T>>) -> Result<Vec<T>, SourceError> {
    let whole: Option<Vec<T>> = nodes.into_iter().collect();
    whole.ok_or_else(|| nothing(endpoint, &format!("{field}.nodes[…]")))
}

/// The cursor to the next page of a list, where the server says that there is one: it must lead on from `before`.
pub(super) fn next_cursor(
    endpoint: &Endpoint,
    field: &str,
    (has_next_page, end): (bool, Option<String>),
    before: Option<&str>,
) -> Result<Option<String>, SourceError> {
    match end {
        _ if !has_next_page => Ok(None),
        Some(cursor) if Some(cursor.as_str()) != before => Ok(Some(cursor)),
        _ => {
            let reason = format!("`{field}` promises another page, and its cursor does not lead there");
            Err(SourceError::Malformed { url: endpoint.url().to_owned(), table: None, reason })
        }
    }
}

#[derive(Deserialize)]
struct Errors {
    #[serde(default)]
    errors: Vec<ErrorEntry>,
}

/// An entry of `errors` (GraphQL specification, section 7.1.2).
#[derive(Debug, Deserialize)]
pub(super) struct ErrorEntry {
    #[serde(default)]
    message: String,
    #[serde(default)]
    pub(super) path: Vec<serde_json::Value>,
}

impl ErrorEntry {
    /// The error of an answer that has this entry first, and `more` behind it.
    pub(super) fn refusal(&self, endpoint: &Endpoint, table: Option<String>, more: usize) -> SourceError {
        let path: Vec<_> = self.path.iter().map(|step| step.to_string().trim_matches('"').to_owned()).collect();
        let at = if path.is_empty() { String::new() } else { format!(" (at {})", path.join(".")) };
        let message = endpoint.said(&format!("{}{at}", self.message));
        SourceError::GraphQl { url: endpoint.url().to_owned(), table, message, more }
    }

    /// The error of an answer that was another one when the same was asked again.
    pub(super) fn passing(&self, endpoint: &Endpoint, table: Option<String>) -> SourceError {
        let again = "asked for again, the same rows came without an error: try again";
        let message = endpoint.said(&format!("{}; {again}", self.message));
        SourceError::GraphQl { url: endpoint.url().to_owned(), table, message, more: 0 }
    }

    /// The error of an answer with this entry, where the value is known that it is about.
    pub(super) fn of_value(&self, endpoint: &Endpoint, table: String, place: Place) -> SourceError {
        let Place { column, row } = place;
        let (url, message) = (endpoint.url().to_owned(), endpoint.said(&self.message));
        SourceError::Unreadable { url, table, column, row, message }
    }

    /// The root field that its path begins with, as the number of its alias `t{number}`.
    pub(super) fn alias(&self) -> Option<usize> {
        self.path.first()?.as_str()?.strip_prefix('t')?.parse().ok()
    }
}
