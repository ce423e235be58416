//! GraphQL texts to syntax trees: the one door to the parser, and what it is never shown.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

use std::borrow::Cow;
use std::ops::Range;

use cynic_parser::common::WrappingType;
use cynic_parser::{ConstValue, Error, ExecutableDocument, TypeSystemDocument};

use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::literal;
use crate::schema::TypeRef;

/// Brackets within brackets: no schema or document of ours comes near, and what walks the tree recurses.
const DEPTH: usize = 64;
/// Lists of lists: the parser keeps the wrappers of a type in so many bits.
pub(crate) const LISTS: usize = 15;

/// Reads SDL. The text of a string in it is to be had from [`string`].
///
/// # Errors
/// The first place where the text is none.
pub(crate) fn type_system(source: &Source) -> Result<TypeSystemDocument, Diagnostics> {
    parse(source, "schema", cynic_parser::parse_type_system_document)
}

/// Reads a document of operations.
///
/// # Errors
/// The first place where the text is none.
pub(crate) fn executable(source: &Source) -> Result<ExecutableDocument, Diagnostics> {
    parse(source, "GraphQL document", cynic_parser::parse_executable_document)
}

/// A type of either kind of text, from its name and its wrappers, which come from the outside in.
pub(crate) fn type_ref(name: &str, wrappers: impl Iterator<Item = WrappingType>) -> TypeRef {
    let wrappers: Vec<_> = wrappers.collect();
    wrappers.iter().rev().fold(TypeRef::Named(name.to_owned()), |inner, wrapper| match wrapper {
        WrappingType::NonNull => TypeRef::NonNull(Box::new(inner)),
        WrappingType::List => TypeRef::List(Box::new(inner)),
    })
}

/// The text of a value that is a string. One that is a block string with a character above U+FFFF has none: the parser
/// was shown another.
pub(crate) fn string(source: &Source, value: ConstValue<'_>) -> Option<String> {
    let (read, span) = (value.as_str()?, value.span());
    let written = source.text().get(span.start..span.end)?;
    if written.starts_with("\"\"\"") {
        return written.chars().all(|c| c <= '\u{FFFF}').then(|| read.to_owned());
    }
    literal::text(written)
}

fn parse<T>(source: &Source, what: &str, parser: fn(&str) -> Result<T, Error>) -> Result<T, Diagnostics> {
    let wrong = |at, message: &str| vec![Diagnostic::error(format!("not a {what}: {message}")).at(source.locate(at))];
    let text = Scan::of(source.text()).shown().map_err(|(at, message)| wrong(at, &message))?;
    parser(&text).map_err(|error| {
        let message = error.to_string();
        // The list of what could stand there instead is as long as the grammar.
        let message = message.split(" (expected one of").next().unwrap_or_default();
        wrong(error.span().map_or(0, |span| span.start), message)
    })
}

/// Goes through a text by its tokens, as far as it takes to find what the parser would panic at, and what it does not
/// take.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    open: Vec<u8>,
    /// Where something in a string stands for a character above U+FFFF.
    wide: Vec<Range<usize>>,
}

