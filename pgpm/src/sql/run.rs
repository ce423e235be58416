//! A script run on a connection, statement by statement, so that an error has its place.

use postgres::GenericClient;
use postgres::error::{DbError, ErrorPosition};
use typeferry_session::within_block;

use super::place::{Place, byte_of};
use super::statements::executable;
use crate::module::ChangeId;
use crate::script::Script;

/// A statement of a change's script that the server refused.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, thiserror::Error)]
#[error("{change} failed at {place}: {error}")]
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

/// A script that is run.
pub(crate) struct Running<'a> {
    pub(crate) change: &'a ChangeId,
    pub(crate) script: &'a Script,
}

impl Running<'_> {
    /// Runs the script's statements, in whatever transaction there is.
    pub(crate) fn run(&self, client: &mut impl GenericClient) -> Result<(), Box<ScriptError>> {
        executable(&self.script.text).into_iter().try_for_each(|range| {
            let statement = &self.script.text[range.clone()];
            client.batch_execute(statement).map_err(|error| {
                let at = error.as_db_error().and_then(|error| place(error, statement)).unwrap_or_default();
                Box::new(self.error(range.start + at, ServerError::from(&error)))
            })
        })
    }

    /// The error at a byte of the script.
    pub(crate) fn error(&self, byte: usize, error: ServerError) -> ScriptError {
        let text = &self.script.text;
        let place = Place::of(&self.script.path, text, byte);
        let source_line = text.lines().nth(place.line - 1).unwrap_or_default().to_owned();
        ScriptError { change: self.change.clone(), place, source_line, error }
    }
}

/// The byte of the statement that the error is at: where the server says, or the line of a `DO` block.
fn place(error: &DbError, statement: &str) -> Option<usize> {
    match error.position() {
        Some(ErrorPosition::Original(at)) => Some(byte_of(statement, usize::try_from(*at).ok()?)),
        _ => within_block(error.where_()?, statement),
    }
}

fn line(name: &str, text: Option<&str>) -> String {
    text.map(|text| format!("\n{name}: {text}")).unwrap_or_default()
}
