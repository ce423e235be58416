//! A place in a script.

use std::fmt;
use std::path::{Path, PathBuf};

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, in characters, counted from 1.
    pub column: usize,
}

impl Place {
    /// The place of a byte in the file's text.
    pub(crate) fn of(path: &Path, text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let begins = before.rfind('\n').map_or(0, |at| at + 1);
        Self { path: path.to_owned(), line, column: before[begins..].chars().count() + 1 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path.display(), self.line, self.column)
    }
}

/// The byte of a character that is counted from 1, as the server counts.
pub(crate) fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character.saturating_sub(1)).map_or(text.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let text = "é\nàb\nc";
        let place = |byte| Place::of(Path::new("x.sql"), text, byte).to_string();
        assert_eq!([place(0), place(5), place(7), place(99)], ["x.sql:1:1", "x.sql:2:2", "x.sql:3:1", "x.sql:3:2"]);
        assert_eq!([byte_of(text, 1), byte_of(text, 2), byte_of(text, 4), byte_of(text, 99)], [0, 2, 5, 8]);
    }
}
