//! Why a module cannot be read.

use std::io;
use std::path::PathBuf;

use typeferry_pgpm::NameError;

use crate::module::staging::MANIFEST_FILE;

/// A module that cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The operating system refused.
    #[error("cannot read {}: {cause}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system answered.
        cause: io::Error,
    },
    /// A folder without a manifest.
    #[error("{} holds no {MANIFEST_FILE}: give the folder of a module that typeferry wrote", path.display())]
    NotAModule {
        /// The folder.
        path: PathBuf,
    },
    /// A manifest of another version.
    #[error(
        "{} is of format {format}, and this typeferry reads format {known}: use the one that wrote it",
        path.display()
    )]
    Format {
        /// The manifest.
        path: PathBuf,
        /// Its format.
        format: u32,
        /// The format that is known.
        known: u32,
    },
    /// A text that is no manifest.
    #[error("{} is no manifest: {cause}; export again", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong.
        cause: serde_json::Error,
    },
    /// A plan that cannot be read.
    #[error("{}:{line}: {reason}; nothing was changed: put the plan right", path.display())]
    Plan {
        /// The plan.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A manifest with a name that no change has.
    #[error("{}: {cause}", path.display())]
    Name {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        cause: NameError,
    },
    /// A script that is not as a module's scripts of rows are written.
    #[error("{}:{line}: {reason}; export again, or put the script back as it was", path.display())]
    Script {
        /// The script.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
}
