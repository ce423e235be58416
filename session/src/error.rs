//! Why a deploy failed, and the exit codes.

use crate::contract::ContractError;
use crate::parameter::ParameterError;
use crate::project::ProjectError;
use crate::report::Report;

/// A deploy that failed: why, and what was done before.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct Failure {
    /// Why.
    pub error: SessionError,
    /// What was done before.
    pub report: Report,
}

/// Why a deploy failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// No such contract.
    #[error(transparent)]
    Contract(#[from] ContractError),
    /// The project's files.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// A parameter.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    /// Another deploy of the database runs.
    #[error("another deploy of the database \"{database}\" is running: wait for its end, and try again")]
    Busy {
        /// The database.
        database: String,
    },
}

impl SessionError {
    /// The exit code of the command line: 10 configuration, 11 no connection, 12 not approved, 13 the SQL failed,
    /// 14 no `deploy.sql`, 15 another deploy runs, 16 the time is over, 130 interrupted, 1 anything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Project(ProjectError::NoScript { .. }) => 14,
            Self::Contract(_) | Self::Project(_) | Self::Parameter(_) => 10,
            Self::Busy { .. } => 15,
        }
    }
}
