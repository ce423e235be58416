//! The extension `hstore`: keys with texts or NULL (<https://www.postgresql.org/docs/current/hstore.html>).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde_json::value::RawValue;

use super::{Cell, FromCell, Mismatch};

/// Keys and their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hstore(BTreeMap<Key, Option<String>>);

/// Ordered as `hstore` has them: by length, then by bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key(usize, String);

impl Hstore {
    /// The pairs, in PostgreSQL's order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.0.iter().map(|(key, value)| (key.1.as_str(), value.as_deref()))
    }
}

impl Hstore {
    /// Reads the text that PostgreSQL writes of a value; `None` where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut pairs = BTreeMap::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (key, behind) = quoted(rest)?;
            let (value, behind) = value(behind.strip_prefix("=>")?)?;
            pairs.insert(Key(key.len(), key), value);
            rest = if behind.is_empty() { behind } else { behind.strip_prefix(", ")? };
        }
        Some(Self(pairs))
    }

    /// The pairs with other keys and values; `None` where two keys would become one.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> String) -> Option<Self> {
        let pair = |(key, value): (&str, Option<&str>)| {
            let key = change(key);
            (Key(key.len(), key), value.map(&change))
        };
        let pairs: BTreeMap<_, _> = self.iter().map(pair).collect();
        (pairs.len() == self.0.len()).then_some(Self(pairs))
    }
}

/// The value that a text begins with, and what follows it.
fn value(text: &str) -> Option<(Option<String>, &str)> {
    match text.strip_prefix("NULL") {
        Some(behind) => Some((None, behind)),
        None => quoted(text).map(|(value, behind)| (Some(value), behind)),
    }
}

/// What stands between the quotes that a text begins with, and what follows them.
fn quoted(text: &str) -> Option<(String, &str)> {
    let text = text.strip_prefix('"')?;
    let mut out = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((out, &text[at + 1..])),
            '\\' => out.push(chars.next()?.1),
            c => out.push(c),
        }
    }
    None
}

/// It arrives as an object of strings.
impl FromCell for Hstore {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let wanted = |raw| Mismatch::new("an object of strings", raw);
        let raw = cell.0.ok_or_else(|| wanted("null"))?;
        let pairs: BTreeMap<String, Option<&RawValue>> = serde_json::from_str(raw).map_err(|_| wanted(raw))?;
        let pairs = pairs.into_iter().map(|(key, value)| {
            let value = value.map(|value| Cell::json(value).text().map(Cow::into_owned)).transpose()?;
            Ok((Key(key.len(), key), value))
        });
        pairs.collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for Hstore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, (key, value)) in self.iter().enumerate() {
            f.write_str(if position == 0 { "\"" } else { ", \"" })?;
            write_escaped(f, key)?;
            match value {
                None => f.write_str("\"=>NULL")?,
                Some(value) => {
                    f.write_str("\"=>\"")?;
                    write_escaped(f, value)?;
                    f.write_str("\"")?;
                }
            }
        }
        Ok(())
    }
}

fn write_escaped(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for part in text.split_inclusive(['"', '\\']) {
        match part.strip_suffix(['"', '\\']) {
            Some(plain) => write!(f, "{plain}\\{}", &part[plain.len()..])?,
            None => f.write_str(part)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_stand_in_postgresqls_order() {
        let hstore = Hstore::from_cell(Cell(Some(r#"{"bb":"1","ü":"","q\"q":"b\\s","c":null,"b":"NULL"}"#))).unwrap();
        assert_eq!(hstore.to_string(), r#""b"=>"NULL", "c"=>NULL, "bb"=>"1", "ü"=>"", "q\"q"=>"b\\s""#);
        assert_eq!(Hstore::from_cell(Cell(Some("{}"))).unwrap().to_string(), "");
        assert!(Hstore::from_cell(Cell(Some(r#"{"a":1}"#))).is_err());
        assert_eq!(Hstore::parse(&hstore.to_string()), Some(hstore));
        assert_eq!(Hstore::parse(""), Some(Hstore(BTreeMap::new())));
        for text in ["a=>b", "\"a\"", "\"a\"=>", "\"a\"=>\"b\" ", "\"a\"=>\"b"] {
            assert_eq!(Hstore::parse(text), None, "{text}");
        }
    }
}
