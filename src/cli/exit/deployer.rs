//! How a deploy and the other commands of the deployer end.

use typeferry::connection::ConnectionError;
use typeferry_pgpm::{
    DeployError, LedgerError, OpenError, Problems, RevertError, RevertFailure, RunFailure, VerifyError,
};
use typeferry_session::{ContractError, ProjectError, SessionError, TemplateError};

use super::Exit;

impl From<&SessionError> for Exit {
    fn from(error: &SessionError) -> Self {
        match error {
            SessionError::Project(ProjectError::NoScript { .. }) => Self::NoProject,
            SessionError::Connection(error) => of_target(error),
            SessionError::Contract(_)
            | SessionError::Project(_)
            | SessionError::Parameter(_)
            | SessionError::Configuration { .. }
            | SessionError::Version { .. }
            | SessionError::Pooled => Self::Configuration,
            SessionError::NotApproved => Self::NotApproved,
            SessionError::Sql(_)
            | SessionError::OpenTransaction { .. }
            | SessionError::NotDry { .. }
            | SessionError::Lost { .. } => Self::Sql,
            SessionError::Busy { .. } => Self::Busy,
            SessionError::TimedOut { .. } => Self::TimedOut,
            SessionError::Interrupted { .. } => Self::Interrupted,
            _ => Self::Failed,
        }
    }
}

/// The database that is deployed to: what is wrong with its address is wrong with the configuration.
fn of_target(error: &ConnectionError) -> Exit {
    match error {
        ConnectionError::Refused { .. } | ConnectionError::Unreachable { .. } => Exit::Unconnected,
        _ => Exit::Configuration,
    }
}

/// Where a ledger or a verify script is run: an error that is not the server's is a lost connection.
fn of_driver(is_of_the_server: bool) -> Exit {
    if is_of_the_server { Exit::Sql } else { Exit::Unconnected }
}

impl From<&LedgerError> for Exit {
    fn from(error: &LedgerError) -> Self {
        match error {
            LedgerError::Server(error) => of_driver(error.as_db_error().is_some()),
            _ => Self::Configuration,
        }
    }
}

impl From<&RunFailure> for Exit {
    fn from(failure: &RunFailure) -> Self {
        if let RunFailure::Session(error) = failure { error.into() } else { Self::Sql }
    }
}

impl From<&DeployError> for Exit {
    fn from(error: &DeployError) -> Self {
        match error {
            DeployError::Connection(error) => of_target(error),
            DeployError::Ledger(error) => error.into(),
            DeployError::Extension(_) => Self::Sql,
            DeployError::Run(failure) => failure.into(),
            _ => Self::Configuration,
        }
    }
}

impl From<&RevertError> for Exit {
    fn from(error: &RevertError) -> Self {
        match error {
            RevertError::Ledger(error) => error.into(),
            RevertError::Connection(_) => Self::Unconnected,
            RevertError::Run(RunFailure::Server(failure)) if failure.lost => Self::Unconnected,
            RevertError::Run(failure) => failure.into(),
            RevertError::Nothing => Self::Failed,
            _ => Self::Configuration,
        }
    }
}

impl From<&Box<RevertFailure>> for Exit {
    fn from(failure: &Box<RevertFailure>) -> Self {
        (&failure.error).into()
    }
}

impl From<&VerifyError> for Exit {
    fn from(error: &VerifyError) -> Self {
        match error {
            VerifyError::Ledger(error) => error.into(),
            VerifyError::Server(error) => of_driver(error.as_db_error().is_some()),
            _ => Self::Configuration,
        }
    }
}

impl From<&TemplateError> for Exit {
    fn from(error: &TemplateError) -> Self {
        if matches!(error, TemplateError::NotEmpty { .. }) { Self::Usage } else { Self::Failed }
    }
}

impl From<&ContractError> for Exit {
    fn from(_: &ContractError) -> Self {
        Self::Configuration
    }
}

impl From<&Problems> for Exit {
    fn from(_: &Problems) -> Self {
        Self::Configuration
    }
}

impl From<&OpenError> for Exit {
    fn from(_: &OpenError) -> Self {
        Self::Configuration
    }
}
