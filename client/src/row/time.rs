//! PostgreSQL's `time` and `timetz`: microseconds since midnight, the latter with its zone
//! (<https://www.postgresql.org/docs/current/datatype-datetime.html>).

use std::fmt;

use super::calendar::{read_time, read_zone, split_zone, write_time, write_zone};
use super::{Cell, FromCell, Mismatch};

/// A time of the day, to the microsecond; 24:00 is the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    micros: i64,
}

/// A time of the day in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timetz {
    time: Time,
    /// Seconds east of UTC.
    east: i64,
}

impl Time {
    /// Microseconds since midnight.
    pub fn micros(self) -> i64 {
        self.micros
    }
}

impl Timetz {
    /// The time of the day in its zone.
    pub fn time(self) -> Time {
        self.time
    }

    /// The seconds that its zone is east of UTC.
    pub fn east(self) -> i64 {
        self.east
    }

    fn parse(text: &str) -> Option<Self> {
        let (time, zone) = split_zone(text)?;
        Some(Self { time: Time { micros: read_time(time)? }, east: read_zone(zone)? })
    }
}

impl FromCell for Time {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let text = cell.text()?;
        let micros = read_time(&text).ok_or_else(|| Mismatch::new("a time of the day", &text))?;
        Ok(Self { micros })
    }
}

impl FromCell for Timetz {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let text = cell.text()?;
        Self::parse(&text).ok_or_else(|| Mismatch::new("a time of the day with a zone", &text))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_time(f, self.micros)
    }
}

impl fmt::Display for Timetz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_time(f, self.time.micros)?;
        write_zone(f, self.east)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<T: FromCell + fmt::Display>(text: &str) -> Option<String> {
        T::from_cell(Cell(Some(&format!("\"{text}\"")))).ok().map(|time| time.to_string())
    }

    #[test]
    fn times_are_written_as_postgresql_does() {
        assert_eq!(shown::<Time>("03:04:05.500000").unwrap(), "03:04:05.5");
        assert_eq!(shown::<Time>("24:00:00").unwrap(), "24:00:00");
        assert_eq!(shown::<Timetz>("01:04:05.500000+00:00").unwrap(), "01:04:05.5+00");
        assert_eq!(shown::<Timetz>("01:04:05-03:30").unwrap(), "01:04:05-03:30");
        assert_eq!(shown::<Timetz>("01:04:05+01:02:03").unwrap(), "01:04:05+01:02:03");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "25:00:00", "24:00:01", "01:60:00", "01:00:00.1234567", "01:00:00+00", "noon"] {
            assert_eq!(shown::<Time>(text), None, "{text}");
        }
        assert_eq!(shown::<Timetz>("01:00:00"), None);
    }
}
