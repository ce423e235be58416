//! `deploy` of a folder of pgpm's modules, which has no deploy.sql of its own: the crate of modules has one.

use std::path::Path;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use serde::Serialize;
use typeferry_pgpm::{
    DeployError, DeployFailure, Done, ModuleDeploy, ModuleName, OnChanged, Prerequisites, Problems, Project,
    RunFailure, Status, Transactions, is_project,
};
use typeferry_session::{Interrupt, SCRIPT, SessionError, Settings};

use super::args::DeployArgs;
use super::end;
use super::follow::{Follow, Follower};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::interrupt;
use crate::cli::notes::{self, Noted};
use crate::cli::output::{self, Output, with_key};

/// What help has above the flags of modules.
const MODULES: &str = "Options for modules";

/// Flags that are of modules alone.
#[derive(Debug, Args)]
pub(crate) struct ModuleArgs {
    /// One module of the workspace, with what it requires
    #[arg(long, value_name = "NAME", help_heading = MODULES)]
    module: Option<String>,
    /// What is one transaction [default: one]
    #[arg(long, value_enum, value_name = "WHAT", help_heading = MODULES)]
    tx: Option<Tx>,
    /// What becomes of a deployed change whose script has changed [default: fail]
    #[arg(long, value_enum, value_name = "WHAT", help_heading = MODULES)]
    on_changed: Option<Changed>,
    /// Leave out the tests in the modules' `__test__` folders
    #[arg(long, help_heading = MODULES)]
    no_tests: bool,
    /// Run nothing, and print what would be deployed
    #[arg(long, help_heading = MODULES)]
    plan: bool,
}

/// What is one transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tx {
    /// Everything
    One,
    /// Each module
    Module,
    /// Each change
    Change,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Changed {
    /// Nothing is deployed
    Fail,
    /// It stays as it was deployed
    Warn,
}

impl From<Tx> for Transactions {
    fn from(tx: Tx) -> Self {
        match tx {
            Tx::One => Self::One,
            Tx::Module => Self::Module,
            Tx::Change => Self::Change,
        }
    }
}

/// What a deploy would do, and what it would need.
#[derive(Serialize)]
struct Planned {
    #[serde(flatten)]
    status: Status,
    prerequisites: Prerequisites,
}

/// How a deploy of modules ended.
enum Ended {
    Deployed(Box<Done>),
    Planned(Box<Planned>),
}

impl ModuleArgs {
    /// A flag that was given.
    pub(super) fn given(&self) -> Option<&'static str> {
        let flags = [
            ("--module", self.module.is_some()),
            ("--tx", self.tx.is_some()),
            ("--on-changed", self.on_changed.is_some()),
            ("--no-tests", self.no_tests),
            ("--plan", self.plan),
        ];
        flags.iter().find(|(_, given)| *given).map(|(flag, _)| *flag)
    }

    fn transactions(&self) -> Transactions {
        self.tx.map_or(Transactions::One, Transactions::from)
    }

    fn on_changed(&self) -> OnChanged {
        if self.on_changed == Some(Changed::Warn) { OnChanged::Warn } else { OnChanged::Fail }
    }
}

/// Whether a folder has modules and no deploy.sql.
pub(super) fn are_in(folder: &Path) -> bool {
    is_project(folder) && !folder.join(SCRIPT).is_file()
}

/// Deploys, writes the reports, and ends with the codes that every deploy has.
pub(super) fn run(args: &DeployArgs, output: &Output) -> Exit {
    let opened = open(args).and_then(|project| said(args, &project).map(|notes| (project, notes)));
    let (project, notes) = match opened {
        Ok(opened) => opened,
        Err(failure) => return output.failed(&failure),
    };
    match deploy(args, &project) {
        Ok(Ended::Planned(planned)) => say_planned(output, &planned, &notes),
        Ok(Ended::Deployed(done)) => {
            if args.reports_alone() {
                output::note(&done.text());
            } else {
                let json = with_key(done.json(), "exitCode", Exit::Done.code());
                output.plain(&done.text(), &with_key(json, "notes", notes));
            }
            end(args, &done.report, None, Exit::Done)
        }
        Err(failure) => failed(args, output, &failure),
    }
}

/// A deploy that would fail for what is missing ends as it would.
fn say_planned(output: &Output, planned: &Planned, notes: &[String]) -> Exit {
    let Planned { status, prerequisites } = planned;
    let lacks = !prerequisites.missing.is_empty();
    output.finding(&status.plan_text(), &Noted { result: planned, notes }, lacks);
    for warning in prerequisites.warnings() {
        output::note(&format!("warning: {warning}"));
    }
    if !lacks {
        return Exit::Done;
    }
    output::error(prerequisites);
    Exit::Configuration
}

fn failed(args: &DeployArgs, output: &Output, failure: &DeployFailure) -> Exit {
    let exit = Exit::from(&failure.error);
    if args.json {
        output.plain("", &with_key(failure.json(), "exitCode", exit.code()));
    }
    output::error(failure);
    let of_session = if let DeployError::Run(RunFailure::Session(error)) = &failure.error { Some(error) } else { None };
    failure.report.as_ref().map_or(exit, |report| end(args, report, of_session, exit))
}

fn open(args: &DeployArgs) -> Result<Project, Failure> {
    let Some(module) = &args.modules.module else { return Ok(Project::open(&args.path)?) };
    let name = ModuleName::new(module).map_err(|error| SessionError::Configuration { reason: error.to_string() })?;
    Ok(Project::open_module(&args.path, &name)?)
}

/// Says what lies in the project and is passed over.
fn said(args: &DeployArgs, project: &Project) -> Result<Vec<String>, Failure> {
    let mut notes = project.notes();
    if args.modules.no_tests {
        notes.push("the tests of the modules are left out (--no-tests)".to_owned());
    } else {
        notes.extend(project.tests_passed_over().map_err(Problems::from)?);
    }
    notes::say(&notes);
    Ok(notes)
}

fn deploy(args: &DeployArgs, project: &Project) -> Result<Ended, Box<DeployFailure>> {
    let settings = super::draft(args).and_then(|draft| super::approved(args, draft)).map_err(DeployError::from)?;
    let interrupt = Interrupt::default();
    interrupt::stopping(&interrupt);
    let Settings { target, parameters, options, .. } = &settings;
    let deploy = ModuleDeploy {
        project,
        target,
        parameters: parameters.clone(),
        options: options.clone(),
        transactions: args.modules.transactions(),
        on_changed: args.modules.on_changed(),
        tests: !args.modules.no_tests,
        observer: Arc::new(Follower::new(if args.verbose { Follow::Everything } else { Follow::Steps })),
        interrupt: &interrupt,
    };
    if args.modules.plan {
        let (status, prerequisites) = (deploy.plan()?, deploy.prerequisites()?);
        return Ok(Ended::Planned(Box::new(Planned { status, prerequisites })));
    }
    Ok(Ended::Deployed(Box::new(deploy.run()?)))
}
