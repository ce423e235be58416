//! A value to an SQL literal that means the same under every session setting.
//!
//! A quoted literal stands in the place of a column, whose type PostgreSQL gives to it
//! (<https://www.postgresql.org/docs/current/typeconv-query.html>). A backslash makes it an escape string, which
//! does not depend on `standard_conforming_strings`.

use std::borrow::Cow;
use std::fmt::Write;

use super::Value;

/// Names that are written differently: applied to text and JSON alone.
pub trait Rename {
    /// Text with the names in it renamed.
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str>;
    /// JSON text with the names in its strings renamed.
    fn json<'t>(&self, json: &'t str) -> Cow<'t, str>;
}

/// A value that PostgreSQL cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LiteralError {
    /// Text with the character U+0000, which no text of PostgreSQL can have.
    #[error("the text has a NUL character, which PostgreSQL cannot store")]
    Nul,
    /// An array within an array.
    #[error("an array within an array cannot be told from an array of two dimensions")]
    NestedArray,
}

/// Appends the literal of a value.
///
/// # Errors
/// PostgreSQL has no such value.
pub fn write_literal(out: &mut String, value: &Value<'_>, rename: &dyn Rename) -> Result<(), LiteralError> {
    match value {
        Value::Null => out.push_str("NULL"),
        Value::Bool(flag) => out.push_str(if *flag { "TRUE" } else { "FALSE" }),
        Value::Int(number) => display(out, number),
        Value::Float(number) => quote(out, &float(*number))?,
        Value::Text(text) => quote(out, &rename.text(text))?,
        Value::Label(label) => quote(out, label)?,
        Value::Uuid(uuid) => quote_plain(out, uuid),
        Value::Timestamptz(at) => quote_plain(out, at),
        Value::Interval(span) => quote_plain(out, span),
        Value::Json(text) => quote(out, &rename.json(text))?,
        Value::Array(items) => quote(out, &array(items, rename)?)?,
    }
    Ok(())
}

fn display(out: &mut String, value: impl std::fmt::Display) {
    let _ = write!(out, "{value}");
}

fn quote_plain(out: &mut String, value: impl std::fmt::Display) {
    let _ = write!(out, "'{value}'");
}

fn quote(out: &mut String, text: &str) -> Result<(), LiteralError> {
    if text.contains('\0') {
        return Err(LiteralError::Nul);
    }
    let escape = text.contains('\\');
    out.push_str(if escape { "E'" } else { "'" });
    for part in text.split_inclusive(['\'', '\\']) {
        out.push_str(part);
        match part.as_bytes().last() {
            Some(b'\'') => out.push('\''),
            Some(b'\\') => out.push('\\'),
            _ => {}
        }
    }
    out.push('\'');
    Ok(())
}

/// The shortest text that reads back as the same number.
fn float(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    let magnitude = number.abs();
    if magnitude != 0.0 && !(1e-5..1e15).contains(&magnitude) { format!("{number:e}") } else { format!("{number}") }
}

/// The text of an array (<https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO>): every element quoted,
/// so that `NULL` as text stays text.
fn array(items: &[Value<'_>], rename: &dyn Rename) -> Result<String, LiteralError> {
    let mut out = String::from("{");
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        element(&mut out, item, rename)?;
    }
    out.push('}');
    Ok(out)
}

fn element(out: &mut String, item: &Value<'_>, rename: &dyn Rename) -> Result<(), LiteralError> {
    match item {
        Value::Null => out.push_str("NULL"),
        Value::Bool(flag) => out.push(if *flag { 't' } else { 'f' }),
        Value::Int(number) => display(out, number),
        Value::Float(number) => out.push_str(&float(*number)),
        Value::Text(text) => quote_element(out, &rename.text(text)),
        Value::Label(label) => quote_element(out, label),
        Value::Uuid(uuid) => display(out, uuid),
        Value::Timestamptz(at) => quote_element(out, &at.to_string()),
        Value::Interval(span) => quote_element(out, &span.to_string()),
        Value::Json(text) => quote_element(out, &rename.json(text)),
        Value::Array(_) => return Err(LiteralError::NestedArray),
    }
    Ok(())
}

fn quote_element(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::{Json, ToValue};

    struct AsIs;

    impl Rename for AsIs {
        fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
            Cow::Borrowed(text)
        }
        fn json<'t>(&self, json: &'t str) -> Cow<'t, str> {
            Cow::Borrowed(json)
        }
    }

    fn literal(value: &impl ToValue) -> String {
        let mut out = String::new();
        write_literal(&mut out, &value.to_value(), &AsIs).unwrap();
        out
    }

    #[test]
    fn quotes_and_backslashes() {
        assert_eq!(literal(&"it's".to_owned()), "'it''s'");
        assert_eq!(literal(&r"a\b'c".to_owned()), r"E'a\\b''c'");
        assert_eq!(literal(&String::new()), "''");
        assert_eq!(write_literal(&mut String::new(), &Value::Text("a\0"), &AsIs), Err(LiteralError::Nul));
    }

    #[test]
    fn null_is_not_empty_is_not_the_word() {
        assert_eq!(literal(&None::<String>), "NULL");
        assert_eq!(literal(&"NULL".to_owned()), "'NULL'");
        assert_eq!(literal(&None::<Vec<Option<String>>>), "NULL");
        assert_eq!(literal(&Vec::<Option<String>>::new()), "'{}'");
        let array = vec![Some("NULL".to_owned()), None, Some(String::new()), Some("a\"b\\".to_owned())];
        assert_eq!(literal(&array), r#"E'{"NULL",NULL,"","a\\"b\\\\"}'"#);
    }

    #[test]
    fn numbers_keep_every_digit() {
        assert_eq!(literal(&9_007_199_254_740_993_i64), "9007199254740993");
        assert_eq!(literal(&0.1_f64), "'0.1'");
        assert_eq!(literal(&-0.0_f64), "'-0'");
        assert_eq!(literal(&1e-7_f64), "'1e-7'");
        assert_eq!(literal(&f64::MAX), "'1.7976931348623157e308'");
        assert_eq!(literal(&Json::from_raw(r#"{"a":1.50}"#)), r#"'{"a":1.50}'"#);
    }
}
