//! What the server says of a statement of a script, with its place.

use std::ops::Range;

use postgres::error::{DbError, ErrorPosition};
use typeferry_session::within_block;

use super::place::{Place, byte_of};
use super::runnable::Refusal;
use crate::module::ChangeId;
use crate::script::Script;

/// A statement of a change's script that the server refused.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, thiserror::Error)]
#[error("{change} failed at {place}: {error}{}", line("what to do", advice.as_deref()))]
pub struct ScriptError {
    /// The change.
    pub change: ChangeId,
    /// Where in the script: where the server says, else where the statement begins.
    pub place: Place,
    /// The line of the script there.
    pub source_line: String,
    /// What the server said.
    #[serde(flatten)]
    pub error: ServerError,
    /// What to do about it, where the deployer knows more of that than the server.
    pub advice: Option<String>,
}

/// What the server said.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, thiserror::Error)]
#[error("{message} ({sqlstate}){}{}", line("detail", detail.as_deref()), line("hint", hint.as_deref()))]
pub struct ServerError {
    /// Its message.
    pub message: String,
    /// Its code (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
    pub sqlstate: String,
    /// More of it.
    pub detail: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl From<&DbError> for ServerError {
    fn from(error: &DbError) -> Self {
        Self {
            message: error.message().to_owned(),
            sqlstate: error.code().code().to_owned(),
            detail: error.detail().map(str::to_owned),
            hint: error.hint().map(str::to_owned),
        }
    }
}

impl From<&postgres::Error> for ServerError {
    /// An error of the connection has the code of one (08006).
    fn from(error: &postgres::Error) -> Self {
        let lost = || Self {
            message: typeferry_connection::said(error),
            sqlstate: "08006".to_owned(),
            detail: None,
            hint: None,
        };
        error.as_db_error().map_or_else(lost, Self::from)
    }
}

impl ServerError {
    /// What is refused before the server sees it, as the server would say it (`feature_not_supported`).
    pub(crate) fn refusal(refusal: &Refusal) -> Self {
        Self { message: refusal.to_string(), sqlstate: "0A000".to_owned(), detail: None, hint: None }
    }
}

impl ScriptError {
    /// The error at a byte of a change's script.
    pub(crate) fn at(change: &ChangeId, script: &Script, byte: usize, error: ServerError) -> Self {
        let place = Place::of(&script.path, &script.text, byte.min(script.text.len()));
        let source_line = script.text.lines().nth(place.line - 1).unwrap_or_default().to_owned();
        Self { change: change.clone(), place, source_line, error, advice: None }
    }

    /// The same with what to do about it.
    pub(crate) fn advised(self, advice: impl Into<Option<String>>) -> Self {
        Self { advice: advice.into(), ..self }
    }
}

/// The byte of what was sent that the server names.
pub(crate) fn position_in(error: &DbError, sent: &str) -> Option<usize> {
    match error.position()? {
        ErrorPosition::Original(at) => Some(byte_of(sent, usize::try_from(*at).ok()?)),
        ErrorPosition::Internal { .. } => None,
    }
}

/// The byte that an error in a statement is at: where the server says, or the line of a `DO` block, or where the statement
/// begins. It counts from the beginning of what was sent, in which the statement is.
pub(crate) fn place_in(error: &DbError, sent: &str, statement: Range<usize>) -> usize {
    position_in(error, sent).unwrap_or_else(|| {
        let text = sent.get(statement.clone()).unwrap_or_default();
        statement.start + error.where_().and_then(|context| within_block(context, text)).unwrap_or_default()
    })
}

fn line(name: &str, text: Option<&str>) -> String {
    text.map(|text| format!("\n{name}: {text}")).unwrap_or_default()
}
