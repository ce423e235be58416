//! Why nothing was taken back.

use std::path::PathBuf;

use typeferry_connection::ConnectionError;
use typeferry_session::SessionError;

use crate::ledger::LedgerError;
use crate::module::ChangeId;
use crate::name::ModuleName;
use crate::problem::Problem;
use crate::reference::Reference;
use crate::run::{Committed, RunFailure, running_line};

/// Why nothing was taken back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RevertError {
    /// There is no connection.
    #[error(transparent)]
    Connection(#[from] ConnectionError),
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
    /// A script, or the session: somebody else deploys or reverts, a stop.
    #[error(transparent)]
    Run(#[from] RunFailure),
}

/// A revert that failed: why, and what is reverted all the same.
#[derive(Debug, thiserror::Error)]
#[error("{error}{}\n{committed}", running_line(running.as_ref()))]
#[non_exhaustive]
pub struct RevertFailure {
    /// Why.
    pub error: RevertError,
    /// The change that was running, where the error itself is not of one.
    pub running: Option<ChangeId>,
    /// The changes that are reverted.
    pub committed: Committed,
}

impl RevertFailure {
    /// Before anything ran.
    pub(super) fn before(error: RevertError) -> Box<Self> {
        Box::new(Self { error, running: None, committed: Committed::NotRun })
    }
}

impl From<SessionError> for RevertError {
    fn from(error: SessionError) -> Self {
        Self::Run(error.into())
    }
}
