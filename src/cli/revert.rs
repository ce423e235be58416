//! `typeferry revert`: takes changes of modules back, the last first.

use std::sync::Arc;

use clap::Args;
use typeferry_pgpm::{ModuleRevert, Reference, RevertFailure, RevertOptions, Transactions};
use typeferry_session::{Interrupt, Settings};

use super::database::{DatabaseArgs, ProjectArgs};
use super::deploy::{Follow, Follower, Tx};
use super::failure::Failure;
use super::interrupt;
use super::output::{Format, Output};

/// `revert`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct RevertArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// What stays, with all that is planned before it: a change or a tag of the module, or MODULE:CHANGE, MODULE:@TAG
    #[arg(long, value_name = "[MODULE:]CHANGE|@TAG", value_parser = Reference::parse)]
    to: Option<Reference>,
    /// Take back too what requires something that goes, in whatever module it is
    #[arg(long)]
    cascade: bool,
    /// What is one transaction [default: one]
    #[arg(long, value_enum, value_name = "WHAT")]
    tx: Option<Tx>,
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
    let Settings { target, mut options, .. } = args.database.settings(args.project.folder())?;
    options.dry_run = args.dry_run;
    options.timeout = None;
    let interrupt = Interrupt::default();
    interrupt::stopping(&interrupt);
    let observer = Arc::new(Follower::new(Follow::Steps));
    let what = RevertOptions {
        to: args.to.clone(),
        cascade: args.cascade,
        transactions: args.tx.map_or(Transactions::One, Transactions::from),
        drop_extensions: args.drop_extensions,
    };
    let revert = ModuleRevert { project: &project, target: &target, what, options, observer, interrupt: &interrupt };
    let reverted = revert.run()?;
    output.result(&reverted.text(), &reverted);
    Ok(())
}

impl From<Box<RevertFailure>> for Failure {
    fn from(failure: Box<RevertFailure>) -> Self {
        Self { message: failure.to_string(), code: failure.error.exit_code() }
    }
}
