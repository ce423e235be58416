//! Changes of a lock line that lose nothing and that the generated code follows: a null that may be there, and an enum
//! value that is more.

/// Whether the line's value is only looser than it was: nullable where it was not, or an enum with more values. A row
/// that was right before is right after.
pub(super) fn is_looser(key: &str, before: &str, now: &str) -> bool {
    match key.split_once(' ').map(|(kind, _)| kind) {
        Some("enum") => has_more(before, now),
        Some("column") => match (before.split_once(' '), now.split_once(' ')) {
            (Some((before, column)), Some((now, same))) => column == same && loosens(before, now),
            _ => false,
        },
        Some("field" | "argument") => loosens(before, now),
        _ => false,
    }
}

/// Whether the second type is the first one without some of its `!`.
pub(crate) fn loosens(before: &str, now: &str) -> bool {
    let mut rest = now.chars().peekable();
    for c in before.chars() {
        if rest.next_if_eq(&c).is_none() && c != '!' {
            return false;
        }
    }
    rest.next().is_none() && before != now
}

/// Whether the values that were there are, in their order, with others among them. A line whose labels have blanks
/// cannot be told apart: it is a change.
fn has_more(before: &str, now: &str) -> bool {
    let plain = |line: &str| line.split(' ').all(|value| value.matches('=').count() == 1);
    let mut values = now.split(' ');
    before.split(' ').all(|value| values.any(|now| now == value)) && before != now && plain(before) && plain(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_loosens_by_what_may_be_null() {
        for (before, now) in [("A!", "A"), ("[A!]!", "[A]!"), ("[A!]!", "[A]"), ("[A]!", "[A]")] {
            assert!(loosens(before, now), "{before} {now}");
            assert!(!loosens(now, before), "{now} {before}");
        }
        for (before, now) in [("A", "A"), ("[A!]", "[A]!"), ("A!", "B"), ("[A]!", "A"), ("A!", "[A]")] {
            assert!(!loosens(before, now), "{before} {now}");
        }
    }

    #[test]
    fn an_enum_has_more_values_where_none_is_gone_or_moved() {
        assert!(has_more("A=a C=c", "A=a B=b C=c D=d"));
        for now in ["A=a C=c", "C=c A=a B=b", "A=x B=b C=c", "A=a B=b", "A=a B=b c C=c"] {
            assert!(!has_more("A=a C=c", now), "{now}");
        }
    }
}
