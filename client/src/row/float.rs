//! The text of floating-point numbers, as PostgreSQL writes them: the fewest digits that read back the same
//! (<https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-FLOAT>).

use std::fmt::LowerExp;

/// The text of a `float8`.
pub fn double(number: f64) -> String {
    if number.is_finite() { shortest(number, 15) } else { special(number) }
}

/// The text of a `float4`.
pub fn single(number: f32) -> String {
    if number.is_finite() { shortest(number, 6) } else { special(f64::from(number)) }
}

fn special(number: f64) -> String {
    let name = if number.is_nan() {
        "NaN"
    } else if number > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    };
    name.to_owned()
}

/// Without an exponent from 0.0001 on, and below ten to the power of `fixed`.
fn shortest(number: impl LowerExp, fixed: i32) -> String {
    let text = format!("{number:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    if !(-4..fixed).contains(&exponent) {
        let side = if exponent < 0 { '-' } else { '+' };
        return format!("{sign}{mantissa}e{side}{:02}", exponent.abs());
    }
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let Ok(whole) = usize::try_from(exponent) else {
        let zeros = "0".repeat(usize::try_from(-exponent - 1).unwrap_or_default());
        return format!("{sign}0.{zeros}{digits}");
    };
    match digits.split_at_checked(whole + 1) {
        Some((before, "")) => format!("{sign}{before}"),
        Some((before, after)) => format!("{sign}{before}.{after}"),
        None => format!("{sign}{digits:0<width$}", width = whole + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_are_those_of_postgresql() {
        let doubles = [0.0, -0.0, 0.1, -1.5, 1e-4, 1e-5, 1e-7, 100.0, 123_456_789_012_345.0, 1e15, 1.25e22, f64::MAX];
        let texts = doubles.map(double);
        assert_eq!(texts[..6], ["0", "-0", "0.1", "-1.5", "0.0001", "1e-05"]);
        assert_eq!(texts[6..], ["1e-07", "100", "123456789012345", "1e+15", "1.25e+22", "1.7976931348623157e+308"]);
        assert_eq!([0.1, 999_999.0, 1e6, 1e-10].map(single), ["0.1", "999999", "1e+06", "1e-10"]);
        assert_eq!([f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(double), ["NaN", "Infinity", "-Infinity"]);
    }
}
