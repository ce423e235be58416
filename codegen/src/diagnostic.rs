//! What the generator has to say, and where: every finding carries the place in the text that caused it.

use std::fmt;

pub use typeferry_base::Location;

/// A text that the generator reads, with the name by which its places are reported.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// `name` is what people know the text by, usually its path relative to the crate.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(breaks).collect();
        Self { name: name.into(), text, line_starts }
    }

    /// The name that locations in this text carry.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of a byte offset; an offset past the end is the end.
    pub fn locate(&self, offset: usize) -> Location {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let from_there = self.text.get(start..).unwrap_or_default();
        Location { line, ..Location::of(self.name.as_str(), from_there, offset - start) }
    }
}

/// Whether a finding stops the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The contract is broken: nothing is generated.
    Error,
    /// Worth knowing; the generated code is right.
    Warning,
}

/// One finding, with the place that caused it and what settles it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it stops the build.
    pub severity: Severity,
    /// Where, if it has a place in a text.
    pub location: Option<Location>,
    /// What is wrong, in one line.
    pub message: String,
    /// What settles it, or where else to look, a line each.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, location: None, message: message.into(), notes: Vec::new() }
    }

    /// A warning without a place yet.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// The same, where it stops nothing.
    #[must_use]
    pub fn only_warns(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, location: impl Into<Option<Location>>) -> Self {
        self.location = location.into();
        self
    }

    /// Adds a line of help.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds the nearest of the known names as a line of help, if one is near.
    #[must_use]
    pub fn nearest<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match typeferry_base::nearest(name, known) {
            Some(near) => self.note(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Whether it stops the build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Diagnostic {
    /// One line: the place, the message, then each note after a semicolon, as a build tool can print it. Whatever names
    /// are in it, it stays one line, in the order of its characters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.location {
            write!(f, "{location}: ")?;
        }
        f.write_str(&on_one_line(&self.message))?;
        for note in &self.notes {
            write!(f, "; {}", on_one_line(note))?;
        }
        Ok(())
    }
}

/// With a number for each character that breaks a line, moves the cursor or turns the direction of a text.
fn on_one_line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = |c: char| !c.is_control() && !turns(c);
    text.chars().map(|c| if plain(c) { c.to_string() } else { c.escape_unicode().to_string() }).collect()
}

/// Names as they are written for people, in comments and in the lock: a character that is not seen, or that changes how
/// its neighbours are, stands there by its number.
pub(crate) fn visible(text: &str) -> String {
    let plain = |c: char| c.is_ascii_graphic() || c == ' ' || c.is_alphanumeric();
    text.chars().map(|c| if plain(c) { c.to_string() } else { c.escape_unicode().to_string() }).collect()
}

/// The text that [`visible`] has written so.
pub(crate) fn shown(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.split_once('}');
        match number.and_then(|(hex, rest)| Some((char::from_u32(u32::from_str_radix(hex, 16).ok()?)?, rest))) {
            Some((c, rest)) => out.extend([c.to_string().as_str(), rest]),
            None => out.extend(["\\u{", part]),
        }
    }
    out
}

/// All findings of one run, in the order of their places.
pub type Diagnostics = Vec<Diagnostic>;

/// Sorts by place and drops what is said twice.
pub(crate) fn tidy(mut all: Diagnostics) -> Diagnostics {
    all.sort_by(|a, b| (a.severity, &a.location, &a.message).cmp(&(b.severity, &b.location, &b.message)));
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_one_line_whatever_it_names() {
        let finding = Diagnostic::error("a\ncargo::rustc-env=A=b").note("\u{1b}[2J\u{202e}é…");
        assert_eq!(finding.to_string(), "a\\u{a}cargo::rustc-env=A=b; \\u{1b}[2J\\u{202e}é…");
    }

    #[test]
    fn what_is_written_visibly_is_read_back() {
        for text in ["", "naïve", "a\tb\u{202e}", "a\\u{", "\\u{zz}c"] {
            assert_eq!(shown(&visible(text)), text);
        }
    }

    #[test]
    fn places_count_characters() {
        let source = Source::new("a.graphql", "type É {\n  ö: Int\n}\n");
        let at = source.text().find("Int").unwrap();
        assert_eq!(source.locate(at).to_string(), "a.graphql:2:6");
        assert_eq!(source.locate(10_000).line, 4);
    }
}
