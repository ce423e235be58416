//! The one text that PostgreSQL has for a `jsonb` (<https://www.postgresql.org/docs/current/datatype-json.html>):
//! keys by length and bytes, the last of equal ones, numbers as `numeric` prints them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use super::number::behind_string;
use super::numeric::decimal;
use super::{Cell, FromCell, Mismatch};

/// A `jsonb`, by PostgreSQL's own text of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jsonb(String);

impl Jsonb {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromCell for Jsonb {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let raw = cell.0.ok_or_else(|| Mismatch::new("a JSON document", "null"))?;
        let text = canonical(raw).ok_or_else(|| Mismatch::new("a JSON document that jsonb can hold", raw))?;
        Ok(Self(text))
    }
}

/// An array or object that is not at its end; what it holds is text already.
enum Open<'a> {
    Array(Vec<String>),
    Object { pairs: BTreeMap<(usize, Cow<'a, str>), String>, key: Option<Cow<'a, str>> },
}

/// The text of a document that is JSON. `None` where it has what `jsonb` cannot hold: U+0000, half a surrogate pair, a
/// number beyond `numeric`. There is no recursion: a document may be as deep as it likes.
fn canonical(json: &str) -> Option<String> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut rest = json;
    loop {
        // Where a value or a key begins, what separates it from the last says nothing.
        rest = rest.trim_start_matches([' ', '\t', '\n', '\r', ',', ':']);
        let token;
        (token, rest) = rest.split_at_checked(token_length(rest))?;
        let text = match (token, open.last_mut()) {
            ("{", _) => {
                open.push(Open::Object { pairs: BTreeMap::new(), key: None });
                continue;
            }
            ("[", _) => {
                open.push(Open::Array(Vec::new()));
                continue;
            }
            ("}" | "]", _) => open.pop()?.close(),
            (token, Some(Open::Object { key: key @ None, .. })) => {
                *key = Some(string(token)?);
                continue;
            }
            (token, _) => scalar(token)?,
        };
        match open.last_mut() {
            None => return rest.trim().is_empty().then_some(text),
            Some(parent) => parent.put(text),
        }
    }
}

impl Open<'_> {
    fn put(&mut self, text: String) {
        match self {
            Self::Array(items) => items.push(text),
            Self::Object { pairs, key } => {
                if let Some(key) = key.take() {
                    pairs.insert((key.len(), key), text);
                }
            }
        }
    }

    fn close(self) -> String {
        match self {
            Self::Array(items) => format!("[{}]", items.join(", ")),
            Self::Object { pairs, .. } => {
                let pair = |((_, key), value): ((usize, Cow<'_, str>), String)| format!("{}: {value}", quoted(&key));
                format!("{{{}}}", pairs.into_iter().map(pair).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// The bytes of the bracket, string, number or word that a text begins with.
fn token_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'{' | b'}' | b'[' | b']') => 1,
        Some(b'"') => behind_string(bytes, 0),
        _ => bytes.iter().position(|byte| b",:{}[]\" \t\r\n".contains(byte)).unwrap_or(bytes.len()),
    }
}

fn scalar(token: &str) -> Option<String> {
    match token {
        "true" | "false" | "null" => Some(token.to_owned()),
        _ if token.starts_with('"') => string(token).map(|text| quoted(&text)),
        _ => decimal(token),
    }
}

/// The text of a JSON string. `None` where it has what no text of PostgreSQL can.
fn string(token: &str) -> Option<Cow<'_, str>> {
    let text = Cell(Some(token)).text().ok()?;
    (!text.contains('\0')).then_some(text)
}

/// As PostgreSQL's `escape_json` writes it.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_that_of_postgresql() {
        let cases = [
            (
                r#"{"bb":1.50,"a":1e-7,"c":[1,"x\u0001",null],"d":{}}"#,
                r#"{"a": 0.0000001, "c": [1, "x\u0001", null], "d": {}, "bb": 1.50}"#,
            ),
            (r#"{"a":1,"a":{"b":[]}}"#, r#"{"a": {"b": []}}"#),
            (r#"{"ü":1,"zz":2,"z":3}"#, r#"{"z": 3, "zz": 2, "ü": 1}"#),
            (r#"{"key":"va\/l\u00e9\n\t\b\f\r\"\\"}"#, r#"{"key": "va/lé\n\t\b\f\r\"\\"}"#),
            (" [ 1e+21 , -0 , -0.0 ,true ] ", "[1000000000000000000000, 0, 0.0, true]"),
            (r#"{"a:b,{":"]}"}"#, r#"{"a:b,{": "]}"}"#),
            (r#""str""#, r#""str""#),
            ("false", "false"),
            ("{}", "{}"),
        ];
        for (raw, wanted) in cases {
            assert_eq!(canonical(raw).as_deref(), Some(wanted), "{raw}");
        }
    }

    #[test]
    fn what_jsonb_cannot_hold_is_refused() {
        for raw in [r#""\u0000""#, r#"{"\u0000":1}"#, r#""\ud800""#, "1e200000", r#"{"a":"#, "", "{", "1 2"] {
            assert_eq!(canonical(raw), None, "{raw}");
        }
    }

    #[test]
    fn no_depth_is_too_deep() {
        let deep = "[".repeat(200_000) + &"]".repeat(200_000);
        assert_eq!(canonical(&deep[..20]), None);
        let shallow = 10_000;
        let deep = "[".repeat(shallow) + &"]".repeat(shallow);
        assert_eq!(canonical(&deep).unwrap(), deep);
    }
}
