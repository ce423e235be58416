//! `typeferry status`: which changes of modules are deployed, which are left, and which have changed.

use clap::Args;
use typeferry_pgpm::{Ledger, Status};

use super::database::{DatabaseArgs, ProjectArgs};
use super::failure::Failure;
use super::notes::Noted;
use super::output::{Format, Output};

/// `status`.
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    database: DatabaseArgs,
    /// Standard output is one JSON value and nothing else
    #[arg(long)]
    json: bool,
}

impl StatusArgs {
    /// How the result is written.
    pub(crate) fn format(&self) -> Format {
        Format::json_if(self.json)
    }
}

/// Says how far the modules are deployed.
pub(crate) fn run(args: &StatusArgs, output: &Output) -> Result<(), Failure> {
    let project = args.project.open()?;
    let ledger = Ledger::read(&mut args.database.open(args.project.folder())?)?;
    let status = Status::of(&project, &ledger);
    let notes = project.notes();
    output.result(&status.text(), &Noted { result: &status, notes: &notes });
    Ok(())
}
