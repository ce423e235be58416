//! Who planned the changes of the module that is there.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::Path;

use typeferry_pgpm::{ChangeName, PlannedChange, Planner};

use crate::module::reader::{self, ReadError};

/// The planner of each change in the plan of the module that is there.
///
/// A plan that cannot be read tells of none: it is no plan that an export wrote, and so is named before it is replaced.
///
/// # Errors
/// [`ReadError::Io`].
pub(in crate::module) fn planners(module: &Path) -> Result<HashMap<ChangeName, Planner>, ReadError> {
    match reader::plan(module) {
        Ok(plan) => {
            Ok(plan.changes().filter_map(|(_, change)| Some((change.name.clone(), planner(change)?))).collect())
        }
        Err(ReadError::Plan { .. }) => Ok(HashMap::new()),
        Err(ReadError::Io { cause, .. }) if cause.kind() == ErrorKind::NotFound => Ok(HashMap::new()),
        Err(error) => Err(error),
    }
}

fn planner(change: &PlannedChange) -> Option<Planner> {
    let stamp = change.stamp.as_ref()?;
    Planner::new(stamp.planner.as_deref()?, stamp.email.as_deref()?).ok()
}
