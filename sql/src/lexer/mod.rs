//! The lexical rules of PostgreSQL
//! (<https://www.postgresql.org/docs/current/sql-syntax-lexical.html>), with `standard_conforming_strings` on.

mod literal;
#[cfg(test)]
mod tests;

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// White space.
    Space,
    /// `-- …`, without the end of its line.
    LineComment,
    /// `/* … */`, with what is nested in it.
    BlockComment,
    /// An identifier or a keyword without quotes.
    Word,
    /// `"…"` or `U&"…"`.
    QuotedName,
    /// `'…'`, `B'…'`, `X'…'`, `N'…'` or `U&'…'`. What continues it on a further line is a token of the same kind.
    String,
    /// `E'…'`. What continues it on a further line is a token of the same kind, though it has no `E`.
    EscapeString,
    /// `$tag$…$tag$`.
    DollarString,
    /// `$1`.
    Parameter,
    /// A number.
    Number,
    /// An operator, of one or several characters.
    Operator,
    /// One of `( ) [ ] , ; : .`.
    Punctuation,
    /// A character that begins nothing.
    Other,
}

impl Kind {
    /// Whether it is white space or a comment.
    pub fn is_blank(self) -> bool {
        matches!(self, Self::Space | Self::LineComment | Self::BlockComment)
    }

    /// Whether its text stands for itself, white space and case included.
    pub fn is_quoted(self) -> bool {
        matches!(self, Self::QuotedName | Self::String | Self::EscapeString | Self::DollarString)
    }
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether it has its end: a quote or a comment may be open where the text ends.
    pub closed: bool,
}

/// The tokens of a text, without a gap from its first byte to its last.
#[derive(Debug, Clone)]
pub struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// Where a string goes on, and of which kind it is.
    continues: Option<(usize, Kind)>,
}

impl<'t> Lexer<'t> {
    /// The tokens of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0, continues: None }
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    /// The token that begins here: its kind, its end, and whether it is closed.
    fn token(&self) -> Option<(Kind, usize, bool)> {
        let first = self.byte(0)?;
        let next = self.byte(1);
        Some(match (first, next) {
            (byte, _) if is_space(byte) => (Kind::Space, self.end_of(is_space), true),
            (b'-', Some(b'-')) => (Kind::LineComment, self.end_of(|byte| !matches!(byte, b'\n' | b'\r')), true),
            (b'/', Some(b'*')) => self.ended(Kind::BlockComment, literal::comment(self.rest(0))),
            (b'\'', _) => self.ended(self.kind_of_quote(), self.quote(0)),
            (b'"', _) => self.ended(Kind::QuotedName, literal::quoted(self.rest(1), b'"').map(|end| end + 1)),
            (b'$', _) => self.dollar(),
            (b'0'..=b'9', _) | (b'.', Some(b'0'..=b'9')) => (Kind::Number, self.number(), true),
            (byte, _) if is_word_start(byte) => self.word(first, next),
            (byte, _) if is_operator(byte) => (Kind::Operator, self.operator(), true),
            (b'(' | b')' | b'[' | b']' | b',' | b';' | b':' | b'.', _) => (Kind::Punctuation, self.at + 1, true),
            _ => (Kind::Other, self.at + 1, true),
        })
    }

