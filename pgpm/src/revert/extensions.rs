//! The extensions that reverted modules required.

use super::error::RevertError;
use crate::module::Module;
use crate::prerequisites::BUILT_IN;
use crate::project::Project;
use crate::run::{During, RunFailure, Runner};

/// `dependent_objects_still_exist` (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
const STILL_USED: &str = "2BP01";

/// Drops them. What something depends on stays: another module, or somebody else, uses it.
pub(super) fn drop(
    runner: &mut Runner<'_, '_>,
    project: &Project,
    dropped: &mut Vec<String>,
) -> Result<(), RevertError> {
    let goes = |module: &&Module| project.module.as_ref().is_none_or(|name| *name == module.name);
    let modules = project.modules.iter().rev().filter(goes);
    for name in modules.flat_map(|module| module.extensions.iter().rev()).filter(|name| name.as_str() != BUILT_IN) {
        // A name of a module has no quotes.
        let there = format!("SELECT extname FROM pg_catalog.pg_extension WHERE extname = '{name}'");
        let found = runner.worker.session().rows(&there);
        if found.map_err(|error| RunFailure::server(During::Beginning, &error))?.is_empty() {
            continue;
        }
        if attempt(runner, name.as_str())? {
            dropped.push(name.to_string());
        }
    }
    Ok(())
}

fn attempt(runner: &mut Runner<'_, '_>, name: &str) -> Result<bool, RunFailure> {
    runner.plain(During::Beginning, "SAVEPOINT typeferry_extension")?;
    match runner.plain(During::Beginning, &format!("DROP EXTENSION \"{name}\" RESTRICT")) {
        Ok(()) => Ok(true),
        Err(RunFailure::Server(failure)) if !failure.lost && failure.error.sqlstate == STILL_USED => {
            runner.plain(During::Beginning, "ROLLBACK TO SAVEPOINT typeferry_extension").map(|()| false)
        }
        Err(other) => Err(other),
    }
}
