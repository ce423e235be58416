//! JSON as it streams in, a value at a time: only the value at hand is in memory.
//!
//! It finds where a value begins and ends (RFC 8259); whoever takes the value reads what is in it. So each byte is
//! looked at twice, and nothing is built that is thrown away.

use std::io::{ErrorKind, Read};

/// Bytes that are asked for at once.
const CHUNK: usize = 128 * 1024;

/// Why a stream gave no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ScanError {
    /// It ended or failed in the middle.
    Broken(String),
    /// It is no JSON, or not what was expected there.
    Malformed(String),
}

/// A reader of JSON values.
pub(super) struct Scanner<R> {
    from: R,
    buffer: Vec<u8>,
    /// Where the next value begins.
    start: usize,
    /// Where the bytes end that have come.
    filled: usize,
    /// Whether nothing was taken yet of the object or array that was entered last.
    entered: bool,
}

impl<R: Read> Scanner<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from, buffer: vec![0; CHUNK], start: 0, filled: 0, entered: false }
    }

    /// Enters an object or an array: `open` is its bracket.
    pub(super) fn enter(&mut self, open: u8) -> Result<(), ScanError> {
        self.expect(open)?;
        self.entered = true;
        Ok(())
    }

    /// The next key of the object that was entered, `None` at its end, where what it stands in goes on.
    pub(super) fn next_key(&mut self) -> Result<Option<String>, ScanError> {
        if !self.next_member(b'}')? {
            return Ok(None);
        }
        let key = serde_json::from_str(self.value()?).map_err(|error| ScanError::Malformed(error.to_string()))?;
        self.expect(b':')?;
        Ok(Some(key))
    }

    /// Whether the array that was entered has another item, which [`Scanner::value`] then gives.
    pub(super) fn next_item(&mut self) -> Result<bool, ScanError> {
        self.next_member(b']')
    }

    fn next_member(&mut self, close: u8) -> Result<bool, ScanError> {
        let first = std::mem::take(&mut self.entered);
        if self.peek()? == close {
            self.start += 1;
            return Ok(false);
        }
        if !first {
            self.expect(b',')?;
        }
        Ok(true)
    }

    /// Whether the next value is null; if so, it is taken.
    pub(super) fn take_null(&mut self) -> Result<bool, ScanError> {
        if self.peek()? != b'n' {
            return Ok(false);
        }
        match self.value()? {
            "null" => Ok(true),
            other => Err(ScanError::Malformed(format!("`{other}` is no value"))),
        }
    }

    /// The text of the next value, whatever it is. Brackets and strings in it are closed; no more is checked.
    pub(super) fn value(&mut self) -> Result<&str, ScanError> {
        let length = match self.peek()? {
            b'{' | b'[' => self.nested()?,
            b'"' => self.string(1)?,
            _ => self.scalar()?,
        };
        let bytes = self.buffer.get(self.start..self.start + length).unwrap_or_default();
        self.start += length;
        std::str::from_utf8(bytes).map_err(|error| ScanError::Malformed(error.to_string()))
    }

    /// Makes sure that nothing but white space follows.
    pub(super) fn end(&mut self) -> Result<(), ScanError> {
        match self.next_byte()?.map(char::from) {
            Some(byte) => Err(ScanError::Malformed(format!("`{byte}` follows the end of the answer"))),
            None => Ok(()),
        }
    }

    /// The length of the object or array that begins at `start`.
    fn nested(&mut self) -> Result<usize, ScanError> {
        let (mut at, mut depth) = (0_usize, 0_usize);
        loop {
            let mut rest = self.rest().iter().enumerate().skip(at);
            let Some((next, byte)) = rest.find(|(_, byte)| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']')) else {
                at = self.rest().len();
                self.more()?;
                continue;
            };
            match byte {
                b'"' => at = self.string(next + 1)?,
                b'{' | b'[' => (at, depth) = (next + 1, depth + 1),
                _ => (at, depth) = (next + 1, depth - 1),
            }
            if depth == 0 {
                return Ok(at);
            }
        }
    }

    /// Where the string ends whose first character is at `at`, both counted from `start`.
    fn string(&mut self, mut at: usize) -> Result<usize, ScanError> {
        loop {
            let rest = self.rest();
            let special = rest.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)).map(|next| at + next);
            match special {
                Some(next) if rest.get(next) == Some(&b'"') => return Ok(next + 1),
                // What is escaped is one character at least, which ends no string.
                Some(next) => at = next + 2,
                None => {
                    at = at.max(rest.len());
                    self.more()?;
                }
            }
        }
    }

    /// The length of the number or word that begins at `start`.
    fn scalar(&mut self) -> Result<usize, ScanError> {
        let mut at = 0;
        loop {
            let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
            match self.rest().iter().enumerate().skip(at).find(|(_, byte)| !part(byte)) {
                Some((0, byte)) => {
                    return Err(ScanError::Malformed(format!("`{}` begins no value", char::from(*byte))));
                }
                Some((next, _)) => return Ok(next),
                None => {
                    at = self.rest().len();
                    if !self.fill()? {
                        return Ok(at);
                    }
                }
            }
        }
    }

    fn expect(&mut self, wanted: u8) -> Result<(), ScanError> {
        let next = self.peek()?;
        if next == wanted {
            self.start += 1;
            return Ok(());
        }
        Err(ScanError::Malformed(format!("`{}` is wanted, not `{}`", char::from(wanted), char::from(next))))
    }

    /// The next byte that is no white space, which must be there; it stays where it is.
    fn peek(&mut self) -> Result<u8, ScanError> {
        self.next_byte()?.ok_or_else(in_the_middle)
    }

    /// The next byte that is no white space, `None` at the end of the stream; it stays where it is.
    pub(super) fn next_byte(&mut self) -> Result<Option<u8>, ScanError> {
        loop {
            let next = self.rest().iter().copied().enumerate().find(|(_, byte)| !byte.is_ascii_whitespace());
            if let Some((at, byte)) = next {
                self.start += at;
                return Ok(Some(byte));
            }
            self.start = self.filled;
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.start..self.filled).unwrap_or_default()
    }

    /// Brings more bytes, which must be there.
    fn more(&mut self) -> Result<(), ScanError> {
        if self.fill()? { Ok(()) } else { Err(in_the_middle()) }
    }

    /// Brings more bytes behind those that are there; `false` at the end of the stream.
    fn fill(&mut self) -> Result<bool, ScanError> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.filled, 0);
            (self.start, self.filled) = (0, self.filled - self.start);
        }
        if self.filled == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        loop {
            match self.from.read(self.buffer.get_mut(self.filled..).unwrap_or_default()) {
                Ok(count) => {
                    self.filled += count;
                    return Ok(count > 0);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(ScanError::Broken(error.to_string())),
            }
        }
    }
}

