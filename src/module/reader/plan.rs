//! The names of a plan's changes.

use std::fs;
use std::path::Path;

use typeferry_pgpm::ChangeName;

use super::ReadError;

/// The changes of the module in this folder, in the order of its plan.
///
/// # Errors
/// [`ReadError::Io`], [`ReadError::Name`] for a line that begins with no name of a change.
pub fn read_plan(module: &Path) -> Result<Vec<ChangeName>, ReadError> {
    let path = module.join("pgpm.plan");
    let text = fs::read_to_string(&path).map_err(|cause| ReadError::Io { path: path.clone(), cause })?;
    // Pragmas begin with `%`, tags with `@`, comments with `#`.
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['%', '@', '#']));
    let names = lines.map(|line| ChangeName::new(line.split_whitespace().next().unwrap_or_default()));
    names.collect::<Result<_, _>>().map_err(|cause| ReadError::Name { path, cause })
}
