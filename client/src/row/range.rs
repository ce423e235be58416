//! Ranges (<https://www.postgresql.org/docs/current/rangetypes.html#RANGETYPES-IO>).

use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Cell, FromCell, Mismatch};

/// A range with a bound; `None` is a side without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range<T> {
    /// The lower bound.
    pub lower: Option<Bound<T>>,
    /// The upper bound.
    pub upper: Option<Bound<T>>,
}

/// A bound of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound<T> {
    /// The value.
    pub value: T,
    /// Whether the range has it.
    pub inclusive: bool,
}

/// The object that a range arrives as.
#[derive(Deserialize)]
struct Sides<'a> {
    #[serde(borrow)]
    start: Option<Side<'a>>,
    #[serde(borrow)]
    end: Option<Side<'a>>,
}

#[derive(Deserialize)]
struct Side<'a> {
    #[serde(borrow)]
    value: &'a RawValue,
    inclusive: bool,
}

/// An empty range, one without bounds, and for dates even NULL arrive alike, without either side: which it is cannot
/// be told, so it is refused.
impl<T: FromCell> FromCell for Range<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        const WANTED: &str = "a range with a bound (without one, an API tells empty, unbounded and NULL not apart; \
                              --database-url does)";
        let raw = cell.0.ok_or_else(|| Mismatch::new("a range", "null"))?;
        let sides: Sides<'_> = serde_json::from_str(raw).map_err(|_| Mismatch::new("a range", raw))?;
        if sides.start.is_none() && sides.end.is_none() {
            return Err(Mismatch::new(WANTED, raw));
        }
        let bound = |side: Option<Side<'_>>| side.map(|side| side.bound()).transpose();
        Ok(Self { lower: bound(sides.start)?, upper: bound(sides.end)? })
    }
}

impl Side<'_> {
    fn bound<T: FromCell>(&self) -> Result<Bound<T>, Mismatch> {
        Ok(Bound { value: T::from_cell(Cell::json(self.value))?, inclusive: self.inclusive })
    }
}

impl<T: fmt::Display> fmt::Display for Range<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inclusive = |bound: &Option<Bound<T>>| bound.as_ref().is_some_and(|bound| bound.inclusive);
        f.write_str(if inclusive(&self.lower) { "[" } else { "(" })?;
        write_bound(f, self.lower.as_ref())?;
        f.write_str(",")?;
        write_bound(f, self.upper.as_ref())?;
        f.write_str(if inclusive(&self.upper) { "]" } else { ")" })
    }
}

/// Quoted where there is a space: no bound of a range that comes here has a quote, a comma or a bracket.
fn write_bound<T: fmt::Display>(f: &mut fmt::Formatter<'_>, bound: Option<&Bound<T>>) -> fmt::Result {
    let Some(bound) = bound else { return Ok(()) };
    let text = bound.value.to_string();
    if text.contains(' ') { write!(f, "\"{text}\"") } else { f.write_str(&text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::{Date, Numeric, Timestamp};

    fn shown<T: FromCell + fmt::Display>(raw: &str) -> Result<String, Mismatch> {
        Range::<T>::from_cell(Cell(Some(raw))).map(|range| range.to_string())
    }

    #[test]
    fn bounds_are_kept_with_what_they_include() {
        let both = r#"{"start":{"value":1,"inclusive":true},"end":{"value":5,"inclusive":false}}"#;
        assert_eq!(shown::<i32>(both).unwrap(), "[1,5)");
        let upper = r#"{"start":null,"end":{"value":"2.50","inclusive":true}}"#;
        assert_eq!(shown::<Numeric>(upper).unwrap(), "(,2.50]");
        let times = r#"{"start":{"value":"2024-01-01T00:00:00.5","inclusive":false},"end":null}"#;
        assert_eq!(shown::<Timestamp>(times).unwrap(), "(\"2024-01-01 00:00:00.5\",)");
        let days = r#"{"start":{"value":"0044-03-15 BC","inclusive":true},"end":null}"#;
        assert_eq!(shown::<Date>(days).unwrap(), "[\"0044-03-15 BC\",)");
    }

    #[test]
    fn what_could_be_empty_or_unbounded_is_refused() {
        let error = shown::<i32>(r#"{"start":null,"end":null}"#).unwrap_err();
        assert!(error.wanted.contains("--database-url"), "{}", error.wanted);
        assert!(shown::<i32>(r#"{"start":{"value":"x","inclusive":true},"end":null}"#).is_err());
        assert!(shown::<i32>("\"[1,5)\"").is_err());
    }
}
