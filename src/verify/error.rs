//! Why a module could not be compared.

use crate::export::ExportError;
use crate::module::{ReadError, RenameError};
use crate::row::Uuid;
use crate::source::SourceError;

/// Why a module could not be compared. Differences are no error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The module.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The source, or a value of it that no module can have.
    #[error(transparent)]
    Source(#[from] ExportError),
    /// The manifest's renames.
    #[error("the manifest's names cannot be rewritten: {0}; export again")]
    Rename(#[from] RenameError),
    /// The source has another database, or none.
    #[error(
        "the module is of the database {wanted}, which this source does not have; it has: {}",
        if known.is_empty() { "none".to_owned() } else { known.join(", ") }
    )]
    NoDatabase {
        /// Its name and key.
        wanted: String,
        /// What there is.
        known: Vec<String>,
    },
    /// Another database was asked for.
    #[error(
        "the module is of the database {wanted}, and --database names {asked} ({key}): it would differ in each row"
    )]
    OtherDatabase {
        /// Name and key of the module's.
        wanted: String,
        /// What was asked for.
        asked: String,
        /// Its key.
        key: Uuid,
    },
    /// The module holds changes, and the source was not told where they are.
    #[error(
        "the module holds the changes of a database, and this source does not serve them: over GraphQL, give \
         --migrate-endpoint; a database into which they were deployed no longer has them as changes"
    )]
    NoChanges,
}

impl From<SourceError> for VerifyError {
    fn from(error: SourceError) -> Self {
        Self::Source(error.into())
    }
}
