//! Why a change, or what is around it, failed.

use typeferry_connection::{Error, is_fatal};
use typeferry_session::{ServerError, SessionError};

use super::advice::{Transactions, advise};
use super::message::Step;
use crate::ledger::NO_RIGHT;
use crate::module::ChangeId;
use crate::sql::ScriptError;

/// What was being done besides a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum During {
    /// The beginning of a session, a transaction or a change.
    Beginning,
    /// The writing of the ledger.
    Ledger,
    /// The end of a transaction.
    Committing,
}

/// `read_only_sql_transaction` (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
const READ_ONLY: &str = "25006";

/// A statement that the server refused, and that is no script's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {error}{}", self.what(), of(self.change.as_ref()), self.advice())]
#[non_exhaustive]
pub struct ServerFailure {
    /// What was being done.
    pub during: During,
    /// Of which change.
    pub change: Option<ChangeId>,
    /// What the server said.
    pub error: ServerError,
    /// Whether the connection was lost with it.
    pub lost: bool,
}

impl ServerFailure {
    fn what(&self) -> &'static str {
        match (self.during, self.lost) {
            (During::Beginning, false) => "the session cannot be prepared",
            (During::Ledger, false) => "the ledger pgpm_migrate cannot be written",
            (During::Committing, false) => "the transaction cannot be committed",
            (During::Beginning, true) => "the connection was lost before a script ran",
            (During::Ledger, true) => "the connection was lost while the ledger was written",
            (During::Committing, true) => "the connection was lost at the end of a transaction",
        }
    }

    fn advice(&self) -> &'static str {
        match (self.during, self.error.sqlstate.as_str()) {
            (During::Ledger, NO_RIGHT) => {
                "\nwhat to do: where there is no ledger, the role needs CREATE on the database; else USAGE on the schema \
                 pgpm_migrate, SELECT, INSERT and DELETE on its tables, and USAGE on its sequence"
            }
            (_, READ_ONLY) => {
                "\nwhat to do: the session only reads, as on a standby or with default_transaction_read_only; connect to \
                 the primary, or set that off for the role"
            }
            _ => "",
        }
    }
}

fn of(change: Option<&ChangeId>) -> String {
    change.map(|change| format!(" of {change}")).unwrap_or_default()
}

/// Why the work of a deploy or a revert failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunFailure {
    /// A statement of a script, or a deferred constraint that a script has left violated.
    #[error(transparent)]
    Script(Box<ScriptError>),
    /// The server refused what is no script's.
    #[error(transparent)]
    Server(Box<ServerFailure>),
    /// The session: a test that failed, a stop.
    #[error(transparent)]
    Session(#[from] SessionError),
}

impl RunFailure {
    /// A statement that is no script's.
    pub(crate) fn server(during: During, error: &Error) -> Self {
        Self::Server(Box::new(ServerFailure::of(during, None, error)))
    }

    /// A statement behind a script: the ledger's, as what puts the session back cannot fail.
    pub(super) fn behind(step: &Step<'_>, error: &Error) -> Self {
        Self::Server(Box::new(ServerFailure::of(During::Ledger, Some(step.change.clone()), error)))
    }

    /// A failure of a script with what to do about it.
    pub(super) fn advised(self, step: &Step<'_>, transactions: Transactions) -> Self {
        match self {
            Self::Script(error) => Self::Script(Box::new(advise(*error, step, transactions))),
            other => other,
        }
    }

    /// Whether the connection was lost with a `COMMIT`: then the ledger alone knows what became of it.
    pub(crate) fn is_lost_commit(&self) -> bool {
        matches!(self, Self::Server(failure) if failure.lost && failure.during == During::Committing)
    }
}

impl ServerFailure {
    fn of(during: During, change: Option<ChangeId>, error: &Error) -> Self {
        let lost = error.as_db_error().is_none_or(is_fatal);
        Self { during, change, error: error.into(), lost }
    }
}
