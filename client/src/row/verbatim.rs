//! Values that are their text: nothing is read into it, and nothing is lost.

use super::{Cell, FromCell, Mismatch};

/// A value that arrives as PostgreSQL's own text of it: an `inet`, a `varbit`, a `tsvector`, an `ltree`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Verbatim(String);

/// An `xml`: a document or a piece of one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Xml(String);

impl Verbatim {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Xml {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Verbatim {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Verbatim {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl FromCell for Verbatim {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        String::from_cell(cell).map(Self)
    }
}

impl FromCell for Xml {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        String::from_cell(cell).map(Self)
    }
}
