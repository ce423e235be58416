//! The two sums of a file: of its bytes, and of what its SQL says.

use typeferry_base::sha256;
use typeferry_sql::lexer::{Kind, Lexer};

/// The sum of SQL that does not see comments, white space and the case of words. Quotes stand as they are, white space
/// in them too: that is data.
pub(super) fn of_sql(text: &str) -> String {
    sha256(normalised(text).trim())
}

fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for token in Lexer::new(text) {
        let piece = &text[token.range];
        match token.kind {
            kind if kind.is_quoted() => out.push_str(piece),
            Kind::LineComment | Kind::BlockComment => blank(&mut out),
            _ => piece.chars().for_each(|c| match c {
                c if c.is_whitespace() => blank(&mut out),
                c => out.push(c.to_ascii_lowercase()),
            }),
        }
    }
    out
}

/// One space, however many there are. A space that a quote ends with is within the quote, behind which no space is yet.
fn blank(out: &mut String) {
    if !out.ends_with(' ') {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_white_space_and_case_change_nothing() {
        let select = "354b7196c9";
        let same = [
            "SELECT\t\n  1;",
            "SELECT 1; -- x",
            "select\r\n1;\r\n",
            "SELECT\u{a0}1;",
            "/* <pgmi-meta id=\"x\"/> */ SELECT 1;",
            "SELECT/* /* nested */ */1;",
        ];
        for text in same {
            assert!(of_sql(text).starts_with(select), "{text}");
            assert_eq!(of_sql(text), sha256("select 1;"));
        }
        assert_eq!(of_sql("a/*x*/b"), of_sql("A b"));
    }

    #[test]
    fn what_a_server_would_see_changes_it() {
        let pairs = [
            ("a b", "ab"),
            ("'A b'", "'a b'"),
            ("\"Users\"", "\"users\""),
            ("$$ BEGIN $$", "$$ begin $$"),
            ("$$ -- x\n$$", "$$ $$"),
            ("SELECT 1 ;", "SELECT 1;"),
            ("$A$x$A$", "$a$x$a$"),
            ("É", "é"),
            ("'a  b'", "'a b'"),
            ("'a ' b", "'a' b"),
            ("$$a\n\nb$$", "$$a\nb$$"),
        ];
        for (one, other) in pairs {
            assert_ne!(of_sql(one), of_sql(other), "{one}");
        }
    }

    #[test]
    fn what_has_no_end_has_a_sum_too() {
        for text in ["/*", "/*/", "x /*a", "'  A", "$a$ B"] {
            assert_eq!(of_sql(text).len(), 64);
        }
        assert_ne!(of_sql("'  A"), of_sql("' a"));
    }
}
