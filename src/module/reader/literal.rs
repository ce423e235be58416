//! One value of a row, found by its quotes and parentheses: what is in it is nobody's business here.

use super::ReadError;
use super::scanner::Scanner;

impl Scanner {
    /// Reads the text of a value into `out`, without the space around it; gives what ends it, `,` or `)`.
    pub(super) fn value(&mut self, out: &mut String) -> Result<u8, ReadError> {
        let mut text = std::mem::take(out).into_bytes();
        text.clear();
        self.blank()?;
        let end = self.value_bytes(&mut text)?;
        text.truncate(text.trim_ascii_end().len());
        if text.is_empty() {
            return Err(self.wrong("a value is wanted here"));
        }
        *out = self.text(text)?;
        Ok(end)
    }

    fn value_bytes(&mut self, text: &mut Vec<u8>) -> Result<u8, ReadError> {
        let mut open = 0_u32;
        loop {
            let byte = self.some()?;
            match byte {
                b',' | b')' if open == 0 => return Ok(byte),
                b'(' => open += 1,
                b')' => open -= 1,
                b'\'' => {
                    let escapes = is_escape_string(text);
                    text.push(byte);
                    self.quoted(b'\'', escapes, text)?;
                    continue;
                }
                b'"' => {
                    text.push(byte);
                    self.quoted(b'"', false, text)?;
                    continue;
                }
                b';' | b'$' => return Err(self.wrong(format!("a value with `{}` outside quotes", char::from(byte)))),
                b'-' | b'*' if text.last() == Some(&(if byte == b'-' { b'-' } else { b'/' })) => {
                    return Err(self.wrong("a comment in the middle of a value"));
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    /// Reads on to the closing quote.
    pub(super) fn quoted(&mut self, quote: u8, escapes: bool, text: &mut Vec<u8>) -> Result<(), ReadError> {
        loop {
            let byte = self.some()?;
            text.push(byte);
            if byte == quote {
                if self.peek()? != Some(quote) {
                    return Ok(());
                }
                text.push(self.some()?);
            } else if escapes && byte == b'\\' {
                text.push(self.some()?);
            }
        }
    }
}

/// Whether a quote behind this text begins an escape string: `E`, and no longer word
/// (<https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE>).
fn is_escape_string(before: &[u8]) -> bool {
    let [rest @ .., b'E' | b'e'] = before else { return false };
    !rest.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_' || !byte.is_ascii())
}