    /// What there is from so many bytes ahead: nothing, beyond the end of the text.
    fn rest(&self, ahead: usize) -> &'t [u8] {
        self.text.as_bytes().get(self.at + ahead..).unwrap_or_default()
    }

    fn end_of(&self, belongs: impl Fn(u8) -> bool) -> usize {
        let rest = self.rest(0);
        self.at + rest.iter().position(|byte| !belongs(*byte)).unwrap_or(rest.len())
    }

    /// A token of a length; one without an end goes to the end of the text.
    fn ended(&self, kind: Kind, length: Option<usize>) -> (Kind, usize, bool) {
        (kind, length.map_or(self.text.len(), |length| self.at + length), length.is_some())
    }

    fn kind_of_quote(&self) -> Kind {
        match self.continues {
            Some((at, kind)) if at == self.at => kind,
            _ => Kind::String,
        }
    }

    /// The length of a string whose quote follows a prefix of this many bytes.
    fn quote(&self, prefix: usize) -> Option<usize> {
        let inner = self.rest(prefix + 1);
        let escapes = matches!(self.byte(0), Some(b'e' | b'E')) || self.kind_of_quote() == Kind::EscapeString;
        let end = if escapes { literal::escaped(inner) } else { literal::quoted(inner, b'\'') };
        end.map(|end| end + prefix + 1)
    }

    /// A word, or a string or name that a prefix begins.
    fn word(&self, first: u8, next: Option<u8>) -> (Kind, usize, bool) {
        match (first, next, self.byte(2)) {
            (b'e' | b'E', Some(b'\''), _) => self.ended(Kind::EscapeString, self.quote(1)),
            (b'b' | b'B' | b'x' | b'X' | b'n' | b'N', Some(b'\''), _) => self.ended(Kind::String, self.quote(1)),
            (b'u' | b'U', Some(b'&'), Some(b'\'')) => self.ended(Kind::String, self.quote(2)),
            (b'u' | b'U', Some(b'&'), Some(b'"')) => {
                self.ended(Kind::QuotedName, literal::quoted(self.rest(3), b'"').map(|end| end + 3))
            }
            _ => (Kind::Word, self.end_of(is_word), true),
        }
    }

    fn dollar(&self) -> (Kind, usize, bool) {
        if let Some(tag) = literal::dollar_tag(self.rest(0)) {
            return self.ended(Kind::DollarString, literal::dollar(self.rest(0), tag));
        }
        let digits = self.rest(1).iter().take_while(|byte| byte.is_ascii_digit()).count();
        (if digits > 0 { Kind::Parameter } else { Kind::Other }, self.at + 1 + digits, true)
    }

    /// Digits, a fraction, an exponent; `1..2` is a number and two dots.
    fn number(&self) -> usize {
        let rest = self.rest(0);
        let digits = |from: usize| from + rest.iter().skip(from).take_while(|byte| is_digit(**byte)).count();
        let mut end = digits(0);
        if rest.get(end) == Some(&b'.') && rest.get(end + 1) != Some(&b'.') {
            end = digits(end + 1);
        }
        if matches!(rest.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(rest.get(end + 1), Some(b'+' | b'-')));
            if rest.get(end + 1 + sign).is_some_and(u8::is_ascii_digit) {
                end = digits(end + 1 + sign);
            }
        }
        self.at + end
    }

    /// An operator ends where a comment begins.
    fn operator(&self) -> usize {
        let end = self.end_of(is_operator);
        let comment = |pair: &[u8]| matches!(pair, b"--" | b"/*");
        self.rest(0).windows(2).take(end - self.at).position(comment).map_or(end, |length| self.at + length)
    }

    /// Notes where the string that has just ended goes on.
    fn look_ahead(&mut self, kind: Kind, end: usize) {
        if matches!(kind, Kind::String | Kind::EscapeString) {
            self.continues = literal::continuation(self.rest(end - self.at)).map(|gap| (end + gap, kind));
        }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let (kind, end, closed) = self.token()?;
        // Only ASCII bytes end a token, but a character that begins nothing may have several.
        let end = (end..self.text.len()).find(|end| self.text.is_char_boundary(*end)).unwrap_or(self.text.len());
        if closed {
            self.look_ahead(kind, end);
        }
        let range = self.at..end;
        self.at = end;
        Some(Token { kind, range, closed })
    }
}

fn is_space(byte: u8) -> bool {
    // The vertical tab since PostgreSQL 16.
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

/// Every byte of a character beyond ASCII is a letter.
fn is_word_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn is_word(byte: u8) -> bool {
    is_word_start(byte) || byte.is_ascii_digit() || byte == b'$'
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'_'
}

fn is_operator(byte: u8) -> bool {
    b"~!@#^&|`?+-*/%<>=".contains(&byte)
}
