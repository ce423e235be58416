//! `typeferry verify-deployed`: the verify scripts of what is deployed, run and rolled back.

use std::process::ExitCode;

use clap::Args;
use typeferry_pgpm::{VerifyError, verify};

use super::database::{DatabaseArgs, ProjectArgs};
use super::failure::Failure;
use super::output::{self, Format, Output};

/// A script failed.
const FAILED: u8 = 13;

/// `verify-deployed`.
#[derive(Debug, Args)]
pub(crate) struct VerifyDeployedArgs {
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    database: DatabaseArgs,
    /// Standard output is one JSON value and nothing else
    #[arg(long)]
    json: bool,
}

/// Verifies, and says what failed.
pub(crate) fn run(args: &VerifyDeployedArgs) -> ExitCode {
    let output = Output::new(Format::json_if(args.json));
    match verified(args, &output) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(failure) => output.end(Err(failure)),
    }
}

fn verified(args: &VerifyDeployedArgs, output: &Output) -> Result<bool, Failure> {
    let project = args.project.open()?;
    let verified = verify(&mut args.database.open(args.project.folder())?, &project)?;
    let good = verified.failed.is_empty();
    output.finding(&verified.text(), &verified, !good);
    if let Some(reason) = &verified.unlogged {
        let grant = "it takes USAGE on the schema pgpm_migrate, INSERT on its table events, and USAGE on its sequence";
        output::note(&format!("note: the ledger was not told of the failures: {reason}; {grant}"));
    }
    Ok(good)
}

impl From<VerifyError> for Failure {
    fn from(error: VerifyError) -> Self {
        Self { message: error.to_string(), code: error.exit_code() }
    }
}
