//! The scripts that are left, as they are run; what none of them may have is found before anything runs.

use std::collections::HashMap;

use super::DeployError;
use crate::kind::ScriptKind;
use crate::module::ChangeId;
use crate::problem::Problems;
use crate::project::Project;
use crate::run::{Transactions, may_defer, runnable};
use crate::sql::Runnable;
use crate::status::Status;

/// The scripts of the changes that are left.
#[derive(Debug)]
pub(super) struct Scripts {
    pub(super) left: HashMap<ChangeId, Runnable>,
    /// Whether one of them speaks of deferring a constraint.
    pub(super) deferrable: bool,
}

impl Scripts {
    /// Reads the scripts of what is left.
    pub(super) fn read(project: &Project, status: &Status, transactions: Transactions) -> Result<Self, DeployError> {
        let pending: std::collections::HashSet<&ChangeId> = status.pending().collect();
        let (mut left, mut problems, mut deferrable) = (HashMap::new(), Vec::new(), false);
        for (module, change) in project.changes() {
            let id = module.id(change);
            if !pending.contains(&id) {
                continue;
            }
            deferrable |= may_defer(&change.deploy);
            match runnable(&change.deploy, ScriptKind::Deploy, &change.name, transactions) {
                Ok(runnable) => drop(left.insert(id, runnable)),
                Err(problem) => problems.push(problem),
            }
        }
        Problems::none_of(problems)?;
        Ok(Self { left, deferrable })
    }
}
