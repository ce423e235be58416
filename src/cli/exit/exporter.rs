//! How an export, a comparison and the commands of a contract end.

use typeferry::connection::ConnectionError;
use typeferry::contracts::FolderError;
use typeferry::export::ExportError;
use typeferry::module::{ModuleError, NameError, PlannerError};
use typeferry::source::SourceError;
use typeferry::verify::VerifyError;
use typeferry_client::{EndpointError, ReadError};
use typeferry_contract::{CompareError, FileError, QueriesError};
use typeferry_introspection::{DriftError, PullError, SchemaPullError};

use super::Exit;

impl From<&SourceError> for Exit {
    fn from(error: &SourceError) -> Self {
        match error {
            error if error.is_torn() => Self::Partial,
            SourceError::Read(error) => error.into(),
            SourceError::Permission { .. } | SourceError::RowSecurity { .. } => Self::Refused,
            SourceError::Connection(error) => of_source(error),
            SourceError::Uncounted { .. } => Self::Partial,
            _ => Self::Failed,
        }
    }
}

impl From<&ReadError> for Exit {
    fn from(error: &ReadError) -> Self {
        match error {
            ReadError::Endpoint(error) => error.into(),
            ReadError::GraphQl { .. } | ReadError::Unreadable { .. } => Self::Refused,
            _ => Self::Failed,
        }
    }
}

/// The database that rows are read from: what is wrong with its address is wrong with the command line.
fn of_source(error: &ConnectionError) -> Exit {
    match error {
        ConnectionError::Refused { .. } | ConnectionError::Unreachable { .. } => Exit::Refused,
        _ => Exit::Usage,
    }
}

impl From<&EndpointError> for Exit {
    fn from(error: &EndpointError) -> Self {
        match error {
            EndpointError::Address { .. } | EndpointError::Header { .. } | EndpointError::Tls { .. } => Self::Usage,
            EndpointError::Refused { .. } | EndpointError::NoToken { .. } | EndpointError::GraphQl { .. } => {
                Self::Refused
            }
            _ => Self::Failed,
        }
    }
}

impl From<&ExportError> for Exit {
    fn from(error: &ExportError) -> Self {
        match error {
            ExportError::Source(error) => error.into(),
            ExportError::Module(ModuleError::Edited { .. }) => Self::Different,
            ExportError::Unsettled { .. } => Self::Partial,
            ExportError::UnknownDatabase { .. }
            | ExportError::AmbiguousDatabase { .. }
            | ExportError::UnknownSchema { .. }
            | ExportError::NoCategories
            | ExportError::StaleChanges { .. } => Self::Usage,
            _ => Self::Failed,
        }
    }
}

impl From<&VerifyError> for Exit {
    fn from(error: &VerifyError) -> Self {
        match error {
            VerifyError::Source(error) => error.into(),
            VerifyError::NoDatabase { .. } | VerifyError::OtherDatabase { .. } | VerifyError::NoChanges => Self::Usage,
            _ => Self::Failed,
        }
    }
}

impl From<&PullError> for Exit {
    fn from(error: &PullError) -> Self {
        match error {
            PullError::Endpoint(error) => error.into(),
            PullError::Introspection(_) | PullError::Meta(_) => Self::Refused,
            _ => Self::Failed,
        }
    }
}

impl From<&SchemaPullError> for Exit {
    fn from(error: &SchemaPullError) -> Self {
        match error {
            SchemaPullError::Pull(error) => error.into(),
            SchemaPullError::NoFile => Self::Usage,
            _ => Self::Failed,
        }
    }
}

impl From<&QueriesError> for Exit {
    fn from(error: &QueriesError) -> Self {
        if matches!(error, QueriesError::Contract(_)) { Self::Different } else { Self::Failed }
    }
}

impl From<&DriftError> for Exit {
    fn from(error: &DriftError) -> Self {
        match error {
            DriftError::Endpoint(error) => error.into(),
            DriftError::Compare(error) => error.into(),
            DriftError::NoIntrospection { .. } | DriftError::NoMeta { .. } => Self::Refused,
            _ => Self::Failed,
        }
    }
}

impl From<&CompareError> for Exit {
    fn from(error: &CompareError) -> Self {
        if matches!(error, CompareError::UnknownLeftOut { .. }) { Self::Usage } else { Self::Failed }
    }
}

impl From<&FolderError> for Exit {
    fn from(error: &FolderError) -> Self {
        if matches!(error, FolderError::Findings { .. }) { Self::Different } else { Self::Failed }
    }
}

impl From<&FileError> for Exit {
    fn from(_: &FileError) -> Self {
        Self::Failed
    }
}

impl From<&NameError> for Exit {
    fn from(_: &NameError) -> Self {
        Self::Usage
    }
}

impl From<&PlannerError> for Exit {
    fn from(_: &PlannerError) -> Self {
        Self::Usage
    }
}

#[cfg(feature = "demo")]
impl From<&typeferry_demo::DemoError> for Exit {
    fn from(_: &typeferry_demo::DemoError) -> Self {
        Self::Failed
    }
}