fn in_the_middle() -> ScanError {
    ScanError::Broken("it ends in the middle".into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    /// Gives a few bytes at a time, as a network may.
    struct Drip<'a>(&'a [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let count = self.0.len().min(into.len()).min(self.1);
            into[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            "[\\\\\"{}\\[\\],: ]{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn items_are_what_they_were_however_they_come(items in prop::collection::vec(json(), 0..8), size in 1_usize..40) {
            let text = serde_json::to_string_pretty(&items).unwrap();
            let mut scanner = Scanner::new(Drip(text.as_bytes(), size));
            scanner.enter(b'[').unwrap();
            let mut read = Vec::new();
            while scanner.next_item().unwrap() {
                read.push(serde_json::from_str::<Value>(scanner.value().unwrap()).unwrap());
            }
            scanner.end().unwrap();
            prop_assert_eq!(read, serde_json::from_str::<Vec<Value>>(&text).unwrap());
        }

        #[test]
        fn members_are_what_they_were(members in prop::collection::btree_map(any::<String>(), json(), 0..6)) {
            let text = serde_json::to_string(&members).unwrap();
            let mut scanner = Scanner::new(Drip(text.as_bytes(), 7));
            scanner.enter(b'{').unwrap();
            let mut read = std::collections::BTreeMap::new();
            while let Some(key) = scanner.next_key().unwrap() {
                read.insert(key, serde_json::from_str::<Value>(scanner.value().unwrap()).unwrap());
            }
            let text: std::collections::BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(read, text);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..64), size in 1_usize..9) {
            let mut scanner = Scanner::new(Drip(&bytes, size));
            while scanner.value().is_ok() {}
            let mut scanner = Scanner::new(Drip(&bytes, size));
            let _ = scanner.enter(b'{').and_then(|()| scanner.next_key());
            let mut scanner = Scanner::new(Drip(&bytes, size));
            let _ = scanner.enter(b'[').and_then(|()| scanner.next_item());
        }
    }

    #[test]
    fn a_value_longer_than_the_buffer_is_read_whole() {
        let text = format!("[\"{}\", 1]", "x".repeat(3 * CHUNK));
        let mut scanner = Scanner::new(text.as_bytes());
        scanner.enter(b'[').unwrap();
        assert!(scanner.next_item().unwrap());
        assert_eq!(scanner.value().unwrap().len(), 3 * CHUNK + 2);
        assert!(scanner.next_item().unwrap());
        assert_eq!(scanner.value().unwrap(), "1");
        assert!(!scanner.next_item().unwrap());
    }

    #[test]
    fn an_end_in_the_middle_is_told_from_what_is_no_json() {
        let value = |text: &str| Scanner::new(text.as_bytes()).value().map(str::to_owned);
        for text in ["", "  ", "{\"a\":1", "\"abc", "\"abc\\", "[1,", "{\"a\":\"}"] {
            assert!(matches!(value(text), Err(ScanError::Broken(_))), "{text}");
        }
        for text in ["<html>", ",", ":"] {
            assert!(matches!(value(text), Err(ScanError::Malformed(_))), "{text}");
        }
    }
}
