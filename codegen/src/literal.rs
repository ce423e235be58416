//! The text of a GraphQL string literal (GraphQL specification, section 2.9.4): every character of Unicode, as itself,
//! as `\u{…}`, or as two halves of a surrogate pair.
//!
//! The parser takes none of the three above U+FFFF, and so is shown something else there ([`wide`]); what it gives back
//! of such a literal is not its text.

use std::str::Chars;

/// The length in bytes of what stands for one character above U+FFFF at the start of a text within a string literal, if
/// that is what stands there.
pub(crate) fn wide(text: &str) -> Option<usize> {
    let mut rest = text.chars();
    let is_wide = match rest.next()? {
        '\\' => rest.next() == Some('u') && number(&mut rest)? > 0xFFFF,
        c => u32::from(c) > 0xFFFF,
    };
    is_wide.then(|| text.len() - rest.as_str().len())
}

/// The text of a string literal, its quotes included; `None` where it is a block string, or none at all.
pub(crate) fn text(literal: &str) -> Option<String> {
    if literal.starts_with("\"\"\"") {
        return None;
    }
    let mut rest = literal.strip_prefix('"')?.strip_suffix('"')?.chars();
    let mut text = String::with_capacity(literal.len());
    while let Some(c) = rest.next() {
        text.push(if c == '\\' { escaped(&mut rest)? } else { c });
    }
    Some(text)
}

/// What follows a backslash.
fn escaped(rest: &mut Chars<'_>) -> Option<char> {
    Some(match rest.next()? {
        c @ ('"' | '\\' | '/') => c,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => char::from_u32(number(rest)?)?,
        _ => return None,
    })
}

/// What follows `\u`: braces with a number in them, four digits, or four that are the first half of a character and
/// `\u` with four that are the second.
fn number(rest: &mut Chars<'_>) -> Option<u32> {
    let text = rest.as_str();
    if let Some(braced) = text.strip_prefix('{') {
        let (digits, behind) = braced.split_once('}')?;
        *rest = behind.chars();
        return hex(digits);
    }
    let (digits, behind) = text.split_at_checked(4)?;
    *rest = behind.chars();
    let first = hex(digits)?;
    if !(0xD800..0xDC00).contains(&first) {
        return Some(first);
    }
    let (digits, behind) = behind.strip_prefix("\\u")?.split_at_checked(4)?;
    let second = hex(digits).filter(|second| (0xDC00..0xE000).contains(second))?;
    *rest = behind.chars();
    Some(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
}

fn hex(digits: &str) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_number)?;
    (number <= 0x0010_FFFF).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_character_is_read() {
        for literal in [r#""🎉""#, r#""\u{1F389}""#, r#""\u{0001f389}""#, r#""\ud83c\udf89""#] {
            assert_eq!(text(literal).as_deref(), Some("🎉"), "{literal}");
        }
        assert_eq!(text(r#""a\"\\\/\b\f\n\r\t\u00e9\u{e9}""#).as_deref(), Some("a\"\\/\u{8}\u{c}\n\r\té\u{e9}"));
    }

    #[test]
    fn what_is_no_literal_has_no_text() {
        let none = [
            "\"",
            "a",
            r#""\x""#,
            r#""\u12""#,
            r#""\ud83c""#,
            r#""\ud83c\u0041""#,
            r#""\udf89""#,
            r#""\u{}""#,
            r#""\u{110000}""#,
            r#""\u{1f389""#,
            r#""\u+123""#,
            "\"\"\"a\"\"\"",
        ];
        for literal in none {
            assert_eq!(text(literal), None, "{literal}");
        }
    }

    #[test]
    fn what_the_parser_does_not_take_is_measured() {
        for (text, length) in [("🎉a", 4), (r"\u{1f389}a", 9), (r"\ud83c\udf89a", 12)] {
            assert_eq!(wide(text), Some(length), "{text}");
        }
        for text in ["é", "\u{ffff}", r"\u0041", r"\n", r"\ud83c", "", "\\"] {
            assert_eq!(wide(text), None, "{text}");
        }
    }
}
