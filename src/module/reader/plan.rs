//! The plan of a module.

use std::fs;
use std::path::Path;

use typeferry_base::line_number;
use typeferry_pgpm::{ChangeName, PLAN_FILE, Plan};

use super::ReadError;

/// The changes of the module in this folder, in the order of its plan.
///
/// # Errors
/// [`ReadError::Io`], [`ReadError::Plan`].
pub fn read_plan(module: &Path) -> Result<Vec<ChangeName>, ReadError> {
    plan(module).map(|plan| plan.changes().map(|(_, change)| change.name.clone()).collect())
}

/// The plan of the module in this folder.
///
/// # Errors
/// [`ReadError::Io`], [`ReadError::Plan`] with the first fault.
pub(in crate::module) fn plan(module: &Path) -> Result<Plan, ReadError> {
    let path = module.join(PLAN_FILE);
    let bytes = fs::read(&path).map_err(|cause| ReadError::Io { path: path.clone(), cause })?;
    let fault = |line, reason: String| ReadError::Plan { path: path.clone(), line, reason };
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = line_number(error.as_bytes(), error.utf8_error().valid_up_to());
        fault(line, "is not valid UTF-8".into())
    })?;
    Plan::parse(&text).map_err(|errors| match errors.into_iter().next() {
        Some(error) => fault(error.line, error.fault.to_string()),
        None => fault(1, "cannot be read".into()),
    })
}
