//! PostgreSQL's `date`: days since the year 2000, with two infinities
//! (<https://www.postgresql.org/docs/current/datatype-datetime.html>).

use std::fmt;

use super::calendar::{read_date, without_era, write_date};
use super::{Cell, FromCell, Mismatch};

/// A day of the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// Before every day.
    pub const NEG_INFINITY: Self = Self(i32::MIN);
    /// After every day.
    pub const INFINITY: Self = Self(i32::MAX);

    /// Days since 2000-01-01; the two infinities are the ends of the range.
    pub fn days(self) -> i32 {
        self.0
    }

    /// Reads ISO 8601; ` BC` may follow.
    fn parse(text: &str) -> Option<Self> {
        match text {
            "infinity" => return Some(Self::INFINITY),
            "-infinity" => return Some(Self::NEG_INFINITY),
            _ => {}
        }
        let (date, bc) = without_era(text);
        i32::try_from(read_date(date, bc)?).ok().map(Self)
    }
}

impl FromCell for Date {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let text = cell.text()?;
        Self::parse(&text).ok_or_else(|| Mismatch::new("a date", &text))
    }
}

/// ISO order, which is read alike under every `DateStyle`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::INFINITY => return f.write_str("infinity"),
            Self::NEG_INFINITY => return f.write_str("-infinity"),
            Self(_) => {}
        }
        let bc = write_date(f, i64::from(self.0))?;
        if bc { f.write_str(" BC") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_and_written_alike() {
        for text in ["2024-02-29", "0099-01-01", "0044-03-15 BC", "0001-02-29 BC", "12345-01-01", "5874897-12-31"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            (Date::parse("infinity"), Date::parse("-infinity")),
            (Some(Date::INFINITY), Some(Date::NEG_INFINITY))
        );
        assert_eq!(Date::parse("2000-01-02").unwrap().days(), 1);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["2023-02-29", "2024-13-01", "2024-01-01T00:00:00", "0000-01-01", "24-1", "+2024-01-01", ""] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
