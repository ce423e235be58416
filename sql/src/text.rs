//! Pieces of SQL text.

use std::ops::Range;

/// Makes a part of a text white space: as many bytes, and the same lines.
pub fn blank(text: &mut String, range: Range<usize>) {
    let blanks = |c: char| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8());
    let blank: String = text[range.clone()].chars().flat_map(blanks).collect();
    text.replace_range(range, &blank);
}

/// What is in a string in dollar quotes.
pub fn dollar_body(string: &str) -> &str {
    let tag = string.get(1..).and_then(|rest| rest.find('$')).map_or(0, |end| end + 2);
    string.get(tag..string.len().saturating_sub(tag)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_has_the_bytes_and_lines_of_what_was_there() {
        let mut text = "a\né;b".to_owned();
        blank(&mut text, 0..5);
        assert_eq!(text, " \n   b");
    }

    #[test]
    fn a_body_is_without_its_tags() {
        for (string, body) in [("$$a$$", "a"), ("$t$a$ $t$", "a$ "), ("$$$$", ""), ("$$", ""), ("$t$", "")] {
            assert_eq!(dollar_body(string), body, "{string}");
        }
    }
}
