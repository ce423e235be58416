//! `typeferry deploy` of pgpm modules: what runs where a folder has a plan or a workspace, and no deploy.sql.

use std::path::Path;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use typeferry_pgpm::{DeployFailure, Done, ModuleDeploy, ModuleName, OnChanged, Project, Status, Transactions};
use typeferry_session::{Interrupt, Observer, Options, Parameters, Target};

use super::failure::Failure;

/// Flags that modules have beside those of every deploy.
#[derive(Debug, Args)]
pub(crate) struct ModuleArgs {
    /// Deploy one module of the workspace, with what it requires
    #[arg(long, value_name = "NAME")]
    module: Option<String>,
    /// What is one transaction, of modules
    #[arg(long, value_enum, default_value_t = Tx::One)]
    tx: Tx,
    /// What becomes of a deployed change of a module whose script has changed
    #[arg(long, value_enum, default_value_t = Changed::Fail)]
    on_changed: Changed,
    /// Run nothing, and print what would be deployed of modules
    #[arg(long)]
    pub(crate) plan: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Tx {
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

/// What every deploy has.
pub(crate) struct Session<'a> {
    pub(crate) target: &'a Target,
    pub(crate) parameters: Parameters,
    pub(crate) options: Options,
    pub(crate) observer: Arc<dyn Observer>,
    pub(crate) interrupt: &'a Interrupt,
}

/// How it ended.
pub(crate) enum Ended {
    /// It was deployed.
    Deployed(Box<Done>),
    /// What would be is said.
    Planned(Status),
    /// It failed.
    Failed(Box<DeployFailure>),
}

/// Whether a folder is one of modules.
pub(crate) fn is_of_modules(path: &Path) -> bool {
    typeferry_pgpm::is_project(path)
}

/// Deploys the modules of a folder, or says what would be.
pub(crate) fn deploy(path: &Path, args: &ModuleArgs, session: Session<'_>) -> Result<Ended, Failure> {
    let project = open(path, args.module.as_deref())?;
    let Session { target, parameters, options, observer, interrupt } = session;
    let transactions = match args.tx {
        Tx::One => Transactions::One,
        Tx::Module => Transactions::Module,
        Tx::Change => Transactions::Change,
    };
    let on_changed = if args.on_changed == Changed::Warn { OnChanged::Warn } else { OnChanged::Fail };
    let project = &project;
    let deploy = ModuleDeploy { project, target, parameters, options, transactions, on_changed, observer, interrupt };
    if args.plan {
        return Ok(deploy.plan().map_or_else(|error| Ended::Failed(error.into()), Ended::Planned));
    }
    Ok(match deploy.run() {
        Ok(done) => Ended::Deployed(Box::new(done)),
        Err(failure) => Ended::Failed(failure),
    })
}

fn open(path: &Path, module: Option<&str>) -> Result<Project, Failure> {
    let project = Project::open(path)?;
    let Some(module) = module else { return Ok(project) };
    let name = ModuleName::new(module).map_err(|error| Failure { message: error.to_string(), code: 10 })?;
    Ok(project.choose(&name)?)
}
