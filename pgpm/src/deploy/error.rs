//! Why a deploy of modules failed.

use std::fmt::Write;
use std::path::PathBuf;

use typeferry_connection::ConnectionError;
use typeferry_session::{ProjectError, Report, ServerError, SessionError};

use crate::ledger::LedgerError;
use crate::module::{ChangeId, Module};
use crate::name::ModuleName;
use crate::npm::{install_command, package_of};
use crate::prerequisites::Prerequisites;
use crate::problem::{Problem, Problems};
use crate::run::{Committed, RunFailure, Unread, running_line};
use crate::status::Changed;

/// A deploy that failed: why, and what is deployed all the same.
#[derive(Debug, thiserror::Error)]
#[error("{error}{}\n{committed}", running_line(running.as_ref()))]
#[non_exhaustive]
pub struct DeployFailure {
    /// Why.
    pub error: DeployError,
    /// The change that was running, where the error itself is not of one.
    pub running: Option<ChangeId>,
    /// What was committed before it failed.
    pub committed: Committed,
    /// What the session says of it.
    pub report: Option<Report>,
}

/// Why a deploy of modules failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeployError {
    /// There is no connection.
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A file cannot be read.
    #[error(transparent)]
    Problem(#[from] Problem),
    /// A file cannot be loaded into the session.
    #[error(transparent)]
    Files(ProjectError),
    /// Scripts have what no script may have.
    #[error(transparent)]
    Problems(#[from] Problems),
    /// Somebody reverted at the same moment.
    #[error("{change} was reverted just now; deploy again")]
    Meanwhile {
        /// The change.
        change: ChangeId,
    },
    /// Something is needed that is not there.
    #[error("{0}")]
    Prerequisites(Box<Prerequisites>),
    /// Scripts of deployed changes have changed.
    #[error("{}", changed_text(.0))]
    Changed(Vec<Changed>),
    /// A script that is to be deployed is, byte for byte, one that was deployed under another name.
    #[error(
        "{}: the deploy script of {change} is, byte for byte, the one that {deployed} was deployed with, and the ledger \
         holds a script once a module; give the change its old name back, or begin the script with `-- Deploy: {}`",
        script.display(),
        change.change
    )]
    Renamed {
        /// The change.
        change: ChangeId,
        /// Its script.
        script: PathBuf,
        /// The change that was deployed, as `package:change`.
        deployed: String,
    },
    /// An extension could not be made.
    #[error(transparent)]
    Extension(Box<ExtensionError>),
    /// A script, a test, the session.
    #[error(transparent)]
    Run(#[from] RunFailure),
}

/// An extension that could not be made.
#[derive(Debug, thiserror::Error)]
#[error(
    "{}:{line}: the extension {name} cannot be made: {error}\n{}",
    control.display(),
    remedy(name)
)]
#[non_exhaustive]
pub struct ExtensionError {
    /// The extension.
    pub name: ModuleName,
    /// The control file that requires it.
    pub control: PathBuf,
    /// The line of it, counted from 1.
    pub line: usize,
    /// What the server said.
    pub error: ServerError,
}

/// What to do about something required that is neither here nor on the server.
fn remedy(name: &ModuleName) -> String {
    match package_of(name) {
        Some(package) => format!(
            "{name} is the module {package}, which the workspace does not have: `{}` in the workspace's folder, or `pgpm \
             install {package}`",
            install_command([package]).unwrap_or_default()
        ),
        None => format!("install it on the server, or add the module {name} to the workspace if it is one"),
    }
}

impl From<DeployError> for Box<DeployFailure> {
    /// Before anything was run.
    fn from(error: DeployError) -> Self {
        Box::new(DeployFailure { error, running: None, committed: Committed::NotRun, report: None })
    }
}

impl From<Unread> for DeployError {
    fn from(error: Unread) -> Self {
        match error {
            Unread::Connection(error) => Self::Connection(error),
            Unread::Ledger(error) => Self::Ledger(error),
        }
    }
}

impl From<SessionError> for DeployError {
    fn from(error: SessionError) -> Self {
        Self::Run(error.into())
    }
}

impl DeployError {
    /// An extension that could not be made.
    pub(super) fn extension(module: &Module, name: &ModuleName, error: ServerError) -> Self {
        let (name, control) = (name.clone(), module.control_path.clone());
        let line = module.control.requires_line.unwrap_or(1);
        Self::Extension(Box::new(ExtensionError { name, control, line, error }))
    }
}

fn changed_text(changed: &[Changed]) -> String {
    let mut text = String::from("scripts have changed since they were deployed:\n");
    for Changed { change, script, .. } in changed {
        let _ = writeln!(text, "  {change} ({})", script.display());
    }
    text + "put them back and plan a new change, or leave them as they are deployed with --on-changed warn"
}
