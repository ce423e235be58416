//! What the contract's commands did, on the terminal.

use std::process::ExitCode;

use typeferry_contract::{CommandError, Outcome};

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a task talks to the terminal")]
pub(crate) fn report(result: Result<Outcome, CommandError>) -> ExitCode {
    match result {
        Ok(outcome) => {
            for line in outcome.changes.iter().chain(&outcome.notes) {
                println!("{line}");
            }
            if outcome.differs { ExitCode::from(3) } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}
