//! Where quotes and comments end. Each function gives a length in bytes, or `None` where there is no end.

/// A block comment from its `/*`; comments nest
/// (<https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-COMMENTS>).
pub(super) fn comment(text: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        match text.get(at..at + 2)? {
            b"/*" => depth += 1,
            b"*/" if depth == 1 => return Some(at + 2),
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
    }
}

/// What follows an opening quote, up to the closing one; a doubled quote is none.
pub(super) fn quoted(text: &[u8], quote: u8) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text.get(at..)?.iter().position(|byte| *byte == quote)? + 1;
        if text.get(at) != Some(&quote) {
            return Some(at);
        }
        at += 1;
    }
}

/// What follows the opening quote of an `E'…'`: a backslash keeps the character behind it.
pub(super) fn escaped(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text.get(at..)?.iter().position(|byte| matches!(byte, b'\'' | b'\\'))?;
        match text.get(at..)? {
            [b'\\', ..] | [_, b'\'', ..] => at += 2,
            _ => return Some(at + 1),
        }
    }
}

/// The length of `$tag$` or `$$`, where the text begins with one.
pub(super) fn dollar_tag(text: &[u8]) -> Option<usize> {
    let name = text.get(1..)?;
    let length = name.iter().position(|byte| *byte == b'$')?;
    let is_name = |byte: &u8| super::is_word_start(*byte) || byte.is_ascii_digit();
    let starts = name.first().is_some_and(|byte| !byte.is_ascii_digit());
    (starts && name.iter().take(length).all(is_name)).then_some(length + 2)
}

/// A dollar quote whose tag has this length, from its first byte.
pub(super) fn dollar(text: &[u8], tag: usize) -> Option<usize> {
    let (tag, body) = text.split_at_checked(tag)?;
    let mut at = 0;
    loop {
        at += body.get(at..)?.iter().position(|byte| *byte == b'$')?;
        if body.get(at..)?.starts_with(tag) {
            return Some(tag.len() + at + tag.len());
        }
        at += 1;
    }
}

/// What lies between a string and the quote that continues it: white space with the end of a line, and line comments
/// (<https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-CONSTANTS>).
pub(super) fn continuation(text: &[u8]) -> Option<usize> {
    let (mut at, mut lines) = (0, 0_usize);
    loop {
        match text.get(at)? {
            b'\'' if lines > 0 => return Some(at),
            b'\n' | b'\r' => lines += 1,
            b' ' | b'\t' | 0x0b | 0x0c => {}
            b'-' if text.get(at + 1) == Some(&b'-') => {
                at += text.get(at..)?.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
                continue;
            }
            _ => return None,
        }
        at += 1;
    }
}
