//! PostgreSQL's `timestamp` and `timestamptz`: microseconds since the year 2000, with two infinities
//! (<https://www.postgresql.org/docs/current/datatype-datetime.html>).

use std::fmt;

use super::calendar::{DAY, read_date, read_time, read_zone, split_zone, without_era, write_date, write_time};
use super::{Cell, FromCell, Mismatch};

/// An instant, to the microsecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamptz(i64);

/// A date and a time of the day in no zone, to the microsecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// What both are: microseconds, the first and the last of which are the infinities.
macro_rules! microseconds {
    ($name:ident, $zone:literal, $expected:literal) => {
        impl $name {
            /// Before every other.
            pub const NEG_INFINITY: Self = Self(i64::MIN);
            /// After every other.
            pub const INFINITY: Self = Self(i64::MAX);

            /// Microseconds since 2000-01-01 00:00, which is that of UTC where there is a zone; the two infinities are
            /// the ends of the range.
            pub fn micros(self) -> i64 {
                self.0
            }

            pub(crate) fn parse(text: &str) -> Option<Self> {
                parse(text, !$zone.is_empty()).map(Self)
            }
        }

        impl FromCell for $name {
            fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
                let text = cell.text()?;
                Self::parse(&text).ok_or_else(|| Mismatch::new($expected, &text))
            }
        }

        /// ISO order, which is read alike under every `DateStyle` and `TimeZone`.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(f, self.0, $zone)
            }
        }
    };
}

microseconds!(Timestamptz, "+00", "a timestamp with time zone");
microseconds!(Timestamp, "", "a timestamp without time zone");

/// Reads ISO 8601, with an offset where there is a zone, as PostgreSQL's `to_json` writes it; ` BC` may follow.
fn parse(text: &str, zoned: bool) -> Option<i64> {
    if let Some(end) = infinity(text) {
        return Some(end);
    }
    let (text, bc) = without_era(text);
    let (date, rest) = text.split_once(['T', ' '])?;
    let (time, zone) = if zoned { split_zone(rest)? } else { (rest, "Z") };
    let east = read_zone(zone)?.checked_mul(1_000_000)?;
    read_date(date, bc)?.checked_mul(DAY)?.checked_add(read_time(time)?)?.checked_sub(east)
}

fn infinity(text: &str) -> Option<i64> {
    match text {
        "infinity" => Some(i64::MAX),
        "-infinity" => Some(i64::MIN),
        _ => None,
    }
}

fn write(f: &mut fmt::Formatter<'_>, micros: i64, zone: &str) -> fmt::Result {
    match micros {
        i64::MAX => return f.write_str("infinity"),
        i64::MIN => return f.write_str("-infinity"),
        _ => {}
    }
    let bc = write_date(f, micros.div_euclid(DAY))?;
    f.write_str(" ")?;
    write_time(f, micros.rem_euclid(DAY))?;
    f.write_str(zone)?;
    if bc { f.write_str(" BC") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        Timestamptz::parse(text).map(|at| at.to_string())
    }

    #[test]
    fn microseconds_offsets_and_eras_are_kept() {
        assert_eq!(shown("2024-01-02T03:04:05.678901+05:30").unwrap(), "2024-01-01 21:34:05.678901+00");
        assert_eq!(shown("2000-02-29T00:00:00+00:00").unwrap(), "2000-02-29 00:00:00+00");
        assert_eq!(shown("0044-03-15T12:00:00+00:00 BC").unwrap(), "0044-03-15 12:00:00+00 BC");
        assert_eq!(shown("0099-01-01T00:00:00.5Z").unwrap(), "0099-01-01 00:00:00.5+00");
        assert_eq!(shown("294276-12-31T23:59:59.999999+00").unwrap(), "294276-12-31 23:59:59.999999+00");
        assert_eq!(shown("-infinity").unwrap(), "-infinity");
        assert_eq!(Timestamptz::parse("2000-01-01T00:00:00Z").unwrap().micros(), 0);
    }

    #[test]
    fn without_a_zone_nothing_is_shifted() {
        let shown = |text| Timestamp::parse(text).map(|at| at.to_string());
        assert_eq!(shown("2024-01-02T03:04:05.678901").unwrap(), "2024-01-02 03:04:05.678901");
        assert_eq!(shown("0044-03-15T01:00:00.000000 BC").unwrap(), "0044-03-15 01:00:00 BC");
        assert_eq!(shown("infinity").unwrap(), "infinity");
        assert_eq!(shown("2024-01-02T03:04:05Z"), None);
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in ["2023-02-29T00:00:00Z", "2024-01-01T00:00:00", "2024-01-01", "0000-01-01T00:00:00Z", "soon", ""] {
            assert_eq!(shown(text), None, "{text}");
        }
        for text in ["2024-01-01T24:00:01Z", "9999999-01-01T00:00:00Z", "99999999999999999-01-01T00:00:00Z"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
