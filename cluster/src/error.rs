//! Why there is no cluster.

use std::error::Error;

use crate::programs::PROGRAMS_VARIABLE;

/// Why there is no cluster, or not the one that was wanted.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// The machine has no PostgreSQL server.
    #[error(
        "PostgreSQL's server programs are not here: apt-get install postgresql, or set {PROGRAMS_VARIABLE} to their \
         folder"
    )]
    Missing,
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
