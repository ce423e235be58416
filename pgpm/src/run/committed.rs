//! What a deploy or a revert that failed has done all the same.

use std::fmt;

use typeferry_connection::{Connection, ConnectionError};

use super::error::RunFailure;
use crate::ledger::{self, Action, Ledger, LedgerError};
use crate::module::ChangeId;
use crate::project::Project;

/// What is committed of a deploy or a revert that failed, as the ledger says afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Committed {
    /// Nothing had been run.
    NotRun,
    /// These changes; none where everything was rolled back.
    Changes(Vec<ChangeId>),
    /// The ledger could not be read afterwards.
    Unknown,
}

impl fmt::Display for Committed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRun => f.write_str("nothing was run"),
            Self::Unknown => f.write_str("what was committed could not be read: look with `typeferry status`"),
            Self::Changes(ids) if ids.is_empty() => f.write_str("nothing was committed: it was all rolled back"),
            Self::Changes(ids) => {
                let names: Vec<_> = ids.iter().map(ToString::to_string).collect();
                write!(f, "committed before it failed: {}", names.join(", "))
            }
        }
    }
}

/// The line that names the change that was running.
pub(crate) fn running_line(running: Option<&ChangeId>) -> String {
    running.map(|change| format!("\n{change} was running")).unwrap_or_default()
}

/// Why the ledger of a database could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unread {
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// The ledger of a database; one that is not there has nothing deployed.
pub(crate) fn read_ledger(connection: &Connection) -> Result<Ledger, Unread> {
    match connection.silent_session() {
        Ok(mut session) => Ok(Ledger::read(&mut session)?),
        Err(error) if error.is_no_database() => Ok(Ledger::default()),
        Err(error) => Err(error.into()),
    }
}

/// A deploy or a revert, and the ledger before it.
pub(crate) struct Aftermath<'a> {
    pub(crate) action: Action,
    pub(crate) project: &'a Project,
    pub(crate) connection: &'a Connection,
    pub(crate) before: &'a Ledger,
}

impl Aftermath<'_> {
    /// The changes that the ledger has now and had not before; for a revert, those that it had and has no more. What is
    /// said to be committed is.
    pub(crate) fn changes(&self) -> Result<Vec<ChangeId>, Unread> {
        let now = read_ledger(self.connection)?;
        let (with, without) = if self.action == Action::Revert { (self.before, &now) } else { (&now, self.before) };
        let ids = self.project.changes().map(|(module, change)| module.id(change));
        Ok(ids.filter(|id| with.find(id).is_some() && without.find(id).is_none()).collect())
    }

    pub(crate) fn committed(&self) -> Committed {
        self.changes().map_or(Committed::Unknown, Committed::Changes)
    }

    /// Writes the failure of a script into the ledger's events, as pgpm does. The work has failed either way: what cannot
    /// be written is left.
    pub(crate) fn log(&self, failure: &RunFailure) {
        let RunFailure::Script(script) = failure else { return };
        let Ok(mut session) = self.connection.silent_session() else { return };
        if Ledger::read(&mut session).is_ok_and(|ledger| ledger.exists()) {
            let _ = ledger::log_failure(&mut session, self.action, &script.change, &script.error);
        }
    }
}
