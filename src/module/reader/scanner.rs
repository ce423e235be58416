//! A script's bytes, one at a time, and what has to be known to find the end of a value among them.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::ReadError;

/// A script that is being read.
#[derive(Debug)]
pub(super) struct Scanner {
    path: PathBuf,
    input: BufReader<File>,
    line: u64,
}

impl Scanner {
    pub(super) fn open(path: &Path) -> Result<Self, ReadError> {
        let io = |cause| ReadError::Io { path: path.to_owned(), cause };
        let input = BufReader::with_capacity(1 << 14, File::open(path).map_err(io)?);
        Ok(Self { path: path.to_owned(), input, line: 1 })
    }

    /// An error at the line that is being read.
    pub(super) fn wrong(&self, reason: impl Into<String>) -> ReadError {
        ReadError::Script { path: self.path.clone(), line: self.line, reason: reason.into() }
    }

    /// The next byte, which stays.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, ReadError> {
        match self.input.fill_buf() {
            Ok(bytes) => Ok(bytes.first().copied()),
            Err(cause) => Err(ReadError::Io { path: self.path.clone(), cause }),
        }
    }

    /// The next byte.
    pub(super) fn next(&mut self) -> Result<Option<u8>, ReadError> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.input.consume(1);
            self.line += u64::from(byte == b'\n');
        }
        Ok(byte)
    }

    /// The next byte, where the script must not end.
    pub(super) fn some(&mut self) -> Result<u8, ReadError> {
        let byte = self.next()?;
        byte.ok_or_else(|| self.wrong("the script ends in the middle of a statement"))
    }

    /// Passes white space and comments to the end of their line.
    pub(super) fn space(&mut self) -> Result<(), ReadError> {
        loop {
            self.blank()?;
            if self.peek()? != Some(b'-') {
                return Ok(());
            }
            self.next()?;
            self.expect(b'-')?;
            while self.next()?.is_some_and(|byte| byte != b'\n') {}
        }
    }

    /// Passes white space.
    pub(super) fn blank(&mut self) -> Result<(), ReadError> {
        while self.peek()?.is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.next()?;
        }
        Ok(())
    }

    /// Passes this byte.
    pub(super) fn expect(&mut self, wanted: u8) -> Result<(), ReadError> {
        match self.peek()? {
            Some(byte) if byte == wanted => self.next().map(drop),
            _ => Err(self.unwanted(&format!("`{}`", char::from(wanted)), "")),
        }
    }

    /// Passes space and this byte, if it is there.
    pub(super) fn takes(&mut self, wanted: u8) -> Result<bool, ReadError> {
        self.space()?;
        let found = self.peek()? == Some(wanted);
        if found {
            self.next()?;
        }
        Ok(found)
    }

    /// A key word or bare name behind space; empty where there is none.
    pub(super) fn word(&mut self) -> Result<String, ReadError> {
        self.space()?;
        let mut word = Vec::new();
        while let Some(byte) = self.peek()?.filter(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            word.push(byte);
            self.next()?;
        }
        self.text(word)
    }

    /// Passes these key words.
    pub(super) fn words(&mut self, wanted: &[&str]) -> Result<(), ReadError> {
        for wanted in wanted {
            let word = self.word()?;
            if !word.eq_ignore_ascii_case(wanted) {
                return Err(self.unwanted(wanted, &word));
            }
        }
        Ok(())
    }

    /// The error of a word in the place of another.
    pub(super) fn unwanted(&mut self, wanted: &str, word: &str) -> ReadError {
        match (word, self.peek()) {
            ("", Ok(Some(byte))) => self.unwanted(wanted, &char::from(byte).escape_default().to_string()),
            ("", Ok(None)) => self.wrong(format!("{wanted} is wanted here, and the script ends")),
            ("", Err(error)) => error,
            (word, _) => self.wrong(format!("{wanted} is wanted here, and there is `{word}`")),
        }
    }

    /// What stands between the dollars that begin a quoted text, behind space.
    pub(super) fn dollar_tag(&mut self) -> Result<String, ReadError> {
        self.space()?;
        self.expect(b'$')?;
        let tag = self.word()?;
        self.expect(b'$')?;
        Ok(tag)
    }

    /// Passes everything up to the end of this text.
    pub(super) fn pass(&mut self, end: &str) -> Result<(), ReadError> {
        let mut last = Vec::new();
        while !last.ends_with(end.as_bytes()) {
            last.push(self.some()?);
            if last.len() > 2 * end.len() {
                last.drain(..end.len());
            }
        }
        Ok(())
    }

    /// A name, without its quotes.
    pub(super) fn name(&mut self) -> Result<String, ReadError> {
        if !self.takes(b'"')? {
            let word = self.word()?;
            return if word.is_empty() { Err(self.wrong("a name is wanted here")) } else { Ok(word) };
        }
        let mut name = Vec::new();
        loop {
            let byte = self.some()?;
            if byte == b'"' && self.peek()? != Some(b'"') {
                return self.text(name);
            }
            if byte == b'"' {
                self.next()?;
            }
            name.push(byte);
        }
    }

    /// Text of bytes.
    pub(super) fn text(&self, bytes: Vec<u8>) -> Result<String, ReadError> {
        String::from_utf8(bytes).map_err(|_| self.wrong("the text is not UTF-8"))
    }
}
