//! How a command fails: a message that says what to do next, and the exit code.

use typeferry::export::ExportError;
use typeferry::module::{NameError, PlannerError};
use typeferry_client::{DriftError, EndpointError, PullError, SchemaPullError};
use typeferry_contract::{CompareError, FileError, QueriesError};

/// A command that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What to say.
    pub(crate) message: String,
    /// The exit code (see the design's list: 1 failed, 2 usage, 3 drift, 4 refused, 5 partial, 130 interrupted).
    pub(crate) code: u8,
}

impl Failure {
    /// The command line was not right.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 2 }
    }

    /// Ctrl-C at a question; the signal may end the process first, with the same code.
    pub(crate) fn interrupted() -> Self {
        Self { message: "interrupted: nothing was changed".into(), code: 130 }
    }

    /// A server does not answer what was asked.
    fn refused(error: &dyn std::error::Error) -> Self {
        Self { message: error.to_string(), code: 4 }
    }

    /// Something failed on the way.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 1 }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        Self { message: error.to_string(), code: error.exit_code() }
    }
}

impl From<EndpointError> for Failure {
    fn from(error: EndpointError) -> Self {
        Self { message: error.to_string(), code: error.exit_code() }
    }
}

impl From<PullError> for Failure {
    fn from(error: PullError) -> Self {
        match error {
            PullError::Endpoint(error) => error.into(),
            PullError::Introspection(_) | PullError::Meta(_) => Self::refused(&error),
            _ => Self::failed(error.to_string()),
        }
    }
}

impl From<SchemaPullError> for Failure {
    fn from(error: SchemaPullError) -> Self {
        match error {
            SchemaPullError::Pull(error) => error.into(),
            SchemaPullError::NoFile => Self::usage(error.to_string()),
            _ => Self::failed(error.to_string()),
        }
    }
}

impl From<QueriesError> for Failure {
    fn from(error: QueriesError) -> Self {
        let code = if matches!(error, QueriesError::Contract(_)) { 3 } else { 1 };
        Self { message: error.to_string(), code }
    }
}

impl From<DriftError> for Failure {
    fn from(error: DriftError) -> Self {
        match error {
            DriftError::Endpoint(error) => error.into(),
            DriftError::Compare(error) => error.into(),
            DriftError::NoIntrospection { .. } | DriftError::NoMeta { .. } => Self::refused(&error),
            _ => Self::failed(error.to_string()),
        }
    }
}

impl From<CompareError> for Failure {
    fn from(error: CompareError) -> Self {
        match error {
            CompareError::UnknownLeftOut { .. } => Self::usage(error.to_string()),
            _ => Self::failed(error.to_string()),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Self::failed(error.to_string())
    }
}

impl From<NameError> for Failure {
    fn from(error: NameError) -> Self {
        Self::usage(error.to_string())
    }
}

impl From<PlannerError> for Failure {
    fn from(error: PlannerError) -> Self {
        Self::usage(error.to_string())
    }
}

#[cfg(feature = "demo")]
impl From<typeferry_demo::DemoError> for Failure {
    fn from(error: typeferry_demo::DemoError) -> Self {
        Self::failed(error.to_string())
    }
}
