//! Text from outside as a terminal may have it: a name or a message of a server, a file or a script may hold what a
//! terminal takes for a command, or what shows it in another order than it is read in.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with such characters written as JSON escapes them (`\u001b`); lines and tabs stay.
pub fn escaped(text: &str) -> Cow<'_, str> {
    replaced(text, |c| is_command(c) && !matches!(c, '\n' | '\t'))
}

/// The same on one line: what is one name, or one answer of a list, stays one.
pub fn one_line(text: &str) -> Cow<'_, str> {
    replaced(text, is_command)
}

fn replaced(text: &str, wanted: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&wanted) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' if wanted(c) => out.push_str("\\n"),
            '\t' if wanted(c) => out.push_str("\\t"),
            // Writing to a string cannot fail.
            c if wanted(c) => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The control characters of Unicode, those of eight bits among them, and the marks of a text's direction
/// (<https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings>).
fn is_command(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n18_what_a_terminal_takes_for_a_command_is_shown_as_json_has_it() {
        let text = "é\t\u{1b}]0;title\u{7}\r\n\u{9b}2J\u{202e}\u{7f} 🎉";
        assert_eq!(escaped(text), "é\t\\u001b]0;title\\u0007\\u000d\n\\u009b2J\\u202e\\u007f 🎉");
        assert_eq!(one_line(text), "é\\t\\u001b]0;title\\u0007\\u000d\\n\\u009b2J\\u202e\\u007f 🎉");
        assert!(matches!(escaped("a\n\tb"), Cow::Borrowed("a\n\tb")));
    }
}
