//! A value to an SQL literal that means the same under every session setting.
//!
//! A quoted literal stands in the place of a column, whose type PostgreSQL gives to it
//! (<https://www.postgresql.org/docs/current/typeconv-query.html>). A backslash makes it an escape string, which
//! does not depend on `standard_conforming_strings`. Two settings stay in the way of arrays: `array_nulls` off, which
//! takes NULL for a text, and `xmloption` document, which an element of an `xml[]` is read by.

use std::borrow::Cow;
use std::fmt::Write;

use memchr::{memchr, memchr2_iter, memchr3};

use super::array::{map_elements, write_element};
use super::{Kind, Value, double, single, trim_scale};

/// Names that are written differently.
pub trait Rename {
    /// Text with the names in it renamed.
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str>;
    /// JSON text with the names in its strings renamed.
    fn json<'t>(&self, json: &'t str) -> Cow<'t, str>;
    /// PostgreSQL's own text of a value of any other type, with the names in it renamed; as it is, unless said otherwise.
    fn plain<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }
    /// The same of an array of such values.
    fn plain_array<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }
}

/// A value that PostgreSQL cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
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
        Value::Real(number) => quote(out, &single(*number))?,
        Value::Float(number) => quote(out, &double(*number))?,
        Value::Shown(shown) => quote(out, &rename.plain(&shown.to_string()))?,
        Value::Plain(text) => quote(out, &rename.plain(text))?,
        Value::Text(text) => quote(out, &rename.text(text))?,
        Value::Json(text) => quote(out, &rename.json(text))?,
        Value::Money(text) => cast(out, text, "::numeric::money")?,
        Value::Xml(text) => {
            out.push_str("XMLPARSE(CONTENT ");
            quote(out, &rename.plain(text))?;
            out.push(')');
        }
        Value::Array(items) => {
            let text = array_text(items, rename)?;
            let money = items.iter().any(|item| matches!(item, Value::Money(_)));
            if money { money_array(out, &text)? } else { quote(out, &text)? }
        }
        Value::ArrayText(text, kind) => array_literal(out, text, *kind, rename)?,
    }
    Ok(())
}

fn display(out: &mut String, value: impl std::fmt::Display) {
    let _ = write!(out, "{value}");
}

fn cast(out: &mut String, text: &str, suffix: &str) -> Result<(), LiteralError> {
    quote(out, text)?;
    out.push_str(suffix);
    Ok(())
}

fn quote(out: &mut String, text: &str) -> Result<(), LiteralError> {
    let bytes = text.as_bytes();
    // Most texts have none of these: one look is enough for them.
    if memchr3(0, b'\\', b'\'', bytes).is_none() {
        out.push('\'');
        out.push_str(text);
        out.push('\'');
        return Ok(());
    }
    if memchr(0, bytes).is_some() {
        return Err(LiteralError::Nul);
    }
    let escape = memchr(b'\\', bytes).is_some();
    out.push_str(if escape { "E'" } else { "'" });
    let mut done = 0;
    for at in memchr2_iter(b'\'', b'\\', bytes) {
        // What is doubled ends this part and begins the next.
        out.push_str(&text[done..=at]);
        done = at;
    }
    out.push_str(&text[done..]);
    out.push('\'');
    Ok(())
}

/// Amounts without zeros at their ends, as a single one has none. Where there is none but NULL, nothing has to be read
/// as a number.
fn money_array(out: &mut String, text: &str) -> Result<(), LiteralError> {
    let amounts = text.split_once('=').map_or(text, |(_, amounts)| amounts);
    let suffix = if amounts.contains(|c: char| c.is_ascii_digit()) { "::numeric[]::money[]" } else { "" };
    cast(out, &map_elements(text, |amount| Cow::Borrowed(trim_scale(amount))), suffix)
}

fn array_literal(out: &mut String, text: &str, kind: Kind, rename: &dyn Rename) -> Result<(), LiteralError> {
    match kind {
        Kind::Text => quote(out, &renamed_elements(text, |element| rename.text(element))),
        Kind::Json => quote(out, &renamed_elements(text, |element| rename.json(element))),
        Kind::Money => money_array(out, text),
        Kind::Plain | Kind::Xml => quote(out, &rename.plain_array(text)),
        Kind::Bool | Kind::Int => quote(out, text),
    }
}

/// Elements are taken apart only where a name could be in one: escapes may hide it.
fn renamed_elements(text: &str, rename: impl Fn(&str) -> Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('\\') && matches!(rename(text), Cow::Borrowed(_)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(map_elements(text, rename))
}

fn array_text(items: &[Value<'_>], rename: &dyn Rename) -> Result<String, LiteralError> {
    let mut out = String::from("{");
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        match element_text(item, rename)? {
            Some(text) => write_element(&mut out, &text),
            None => out.push_str("NULL"),
        }
    }
    out.push('}');
    Ok(out)
}

fn element_text<'v>(item: &Value<'v>, rename: &dyn Rename) -> Result<Option<Cow<'v, str>>, LiteralError> {
    Ok(Some(match item {
        Value::Null => return Ok(None),
        Value::Bool(flag) => Cow::Borrowed(if *flag { "t" } else { "f" }),
        Value::Int(number) => number.to_string().into(),
        Value::Real(number) => single(*number).into(),
        Value::Float(number) => double(*number).into(),
        Value::Shown(shown) => rename.plain(&shown.to_string()).into_owned().into(),
        Value::Money(text) => Cow::Borrowed(*text),
        Value::Plain(text) | Value::Xml(text) => rename.plain(text),
        Value::Text(text) => rename.text(text),
        Value::Json(text) => rename.json(text),
        Value::Array(_) | Value::ArrayText(..) => return Err(LiteralError::NestedArray),
    }))
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
    fn money_is_written_alike_whatever_it_was_read_from() {
        let literal = |value: &Value<'_>| {
            let mut out = String::new();
            write_literal(&mut out, value, &AsIs).unwrap();
            out
        };
        let served =
            |amounts: &[&'static str]| Value::Array(amounts.iter().map(|amount| Value::Money(amount)).collect());
        assert_eq!(literal(&Value::Money("12.3")), "'12.3'::numeric::money");
        let read = Value::ArrayText("{12.30,-100.00}", Kind::Money);
        assert_eq!(literal(&read), "'{12.3,-100}'::numeric[]::money[]");
        assert_eq!(literal(&served(&["12.3", "-100"])), literal(&read));
        assert_eq!(literal(&Value::ArrayText("{NULL}", Kind::Money)), literal(&Value::Array(vec![Value::Null])));
        assert_eq!(literal(&Value::ArrayText("[0:0]={NULL}", Kind::Money)), "'[0:0]={NULL}'");
        assert_eq!(literal(&Value::ArrayText("{}", Kind::Money)), literal(&served(&[])));
    }

    #[test]
    fn numbers_keep_every_digit() {
        assert_eq!(literal(&9_007_199_254_740_993_i64), "9007199254740993");
        assert_eq!(literal(&0.1_f64), "'0.1'");
        assert_eq!(literal(&-0.0_f64), "'-0'");
        assert_eq!(literal(&1e-7_f64), "'1e-07'");
        assert_eq!(literal(&f64::MAX), "'1.7976931348623157e+308'");
        assert_eq!(literal(&Json::from_raw(r#"{"a":1.50}"#)), r#"'{"a":1.50}'"#);
    }
}
