//! What PostgreSQL says, as errors of a source.

use postgres::error::SqlState;

use crate::connection::describe;
use crate::row::Uuid;
use crate::source::SourceError;

/// Where something failed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The database's address, without the password.
    pub(super) address: &'a str,
    /// `schema.table`, where one was read.
    pub(super) table: Option<&'a str>,
}

impl<'a> Place<'a> {
    /// Something that is about no table.
    pub(super) fn whole(address: &'a str) -> Self {
        Self { address, table: None }
    }

    /// The error, by its SQLSTATE (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
    pub(super) fn failure(self, error: &postgres::Error) -> SourceError {
        let (address, table) = (self.address.to_owned(), self.table.map(str::to_owned));
        let Some(db) = error.as_db_error() else {
            return SourceError::Lost { address, table, reason: describe(error) };
        };
        let message = db.message().to_owned();
        match (db.code(), table) {
            (&SqlState::INSUFFICIENT_PRIVILEGE, Some(table)) if is_of_row_security(db) => {
                SourceError::RowSecurity { table, message }
            }
            (&SqlState::INSUFFICIENT_PRIVILEGE, Some(table)) => SourceError::Permission { table, message },
            (
                &SqlState::UNDEFINED_TABLE | &SqlState::INVALID_SCHEMA_NAME | &SqlState::UNDEFINED_COLUMN,
                Some(table),
            ) => SourceError::Vanished { table, message },
            (code, table) if ends_the_session(code) => SourceError::Lost { address, table, reason: message },
            (_, table) => SourceError::Sql { address, table, message },
        }
    }

    /// What a stream of rows failed with.
    pub(super) fn broken(self, error: std::io::Error) -> SourceError {
        let reason = error.to_string();
        match error.into_inner().map(<dyn std::error::Error + Send + Sync>::downcast::<postgres::Error>) {
            Some(Ok(error)) => self.failure(&error),
            _ => SourceError::Lost { address: self.address.to_owned(), table: self.table.map(str::to_owned), reason },
        }
    }
}

/// Whether a policy stands in the way: the server tells that by the function that says so, in no code and in any language.
fn is_of_row_security(error: &postgres::error::DbError) -> bool {
    error.routine() == Some("check_enable_rls")
}

/// The server goes, or was told to end the session.
fn ends_the_session(code: &SqlState) -> bool {
    let code = code.code();
    code.starts_with("57P") || code.starts_with("08")
}

/// A value that may not be NULL.
pub(super) fn not_null<T>(table: &str, column: &str, key: Option<&str>, value: Option<T>) -> Result<T, SourceError> {
    value.ok_or_else(|| wrong(table, column, key, "it is NULL"))
}

/// The key of a row, from its text.
pub(super) fn key(table: &str, column: &str, text: Option<&str>) -> Result<Uuid, SourceError> {
    let text = not_null(table, column, None, text)?;
    Uuid::try_parse(text).map_err(|_| wrong(table, column, Some(text), "it is no uuid"))
}

fn wrong(table: &str, column: &str, key: Option<&str>, reason: &str) -> SourceError {
    SourceError::Value {
        table: table.to_owned(),
        column: column.to_owned(),
        key: key.unwrap_or("without a key").to_owned(),
        reason: reason.to_owned(),
    }
}
