//! The tokens of a script, a part of it in memory at a time.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use typeferry_sql::lexer::{Kind, Lexer, Token};

use super::ReadError;

/// Bytes that are read of a file at once; few in tests, so that every token is cut somewhere.
const PART: u64 = if cfg!(test) { 5 } else { 64 * 1024 };

/// A script that is being read.
#[derive(Debug)]
pub(super) struct Tokens {
    path: PathBuf,
    file: File,
    /// What was read and not yet taken, and the bytes behind it that are no whole character yet.
    text: String,
    rest: Vec<u8>,
    ended: bool,
    /// The tokens of the text as far as what follows cannot make others of them, and how many were taken.
    ready: Vec<Token>,
    taken: usize,
    /// The line of the next token, counted from 1.
    line: u64,
}

impl Tokens {
    pub(super) fn open(path: &Path) -> Result<Self, ReadError> {
        let file = File::open(path).map_err(|cause| ReadError::Io { path: path.to_owned(), cause })?;
        let (text, rest, ready) = (String::new(), Vec::new(), Vec::new());
        Ok(Self { path: path.to_owned(), file, text, rest, ended: false, ready, taken: 0, line: 1 })
    }

    /// An error at the line that is being read.
    pub(super) fn error(&self, reason: impl Into<String>) -> ReadError {
        ReadError::Script { path: self.path.clone(), line: self.line, reason: reason.into() }
    }

    /// The kind and the text of the next token, which stays; `None` where the script ends.
    pub(super) fn peek(&mut self) -> Result<Option<(Kind, &str)>, ReadError> {
        match self.ahead()? {
            None => Ok(None),
            Some(Token { kind, range, closed: true }) => Ok(Some((kind, &self.text[range]))),
            Some(Token { range, .. }) => {
                self.line += lines(&self.text[range]);
                Err(self.ends())
            }
        }
    }

    /// The next token, which stays; it may be open where the script ends.
    fn ahead(&mut self) -> Result<Option<Token>, ReadError> {
        if self.taken == self.ready.len() {
            self.read_on()?;
        }
        Ok(self.ready.get(self.taken).cloned())
    }

    /// The next token, where the script must not end.
    pub(super) fn next(&mut self) -> Result<(Kind, &str), ReadError> {
        self.peek()?;
        let Some(Token { kind, range, .. }) = self.ready.get(self.taken).cloned() else { return Err(self.ends()) };
        self.taken += 1;
        let text = &self.text[range];
        self.line += lines(text);
        Ok((kind, text))
    }

    /// Passes white space and comments.
    pub(super) fn blank(&mut self) -> Result<(), ReadError> {
        while self.peek()?.is_some_and(|(kind, _)| kind.is_blank()) {
            self.next()?;
        }
        Ok(())
    }

    /// Passes this mark, if it is there.
    pub(super) fn takes(&mut self, mark: &str) -> Result<bool, ReadError> {
        let is_there = self.peek()?.is_some_and(|(kind, text)| kind == Kind::Punctuation && text == mark);
        if is_there {
            self.next()?;
        }
        Ok(is_there)
    }

    /// Passes this mark.
    pub(super) fn mark(&mut self, mark: &str) -> Result<(), ReadError> {
        if self.takes(mark)? { Ok(()) } else { Err(self.unwanted(&format!("`{mark}`"))) }
    }

    /// Passes blanks and this mark.
    pub(super) fn next_mark(&mut self, mark: &str) -> Result<(), ReadError> {
        self.blank()?;
        self.mark(mark)
    }

    /// The key word behind blanks, in upper case; `None` where there is none. It stays.
    pub(super) fn keyword(&mut self) -> Result<Option<String>, ReadError> {
        self.blank()?;
        let word = self.peek()?.filter(|(kind, _)| *kind == Kind::Word);
        Ok(word.map(|(_, text)| text.to_ascii_uppercase()))
    }

    /// Passes these key words.
    pub(super) fn keywords(&mut self, wanted: &[&str]) -> Result<(), ReadError> {
        for wanted in wanted {
            if !self.keyword()?.is_some_and(|word| word.eq_ignore_ascii_case(wanted)) {
                return Err(self.unwanted(wanted));
            }
            self.next()?;
        }
        Ok(())
    }

    /// A name behind blanks, without its quotes.
    pub(super) fn name(&mut self) -> Result<String, ReadError> {
        self.blank()?;
        let name = match self.peek()? {
            Some((Kind::Word, text)) => Some(text.to_owned()),
            Some((Kind::QuotedName, text)) => {
                let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                inner.map(|inner| inner.replace("\"\"", "\""))
            }
            _ => None,
        };
        let name = name.ok_or_else(|| self.error("a name is wanted here"))?;
        self.next().map(|_| name)
    }

