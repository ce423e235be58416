//! Changes of a lock line that lose nothing and that the generated code follows: a null that may be there, and an enum
//! value that is more.

/// Whether the line's value is only looser than it was: nullable where it was not, or an enum with more values, which
/// are `labels` today. A row that was right before is right after.
pub(super) fn is_looser(key: &str, before: &str, now: &str, labels: &[String]) -> bool {
    match key.split_once(' ').map(|(kind, _)| kind) {
        Some("enum") => has_more(before, labels),
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

/// Whether the values of the line are there today, in their order, with others among them.
fn has_more(before: &str, labels: &[String]) -> bool {
    let mut rest = Some(before);
    for label in labels {
        let behind = rest.and_then(|rest| rest.strip_prefix(label.as_str()));
        match behind {
            Some("") => rest = None,
            Some(behind) if behind.starts_with(' ') => rest = behind.strip_prefix(' '),
            _ => {}
        }
    }
    rest.is_none()
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
        let more =
            |before: &str, labels: &[&str]| has_more(before, &labels.iter().map(|&it| it.into()).collect::<Vec<_>>());
        assert!(more("A=a C=c", &["A=a", "B=b", "C=c", "D=d"]));
        assert!(more("A=a b C=c", &["A=a b", "B=b c", "C=c"]));
        for labels in [&["C=c", "A=a", "B=b"][..], &["A=x", "B=b", "C=c"], &["A=a", "B=b"], &["A=a C", "C=c"], &[]] {
            assert!(!more("A=a C=c", labels), "{labels:?}");
        }
    }
}
