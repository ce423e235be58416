//! A script with its tests written out, and where each piece of it comes from.

use std::ops::Range;

/// A text in which pieces of another were replaced.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    pub(super) text: String,
    /// What was replaced: where it is now, and where it was.
    replaced: Vec<(Range<usize>, Range<usize>)>,
}

impl Expanded {
    /// Replaces the ranges, which are in their order and do not overlap.
    pub(super) fn new(original: &str, replacements: &[(Range<usize>, String)]) -> Self {
        let mut out = Self::default();
        let mut at = 0;
        for (range, text) in replacements {
            out.text.push_str(&original[at..range.start]);
            let start = out.text.len();
            out.text.push_str(text);
            out.replaced.push((start..out.text.len(), range.clone()));
            at = range.end;
        }
        out.text.push_str(&original[at..]);
        out
    }

    /// Where a byte comes from; one of a replacement comes from the start of what was replaced.
    pub(super) fn origin(&self, at: usize) -> usize {
        let before = self.replaced.partition_point(|(now, _)| now.start <= at);
        match before.checked_sub(1).and_then(|last| self.replaced.get(last)) {
            None => at,
            Some((now, was)) if at < now.end => was.start,
            Some((now, was)) => was.end + (at - now.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_knows_where_it_comes_from() {
        let original = "a; CALL x; b; CALL y;c";
        let expanded = Expanded::new(original, &[(3..10, "11;\n22;".into()), (14..21, String::new())]);
        assert_eq!(expanded.text, "a; 11;\n22; b; c");
        let origin = |piece: &str| expanded.origin(expanded.text.find(piece).unwrap());
        assert_eq!((origin("a"), origin("11"), origin("22"), origin("b"), origin("c")), (0, 3, 3, 11, 21));
        assert_eq!(Expanded::new("x", &[]).origin(1), 1);
    }
}
