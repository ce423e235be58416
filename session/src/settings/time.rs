//! Times as Go writes them: `3m`, `1h30m`, `1.5s`, `0`.

use std::time::Duration;

const UNITS: [(&str, f64); 7] =
    [("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("s", 1.0), ("m", 60.0), ("h", 3600.0)];

/// A time; one below zero can be written, and is refused where it is used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timeout(f64);

impl std::str::FromStr for Timeout {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        seconds(text).map(Self).ok_or_else(|| format!("`{text}` is no time: write 30s, 5m, 1h30m, or 0 for none"))
    }
}

impl Timeout {
    /// The time, none for 0.
    ///
    /// # Errors
    /// It is below zero.
    pub(super) fn get(self) -> Result<Option<Duration>, String> {
        match self.0 {
            0.0 => Ok(None),
            seconds => Duration::try_from_secs_f64(seconds)
                .map(Some)
                .map_err(|_| format!("the timeout of {seconds} seconds cannot be: give one above 0, or 0 for none")),
        }
    }
}

fn seconds(text: &str) -> Option<f64> {
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(0.0);
    }
    let mut sum = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        let unit = rest[digits..].find(|c: char| c.is_ascii_digit() || c == '.').map_or(rest.len(), |at| digits + at);
        let (_, factor) = UNITS.iter().find(|(name, _)| *name == &rest[digits..unit])?;
        sum += number * factor;
        rest = &rest[unit..];
    }
    (!text.is_empty() && text != "-" && text != "+").then_some(sign * sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_go_reads_it() {
        let read = |text: &str| text.parse::<Timeout>().unwrap().get();
        assert_eq!(read("3m").unwrap(), Some(Duration::from_mins(3)));
        assert_eq!(read("1h30m").unwrap(), Some(Duration::from_mins(90)));
        assert_eq!(read("1.5s").unwrap(), Some(Duration::from_millis(1500)));
        assert_eq!((read("0").unwrap(), read("0s").unwrap()), (None, None));
        assert!(read("-1s").is_err());
        for wrong in ["", "5", "s", "1x", "-", "1h5", "1..5s", "m3"] {
            assert!(wrong.parse::<Timeout>().is_err(), "{wrong}");
        }
    }
}
