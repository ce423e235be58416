//! `schema pull` and `queries`: the work is the contract crate's, the words are here.

use std::process::ExitCode;

use typeferry_contract::{CommandError, Outcome};

use super::output;

/// Says what changed, or what is wrong, and ends.
pub(crate) fn end(result: Result<Outcome, CommandError>) -> ExitCode {
    match result {
        Ok(Outcome { text: Some(text), changes, notes, .. }) => {
            changes.iter().chain(&notes).for_each(|line| output::note(line));
            output::file(&text);
            ExitCode::SUCCESS
        }
        Ok(outcome) => {
            output::lines(outcome.changes.iter().chain(&outcome.notes));
            if outcome.differs { ExitCode::from(3) } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            output::error(&error);
            ExitCode::from(error.exit_code())
        }
    }
}
