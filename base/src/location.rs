//! Locations in texts, from bytes of them and from the characters that PostgreSQL counts.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A location in a text. Shown as `file:line:column`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Location {
    /// What people know the text by, usually a path.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Location {
    /// The location of a byte. One past the end of the text counts as the end, one within a character as its beginning.
    pub fn of(file: impl Into<String>, text: &str, byte: usize) -> Self {
        let before = before(text, byte);
        let column = last_line(before).chars().count() + 1;
        Self { file: file.into(), line: before.matches('\n').count() + 1, column }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The line that a byte is in, without its end; the byte counts as [`Location::of`] has it.
pub fn line_at(text: &str, byte: usize) -> &str {
    let before = before(text, byte);
    let begins = before.len() - last_line(before).len();
    text.get(begins..).and_then(|rest| rest.lines().next()).unwrap_or_default()
}

/// The line that a byte is in, from 1, of bytes that may be no text.
pub fn line_number(bytes: &[u8], byte: usize) -> usize {
    bytes.iter().take(byte).filter(|byte| **byte == b'\n').count() + 1
}

/// The byte at which a character begins that is counted from 1, as PostgreSQL counts positions
/// (<https://www.postgresql.org/docs/current/protocol-error-fields.html>); the end of the text, where it has fewer.
pub fn byte_of_character(text: &str, character: usize) -> usize {
    text.char_indices().nth(character.saturating_sub(1)).map_or(text.len(), |(byte, _)| byte)
}

fn before(text: &str, byte: usize) -> &str {
    text.get(..text.floor_char_boundary(byte)).unwrap_or(text)
}

fn last_line(text: &str) -> &str {
    text.rsplit_once('\n').map_or(text, |(_, line)| line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let text = "é\nàb\nc";
        let location = |byte| Location::of("x.sql", text, byte).to_string();
        assert_eq!([0, 1, 5, 7, 99].map(location), ["x.sql:1:1", "x.sql:1:1", "x.sql:2:2", "x.sql:3:1", "x.sql:3:2"]);
    }

    #[test]
    fn a_line_has_neither_its_end_nor_its_neighbours() {
        let text = "a\né x\r\nb\n";
        assert_eq!([0, 2, 3, 7, 8, 99].map(|byte| line_at(text, byte)), ["a", "é x", "é x", "é x", "b", ""]);
        assert_eq!(line_at("", 0), "");
    }

    #[test]
    fn lines_of_bytes_count_from_one() {
        assert_eq!([0, 1, 2, 3, 99].map(|byte| line_number(b"a\n\xff\n", byte)), [1, 1, 2, 2, 3]);
    }

    #[test]
    fn characters_count_from_one() {
        let text = "é\nàb\nc";
        assert_eq!([0, 1, 2, 4, 99].map(|character| byte_of_character(text, character)), [0, 0, 2, 5, 8]);
    }
}
