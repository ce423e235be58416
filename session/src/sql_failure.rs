//! A statement that failed: what the server said, and where in which file.

use std::fmt;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file: the script's name, or a path with `./` in front.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line's text.
    pub source_line: String,
}

impl Place {
    /// The place of a byte of a text.
    pub(crate) fn of(file: &str, text: &str, at: usize) -> Self {
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let before = &text[..at];
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: text[start..at].chars().count() + 1,
            source_line: text[start..end].trim_end_matches('\r').to_owned(),
        }
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
pub struct SqlFailure {
    /// What the server said.
    pub message: String,
    /// The SQLSTATE (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
    pub sqlstate: String,
    /// More of it.
    pub detail: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
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
        write!(f, "{} (SQLSTATE {})", self.message, self.sqlstate)?;
        match &self.place {
            Some(place) => {
                write!(f, "\n  at {}:{}:{}", place.file, place.line, place.column)?;
                write!(f, "\n  | {}", place.source_line)?;
            }
            None => write!(f, "\n  in {}", self.file)?,
        }
        let parts = [("detail", &self.detail), ("hint", &self.hint), ("context", &self.context)];
        for (name, text) in parts.iter().filter_map(|(name, text)| Some((name, text.as_ref()?))) {
            write!(f, "\n  {name}: {}", text.replace('\n', "\n    "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters_and_has_its_line() {
        let text = "a\né x\r\nb";
        let place = Place::of("f", text, text.find('x').unwrap());
        assert_eq!((place.line, place.column, place.source_line.as_str()), (2, 3, "é x"));
        assert_eq!(Place::of("f", text, 99).line, 3);
        assert_eq!(Place::of("f", "é", 1).column, 1);
    }
}
