//! Why pages did not come, as everybody behind a source knows it: the one place where an answer with errors becomes an
//! error.

use serde::Deserialize;

use super::answer_error::{AnswerError, RowError};
use super::bisect::{self, FailedPage, Lost, Place};
use super::planner::Planner;
use super::request::{Failure, Request};
use crate::endpoint::{Endpoint, EndpointError};
use crate::error::ReadError;

/// What a request was made of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asked<'a> {
    /// A hand-written operation.
    Operation,
    /// Tables: of these, less can be asked for to find what fails.
    Tables(&'a Planner),
}

/// A request that brought no pages, or pages that do not lead on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Refusal<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) asked: Asked<'a>,
    pub(super) request: &'a Request,
}

impl Refusal<'_> {
    /// The error of a request that brought no pages.
    pub(super) async fn of(self, failure: Failure) -> ReadError {
        match failure {
            // A server tells what it does not accept of a document by its text.
            Failure::Endpoint(EndpointError::GraphQl { url, message, .. }) => {
                ReadError::GraphQl { url, table: self.only_table(), message, more: 0 }
            }
            Failure::Endpoint(error) => ReadError::Endpoint(error),
            Failure::Answer(error) => self.of_answer(error).await,
        }
    }

    async fn of_answer(self, error: AnswerError) -> ReadError {
        match error {
            AnswerError::Broken(reason) => ReadError::Endpoint(EndpointError::Broken { url: self.url(), reason }),
            AnswerError::Garbled(reason) | AnswerError::Malformed(reason) => self.malformed(self.only_table(), reason),
            AnswerError::Row(_, RowError::Cell(error)) => ReadError::Cell(error),
            AnswerError::Row(at, RowError::Fields(reason)) => {
                self.malformed(self.request.lists.get(at).map(|list| list.name.clone()), reason)
            }
            AnswerError::Errors { errors, carried_out } => self.of_errors(&errors, carried_out).await,
        }
    }

    /// An answer with errors: the value that they are about, where there is one.
    async fn of_errors(self, errors: &[ErrorEntry], carried_out: bool) -> ReadError {
        let Some((error, others)) = errors.split_first() else {
            return self.malformed(None, "an empty list of errors".to_owned());
        };
        let endpoint = self.endpoint;
        let Some((page, named)) = self.failed_page(error, carried_out).await else {
            return error.refusal(endpoint, self.only_table(), others.len());
        };
        let table = page.query.table.qualified();
        match bisect::find(page, error).await {
            Ok(place) => error.of_value(endpoint, table, place),
            Err(Lost::Gone) => error.passing(endpoint, named.then_some(table).or(self.only_table())),
            Err(Lost::Elsewhere) => error.refusal(endpoint, Some(table), others.len()),
        }
    }

    /// The page that an error is about, and whether the error names its list: else less is asked for to find it.
    async fn failed_page(&self, error: &ErrorEntry, carried_out: bool) -> Option<(FailedPage<'_>, bool)> {
        let Asked::Tables(planner) = self.asked else { return None };
        let Self { endpoint, request, .. } = *self;
        let named = request.lists.iter().find(|list| error.root_field() == Some(&list.key));
        let list = match named {
            Some(list) => list,
            None if carried_out => bisect::list(endpoint, planner, request).await?,
            None => return None,
        };
        Some((FailedPage { endpoint, planner, ask: &list.ask, query: planner.query(&list.ask)? }, named.is_some()))
    }

    fn malformed(&self, table: Option<String>, reason: String) -> ReadError {
        ReadError::Malformed { url: self.url(), table, reason }
    }

    fn url(&self) -> String {
        self.endpoint.url().to_owned()
    }

    /// The table, where only one was asked for. Of an operation, the server names the field.
    fn only_table(&self) -> Option<String> {
        match (self.asked, self.request.lists.as_slice()) {
            (Asked::Tables(..), [list]) => Some(list.name.clone()),
            _ => None,
        }
    }
}

/// An entry of `errors` (GraphQL specification, section 7.1.2).
#[derive(Debug, Deserialize)]
pub(super) struct ErrorEntry {
    #[serde(default)]
    message: String,
    #[serde(default)]
    pub(super) path: Vec<serde_json::Value>,
    #[serde(default)]
    extensions: Option<Extensions>,
}

/// What a server adds to an error.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Extensions {
    code: Option<serde_json::Value>,
}

impl ErrorEntry {
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// Whether the server calls it an error of its own, which may be gone the next time.
    pub(super) fn is_internal(&self) -> bool {
        let code = self.extensions.as_ref().and_then(|extensions| extensions.code.as_ref()?.as_str());
        matches!(code, Some("INTERNAL_SERVER_ERROR" | "INTERNAL_ERROR" | "SERVICE_UNAVAILABLE" | "TIMEOUT"))
    }

    /// The error of an answer that has this entry first, and `more` behind it.
    fn refusal(&self, endpoint: &Endpoint, table: Option<String>, more: usize) -> ReadError {
        let path: Vec<_> = self.path.iter().map(|step| step.to_string().trim_matches('"').to_owned()).collect();
        let at = if path.is_empty() { String::new() } else { format!(" (at {})", path.join(".")) };
        let message = endpoint.redacted(&format!("{}{at}", self.message));
        ReadError::GraphQl { url: endpoint.url().to_owned(), table, message, more }
    }

    /// The error of an answer that was another one when the same was asked again.
    fn passing(&self, endpoint: &Endpoint, table: Option<String>) -> ReadError {
        let again = "asked for again, the same rows came without an error: try again";
        let message = endpoint.redacted(&format!("{}; {again}", self.message));
        ReadError::GraphQl { url: endpoint.url().to_owned(), table, message, more: 0 }
    }

    /// The error of an answer with this entry, where the value is known that it is about.
    fn of_value(&self, endpoint: &Endpoint, table: String, place: Place) -> ReadError {
        let Place { column, row } = place;
        let (url, message) = (endpoint.url().to_owned(), endpoint.redacted(&self.message));
        ReadError::Unreadable { url, table, column, row, message }
    }

    /// The key of the root field that its path begins with.
    fn root_field(&self) -> Option<&str> {
        self.path.first()?.as_str()
    }
}
