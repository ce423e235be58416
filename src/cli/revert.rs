//! `typeferry revert`: takes changes of modules back, the last first.

use std::sync::Arc;

use clap::Args;
use typeferry_base::count;
use typeferry_pgpm::{ChangeId, ModuleRevert, Reference, RevertOptions, Transactions};
use typeferry_session::{Interrupt, Settings};

use super::database::{DatabaseArgs, ProjectArgs};
use super::deploy::{Follow, Follower, Tx};
use super::exit::Exit;
use super::failure::Failure;
use super::interrupt;
use super::output::{self, Format, Output};
use super::prompt;

/// As many changes as are shown before the question.
const SHOWN: usize = 20;

const UNSAID: &str = "revert takes back everything that is deployed of the modules here, and nobody can be asked: add \
                      --yes, or name the folder or the module";

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
    /// Do not ask before anything is taken back
    #[arg(short, long)]
    yes: bool,
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
    approve(args, &revert)?;
    let reverted = revert.run()?;
    output.result(&reverted.text(), &reverted);
    Ok(())
}

/// At a terminal, somebody says yes to what goes. Where nobody can be asked, a folder or a module that is named is meant;
/// without one, everything of the workspace would go.
fn approve(args: &RevertArgs, revert: &ModuleRevert<'_>) -> Result<(), Failure> {
    if args.yes || args.dry_run {
        return Ok(());
    }
    if !prompt::somebody_is_there() {
        return if args.project.is_said() { Ok(()) } else { Err(Failure::usage(UNSAID)) };
    }
    let going = revert.plan()?;
    if going.is_empty() {
        return Ok(());
    }
    show(&going);
    let extensions = if args.drop_extensions { ", and the extensions that nothing else uses" } else { "" };
    let database = args.database.shown(args.project.folder())?;
    let question = format!("Take back {} of {database}{extensions}?", count(going.len(), "change"));
    if prompt::agreed(&question, "--yes")? {
        return Ok(());
    }
    Err(Failure { message: "not approved: nothing was taken back".to_owned(), exit: Exit::NotApproved })
}

fn show(going: &[ChangeId]) {
    for change in going.iter().take(SHOWN) {
        output::note(&format!("  {change}"));
    }
    if let Some(more @ 1..) = going.len().checked_sub(SHOWN) {
        output::note(&format!("  and {more} more"));
    }
}
