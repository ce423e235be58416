//! `typeferry verify-deployed`: the verify scripts of what is deployed, run and rolled back.

use clap::Args;
use typeferry_pgpm::verify;

use super::database::{DatabaseArgs, ProjectArgs};
use super::exit::Exit;
use super::failure::Failure;
use super::output::{self, Format, Output};

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

impl VerifyDeployedArgs {
    /// How the result is written.
    pub(crate) fn format(&self) -> Format {
        Format::json_if(self.json)
    }
}

/// Verifies, and says what failed.
pub(crate) fn run(args: &VerifyDeployedArgs, output: &Output) -> Result<Exit, Failure> {
    let project = args.project.open()?;
    let verified = verify(&mut args.database.open(args.project.folder())?, &project)?;
    let good = verified.failed.is_empty();
    output.finding(&verified.text(), &verified, !good);
    if let Some(reason) = &verified.unlogged {
        let grant = "it takes USAGE on the schema pgpm_migrate, INSERT on its table events, and USAGE on its sequence";
        output::note(&format!("note: the ledger was not told of the failures: {reason}; {grant}"));
    }
    Ok(if good { Exit::Done } else { Exit::Sql })
}
