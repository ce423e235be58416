//! Step 1: the schema pulled from the live server is the committed one, byte for byte.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::command;
use super::error::{LiveError, Tried};
use super::server::TOKEN;
use super::stage::Stage;
use crate::output;

/// Pulls contract 1 and compares it with the committed file.
///
/// # Errors
/// The pull fails, or the file differs.
pub(super) fn run(typeferry: &Path, root: &Path, stage: &Stage<'_>) -> Result<(), LiveError> {
    let live = stage.scratch.join("pulled.graphql");
    pull(typeferry, &stage.server.endpoint(), &live)?;
    same(&root.join("contract-1/schema.graphql"), &live, root)
}

/// Pulls the schema of an endpoint into a file.
///
/// # Errors
/// The pull fails.
pub(super) fn pull(typeferry: &Path, endpoint: &str, live: &Path) -> Result<(), LiveError> {
    let mut pull = Command::new(typeferry);
    pull.args(["schema", "pull", "--graphql-endpoint", endpoint, "--token", TOKEN, "--output"]);
    command::output(pull.arg(live)).map(drop)
}

/// Compares a committed file, below `root`, with what the live server gave.
///
/// # Errors
/// They differ, or cannot be read.
pub(super) fn same(committed: &Path, live: &Path, root: &Path) -> Result<(), LiveError> {
    let read = |file: &Path| fs::read_to_string(file).tried(|| format!("reading {}", file.display()));
    let (expected, found) = (read(committed)?, read(live)?);
    if expected != found {
        return Err(difference(committed, &expected, &found));
    }
    let name = committed.strip_prefix(root).unwrap_or(committed).display();
    output::line(format!("schema: {name} equals the live one, {} lines", expected.lines().count()));
    Ok(())
}

/// The error of a file that is not what was committed.
pub(super) fn difference(file: &Path, expected: &str, found: &str) -> LiveError {
    let longest = expected.lines().count().max(found.lines().count());
    let lines = expected.lines().map(Some).chain(std::iter::repeat(None));
    let both = lines.zip(found.lines().map(Some).chain(std::iter::repeat(None))).take(longest);
    let first = both.enumerate().find(|(_, (committed, live))| committed != live);
    // Equal lines leave a difference in how they end.
    let (at, (committed, live)) = first.unwrap_or((longest, (None, None)));
    let shown = |line: Option<&str>| line.unwrap_or("the end of the file").to_owned();
    LiveError::Schema { file: file.to_owned(), line: at + 1, committed: shown(committed), live: shown(live) }
}
