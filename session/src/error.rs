//! Why a deploy failed.

use std::time::Duration;

use typeferry_connection::ConnectionError;

use crate::contract::ContractError;
use crate::parameter::ParameterError;
use crate::project::ProjectError;
use crate::report::Report;
use crate::sql_failure::SqlFailure;

/// A deploy that failed: why, and what was done before.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct Failure {
    /// Why.
    pub error: SessionError,
    /// What was done before.
    pub report: Report,
}

/// Why a deploy failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// No such contract.
    #[error(transparent)]
    Contract(#[from] ContractError),
    /// The project's files.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// A parameter.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    /// No connection.
    #[error("{}{}", .0, hint(.0))]
    Connection(#[from] ConnectionError),
    /// What is asked for cannot be.
    #[error("invalid configuration: {reason}")]
    Configuration {
        /// What cannot be, and what to do.
        reason: String,
    },
    /// A server that is too old.
    #[error("the server is PostgreSQL {version}: the session interface needs 11 or newer")]
    Version {
        /// The server's version.
        version: String,
    },
    /// The session's own tables and views cannot be made.
    #[error("{what} cannot be put into the session: {message} (SQLSTATE {code})")]
    Prepare {
        /// What was to be made, or the file that was to be loaded.
        what: String,
        /// What the server said.
        message: String,
        /// The SQLSTATE.
        code: String,
    },
    /// The database cannot be created or dropped.
    #[error("the database \"{database}\" cannot be {what}: {message} (SQLSTATE {code})")]
    Database {
        /// Its name.
        database: String,
        /// `created` or `dropped`.
        what: &'static str,
        /// What the server said.
        message: String,
        /// The SQLSTATE.
        code: String,
    },
    /// The script failed.
    #[error("{0}")]
    Sql(Box<SqlFailure>),
    /// The script ended without ending its transaction.
    #[error(
        "{script} ended with an open transaction, so what it did since `BEGIN` was rolled back: end it with `COMMIT`"
    )]
    OpenTransaction {
        /// The script.
        script: String,
    },
    /// A dry run of a script that ends a transaction in another way than `COMMIT`.
    #[error("{script}:{line}: a dry run is one transaction, and cannot have `{command}`")]
    NotDry {
        /// The script.
        script: String,
        /// The line of the command.
        line: usize,
        /// The command.
        command: String,
    },
    /// The session's tables have gone: statements of one session reached different servers' sessions.
    #[error(
        "the connection goes through a pooler in transaction mode, where a session's temporary tables do not stay with \
         it: connect to PostgreSQL itself, or to a pool in session mode"
    )]
    Pooled,
    /// The connection went in the middle.
    #[error("the connection was lost: {message}; {} were committed before, what ran then {}", units(*committed, *of), then(*committing))]
    Lost {
        /// What the network or the server said last.
        message: String,
        /// How many pieces are committed.
        committed: usize,
        /// How many pieces there are.
        of: usize,
        /// Whether the piece that ran would have been committed at its end: then nobody knows.
        committing: bool,
    },
    /// Another deploy of the database runs.
    #[error("another deploy of the database \"{database}\" is running: wait for its end, and try again")]
    Busy {
        /// The database.
        database: String,
    },
    /// Nobody said yes.
    #[error("not approved: nothing was changed; --overwrite needs --force where nobody can be asked")]
    NotApproved,
    /// The time is over.
    #[error("the time of {time:?} is over, and the statement was cancelled: give more with --timeout; {} were committed", units(*committed, *of))]
    TimedOut {
        /// The time that there was.
        time: Duration,
        /// How many pieces are committed.
        committed: usize,
        /// How many pieces there are.
        of: usize,
    },
    /// Somebody stopped it.
    #[error("interrupted: the statement was cancelled; {} were committed", units(*committed, *of))]
    Interrupted {
        /// How many pieces are committed.
        committed: usize,
        /// How many pieces there are.
        of: usize,
    },
}

/// What to look at, where the message itself does not say.
fn hint(error: &ConnectionError) -> &'static str {
    match error {
        ConnectionError::Unreachable { .. } => "; look whether a server listens there, and at -h and -p",
        ConnectionError::Refused { .. } => "; look at -U, -d and PGPASSWORD, and at the server's pg_hba.conf",
        _ => "",
    }
}

fn units(committed: usize, of: usize) -> String {
    format!("{committed} of {of} units")
}

fn then(committing: bool) -> &'static str {
    if committing { "may be committed or not: look" } else { "is not" }
}

impl SessionError {
    /// What the server said, where it was the script that failed.
    pub fn sql(&self) -> Option<&SqlFailure> {
        match self {
            Self::Sql(failure) => Some(failure),
            _ => None,
        }
    }
}
