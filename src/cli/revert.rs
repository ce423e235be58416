//! `typeferry revert`: takes changes of modules back, the last first, in one transaction.

use clap::Args;
use typeferry_pgpm::{Reference, RevertError, RevertOptions, revert};

use super::database::{DatabaseArgs, ProjectArgs};
use super::failure::Failure;
use super::output::{Format, Output};

/// `revert`.
#[derive(Debug, Args)]
pub(crate) struct RevertArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// What stays, with all that is planned before it: a change of the module, or a tag; without it, nothing stays
    #[arg(long, value_name = "CHANGE|@TAG", value_parser = Reference::parse)]
    to: Option<Reference>,
    /// Run everything, roll it back, and say so
    #[arg(long)]
    dry_run: bool,
    /// Drop the extensions that the modules require too, as far as nothing uses them
    #[arg(long)]
    drop_extensions: bool,
    #[command(flatten)]
    database: DatabaseArgs,
    /// Standard output is one JSON value and nothing else
    #[arg(long)]
    json: bool,
}

impl RevertArgs {
    /// How the result is written.
    pub(crate) fn format(&self) -> Format {
        Format::json_if(self.json)
    }
}

/// Reverts, and says what went.
pub(crate) fn run(args: &RevertArgs, output: &Output) -> Result<(), Failure> {
    let project = args.project.open()?;
    let options = RevertOptions { to: args.to.clone(), dry_run: args.dry_run, drop_extensions: args.drop_extensions };
    let reverted = revert(&mut args.database.open(args.project.folder())?, &project, &options)?;
    output.result(&reverted.text(), &reverted);
    Ok(())
}

impl From<RevertError> for Failure {
    fn from(error: RevertError) -> Self {
        Self { message: error.to_string(), code: error.exit_code() }
    }
}