impl<'t> Scan<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, at: 0, open: Vec::new(), wide: Vec::new() }
    }

    /// The text as the parser is shown it: as long as it is, byte for byte, so that each place is the same.
    ///
    /// # Errors
    /// The first place that is beyond the parser, with the reason.
    fn shown(mut self) -> Result<Cow<'t, str>, (usize, String)> {
        if let Some(beyond) = self.beyond() {
            return Err(beyond);
        }
        if self.wide.is_empty() {
            return Ok(Cow::Borrowed(self.text));
        }
        let mut shown = self.text.to_owned();
        self.wide.into_iter().for_each(|wide| shown.replace_range(wide.clone(), &"?".repeat(wide.len())));
        Ok(Cow::Owned(shown))
    }

    /// The first place that is beyond the parser, with the reason.
    fn beyond(&mut self) -> Option<(usize, String)> {
        while let Some(byte) = self.text.as_bytes().get(self.at).copied() {
            let start = self.at;
            let reason = match byte {
                b'#' => self.skip(|byte| !matches!(byte, b'\n' | b'\r')),
                b'"' if self.rest().starts_with("\"\"\"") => self.block_string(),
                b'"' => self.string(),
                b'[' | b'{' | b'(' => self.open(byte),
                b']' | b'}' | b')' => {
                    self.open.pop();
                    self.at += 1;
                    None
                }
                b'0'..=b'9' => self.number(),
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.skip(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
                _ => {
                    self.at += 1;
                    None
                }
            };
            if let Some(reason) = reason {
                return Some((start, reason));
            }
        }
        None
    }

    fn part(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    fn rest(&self) -> &'t str {
        self.part(self.at..self.text.len())
    }

    fn skip(&mut self, keep: fn(u8) -> bool) -> Option<String> {
        self.at += self.rest().bytes().take_while(|byte| keep(*byte)).count();
        None
    }

    fn open(&mut self, bracket: u8) -> Option<String> {
        self.at += 1;
        self.open.push(bracket);
        let lists = self.open.iter().rev().take_while(|open| **open == b'[').count();
        (self.open.len() > DEPTH || lists > LISTS).then(|| "it is nested too deeply".to_owned())
    }

    fn number(&mut self) -> Option<String> {
        let start = self.at;
        self.skip(|byte| byte.is_ascii_digit());
        let digits = self.part(start..self.at);
        digits.parse::<i64>().is_err().then(|| format!("the number {digits} does not fit 64 bits"))
    }

    /// A string ends at its quote, or at the end of the line, which the parser reports.
    fn string(&mut self) -> Option<String> {
        self.at += 1;
        while let Some(byte) = self.text.as_bytes().get(self.at).copied() {
            if let Some(length) = self.wide_here(byte) {
                self.wide.push(self.at..self.at + length);
                self.at += length;
                continue;
            }
            self.at += if byte == b'\\' { 2 } else { 1 };
            if matches!(byte, b'"' | b'\n' | b'\r') {
                break;
            }
        }
        None
    }

    /// The length of what stands here for a character above U+FFFF, of which this is the first byte.
    fn wide_here(&self, byte: u8) -> Option<usize> {
        if byte == b'\\' || byte >= 0xF0 { literal::wide(self.rest()) } else { None }
    }

    fn block_string(&mut self) -> Option<String> {
        let start = self.at + 3;
        // One that does not end goes to the end of the text, which the parser reports.
        let behind = self.part(start..self.text.len());
        let mut quotes = behind.match_indices("\"\"\"");
        let close = quotes.find(|(at, _)| !self.part(start..start + at).ends_with('\\'));
        let text = close.map_or(behind, |(at, _)| self.part(start..start + at + 3));
        self.at = start + text.len();
        let wide = text.char_indices().filter(|(_, c)| *c > '\u{FFFF}');
        self.wide.extend(wide.map(|(at, c)| start + at..start + at + c.len_utf8()));
        let strange = text.chars().find(|c| !is_plain(*c));
        strange.map(|c| format!("the character {} in a block string cannot be read", c.escape_unicode()))
    }
}

/// What the parser takes within a block string; it measures the indentation in bytes.
fn is_plain(c: char) -> bool {
    let blank = c.is_whitespace() && !c.is_ascii();
    !blank && (matches!(c, '\t' | '\n' | '\r') || c >= '\u{20}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        let source = Source::new("a.graphql", text);
        type_system(&source).map(|_| ()).unwrap_err().remove(0).to_string()
    }

    #[test]
    fn what_the_parser_would_panic_at_is_refused_at_its_place() {
        let deep = format!("type A {{ a: {}Int{} }}", "[".repeat(16), "]".repeat(16));
        assert_eq!(refused(&deep), "a.graphql:1:28: not a schema: it is nested too deeply");
        let values = format!("input A {{ a: Int = {} }}", "{a: ".repeat(5000));
        assert_eq!(refused(&values), "a.graphql:1:272: not a schema: it is nested too deeply");
        let number = "input A { a: Int = 99999999999999999999 }";
        assert_eq!(
            refused(number),
            "a.graphql:1:20: not a schema: the number 99999999999999999999 does not fit 64 bits"
        );
        let text = "\"\"\"\n a\n\u{3000}\"\"\" scalar A";
        assert_eq!(
            refused(text),
            "a.graphql:1:1: not a schema: the character \\u{3000} in a block string cannot be read"
        );
        assert_eq!(
            refused(""),
            "a.graphql:1:1: not a schema: the graphql document was empty, please provide at least one definition"
        );
    }

    #[test]
    fn what_only_looks_like_it_is_read() {
        let text =
            format!("# {0} 99999999999999999999\n\"{0}\" type a99999999999999999999 {{ a: Int }}", "[".repeat(99));
        assert!(type_system(&Source::new("a.graphql", text)).is_ok());
        let quoted = "\"\"\"a \\\"\"\" b\"\"\" scalar A @x(y: \"\\\"[\\\\\")";
        assert!(type_system(&Source::new("a.graphql", quoted)).is_ok());
    }
}
