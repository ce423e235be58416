//! What a script has that is not for the server: commands of psql, and rows of a `COPY`.

use typeferry_sql::blank;
use typeferry_sql::lexer::{Kind, Lexer, Token};

/// Something that psql would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// A command, with its backslash.
    Psql(String),
    /// `COPY … FROM STDIN`.
    CopyFrom,
    /// `COPY … TO STDOUT`.
    CopyTo,
}

/// The lines that `pg_dump` writes around a plain dump, so that psql runs nothing else in between. They are all that may be
/// passed over: without them a script does the same.
const RESTRICTIONS: [&str; 2] = ["\\restrict", "\\unrestrict"];

/// The script with the lines of `pg_dump` for psql blank.
pub(super) fn without_restrictions(text: &str) -> String {
    let mut blanked = text.to_owned();
    if !text.contains(RESTRICTIONS[0]) && !text.contains(RESTRICTIONS[1]) {
        return blanked;
    }
    for token in Lexer::new(text).filter(|token| is_backslash(text, token)) {
        let line = &text[token.range.start..];
        let end = line.find('\n').unwrap_or(line.len());
        if RESTRICTIONS.contains(&command(line)) {
            blank(&mut blanked, token.range.start..token.range.start + end);
        }
    }
    blanked
}

/// The first thing in a text that is not for the server, and its byte. What is behind it may be anything.
pub(crate) fn first(text: &str) -> Option<(usize, Foreign)> {
    // Neither can be without one of these.
    if !text.contains('\\') && !contains_ignoring_case(text, "std") {
        return None;
    }
    let mut copy = Copy::default();
    for token in Lexer::new(text).filter(|token| !token.kind.is_blank()) {
        if is_backslash(text, &token) {
            return Some((token.range.start, Foreign::Psql(command(&text[token.range.start..]).to_owned())));
        }
        if let Some(found) = copy.take(text, &token) {
            return Some((copy.begins, found));
        }
    }
    None
}

pub(crate) fn contains_ignoring_case(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

fn is_backslash(text: &str, token: &Token) -> bool {
    token.kind == Kind::Other && text[token.range.clone()].starts_with('\\')
}

/// A command of psql, as far as it is one word.
fn command(line: &str) -> &str {
    let end = line[1..].find(|c: char| c.is_whitespace() || c == '\\').map_or(line.len(), |end| end + 1);
    &line[..end]
}

/// A statement that may be a `COPY` with the client.
#[derive(Default)]
struct Copy {
    begins: usize,
    state: State,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first word of a statement.
    #[default]
    Start,
    Other,
    Copy,
    From,
    To,
}

impl Copy {
    fn take(&mut self, text: &str, token: &Token) -> Option<Foreign> {
        let word = &text[token.range.clone()];
        let is = |keyword: &str| token.kind == Kind::Word && word.eq_ignore_ascii_case(keyword);
        self.state = match self.state {
            _ if word == ";" => State::Start,
            State::Start if is("copy") => {
                self.begins = token.range.start;
                State::Copy
            }
            State::From if is("stdin") => return Some(Foreign::CopyFrom),
            State::To if is("stdout") => return Some(Foreign::CopyTo),
            State::Copy | State::From | State::To if is("from") => State::From,
            State::Copy | State::From | State::To if is("to") => State::To,
            State::Copy | State::From | State::To => State::Copy,
            State::Start | State::Other => State::Other,
        };
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_of_psql_are_found_and_strings_are_not() {
        let found = |text| first(text).map(|(_, found)| found);
        assert_eq!(found("SELECT 1;\n\\set x 'don''t'\n"), Some(Foreign::Psql("\\set".into())));
        assert_eq!(found("\\i other.sql"), Some(Foreign::Psql("\\i".into())));
        assert_eq!(found("SELECT 1 \\gexec\n"), Some(Foreign::Psql("\\gexec".into())));
        assert_eq!(found("SELECT '\\', E'\\'', $$\\x$$; -- \\i\n"), None);
    }

    #[test]
    fn rows_of_a_copy_are_found_where_the_statement_begins() {
        let text = "SELECT 1;\ncopy t (a) from\n stdin DELIMITER '|';\nLao People's|LA\n\\.\n";
        assert_eq!(first(text), Some((10, Foreign::CopyFrom)));
        assert_eq!(first("COPY (SELECT a FROM t) TO STDOUT;"), Some((0, Foreign::CopyTo)));
        for text in ["COPY t FROM '/tmp/stdin';", "COPY t FROM PROGRAM 'stdin';", "SELECT stdin FROM stdin;"] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn the_lines_of_a_dump_are_passed_over() {
        let text = "\\restrict abc\n\nSELECT 1;\n\\unrestrict abc\n\\restricted\n";
        let blanked = without_restrictions(text);
        assert_eq!((blanked.len(), blanked.trim()), (text.len(), "SELECT 1;\n               \n\\restricted"));
        assert_eq!(without_restrictions("SELECT '\n\\restrict a\n'"), "SELECT '\n\\restrict a\n'");
    }
}
