//! PostgreSQL's `interval`: months, days and microseconds, each with its own sign
//! (<https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-INTERVAL-INPUT>).

use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::calendar::write_fraction;
use super::{Cell, FromCell, Mismatch};

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

/// The object that an interval arrives as.
#[derive(Deserialize)]
struct Parts<'a> {
    years: Option<i32>,
    months: Option<i32>,
    days: Option<i32>,
    hours: Option<i64>,
    minutes: Option<i64>,
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
        let seconds = match self.seconds.map(RawValue::get) {
            None | Some("null") => 0,
            Some(text) => micros(text)?,
        };
        let minutes = self.hours.unwrap_or(0).checked_mul(60)?.checked_add(self.minutes.unwrap_or(0))?;
        Some(Interval {
            months: self.years.unwrap_or(0).checked_mul(12)?.checked_add(self.months.unwrap_or(0))?,
            days: self.days.unwrap_or(0),
            micros: minutes.checked_mul(60_000_000)?.checked_add(seconds)?,
        })
    }
}

/// The microseconds of a decimal number of seconds, exactly: digits beyond the sixth are no interval's.
fn micros(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.len() > 6 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<6}").parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    whole.checked_mul(1_000_000)?.checked_add(fraction)?.checked_mul(sign)
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
    fn what_is_no_interval_is_refused() {
        for raw in [r#""1 day""#, r#"{"days":1.5}"#, r#"{"seconds":1e3}"#, r#"{"years":200000000}"#] {
            assert!(Interval::from_cell(Cell(Some(raw))).is_err(), "{raw}");
        }
    }
}
