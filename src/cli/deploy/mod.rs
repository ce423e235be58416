//! `typeferry deploy`: a project into a database. The work is the session crate's; the arguments and words are here.

mod args;
mod follow;
mod init;
mod modules;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use typeferry_base::count;
use typeferry_session::{
    Deploy, Draft, Failure, Interrupt, Project, Report, SCRIPT, SessionError, Settings, json, junit, read_script, tap,
};

pub(crate) use args::DeployArgs;
pub(crate) use follow::{Follow, Follower};
pub(crate) use init::{InitArgs, run as init};
pub(crate) use modules::Tx;

use super::exit::Exit;
use super::failure::Failure as Problem;
use super::folder::Wanted;
use super::output::{self, Format, Output, with_key};
use super::{interrupt, prompt};

/// Deploys, and writes the reports.
pub(crate) fn run(args: &DeployArgs) -> Exit {
    if let [first, second, ..] = args.on_standard_output()[..] {
        let message = format!("{first} and {second} both want standard output for themselves: give one of them a file");
        return Output::new(Format::Text).failed(&Problem::usage(message));
    }
    let output = Output::new(Format::json_if(args.json));
    if let Err(failure) = Wanted::Project.check(&args.path, Exit::NoProject) {
        return output.failed(&failure);
    }
    if modules::are_in(&args.path) {
        return modules::run(args, &output);
    }
    let result = deploy(args);
    let (report, error) = match &result {
        Ok(report) => (report, None),
        Err(failure) => (&failure.report, Some(&failure.error)),
    };
    let exit = error.map_or(Exit::Done, Exit::from);
    say(args, &output, report, error, exit);
    end(args, report, error, exit)
}

fn say(args: &DeployArgs, output: &Output, report: &Report, error: Option<&SessionError>, exit: Exit) {
    if error.is_none() && args.reports_alone() {
        output::note(&text(report));
    } else if error.is_none() || args.json {
        output.plain(&text(report), &with_key(json(report, error), "exitCode", exit.code()));
    }
    let Some(error) = error else { return };
    output::error(error);
    if let (Some(_), Some(units), committed @ 1..) = (error.sql(), report.units, report.units_committed) {
        output::note(&format!("{committed} of {units} units were committed before"));
    }
}

/// Writes the tests' results; a deploy that is done has failed where they cannot be written.
fn end(args: &DeployArgs, report: &Report, error: Option<&SessionError>, exit: Exit) -> Exit {
    let Err(message) = write_results(args, report, error) else { return exit };
    output::error(&message);
    if exit == Exit::Done { Exit::Failed } else { exit }
}

fn deploy(args: &DeployArgs) -> Result<Report, Box<Failure>> {
    let before = |error: SessionError| Box::new(Failure { error, report: Report::default() });
    let folder = &args.path;
    let draft = draft(args).map_err(before)?;
    if let Some(flag) = args.modules.given() {
        let reason = format!("{flag} is for modules of pgpm, and {} has a {SCRIPT}", folder.display());
        return Err(before(SessionError::Configuration { reason }));
    }
    let script = read_script(folder).map_err(|error| before(error.into()))?;
    let project = Project::scan(folder, draft.limits).map_err(|error| before(error.into()))?;
    let settings = approved(args, draft).map_err(before)?;
    let Settings { target, parameters, options, .. } = &settings;
    let interrupt = Interrupt::default();
    interrupt::stopping(&interrupt);
    let observer = Arc::new(Follower::new(Follow::verbose_if(args.verbose)));
    let (script, project, interrupt) = (&script, &project, &interrupt);
    Deploy { target, project, script, parameters, options, observer, interrupt }.run()
}

/// What is said of the database and the parameters, as far as it is known without the contract.
fn draft(args: &DeployArgs) -> Result<Draft, SessionError> {
    if let Some(flag) = args.unsupported() {
        let reason = format!("{flag} is not supported: connect with a password, or with a token as one");
        return Err(SessionError::Configuration { reason });
    }
    let draft = args.request().read()?;
    draft.notes.iter().for_each(|note| output::note(note));
    Ok(draft)
}

/// All of it, once somebody has approved of what cannot be taken back.
fn approved(args: &DeployArgs, draft: Draft) -> Result<Settings, SessionError> {
    let mut settings = draft.settings()?;
    settings.options.dry_run = args.dry_run;
    approve(args, &settings)?;
    Ok(settings)
}

/// A database is dropped where somebody says its name, or has said `--force`.
fn approve(args: &DeployArgs, settings: &Settings) -> Result<(), SessionError> {
    if !args.overwrite || args.force {
        return Ok(());
    }
    let database = settings.target.connection.database();
    let question = format!("Drop the database {database} with all it has? Its name is the yes");
    if prompt::confirmed(&question, database) { Ok(()) } else { Err(SessionError::NotApproved) }
}

/// The tests' results, as the flags ask for them.
fn write_results(args: &DeployArgs, report: &Report, error: Option<&SessionError>) -> Result<(), String> {
    write(args.junit.as_deref(), || junit(report, error))?;
    write(args.tap.as_deref(), || tap(report, error))
}

fn write(path: Option<&Path>, text: impl Fn() -> String) -> Result<(), String> {
    let Some(path) = path else { return Ok(()) };
    if output::is_standard_output(path) {
        output::file(&text());
        return Ok(());
    }
    fs::write(path, text()).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

fn text(report: &Report) -> String {
    let tests = match report.tests.len() {
        0 => String::new(),
        tests => format!(", {} passed", count(tests, "test")),
    };
    let what = if report.dry_run { "dry run, rolled back: " } else { "deployed to " };
    format!(
        "{what}{}: {}, {}{tests}, contract {}, {:.2} s",
        report.database,
        count(report.files_loaded, "file"),
        count(report.units.unwrap_or_default(), "unit"),
        report.compat,
        report.duration.as_secs_f64()
    )
}
