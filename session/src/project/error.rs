//! What is wrong with a project's files.

use std::path::PathBuf;

/// What is wrong with a project.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// One of its files.
    #[error("{path}: {error}")]
    File {
        /// The file, from the project's folder.
        path: String,
        /// What is wrong with it.
        error: FileError,
    },
    /// There is no script to run.
    #[error("deploy.sql not found in {}: a project has one in its folder; `typeferry init` writes one", folder.display())]
    NoScript {
        /// The project's folder.
        folder: PathBuf,
    },
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is no UTF-8.
    #[error("line {line} is not valid UTF-8: save the file as UTF-8")]
    Utf8 {
        /// The line, from 1.
        line: usize,
    },
}

impl FileError {
    pub(crate) fn at(self, path: &str) -> ProjectError {
        ProjectError::File { path: path.to_owned(), error: self }
    }
}
