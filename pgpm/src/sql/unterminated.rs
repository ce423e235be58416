//! What a script begins and does not end.

use typeferry_sql::lexer::{Kind, Lexer};

/// Where a literal, a name or a comment begins that does not end, as a byte of the text, and what it is.
pub(crate) fn unterminated(text: &str) -> Option<(usize, &'static str)> {
    let token = Lexer::new(text).find(|token| !token.closed)?;
    let what = match token.kind {
        Kind::BlockComment => "a comment",
        Kind::QuotedName => "a name in double quotes",
        _ => "a string",
    };
    Some((token.range.start, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_end_is_found_where_it_begins() {
        assert_eq!(unterminated("SELECT 'a''"), Some((7, "a string")));
        assert_eq!(unterminated("SELECT $x$ $y$"), Some((7, "a string")));
        assert_eq!(unterminated("/* /* */"), Some((0, "a comment")));
        assert_eq!(unterminated("SELECT \"a"), Some((7, "a name in double quotes")));
        assert_eq!(unterminated("SELECT 'a', $x$ ' $x$ -- '"), None);
    }
}