    /// What stands between the dollars that begin the quoted text that is next, which stays.
    pub(super) fn dollar_tag(&mut self) -> Result<String, ReadError> {
        let tag = self.ahead()?.filter(|token| token.kind == Kind::DollarString).map(|token| {
            let text = &self.text[token.range.start + 1..];
            text.split('$').next().unwrap_or_default().to_owned()
        });
        tag.ok_or_else(|| self.unwanted("`$`"))
    }

    /// Reads the text of a value into `out`, without the space around it; gives the mark that ends it, `,` or `)`. What is in
    /// it is nobody's business here: its end is found by quotes and parentheses.
    pub(super) fn value(&mut self, out: &mut String) -> Result<Ends, ReadError> {
        out.clear();
        let mut open = 0_u32;
        loop {
            let (kind, text) = match self.peek()? {
                Some((Kind::Space, _)) if out.is_empty() => {
                    self.next()?;
                    continue;
                }
                Some(token) => token,
                None => return Err(self.ends()),
            };
            match (kind, text) {
                (Kind::Punctuation, "," | ")") if open == 0 => break,
                (Kind::Punctuation, "(") => open += 1,
                (Kind::Punctuation, ")") => open -= 1,
                (Kind::LineComment | Kind::BlockComment, _) => {
                    return Err(self.error("a comment in the middle of a value"));
                }
                (Kind::Punctuation, ";") => return Err(self.error("a value with `;` outside quotes")),
                (kind, text) if !kind.is_quoted() && text.contains('$') || kind == Kind::DollarString => {
                    return Err(self.error("a value with `$` outside quotes"));
                }
                _ => {}
            }
            out.push_str(self.next()?.1);
        }
        out.truncate(out.trim_ascii_end().len());
        if out.is_empty() {
            return Err(self.error("a value is wanted here"));
        }
        Ok(if self.next()?.1 == "," { Ends::Value } else { Ends::Row })
    }

    /// The error of what comes next in the place of something else.
    pub(super) fn unwanted(&mut self, wanted: &str) -> ReadError {
        let there = match self.peek() {
            Err(error) => return error,
            Ok(None) => return self.error(format!("{wanted} is wanted here, and the script ends")),
            Ok(Some((Kind::Word, word))) => word.to_owned(),
            Ok(Some((_, text))) => text.chars().next().into_iter().flat_map(char::escape_default).collect(),
        };
        self.error(format!("{wanted} is wanted here, and there is `{there}`"))
    }

    fn ends(&self) -> ReadError {
        self.error("the script ends in the middle of a statement")
    }

    /// Reads until a token is ready, or the script ends.
    fn read_on(&mut self) -> Result<(), ReadError> {
        let behind = self.ready.last().map_or(0, |last| last.range.end);
        self.text.drain(..behind);
        (self.ready, self.taken) = (Vec::new(), 0);
        // What is not ready is lexed again: twice as much each time, so that a long value costs its length.
        let mut part = PART;
        while self.ready.is_empty() && !self.ended {
            self.read_part(part)?;
            self.ready = Lexer::new(&self.text).collect();
            if !self.ended {
                self.ready.truncate(certain(&self.ready));
            }
            part *= 2;
        }
        Ok(())
    }

    fn read_part(&mut self, length: u64) -> Result<(), ReadError> {
        let read = self.file.by_ref().take(length).read_to_end(&mut self.rest);
        let read = read.map_err(|cause| ReadError::Io { path: self.path.clone(), cause })?;
        self.ended = (read as u64) < length;
        let whole = match std::str::from_utf8(&self.rest) {
            Ok(text) => text,
            Err(error) => {
                let whole = self.rest.utf8_chunks().next().map_or("", |chunk| chunk.valid());
                if self.ended || error.error_len().is_some() {
                    self.line += lines(&self.text) + lines(whole);
                    return Err(self.error("the text is not UTF-8"));
                }
                whole
            }
        };
        self.text.push_str(whole);
        self.rest.drain(..whole.len());
        Ok(())
    }
}

/// What the end of a value ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    Value,
    Row,
}

/// How many tokens of a text are what they are whatever follows it: those before its last white space, unless a string is
/// before that, which a further line may continue.
fn certain(tokens: &[Token]) -> usize {
    let is_string = |token: &Token| matches!(token.kind, Kind::String | Kind::EscapeString);
    let is_cut = |(at, token): &(usize, &Token)| {
        let before = tokens.iter().take(*at).rev().find(|token| !token.kind.is_blank());
        token.kind == Kind::Space && !before.is_some_and(is_string)
    };
    tokens.iter().enumerate().rev().find(is_cut).map_or(0, |(at, _)| at)
}

fn lines(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}
