//! What the contract's commands did, on the terminal.

use std::process::ExitCode;

use typeferry_contract::{CommandError, Outcome};

use crate::output;

pub(crate) fn report(result: Result<Outcome, CommandError>) -> ExitCode {
    match result {
        Ok(outcome) => {
            outcome.changes.iter().chain(&outcome.notes).for_each(output::line);
            if outcome.differs { ExitCode::from(3) } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            output::note(format!("error: {error}"));
            ExitCode::from(error.exit_code())
        }
    }
}
