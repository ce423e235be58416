//! Why a deploy of modules failed.

use std::fmt::{self, Write};
use std::io;
use std::path::PathBuf;

use typeferry_connection::ConnectionError;
use typeferry_session::{ProjectError, Report, SessionError};

use super::Transactions;
use super::locate::{Located, Said, locate};
use crate::ledger::LedgerError;
use crate::module::ChangeId;
use crate::name::ModuleName;
use crate::npm::{install_command, package_of};
use crate::prerequisites::Prerequisites;
use crate::problem::Problem;
use crate::project::Project;
use crate::sql::{ScriptError, ServerError};
use crate::status::Changed;

/// A deploy that failed: why, and what is deployed all the same.
#[derive(Debug, thiserror::Error)]
#[error("{error}\n{committed}")]
pub struct DeployFailure {
    /// Why.
    pub error: DeployError,
    /// What was committed before it failed.
    pub committed: Committed,
    /// What the session says of it.
    pub report: Option<Report>,
}

/// What a deploy that failed has committed, as the ledger says afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Committed {
    /// Nothing had been run.
    NotRun,
    /// These changes; none where everything was rolled back.
    Changes(Vec<ChangeId>),
    /// The ledger could not be read afterwards.
    Unknown,
}

/// Why a deploy of modules failed.
#[derive(Debug, thiserror::Error)]
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
    /// What deploy.sql is to read could not be written.
    #[error("the modules cannot be handed to deploy.sql: {0}")]
    Modules(#[from] io::Error),
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
    /// A statement of a change failed.
    #[error("{}", script_text(.0))]
    Script(Box<ScriptError>),
    /// An extension could not be made.
    #[error(transparent)]
    Extension(Box<ExtensionError>),
    /// Anything else of the session: a test that failed, a lost connection, the time.
    #[error(transparent)]
    Session(SessionError),
}

/// An extension that could not be made.
#[derive(Debug, thiserror::Error)]
#[error(
    "{}:{line}: the extension {name} cannot be made: {error}\n{}",
    control.display(),
    remedy(name)
)]
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

impl DeployError {
    /// The exit code of the command line, as a deploy's: 10 for what was found before anything ran, 11 for a
    /// connection, 13 for SQL, and what the session has for the rest.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Connection(ConnectionError::Refused { .. } | ConnectionError::Unreachable { .. }) => 11,
            Self::Ledger(error) => error.exit_code(),
            Self::Script(_) | Self::Extension(_) => 13,
            Self::Session(error) => error.exit_code(),
            _ => 10,
        }
    }
}

impl From<DeployError> for Box<DeployFailure> {
    /// Before anything was run.
    fn from(error: DeployError) -> Self {
        Box::new(DeployFailure { error, committed: Committed::NotRun, report: None })
    }
}

/// What may be right and does not go with what is before it in one transaction: `object_in_use`, as of a table with
/// pending trigger events, and `unsafe_new_enum_value_usage`.
const ALONE: [&str; 2] = ["55006", "55P04"];
const ALONE_HINT: &str = "This may need a transaction of its own: deploy with --tx module or --tx change.";

/// An error of the session with its place in the modules, where it has one.
pub(super) fn explain(project: &Project, transactions: Transactions, error: SessionError) -> DeployError {
    let Some((said, mut server)) = said(&error) else { return DeployError::Session(error) };
    if transactions == Transactions::One && ALONE.contains(&server.sqlstate.as_str()) {
        server.hint = server.hint.or(Some(ALONE_HINT.to_owned()));
    }
    match locate(project, said, &server) {
        Some(Located::Script(found)) => DeployError::Script(found),
        Some(Located::Extension { module, name }) => {
            let (name, control) = (name.clone(), module.control_path.clone());
            let line = module.control.requires_line.unwrap_or(1);
            DeployError::Extension(Box::new(ExtensionError { name, control, line, error: server }))
        }
        None => DeployError::Session(error),
    }
}

fn said(error: &SessionError) -> Option<(Said<'_>, ServerError)> {
    let failure = error.sql()?;
    let said = Said {
        statement: failure.inner.as_ref().map(|inner| inner.text.as_str()),
        position: failure.inner.as_ref().map(|inner| inner.position),
        context: failure.context.as_deref(),
    };
    let server = ServerError {
        message: failure.message.clone(),
        sqlstate: failure.sqlstate.clone(),
        detail: failure.detail.clone(),
        hint: failure.hint.clone(),
    };
    Some((said, server))
}

fn script_text(error: &ScriptError) -> String {
    format!("{error}\n  {}", error.source_line.trim())
}

fn changed_text(changed: &[Changed]) -> String {
    let mut text = String::from("scripts have changed since they were deployed:\n");
    for Changed { change, script, .. } in changed {
        let _ = writeln!(text, "  {change} ({})", script.display());
    }
    text + "put them back and plan a new change, or leave them as they are deployed with --on-changed warn"
}

impl fmt::Display for Committed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRun => f.write_str("nothing was run"),
            Self::Unknown => f.write_str("what was committed could not be read: look with `typeferry status`"),
            Self::Changes(ids) if ids.is_empty() => f.write_str("nothing was deployed: it was all rolled back"),
            Self::Changes(ids) => {
                let names: Vec<_> = ids.iter().map(ToString::to_string).collect();
                write!(f, "committed before it failed: {}", names.join(", "))
            }
        }
    }
}
