//! What is wrong with a project's files. Nothing of it needs a server to be found.

use std::path::PathBuf;

/// What is wrong with a project.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
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
    /// A folder or file that cannot be read.
    #[error("{} cannot be read: {reason}", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A folder with a reserved name.
    #[error(
        "the directory {folder} has a reserved name: of names like `__x__`, a project has `__test__` and `__tests__`; \
         give it another name"
    )]
    Reserved {
        /// The folder.
        folder: String,
    },
    /// Two files that would be one.
    #[error("two files are {path} once their names are trimmed and `\\` is read as `/`: rename one of them")]
    SamePath {
        /// The path that both have.
        path: String,
    },
    /// Two files with one id.
    #[error("duplicate <pgmi-meta> id {id}: {first} and {second} have it; give one of them another")]
    SameId {
        /// The id.
        id: String,
        /// The first file by path.
        first: String,
        /// The second.
        second: String,
    },
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// Its path is not one that the tables can have.
    #[error("not a path for a project's file: {reason}")]
    Path {
        /// What a path is.
        reason: &'static str,
    },
    /// It is no UTF-8.
    #[error("invalid UTF-8 at line {line}: save the file as UTF-8, or move it out of the project")]
    Utf8 {
        /// The line, from 1.
        line: usize,
    },
    /// It has a NUL, which PostgreSQL's text cannot have.
    #[error("NUL byte at line {line}: this is no text; move it out of the project")]
    Nul {
        /// The line, from 1.
        line: usize,
    },
    /// It is too long.
    #[error("{size} bytes, and {limit} is the most: move it out of the project, or set PGMI_MAX_FILE_SIZE")]
    Size {
        /// Its bytes.
        size: u64,
        /// The most.
        limit: u64,
    },
    /// It is a symbolic link, or no file at all.
    #[error("{what}: a project has plain files and folders; put the file itself here")]
    NoFile {
        /// What it is.
        what: &'static str,
    },
    /// Its metadata.
    #[error("line {line}: {reason}")]
    Metadata {
        /// The line of the comment or of the fault, from 1.
        line: usize,
        /// What is wrong, and what to do.
        reason: String,
    },
}

impl FileError {
    pub(crate) fn at(self, path: &str) -> ProjectError {
        ProjectError::File { path: path.to_owned(), error: self }
    }
}
