//! GraphQL texts to syntax trees: the one door to the parser, and what it is never shown.

use cynic_parser::common::WrappingType;
use cynic_parser::{Error, ExecutableDocument, TypeSystemDocument};

use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::schema::TypeRef;

/// Brackets within brackets: no schema or document of ours comes near, and what walks the tree recurses.
const DEPTH: usize = 64;
/// Lists of lists: the parser keeps the wrappers of a type in so many bits.
pub(crate) const LISTS: usize = 15;

/// Reads SDL.
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

fn parse<T>(source: &Source, what: &str, parser: fn(&str) -> Result<T, Error>) -> Result<T, Diagnostics> {
    let wrong = |at, message: &str| vec![Diagnostic::error(format!("not a {what}: {message}")).at(source.locate(at))];
    if let Some((at, message)) = (Scan { text: source.text(), at: 0, open: Vec::new() }).beyond() {
        return Err(wrong(at, &message));
    }
    parser(source.text()).map_err(|error| {
        let message = error.to_string();
        // The list of what could stand there instead is as long as the grammar.
        let message = message.split(" (expected one of").next().unwrap_or_default();
        wrong(error.span().map_or(0, |span| span.start), message)
    })
}

/// Goes through a text by its tokens, as far as it takes to find what the parser would panic at.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    open: Vec<u8>,
}

impl Scan<'_> {
    /// The first place that is beyond the parser, with the reason.
    fn beyond(mut self) -> Option<(usize, String)> {
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

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, keep: fn(u8) -> bool) -> Option<String> {
        self.at += self.text.as_bytes()[self.at..].iter().take_while(|byte| keep(**byte)).count();
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
        let digits = &self.text[start..self.at];
        digits.parse::<i64>().is_err().then(|| format!("the number {digits} does not fit 64 bits"))
    }

    /// A string ends at its quote, or at the end of the line, which the parser reports.
    fn string(&mut self) -> Option<String> {
        self.at += 1;
        while let Some(byte) = self.text.as_bytes().get(self.at) {
            self.at += if *byte == b'\\' { 2 } else { 1 };
            if matches!(byte, b'"' | b'\n' | b'\r') {
                break;
            }
        }
        None
    }

    fn block_string(&mut self) -> Option<String> {
        let start = self.at + 3;
        // One that does not end goes to the end of the text, which the parser reports.
        let mut end = self.text.len();
        let mut quotes = self.text[start..].match_indices("\"\"\"").map(|(at, _)| start + at);
        if let Some(close) = quotes.find(|at| !self.text[start..*at].ends_with('\\')) {
            end = close + 3;
        }
        self.at = end;
        let strange = self.text[start..end].chars().find(|c| !is_plain(*c));
        strange.map(|c| format!("the character {} in a block string cannot be read", c.escape_unicode()))
    }
}

/// What the parser takes within a block string; it measures the indentation in bytes.
fn is_plain(c: char) -> bool {
    let blank = c.is_whitespace() && !c.is_ascii();
    !blank && (matches!(c, '\t' | '\n' | '\r') || ('\u{20}'..='\u{FFFF}').contains(&c))
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
        let text = "\"\"\"\n a\n\u{1F600}\"\"\" scalar A";
        assert_eq!(
            refused(text),
            "a.graphql:1:1: not a schema: the character \\u{1f600} in a block string cannot be read"
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
