//! What a server says back, without the token that it was sent.

/// What stands for the token.
const HIDDEN: &str = "(the token)";

/// A token of so many characters is in no text by chance: it is hidden wherever it stands. A shorter one may be a part
/// of other words, which stay readable.
const LONG: usize = 8;

/// The text without the token: a short one where it stands as a whole word, such as behind `Bearer`.
pub(super) fn without(text: &str, token: &str) -> String {
    if token.is_empty() {
        return text.to_owned();
    }
    if token.chars().count() >= LONG {
        return text.replace(token, HIDDEN);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, found) in text.match_indices(token) {
        let end = at + found.len();
        if at >= rest && !goes_on_before(&text[..at]) && !goes_on_behind(&text[end..]) {
            out.push_str(&text[rest..at]);
            out.push_str(HIDDEN);
            rest = end;
        }
    }
    out + &text[rest..]
}

/// Whether a word reaches up to here: a hyphen or an apostrophe is of one where it stands between its letters.
fn goes_on_before(text: &str) -> bool {
    let mut back = text.chars().rev();
    match back.next() {
        Some('-' | '\'' | '’') => back.next().is_some_and(is_of_a_word),
        before => before.is_some_and(is_of_a_word),
    }
}

fn goes_on_behind(text: &str) -> bool {
    let mut ahead = text.chars();
    match ahead.next() {
        Some('-' | '\'' | '’') => ahead.next().is_some_and(is_of_a_word),
        behind => behind.is_some_and(is_of_a_word),
    }
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n26_a_short_token_makes_no_other_word_unreadable_and_stays_hidden() {
        let said = "permission denied for e_mail of the e-mail table, it's the header `Bearer e`, 'e', \"e\", e=e";
        let (the, hidden) = ("permission denied for e_mail of the e-mail table, it's the header", HIDDEN);
        let expected = format!("{the} `Bearer {hidden}`, '{hidden}', \"{hidden}\", {hidden}={hidden}");
        assert_eq!(without(said, "e"), expected);
        assert_eq!(without("it's the user's", "s"), "it's the user's");
        assert_eq!(without("abab ab", "ab"), format!("abab {hidden}"));
    }

    #[test]
    fn n26_a_long_token_is_hidden_wherever_it_stands() {
        assert_eq!(without("bad:t0p-s3cr3tt0p-s3cr3t", "t0p-s3cr3t"), format!("bad:{HIDDEN}{HIDDEN}"));
        assert_eq!(without("a", ""), "a");
    }
}
