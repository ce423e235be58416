//! A statement that failed: what the server said, and where in which file.

use std::fmt;

use typeferry_base::{Location, line_at};

use crate::server_error::ServerError;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The script's name or a path with `./` in front, line and column.
    pub location: Location,
    /// The line's text.
    pub source_line: String,
}

impl Place {
    /// The place of a byte of a text.
    pub(crate) fn of(file: &str, text: &str, at: usize) -> Self {
        Self { location: Location::of(file, text, at), source_line: line_at(text, at).to_owned() }
    }
}

/// A statement that a function ran, in which the server found a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inner {
    /// Its text.
    pub text: String,
    /// The character of it, counted from 1.
    pub position: usize,
}

/// A statement that failed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SqlFailure {
    /// What the server said.
    pub error: ServerError,
    /// The calls that led there, the innermost first.
    pub context: Option<String>,
    /// The statement that a function ran, where the server's place is in that.
    pub inner: Option<Inner>,
    /// The file that failed: the script, a test, or a file that the script ran.
    pub file: String,
    /// Where in it; what the server does not say is taken from the statement that ran.
    pub place: Option<Place>,
    /// Whether tests were written out in the script.
    pub expanded: bool,
}

impl fmt::Display for SqlFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (SQLSTATE {})", self.error.message, self.error.sqlstate)?;
        match &self.place {
            Some(place) => write!(f, "\n  at {}\n  | {}", place.location, place.source_line)?,
            None => write!(f, "\n  in {}", self.file)?,
        }
        let parts = [("detail", &self.error.detail), ("hint", &self.error.hint), ("context", &self.context)];
        for (name, text) in parts.iter().filter_map(|(name, text)| Some((name, text.as_ref()?))) {
            write!(f, "\n  {name}: {}", text.replace('\n', "\n    "))?;
        }
        Ok(())
    }
}
