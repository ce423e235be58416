//! PostgreSQL's `interval`: months, days and microseconds, each with its own sign
//! (<https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-INTERVAL-INPUT>).

use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::calendar::write_fraction;
use super::{Cell, FromCell, Mismatch, number};

/// A span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Months; a year is twelve.
    pub months: i32,
    /// Days.
    pub days: i32,
    /// Microseconds.
    pub micros: i64,
}

const WANTED: &str = "an interval";

/// The object that an interval arrives as. A number is kept as its text until it is read.
#[derive(Deserialize)]
struct Parts<'a> {
    #[serde(borrow)]
    years: Option<&'a RawValue>,
    #[serde(borrow)]
    months: Option<&'a RawValue>,
    #[serde(borrow)]
    days: Option<&'a RawValue>,
    #[serde(borrow)]
    hours: Option<&'a RawValue>,
    #[serde(borrow)]
    minutes: Option<&'a RawValue>,
    #[serde(borrow)]
    seconds: Option<&'a RawValue>,
}

impl FromCell for Interval {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let raw = cell.0.ok_or_else(|| Mismatch::new(WANTED, "null"))?;
        let parts: Parts<'_> = serde_json::from_str(raw).map_err(|_| Mismatch::new(WANTED, raw))?;
        parts.interval().ok_or_else(|| Mismatch::new(WANTED, raw))
    }
}

impl Parts<'_> {
    fn interval(&self) -> Option<Interval> {
        // Digits beyond the sixth are no interval's.
        let seconds = part(self.seconds, number::millionths)?;
        let minutes = part::<i64>(self.hours, number::whole)?.checked_mul(60)?;
        let minutes = minutes.checked_add(part(self.minutes, number::whole)?)?;
        Some(Interval {
            months: part::<i32>(self.years, number::whole)?
                .checked_mul(12)?
                .checked_add(part(self.months, number::whole)?)?,
            days: part(self.days, number::whole)?,
            micros: minutes.checked_mul(60_000_000)?.checked_add(seconds)?,
        })
    }
}

/// A part as `read` reads it; one that is absent or null is zero.
fn part<T: Default>(raw: Option<&RawValue>, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    match raw.map(RawValue::get) {
        None | Some("null") => Some(T::default()),
        Some(text) => read(text),
    }
}

/// ISO 8601 with designators, each part with its sign, as PostgreSQL writes it with `IntervalStyle` `iso_8601`: read
/// alike under every style.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if (self.months, self.days, self.micros) == (0, 0, 0) {
            return f.write_str("PT0S");
        }
        f.write_str("P")?;
        for (amount, unit) in [(self.months / 12, 'Y'), (self.months % 12, 'M'), (self.days, 'D')] {
            if amount != 0 {
                write!(f, "{amount}{unit}")?;
            }
        }
        if self.micros == 0 { Ok(()) } else { self.fmt_time(f) }
    }
}

impl Interval {
    fn fmt_time(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, fraction) = (self.micros / 1_000_000, self.micros % 1_000_000);
        f.write_str("T")?;
        for (amount, unit) in [(seconds / 3600, 'H'), (seconds / 60 % 60, 'M')] {
            if amount != 0 {
                write!(f, "{amount}{unit}")?;
            }
        }
        if seconds % 60 == 0 && fraction == 0 {
            return Ok(());
        }
        let sign = if self.micros < 0 { "-" } else { "" };
        write!(f, "{sign}{}", (seconds % 60).abs())?;
        write_fraction(f, fraction.abs())?;
        f.write_str("S")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(raw: &str) -> Interval {
        Interval::from_cell(Cell(Some(raw))).unwrap()
    }

    #[test]
    fn every_part_keeps_its_sign() {
        let parts = r#"{"years":1,"months":-2,"days":-3,"hours":-4,"minutes":5,"seconds":6.789}"#;
        let read = interval(parts);
        assert_eq!(read, Interval { months: 10, days: -3, micros: -14_093_211_000 });
        assert_eq!(read.to_string(), "P10M-3DT-3H-54M-53.211S");
        assert_eq!(interval("{}").to_string(), "PT0S");
        assert_eq!(interval(r#"{"seconds":-0.000001}"#).to_string(), "PT-0.000001S");
    }

    #[test]
    fn n23_a_part_is_a_number_in_any_form() {
        assert_eq!(interval(r#"{"seconds":1e-06}"#).micros, 1);
        assert_eq!(interval(r#"{"seconds":1E3,"days":1.20e1,"hours":-0.0,"years":null}"#).to_string(), "P12DT16M40S");
        assert_eq!(interval(r#"{"seconds":6.7890000}"#).micros, 6_789_000);
    }

    #[test]
    fn what_is_no_interval_is_refused() {
        for raw in
            [r#""1 day""#, r#"{"days":1.5}"#, r#"{"seconds":1e-7}"#, r#"{"seconds":"1"}"#, r#"{"years":200000000}"#]
        {
            assert!(Interval::from_cell(Cell(Some(raw))).is_err(), "{raw}");
        }
    }
}
