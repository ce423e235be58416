//! What a server says of a statement that failed.

use postgres::error::DbError;
use typeferry_connection::{Error, describe};

/// What the server said.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, thiserror::Error)]
#[error("{message} ({sqlstate}){}{}", line("detail", detail.as_deref()), line("hint", hint.as_deref()))]
pub struct ServerError {
    /// Its message.
    pub message: String,
    /// The SQLSTATE (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
    pub sqlstate: String,
    /// More of it.
    pub detail: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// `connection_failure`.
const LOST: &str = "08006";

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

impl From<&Error> for ServerError {
    /// An error of the connection has the code of one.
    fn from(error: &Error) -> Self {
        let lost = || Self { message: describe(error), sqlstate: LOST.to_owned(), ..Self::default() };
        error.as_db_error().map_or_else(lost, Self::from)
    }
}

fn line(name: &str, text: Option<&str>) -> String {
    text.map(|text| format!("\n{name}: {text}")).unwrap_or_default()
}
