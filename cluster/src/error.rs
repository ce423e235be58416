//! Why there is no cluster.

use std::error::Error;

use crate::skipped::Need;

/// Why there is no cluster, or not the one that was wanted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClusterError {
    /// The machine lacks something, and nothing may be skipped.
    #[error("{}; {}", .0.reason, .0.remedy)]
    Missing(Need),
    /// PostgreSQL does not run as root, and there is no user `postgres` to run it as.
    #[error("PostgreSQL does not run as root, and there is no user postgres; useradd --system postgres")]
    NoOwner,
    /// A step that failed.
    #[error("{what}: {cause}")]
    Failed {
        /// What was tried.
        what: String,
        /// Why it failed.
        cause: Box<dyn Error + Send + Sync>,
    },
    /// A program that ended with a failure.
    #[error("{what} failed: {said}")]
    Program {
        /// Its name.
        what: String,
        /// What it said.
        said: String,
    },
    /// A program that answered something else.
    #[error("{what} answered `{answer}`")]
    Answer {
        /// Its name.
        what: String,
        /// Its answer.
        answer: String,
    },
}

/// A result with what was tried.
pub(crate) trait Tried<T> {
    fn tried(self, what: impl FnOnce() -> String) -> Result<T, ClusterError>;
}

impl<T, E: Error + Send + Sync + 'static> Tried<T> for Result<T, E> {
    fn tried(self, what: impl FnOnce() -> String) -> Result<T, ClusterError> {
        self.map_err(|cause| ClusterError::Failed { what: what(), cause: Box::new(cause) })
    }
}
