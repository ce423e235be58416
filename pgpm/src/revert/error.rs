//! Why nothing was taken back.

use std::path::PathBuf;

use crate::ledger::LedgerError;
use crate::module::ChangeId;
use crate::name::ModuleName;
use crate::problem::Problem;
use crate::reference::Reference;
use crate::sql::ScriptError;

/// Why nothing was taken back.
#[derive(Debug, thiserror::Error)]
pub enum RevertError {
    /// Somebody deploys or reverts at this moment.
    #[error("another deploy or revert of this database is running: wait for its end, and try again")]
    Busy,
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A script cannot be read.
    #[error(transparent)]
    Problem(#[from] Problem),
    /// A change without a revert script.
    #[error("{change} has no revert script, and nothing was reverted; write {}", script.display())]
    NoScript {
        /// The change.
        change: ChangeId,
        /// Where the script should be.
        script: PathBuf,
    },
    /// Something that stays requires it.
    #[error("{change} is required by {}, and nothing was reverted; revert that first", by.join(", "))]
    Required {
        /// The change.
        change: ChangeId,
        /// What requires it, as `package:change`.
        by: Vec<String>,
    },
    /// A change to stay without a module to look it up in.
    #[error("{to} is looked up in one module, and none is chosen; give the module's folder, or --module")]
    ToOfNoModule {
        /// What was to stay.
        to: Reference,
    },
    /// A change to stay that is of another module.
    #[error("{to} is no change of {module}, which is reverted; choose the other module, or a change of this one")]
    OtherModule {
        /// What was to stay.
        to: Reference,
        /// The module.
        module: ModuleName,
    },
    /// A change to stay that the plan does not have.
    #[error("{module} has no {to} in its plan; give a change of it, or a tag as @TAG")]
    NoSuchChange {
        /// What was to stay.
        to: Reference,
        /// The module.
        module: ModuleName,
    },
    /// A script that failed.
    #[error("{0}\nnothing was reverted: it was all rolled back")]
    Script(#[from] Box<ScriptError>),
    /// The server refused.
    #[error("the revert failed, and was rolled back: {}", typeferry_connection::said(.0))]
    Server(#[from] postgres::Error),
}

impl RevertError {
    /// The exit code of the command line, as a deploy's: 10 for what was found before anything ran, 11 for a lost
    /// connection, 13 for SQL that failed, 15 where another deploy runs.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Busy => 15,
            Self::Ledger(error) => error.exit_code(),
            Self::Server(error) if error.as_db_error().is_none() => 11,
            Self::Script(_) | Self::Server(_) => 13,
            _ => 10,
        }
    }
}
