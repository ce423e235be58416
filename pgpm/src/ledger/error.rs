//! What is wrong with a ledger.

use typeferry_connection::{Error, describe};

/// A ledger that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// It has something that is not known here: what is written without it would be wrong.
    #[error(
        "the ledger pgpm_migrate of this database has {what}, which this typeferry does not know: a newer tool keeps \
         it; use that tool, or a newer typeferry"
    )]
    Newer {
        /// What it has.
        what: String,
    },
    /// It lacks something.
    #[error(
        "the schema pgpm_migrate of this database has no {what}, so it is no ledger of pgpm's that is known here; \
         finish its set-up with pgpm, or rename the schema if it is something else"
    )]
    Incomplete {
        /// What it lacks.
        what: String,
    },
    /// The server refused.
    #[error("the ledger pgpm_migrate cannot be used: {}{}", describe(.0), rights(.0))]
    Server(#[from] Error),
    /// The server's answer is not what it should be.
    #[error("the ledger pgpm_migrate cannot be read: {0}; look at its table dependencies")]
    Answer(#[from] serde_json::Error),
}

/// `insufficient_privilege` (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
pub(crate) const NO_RIGHT: &str = "42501";

/// What a role that may not look at it is to be granted.
fn rights(error: &Error) -> &'static str {
    match error.code() {
        Some(code) if code.code() == NO_RIGHT => {
            "; to look at it takes USAGE on the schema pgpm_migrate and SELECT on its tables"
        }
        _ => "",
    }
}
