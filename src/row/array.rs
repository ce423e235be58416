//! The text of arrays (<https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO>), as PostgreSQL writes it.

use std::borrow::Cow;

/// Appends an element: quoted where its text could be taken for something else.
pub(super) fn write_element(out: &mut String, element: &str) {
    if !needs_quotes(element) {
        return out.push_str(element);
    }
    out.push('"');
    for c in element.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

fn needs_quotes(element: &str) -> bool {
    let special = |byte: u8| matches!(byte, b'"' | b'\\' | b'{' | b'}' | b',' | b' ' | b'\t'..=b'\r');
    element.is_empty() || element.eq_ignore_ascii_case("null") || element.bytes().any(special)
}

/// The text of an array with each element, NULL excepted, replaced by what `map` makes of it; dimensions and bounds
/// stay.
pub(crate) fn map_elements(text: &str, map: impl Fn(&str) -> Cow<'_, str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    if let Some((bounds, elements)) = text.split_once('=').filter(|_| text.starts_with('[')) {
        out.push_str(bounds);
        out.push('=');
        rest = elements;
    }
    while let Some(first) = rest.chars().next() {
        if matches!(first, '{' | '}' | ',') {
            out.push(first);
            rest = &rest[1..];
        } else if first == '"' {
            let (element, behind) = quoted(&rest[1..]);
            write_element(&mut out, &map(&element));
            rest = behind;
        } else {
            let (element, behind) = rest.split_at(rest.find([',', '}']).unwrap_or(rest.len()));
            // A bare NULL is no text.
            match element {
                "NULL" => out.push_str(element),
                text => write_element(&mut out, &map(text)),
            }
            rest = behind;
        }
    }
    out
}

/// A quoted element from behind its first quote, and what follows its last.
fn quoted(text: &str) -> (String, &str) {
    let mut element = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (element, &text[at + 1..]),
            '\\' => element.extend(chars.next().map(|(_, escaped)| escaped)),
            c => element.push(c),
        }
    }
    (element, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_quoted_only_where_they_must_be() {
        let mut out = String::new();
        for element in ["a", "", "null", "a b", "a,b", "{", "\"", "\\", "ü", "\u{b}"] {
            write_element(&mut out, element);
            out.push('|');
        }
        assert_eq!(out, "a|\"\"|\"null\"|\"a b\"|\"a,b\"|\"{\"|\"\\\"\"|\"\\\\\"|ü|\"\u{b}\"|");
    }

    #[test]
    fn structure_stays_and_elements_change() {
        fn twice(element: &str) -> Cow<'_, str> {
            Cow::Owned(format!("{element} {element}"))
        }
        let mapped = map_elements(r#"[0:1][2:3]={{a,NULL},{"NULL","b\"\\c"}}"#, twice);
        assert_eq!(mapped, r#"[0:1][2:3]={{"a a",NULL},{"NULL NULL","b\"\\c b\"\\c"}}"#);
        assert_eq!(map_elements("{}", twice), "{}");
    }
}
