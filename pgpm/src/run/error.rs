//! Why a change, or what is around it, failed.

use postgres::Error;
use typeferry_session::SessionError;

use super::message::Step;
use crate::module::ChangeId;
use crate::sql::{ScriptError, ServerError};

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

/// `insufficient_privilege` and `read_only_sql_transaction`
/// (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
const NO_RIGHT: &str = "42501";
const READ_ONLY: &str = "25006";

impl During {
    /// The words that begin a message.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Self::Beginning => "the session cannot be prepared",
            Self::Ledger => "the ledger pgpm_migrate cannot be written",
            Self::Committing => "the transaction cannot be ended",
        }
    }

    /// What to do about an error with a code.
    pub(crate) fn advice(self, code: &str) -> &'static str {
        match (self, code) {
            (Self::Ledger, NO_RIGHT) => {
                "\nwhat to do: where there is no ledger, the role needs CREATE on the database; else USAGE on the schema \
                 pgpm_migrate, and SELECT, INSERT and DELETE on its tables and USAGE on its sequence"
            }
            (_, READ_ONLY) => {
                "\nwhat to do: the session only reads, as on a standby or with default_transaction_read_only; connect to \
                 the primary, or set that off for the role"
            }
            _ => "",
        }
    }
}

/// Why a deploy or a revert failed.
#[derive(Debug)]
pub(crate) enum Failed {
    /// A statement of a script, or a deferred constraint that a script has left violated.
    Script(Box<ScriptError>),
    /// What was done when it was not a script's, of which change, and whether the connection was lost with it.
    Server { during: During, change: Option<ChangeId>, error: ServerError, lost: bool },
    /// The session: a test that failed, a stop.
    Session(SessionError),
}

impl Failed {
    /// A statement that is no script's.
    pub(crate) fn server(during: During, error: &Error) -> Self {
        let lost = error.as_db_error().is_none_or(|error| matches!(error.severity(), "FATAL" | "PANIC"));
        Self::Server { during, change: None, error: error.into(), lost }
    }

    /// A statement behind a script: the ledger's, as what puts the session back cannot fail.
    pub(super) fn behind(step: &Step<'_>, error: &Error) -> Self {
        match Self::server(During::Ledger, error) {
            Self::Server { during, error, lost, .. } => {
                Self::Server { during, change: Some(step.change.clone()), error, lost }
            }
            other => other,
        }
    }
}

impl From<SessionError> for Failed {
    fn from(error: SessionError) -> Self {
        Self::Session(error)
    }
}
