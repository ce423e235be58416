//! Why nothing was taken back.

use std::path::PathBuf;

use typeferry_connection::ConnectionError;
use typeferry_session::SessionError;

use crate::ledger::LedgerError;
use crate::module::ChangeId;
use crate::name::ModuleName;
use crate::problem::Problem;
use crate::reference::Reference;
use crate::run::{Failed, ServerFailure, Step, Transactions, advise};
use crate::sql::ScriptError;

/// Why nothing was taken back.
#[derive(Debug, thiserror::Error)]
pub enum RevertError {
    /// There is no connection.
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    /// The session: somebody else deploys or reverts, a stop.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// It ended without a result.
    #[error("the revert ended without a result; look with `typeferry status`")]
    Nothing,
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A script cannot be read.
    #[error(transparent)]
    Problem(#[from] Problem),
    /// A change without a revert script.
    #[error("{change} has no revert script, write {}", script.display())]
    NoScript {
        /// The change.
        change: ChangeId,
        /// Where the script should be.
        script: PathBuf,
    },
    /// Something that stays requires it.
    #[error("{change} is required by {}; revert that first, or take it back too with --cascade", by.join(", "))]
    Required {
        /// The change.
        change: ChangeId,
        /// What requires it, as `package:change`.
        by: Vec<String>,
    },
    /// Something that would go too is of a module that is not here.
    #[error(
        "{} would be reverted too, and the workspace does not have what takes them back; revert them where they are",
        changes.join(", ")
    )]
    Elsewhere {
        /// The changes, as `package:change`.
        changes: Vec<String>,
    },
    /// A change to stay without a module to look it up in.
    #[error(
        "{to} is looked up in one module, and none is chosen; write MODULE:{to}, give the module's folder, or --module"
    )]
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
    #[error("{}", .0)]
    Script(#[from] Box<ScriptError>),
    /// The server refused what is no script's.
    #[error(transparent)]
    Server(Box<ServerFailure>),
}

/// A revert that failed: why, and what is reverted all the same.
#[derive(Debug, thiserror::Error)]
#[error("{error}{}", what_went(running.as_ref(), reverted.as_deref()))]
pub struct RevertFailure {
    /// Why.
    pub error: RevertError,
    /// The change that was running, where the error itself is not of one.
    pub running: Option<ChangeId>,
    /// The changes that are reverted, as the ledger says afterwards; `None` where it could not be read.
    pub reverted: Option<Vec<ChangeId>>,
}

impl RevertFailure {
    /// Before anything ran.
    pub(super) fn before(error: RevertError) -> Box<Self> {
        Box::new(Self { error, running: None, reverted: Some(Vec::new()) })
    }
}

fn what_went(running: Option<&ChangeId>, reverted: Option<&[ChangeId]>) -> String {
    let running = running.map(|change| format!("\nthe revert of {change} was running")).unwrap_or_default();
    let went = match reverted {
        None => "what was reverted could not be read: look with `typeferry status`".to_owned(),
        Some([]) => "nothing was reverted".to_owned(),
        Some(ids) => {
            let names: Vec<_> = ids.iter().map(ToString::to_string).collect();
            format!("reverted before it failed: {}", names.join(", "))
        }
    };
    format!("{running}\n{went}")
}

/// A failure of a revert script, with what to do about it.
pub(super) fn explain(failed: Failed, step: &Step<'_>, transactions: Transactions) -> RevertError {
    match failed {
        Failed::Script(error) => RevertError::Script(Box::new(advise(*error, step, transactions))),
        other => other.into(),
    }
}

impl From<Failed> for RevertError {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Script(error) => Self::Script(error),
            Failed::Server(failure) => Self::Server(failure),
            Failed::Session(error) => Self::Session(error),
        }
    }
}

impl RevertError {
    /// The exit code of the command line, as a deploy's: 10 for what was found before anything ran, 11 for a lost
    /// connection, 13 for SQL that failed, 15 where another deploy runs.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Session(error) => error.exit_code(),
            Self::Ledger(error) => error.exit_code(),
            Self::Connection(_) => 11,
            Self::Server(failure) if failure.lost => 11,
            Self::Script(_) | Self::Server(_) => 13,
            Self::Nothing => 1,
            _ => 10,
        }
    }
}
