//! Who planned the changes of the module that is there.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use typeferry_pgpm::{ChangeName, PLAN_FILE, Plan, PlannedChange, Planner};

use crate::module::ModuleError;

/// The planner of each change in the plan of the module that is there.
///
/// A plan that cannot be read tells of none: it is no plan that an export wrote, and so is named before it is replaced.
///
/// # Errors
/// [`ModuleError::Io`].
pub(in crate::module) fn planners(module: &Path) -> Result<HashMap<ChangeName, Planner>, ModuleError> {
    let path = module.join(PLAN_FILE);
    if !path.is_file() {
        return Ok(HashMap::new());
    }
    let text = fs::read(&path).map_err(ModuleError::io("read", &path))?;
    let plan = String::from_utf8(text).ok().and_then(|text| Plan::parse(&text).ok());
    let planned = plan.iter().flat_map(Plan::changes);
    Ok(planned.filter_map(|(_, change)| Some((change.name.clone(), planner(change)?))).collect())
}

fn planner(change: &PlannedChange) -> Option<Planner> {
    let stamp = change.stamp.as_ref()?;
    Planner::new(stamp.planner.as_deref()?, stamp.email.as_deref()?).ok()
}
