//! What the contract's commands did, on the terminal.

use std::process::ExitCode;

use typeferry_contract::{CommandError, DriftArgs, Outcome};

use crate::output;

pub(crate) fn report(result: Result<Outcome, CommandError>) -> ExitCode {
    match result {
        Ok(Outcome { text: Some(text), changes, notes, .. }) => {
            changes.iter().chain(&notes).for_each(output::note);
            output::line(text.trim_end());
            ExitCode::SUCCESS
        }
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

/// `drift`, with no headers but the ones given.
pub(crate) fn drift(args: &DriftArgs) -> ExitCode {
    match args.run(None, args.endpoint.headers.clone()) {
        Ok(outcome) => {
            outcome.notes.iter().for_each(output::note);
            output::line(outcome.text.trim_end());
            if outcome.fails { ExitCode::from(3) } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            output::note(format!("error: {error}"));
            ExitCode::from(error.exit_code())
        }
    }
}
