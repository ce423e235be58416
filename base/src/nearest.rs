//! The nearest of the known names, for "did you mean".

/// The known name that is nearest to `name`, if it is near enough to be meant: at most a third of the characters of
/// `name`, and one more, are inserted, deleted or replaced. ASCII case makes no difference. Of names that are equally
/// near, the first by the alphabet.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    let (limit, lower) = (length / 3 + 1, name.to_ascii_lowercase());
    known
        .into_iter()
        // As many characters more or less are as many edits.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (distance(&lower, &candidate.to_ascii_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many characters are inserted, deleted or replaced at the least to make one text of the other (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    // The distances from what was passed over of `from` to each beginning of `to` that is not empty.
    let mut row: Vec<usize> = (1..=to.chars().count()).collect();
    for (passed, a) in from.chars().enumerate() {
        let (mut diagonal, mut left) = (passed, passed + 1);
        for (above, b) in row.iter_mut().zip(to.chars()) {
            left = (diagonal + usize::from(a != b)).min(left + 1).min(*above + 1);
            diagonal = std::mem::replace(above, left);
        }
    }
    row.last().copied().unwrap_or_else(|| from.chars().count())
}

/// The end of a message that names something unknown: `` ; did you mean `label`? ``, or nothing.
pub fn did_you_mean(name: Option<&str>) -> String {
    name.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_near_is_proposed() {
        assert_eq!(nearest("lable", ["label", "name", "scope"]), Some("label"));
        assert_eq!(nearest("id", ["description", "tableId"]), None);
        assert_eq!(nearest("where", ["filter", "first"]), None);
    }

    #[test]
    fn edits_are_counted_in_characters() {
        for (from, to, edits) in [
            ("kitten", "sitting", 3),
            ("ab", "ba", 2),
            ("", "abc", 3),
            ("abc", "", 3),
            ("größe", "grosse", 3),
            ("a", "a", 0),
        ] {
            assert_eq!((distance(from, to), distance(to, from)), (edits, edits), "{from} {to}");
        }
    }

    #[test]
    fn case_makes_no_difference_and_the_alphabet_decides_between_equals() {
        assert_eq!(nearest("LABEL", ["name", "label"]), Some("label"));
        assert_eq!(nearest("ab", ["ad", "ac"]), Some("ac"));
        assert_eq!(nearest("", ["a", "ab"]), Some("a"));
    }

    #[test]
    fn a_message_ends_with_the_proposal_or_as_it_is() {
        assert_eq!([did_you_mean(Some("label")), did_you_mean(None)], ["; did you mean `label`?", ""]);
    }
}
