//! Decimal numbers as their text, to the last digit: `numeric` and `money`
//! (<https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-NUMERIC-DECIMAL>).

use super::number::is_zero;
use super::{Cell, FromCell, Mismatch};

/// The digits that a `numeric` has at most before its point, and behind it.
const MOST_WHOLE: usize = 131_072;
const MOST_FRACTION: usize = 16_383;

/// A `numeric`, by the text that PostgreSQL has for it: its scale is part of the value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Numeric(String);

/// A `money`, by its text as a number without zeros at its end: what currency it is, only the database knows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Money(String);

impl Numeric {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Money {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Numeric {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Servers send a string, which JSON's readers cannot round; a bare number is taken as well.
impl FromCell for Numeric {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let text = cell.number()?;
        let special = ["NaN", "Infinity", "-Infinity"].contains(&text);
        let read = if special { Some(text.to_owned()) } else { decimal(text) };
        read.map(Self).ok_or_else(|| Mismatch::new("a decimal number", text))
    }
}

impl FromCell for Money {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let text = cell.number()?;
        let read = decimal(text).ok_or_else(|| Mismatch::new("an amount of money", text))?;
        Ok(Self(trim_scale(&read).to_owned()))
    }
}

/// A decimal number without zeros at the end of its fraction, as PostgreSQL's function of that name has it.
pub fn trim_scale(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// The text of a decimal number as `numeric` prints it: without exponent, with the digits behind the point that it
/// was written with. `None` where it is no number, or larger than a `numeric` can be.
pub(super) fn decimal(text: &str) -> Option<String> {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    if unsigned.contains(['e', 'E']) && is_zero(text)? {
        return Some(zero(unsigned));
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let fraction = if mantissa.contains('.') { fraction } else { "" };
    let (whole, fraction) = shifted(whole, fraction, exponent)?;
    let zero = whole == "0" && fraction.bytes().all(|byte| byte == b'0');
    let sign = if zero { "" } else { sign };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// Zero, with as many digits behind the point as its exponent leaves it, and as a `numeric` has at most.
fn zero(unsigned: &str) -> String {
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let behind = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let most = i64::try_from(MOST_FRACTION).unwrap_or_default();
    let exponent = exponent.parse().unwrap_or(if exponent.starts_with('-') { -most } else { most });
    let scale = i64::try_from(behind).unwrap_or(most).saturating_sub(exponent).clamp(0, most);
    match usize::try_from(scale) {
        Ok(scale) if scale > 0 => format!("0.{}", "0".repeat(scale)),
        _ => "0".to_owned(),
    }
}

/// The digits before and behind the point, once that has moved to the right by `exponent`.
fn shifted(whole: &str, fraction: &str, exponent: i32) -> Option<(String, String)> {
    let shift = usize::try_from(exponent.unsigned_abs()).ok()?;
    if shift > MOST_WHOLE + MOST_FRACTION {
        return None;
    }
    let zeros = "0".repeat(shift);
    let digits = if exponent < 0 { format!("{zeros}{whole}{fraction}") } else { format!("{whole}{fraction}{zeros}") };
    // A point that moves left has as many digits more behind it; one that moves right, no fewer than none.
    let behind = if exponent < 0 { fraction.len() + shift } else { fraction.len().saturating_sub(shift) };
    let at = if exponent < 0 { zeros.len() + whole.len() - shift } else { whole.len() + shift };
    let (before, after) = digits.split_at_checked(at)?;
    let before = before.trim_start_matches('0');
    let before = if before.is_empty() { "0" } else { before };
    let after = after.get(..behind)?;
    (before.len() <= MOST_WHOLE && after.len() <= MOST_FRACTION).then(|| (before.to_owned(), after.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_numeric_prints_them() {
        let same = ["0", "1.250", "-0.5", "123456789012345678901234567890.12345678900", "0.00000000000000000001"];
        for text in same {
            assert_eq!(decimal(text).as_deref(), Some(text));
        }
        let cases = [
            ("1e-7", "0.0000001"),
            ("1e+21", "1000000000000000000000"),
            ("1.5E3", "1500"),
            ("1.50e1", "15.0"),
            ("-12.5e-2", "-0.125"),
            ("-0", "0"),
            ("-0.00", "0.00"),
            ("0e5", "0"),
            ("0.00E1", "0.0"),
            ("-0e-2", "0.00"),
            ("0E999999999999999999999", "0"),
            ("007", "7"),
        ];
        for (text, wanted) in cases {
            assert_eq!(decimal(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", "1.", ".5", "1e", "+1", "1,5", "0x1", "1e999999999", "1e-999999999", "1e200000", "NaN"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn special_values_and_money() {
        let numeric = |raw| Numeric::from_cell(Cell(Some(raw))).map(|number| number.0);
        assert_eq!(numeric("\"-Infinity\"").unwrap(), "-Infinity");
        assert_eq!(numeric("\"1.50\"").unwrap(), "1.50");
        assert!(numeric("\"infinite\"").is_err());
        let money = |raw| Money::from_cell(Cell(Some(raw))).map(|money| money.0);
        assert_eq!(
            ["12.3", "-1234567.89", "12.30", "100", "0.00"].map(|raw| money(raw).unwrap()),
            ["12.3", "-1234567.89", "12.3", "100", "0"]
        );
        assert!(money("\"NaN\"").is_err());
    }
}
