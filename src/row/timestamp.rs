//! PostgreSQL's `timestamptz`: microseconds since the year 2000, with two infinities
//! (<https://www.postgresql.org/docs/current/datatype-datetime.html>).

use std::fmt;

use super::{Cell, FromCell, Mismatch};

/// An instant, to the microsecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamptz(i64);

const WANTED: &str = "a timestamp with time zone";
const DAY: i64 = 86_400_000_000;
/// Days from 0000-03-01 to 2000-01-01 in the proleptic Gregorian calendar.
const EPOCH_DAYS: i64 = 730_425;

impl Timestamptz {
    /// Before every instant.
    pub const NEG_INFINITY: Self = Self(i64::MIN);
    /// After every instant.
    pub const INFINITY: Self = Self(i64::MAX);

    /// Microseconds since 2000-01-01 00:00 UTC; the two infinities are the ends of the range.
    pub fn micros(self) -> i64 {
        self.0
    }

    /// Reads ISO 8601 with an offset, as PostgreSQL's `to_json` writes it; ` BC` may follow.
    fn parse(text: &str) -> Option<Self> {
        match text {
            "infinity" => return Some(Self::INFINITY),
            "-infinity" => return Some(Self::NEG_INFINITY),
            _ => {}
        }
        let (text, bc) = text.strip_suffix(" BC").map_or((text, false), |text| (text, true));
        let (date, rest) = text.split_once(['T', ' '])?;
        let at = rest.find(['+', '-', 'Z'])?;
        let (time, zone) = rest.split_at(at);
        let micros = date_days(date, bc)?.checked_mul(DAY)?.checked_add(time_micros(time)?)?;
        micros.checked_sub(zone_micros(zone)?).map(Self)
    }
}

impl FromCell for Timestamptz {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let text = cell.text()?;
        Self::parse(&text).ok_or_else(|| Mismatch::new(WANTED, &text))
    }
}

/// Days since 2000-01-01.
fn date_days(date: &str, bc: bool) -> Option<i64> {
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year == 0 {
        return None;
    }
    // 1 BC is the year 0.
    let days = civil_to_days(if bc { 1 - year } else { year }, month, day);
    let (_, back_month, back_day) = days_to_civil(days);
    (back_month == month && back_day == day).then_some(days)
}

fn time_micros(time: &str) -> Option<i64> {
    let mut parts = time.splitn(3, ':');
    let (hours, minutes, seconds) = (number(parts.next()?)?, number(parts.next()?)?, parts.next().unwrap_or("0"));
    let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let seconds = number(seconds)?;
    if hours > 24 || minutes > 59 || seconds > 60 || fraction.len() > 6 {
        return None;
    }
    let fraction = number(&format!("{fraction:0<6}"))?;
    Some(((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + fraction)
}

fn zone_micros(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, digits) =
        if let Some(rest) = zone.strip_prefix('-') { (-1, rest) } else { (1, zone.strip_prefix('+')?) };
    let digits = if digits.contains(':') { digits.to_owned() } else { format!("{digits}:00") };
    time_micros(&digits).map(|micros| sign * micros)
}

/// A number of ASCII digits alone.
fn number(digits: &str) -> Option<i64> {
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Days since 2000-01-01 of a date in the proleptic Gregorian calendar, by eras of 400 years that begin in March.
fn civil_to_days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - EPOCH_DAYS
}

/// The inverse of [`civil_to_days`].
fn days_to_civil(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH_DAYS;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

/// A fraction of a second in microseconds, without zeros at its end.
pub(super) fn write_fraction(f: &mut fmt::Formatter<'_>, micros: i64) -> fmt::Result {
    if micros == 0 {
        return Ok(());
    }
    write!(f, ".{}", format!("{micros:06}").trim_end_matches('0'))
}

/// ISO order in UTC, which is read alike under every `DateStyle` and `TimeZone`.
impl fmt::Display for Timestamptz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::INFINITY => return f.write_str("infinity"),
            Self::NEG_INFINITY => return f.write_str("-infinity"),
            Self(_) => {}
        }
        let (year, month, day) = days_to_civil(self.0.div_euclid(DAY));
        let micros = self.0.rem_euclid(DAY);
        let (seconds, fraction) = (micros / 1_000_000, micros % 1_000_000);
        let shown = if year <= 0 { 1 - year } else { year };
        write!(f, "{shown:04}-{month:02}-{day:02} ")?;
        write!(f, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
        write_fraction(f, fraction)?;
        f.write_str(if year <= 0 { "+00 BC" } else { "+00" })
    }
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
    fn what_is_no_instant_is_refused() {
        for text in ["2023-02-29T00:00:00Z", "2024-01-01T00:00:00", "2024-01-01", "0000-01-01T00:00:00Z", "soon", ""] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
