//! `DO` blocks.

/// A block in PL/pgSQL between dollar quotes with this tag.
pub(super) fn block(tag: &str, body: &str) -> String {
    let quote = dollar_quote(tag, body);
    format!("DO {quote}\n{body}{quote};\n")
}

/// A text with values in the place of its `{names}`, in one go: what a value holds is no place.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let value = values.iter().find(|(name, _)| from.starts_with(name));
        let (written, length) = value.map_or((&from[..1], 1), |(name, value)| (*value, name.len()));
        out.push_str(written);
        rest = &from[length..];
    }
    out.push_str(rest);
    out
}

/// The shortest tag of its kind that the text does not hold.
fn dollar_quote(tag: &str, text: &str) -> String {
    let mut quote = format!("${tag}$");
    let mut number = 1;
    while text.contains(&quote) {
        quote = format!("${tag}_{number}$");
        number += 1;
    }
    quote
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_value_holds_is_no_place() {
        let values = [("{a}", "{b}"), ("{b}", "2")];
        assert_eq!(fill("'{}' {a} {b} {c", &values), "'{}' {b} 2 {c");
    }

    #[test]
    fn a_value_cannot_end_the_block() {
        assert_eq!(dollar_quote("verify", "x"), "$verify$");
        assert_eq!(dollar_quote("verify", "'$verify$ $verify_1$'"), "$verify_2$");
    }
}
