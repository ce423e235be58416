//! Two values beside one another, each cut to what a terminal bears: around the place where they part.

/// Characters of a value that are shown.
const MOST: usize = 120;

/// Characters before the place where two values part.
const BEFORE: usize = 30;

/// Both values, cut alike.
pub(super) fn apart(left: &str, right: &str) -> (String, String) {
    let common = left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count();
    (window(left, common), window(right, common))
}

/// A value cut at its end, to what a terminal bears.
pub fn cut(value: &str) -> String {
    window(value, 0)
}

fn window(value: &str, around: usize) -> String {
    let length = value.chars().count();
    if length <= MOST {
        return value.to_owned();
    }
    let start = around.saturating_sub(BEFORE).min(length - MOST);
    let shown: String = value.chars().skip(start).take(MOST).collect();
    let (before, after) = (if start > 0 { "…" } else { "" }, if start + MOST < length { "…" } else { "" });
    [before, &shown, after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_shown_however_long_the_values_are() {
        assert_eq!(apart("'a'", "'b'"), ("'a'".to_owned(), "'b'".to_owned()));
        let (left, right) = (format!("'{}1{}'", "é".repeat(500), "y".repeat(500)), format!("'{}2'", "é".repeat(500)));
        let (left, right) = apart(&left, &right);
        assert!(left.starts_with("…é") && left.contains("é1y") && left.ends_with("y…"), "{left}");
        assert!(right.starts_with("…é") && right.ends_with("é2'"), "{right}");
        assert_eq!((left.chars().count(), right.chars().count()), (MOST + 2, MOST + 1));
        assert_eq!(cut(&"x".repeat(121)), format!("{}…", "x".repeat(120)));
    }
}
