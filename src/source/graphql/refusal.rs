//! Why pages did not come, as everybody behind a source knows it: the one place where an answer with errors becomes an
//! error.

use serde::Deserialize;
use typeferry_client::{Endpoint, EndpointError};

use super::bisect::{self, FailedPage, Lost, Place};
use super::page::{AnswerError, RowError, RowId};
use super::planner::Planner;
use super::progress::{Fault, Progress};
use super::request::{Client, Failure, List, Request};
use crate::row::TableQuery;
use crate::source::SourceError;

/// What a request was made of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asked<'a> {
    /// A hand-written operation.
    Operation,
    /// The tables that its lists are positions of: of these, less can be asked for to find what fails.
    Tables(Planner<'a>, &'a [TableQuery]),
}

/// A request that brought no pages, or pages that do not lead on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Refusal<'a> {
    pub(super) client: Client<'a>,
    pub(super) asked: Asked<'a>,
    pub(super) request: &'a Request,
    /// How far each list had been read.
    pub(super) progress: &'a [Progress],
}

impl Refusal<'_> {
    /// The error of a request that brought no pages.
    pub(super) fn of(self, failure: Failure) -> SourceError {
        match failure {
            // A server says what is wrong with a document by its text.
            Failure::Endpoint(EndpointError::GraphQl { url, message }) => {
                SourceError::GraphQl { url, table: self.only_table(), message, more: 0 }
            }
            Failure::Endpoint(error) => SourceError::Endpoint(error),
            Failure::Answer(error) => self.of_answer(error),
        }
    }

    fn of_answer(self, error: AnswerError) -> SourceError {
        match error {
            AnswerError::Broken(reason) => SourceError::Endpoint(EndpointError::Broken { url: self.url(), reason }),
            AnswerError::Malformed(reason) => self.malformed(self.only_table(), reason),
            AnswerError::Row(_, RowError::Cell(error)) => SourceError::Cell(error),
            AnswerError::Row(at, RowError::Fields(reason)) => {
                self.malformed(self.request.lists.get(at).map(|list| list.name.clone()), reason)
            }
            AnswerError::Errors { errors, carried_out } => self.of_errors(&errors, carried_out),
        }
    }

    /// The error of a page that is none of its list, or of a list that is not whole.
    pub(super) fn of_page<Id: RowId>(self, list: &List, fault: Fault<Id>) -> SourceError {
        let table = list.name.clone();
        match fault {
            Fault::Malformed(reason) => self.malformed(Some(table), reason.to_owned()),
            Fault::Changed { before, after } => SourceError::Changed { table, before, after },
            Fault::Count { read, counted } => SourceError::Count { table, read, counted },
            Fault::Repeated(id) => id.repeated(&list.name),
        }
    }

    /// An answer with errors: the value that they are about, where there is one.
    fn of_errors(self, errors: &[ErrorEntry], carried_out: bool) -> SourceError {
        let Some((error, others)) = errors.split_first() else {
            return self.malformed(None, "an empty list of errors".to_owned());
        };
        let endpoint = self.client.endpoint;
        let Some((page, named)) = self.failed_page(error, carried_out) else {
            return error.refusal(endpoint, self.only_table(), others.len());
        };
        let table = page.query.table.qualified();
        match bisect::find(page, error) {
            Ok(place) => error.of_value(endpoint, table, place),
            Err(Lost::Gone) => error.passing(endpoint, named.then_some(table).or(self.only_table())),
            Err(Lost::Elsewhere) => error.refusal(endpoint, Some(table), others.len()),
        }
    }

    /// The page that an error is about, and whether the error names its list: else less is asked for to find it.
    fn failed_page(&self, error: &ErrorEntry, carried_out: bool) -> Option<(FailedPage<'_>, bool)> {
        let Asked::Tables(planner, tables) = self.asked else { return None };
        let Self { client, request, .. } = *self;
        let named = request.lists.iter().find(|list| error.root_field() == Some(&list.key));
        let failing = || bisect::list(client, planner, tables, request);
        let list = named.or_else(|| carried_out.then(failing).flatten())?;
        let from = self.progress.get(list.index).map_or(0, Progress::read);
        Some((FailedPage { client, planner, query: tables.get(list.index)?, from }, named.is_some()))
    }

    fn malformed(&self, table: Option<String>, reason: String) -> SourceError {
        SourceError::Malformed { url: self.url(), table, reason }
    }

    fn url(&self) -> String {
        self.client.endpoint.url().to_owned()
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
}

impl ErrorEntry {
    /// The error of an answer that has this entry first, and `more` behind it.
    fn refusal(&self, endpoint: &Endpoint, table: Option<String>, more: usize) -> SourceError {
        let path: Vec<_> = self.path.iter().map(|step| step.to_string().trim_matches('"').to_owned()).collect();
        let at = if path.is_empty() { String::new() } else { format!(" (at {})", path.join(".")) };
        let message = endpoint.said(&format!("{}{at}", self.message));
        SourceError::GraphQl { url: endpoint.url().to_owned(), table, message, more }
    }

    /// The error of an answer that was another one when the same was asked again.
    fn passing(&self, endpoint: &Endpoint, table: Option<String>) -> SourceError {
        let again = "asked for again, the same rows came without an error: try again";
        let message = endpoint.said(&format!("{}; {again}", self.message));
        SourceError::GraphQl { url: endpoint.url().to_owned(), table, message, more: 0 }
    }

    /// The error of an answer with this entry, where the value is known that it is about.
    fn of_value(&self, endpoint: &Endpoint, table: String, place: Place) -> SourceError {
        let Place { column, row } = place;
        let (url, message) = (endpoint.url().to_owned(), endpoint.said(&self.message));
        SourceError::Unreadable { url, table, column, row, message }
    }

    /// The key of the root field that its path begins with.
    fn root_field(&self) -> Option<&str> {
        self.path.first()?.as_str()
    }
}
