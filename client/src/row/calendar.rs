//! Days and microseconds: what dates, times and timestamps are made of
//! (<https://www.postgresql.org/docs/current/datatype-datetime.html>).

use std::fmt;

/// The microseconds of a day.
pub(super) const DAY: i64 = 86_400_000_000;
/// Days from 0000-03-01 to 2000-01-01 in the proleptic Gregorian calendar.
const EPOCH_DAYS: i64 = 730_425;

/// Days since 2000-01-01 of a date in ISO order; a year has four digits or more.
pub(super) fn read_date(date: &str, bc: bool) -> Option<i64> {
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1..10_000_000).contains(&year) {
        return None;
    }
    // 1 BC is the year 0.
    let days = civil_to_days(if bc { 1 - year } else { year }, month, day);
    let (_, back_month, back_day) = days_to_civil(days);
    (back_month == month && back_day == day).then_some(days)
}

/// The text without ` BC`, and whether that was there.
pub(super) fn without_era(text: &str) -> (&str, bool) {
    text.strip_suffix(" BC").map_or((text, false), |text| (text, true))
}

/// Microseconds since midnight; 24:00 is the last of them.
pub(super) fn read_time(time: &str) -> Option<i64> {
    let mut parts = time.splitn(3, ':');
    let (hours, minutes, seconds) = (number(parts.next()?)?, number(parts.next()?)?, parts.next().unwrap_or("0"));
    let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let seconds = number(seconds)?;
    if hours > 24 || minutes > 59 || seconds > 60 || fraction.len() > 6 {
        return None;
    }
    let fraction = number(&format!("{fraction:0<6}"))?;
    let micros = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + fraction;
    (micros <= DAY).then_some(micros)
}

/// A time and the zone behind it, each as its text.
pub(super) fn split_zone(text: &str) -> Option<(&str, &str)> {
    text.find(['+', '-', 'Z']).map(|at| text.split_at(at))
}

/// The seconds that a zone is east of UTC: `Z`, `+05`, `-03:30`, `+01:02:03`.
pub(super) fn read_zone(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, digits) =
        if let Some(rest) = zone.strip_prefix('-') { (-1, rest) } else { (1, zone.strip_prefix('+')?) };
    let digits = if digits.contains(':') { digits.to_owned() } else { format!("{digits}:00") };
    read_time(&digits).map(|micros| sign * micros / 1_000_000)
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

/// Writes a date in ISO order without its era, and says whether that is BC.
pub(super) fn write_date(f: &mut fmt::Formatter<'_>, days: i64) -> Result<bool, fmt::Error> {
    let (year, month, day) = days_to_civil(days);
    let shown = if year <= 0 { 1 - year } else { year };
    write!(f, "{shown:04}-{month:02}-{day:02}")?;
    Ok(year <= 0)
}

/// Writes a time of the day.
pub(super) fn write_time(f: &mut fmt::Formatter<'_>, micros: i64) -> fmt::Result {
    let (seconds, fraction) = (micros / 1_000_000, micros % 1_000_000);
    write!(f, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
    write_fraction(f, fraction)
}

/// Writes what [`read_zone`] reads, minutes and seconds only where there are some.
pub(super) fn write_zone(f: &mut fmt::Formatter<'_>, east: i64) -> fmt::Result {
    let (sign, seconds) = (if east < 0 { '-' } else { '+' }, east.abs());
    write!(f, "{sign}{:02}", seconds / 3600)?;
    if seconds % 3600 != 0 {
        write!(f, ":{:02}", seconds / 60 % 60)?;
    }
    if seconds % 60 == 0 { Ok(()) } else { write!(f, ":{:02}", seconds % 60) }
}

/// A fraction of a second in microseconds, without zeros at its end.
pub(super) fn write_fraction(f: &mut fmt::Formatter<'_>, micros: i64) -> fmt::Result {
    if micros == 0 {
        return Ok(());
    }
    write!(f, ".{}", format!("{micros:06}").trim_end_matches('0'))
}
