//! What a command did with the files of a contract, or would do.

use std::fs;
use std::path::Path;

use crate::files::{FileError, write_if_changed};

/// Whether files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteMode {
    /// They are.
    Write,
    /// They are not, and a file that would change is a difference.
    Check,
    /// They are not.
    DryRun,
}

/// What a command did, or would do.
#[derive(Debug, Default)]
pub struct Outcome {
    /// A line for each file that changed, or would.
    pub changes: Vec<String>,
    /// What else there is to say.
    pub notes: Vec<String>,
    /// Whether a check has a difference to report.
    pub differs: bool,
    /// What is for standard output and nothing else, where that was asked for instead of a file.
    pub text: Option<String>,
}

/// Gives a file its text, or removes it where there is none, as the mode says; a line of the outcome names the change.
///
/// # Errors
/// The file cannot be written or removed; it is then as it was.
pub fn settle(path: &Path, text: Option<&str>, mode: WriteMode, outcome: &mut Outcome) -> Result<(), FileError> {
    let old = fs::read_to_string(path).ok();
    if old.as_deref() == text {
        return Ok(());
    }
    let verb = match (&old, text) {
        (None, _) => "new",
        (Some(_), None) => "removed",
        (Some(_), Some(_)) => "changed",
    };
    outcome.changes.push(format!("{verb} {}", path.display()));
    outcome.differs |= mode == WriteMode::Check;
    if mode != WriteMode::Write {
        return Ok(());
    }
    match text {
        Some(text) => write_if_changed(path, text).map(|_| ()),
        None => fs::remove_file(path).map_err(|source| FileError { path: path.to_owned(), source }),
    }
}
