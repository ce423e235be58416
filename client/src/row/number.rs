//! Numbers as JSON may write them (RFC 8259, section 6): whichever form a server or a proxy chooses (`1000`, `1E3`,
//! `1000.00`), it is the same number, and is read to the last digit.

use std::borrow::Cow;

/// A decimal number: `digits` times ten to the power of `exponent`. Neither end of the digits is a zero; zero has none.
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// The number that a text is; `None` where it is none. A sign before it may be a minus, as in JSON.
    fn read(text: &str) -> Option<Self> {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
        if !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let digits = all.trim_end_matches('0');
        let zeros = i64::try_from(all.len() - digits.len()).ok()?;
        let exponent = exponent.saturating_sub(i64::try_from(fraction.len()).ok()?).saturating_add(zeros);
        Some(Self { negative, digits: digits.trim_start_matches('0').to_owned(), exponent })
    }

    /// The number times ten to the power of `places`, where that is a whole one of 128 bits.
    fn scaled(&self, places: i64) -> Option<i128> {
        if self.digits.is_empty() {
            return Some(0);
        }
        let power = u32::try_from(self.exponent.saturating_add(places)).ok()?;
        let unsigned = self.digits.parse::<i128>().ok()?.checked_mul(10_i128.checked_pow(power)?)?;
        Some(if self.negative { -unsigned } else { unsigned })
    }
}

/// An exponent of any size: beyond 64 bits, one is as large as another.
fn read_exponent(text: &str) -> Option<i64> {
    let (sign, digits) = match text.split_at_checked(1) {
        Some(("-", digits)) => (-1, digits),
        Some(("+", digits)) => (1, digits),
        _ => (1, text),
    };
    is_digits(digits).then(|| digits.parse().unwrap_or(i64::MAX) * sign)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The whole number that a text is; `None` where it has a fraction, does not fit or is no number.
pub(crate) fn whole<T: TryFrom<i128>>(text: &str) -> Option<T> {
    Decimal::read(text)?.scaled(0).and_then(|number| T::try_from(number).ok())
}

/// The number times a million, where that is a whole one: microseconds, of seconds.
pub(super) fn millionths(text: &str) -> Option<i64> {
    Decimal::read(text)?.scaled(6).and_then(|number| i64::try_from(number).ok())
}

/// Whether the number is zero; `None` where the text is no number.
pub(super) fn is_zero(text: &str) -> Option<bool> {
    Decimal::read(text).map(|number| number.digits.is_empty())
}

/// A JSON text with each whole number of 64 bits in it written without point and exponent, for a reader that takes no
/// other form.
pub fn plain_integers(json: &str) -> Cow<'_, str> {
    let (mut out, mut taken, mut at) = (String::new(), 0, 0);
    let bytes = json.as_bytes();
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'"' => behind_string(bytes, at),
            b'-' | b'0'..=b'9' => {
                let end = behind_number(bytes, at);
                if let Some(plain) = json.get(at..end).and_then(as_plain) {
                    out.push_str(&json[taken..at]);
                    out.push_str(&plain);
                    taken = end;
                }
                end
            }
            _ => at + 1,
        };
    }
    if taken == 0 { Cow::Borrowed(json) } else { Cow::Owned(out + &json[taken..]) }
}

/// Where the string of a JSON text ends that begins at a byte: behind its quote, or behind the text where it has none.
pub(super) fn behind_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        at += match bytes.get(at) {
            Some(b'"') | None => return at + 1,
            Some(b'\\') => 2,
            Some(_) => 1,
        };
    }
}

fn behind_number(bytes: &[u8], start: usize) -> usize {
    let more =
        bytes.iter().skip(start).take_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
    start + more.count()
}

/// The number in its plain form, where it has another.
fn as_plain(number: &str) -> Option<String> {
    let other = number.contains(['.', 'e', 'E']);
    whole::<i64>(number).filter(|_| other).map(|whole| whole.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::row::{Cell, FromCell, Interval, Money, Numeric, Range};

    #[test]
    fn n23_a_whole_number_is_one_in_any_form() {
        let thousand = ["1000", "1E3", "1e+3", "1.0e3", "1000.00", "10000e-1", "0.001E6", "100000000e-5"];
        for text in thousand {
            assert_eq!(whole::<i32>(text), Some(1000), "{text}");
        }
        for text in ["0", "-0", "-0.0", "0e999999999999999999999", "0.000E-99999999999999999999", "-0e5"] {
            assert_eq!(whole::<i16>(text), Some(0), "{text}");
        }
        assert_eq!(whole::<i64>("-9.223372036854775808E18"), Some(i64::MIN));
        assert_eq!(whole::<u32>("4294967295.0"), Some(u32::MAX));
    }

    #[test]
    fn n23_what_is_no_whole_number_of_the_size_is_none() {
        let none = [
            "1.5",
            "1e-1",
            "1e5",
            "32768",
            "-1e99999999999999999999",
            "1e-99999999999999999999",
            "",
            "-",
            "1.",
            ".5",
            "1e",
            "1e+",
            "+1",
            "e1",
            "0x1",
            "NaN",
            "Infinity",
            "1 ",
            "--1",
            "1e1.0",
        ];
        for text in none {
            assert_eq!(whole::<i16>(text), None, "{text}");
        }
        assert_eq!(whole::<i64>("9223372036854775808"), None);
        assert_eq!(whole::<u32>("-1"), None);
    }

    #[test]
    fn n23_readers_that_take_plain_integers_alone_are_given_these() {
        let json = r#"{"a":1E3,"b":[7.0,-2.50e1,1.5,1e400],"c":"1E3 \" 2.0","d":12,"e":true}"#;
        let plain = r#"{"a":1000,"b":[7,-25,1.5,1e400],"c":"1E3 \" 2.0","d":12,"e":true}"#;
        assert_eq!(plain_integers(json), plain);
        assert!(matches!(plain_integers(plain), Cow::Borrowed(_)));
        assert_eq!(plain_integers("1e1"), "10");
        assert_eq!(plain_integers("\"1e1"), "\"1e1");
    }

    fn cell<T: FromCell>(raw: &str) -> Option<T> {
        T::from_cell(Cell(Some(raw))).ok()
    }

    /// A number, as a whole one over a power of ten, and a form of it.
    fn number() -> impl Strategy<Value = (i128, u32, String)> {
        let parts = (any::<bool>(), 0..2_000_000_000_i64, 0..12_u32, -8..9_i32, any::<bool>(), 0..3_u8);
        parts.prop_map(|(negative, digits, places, exponent, large, sign)| {
            let padded = format!("{digits:0>width$}", width = places as usize + 1);
            let (before, after) = padded.split_at(padded.len() - places as usize);
            let minus = if negative { "-" } else { "" };
            let point = if after.is_empty() { String::new() } else { format!(".{after}") };
            let letter = if large { 'E' } else { 'e' };
            let power = match (exponent, sign) {
                (0, 0) => String::new(),
                (0.., 1) => format!("{letter}+{exponent}"),
                _ => format!("{letter}{exponent}"),
            };
            // Over ten to the 20th: no form has more places.
            let shift = u32::try_from(20 - i64::from(places) + i64::from(exponent)).unwrap();
            let over = i128::from(digits) * 10_i128.pow(shift) * if negative { -1 } else { 1 };
            let scale = u32::try_from(i64::from(places) - i64::from(exponent)).unwrap_or(0);
            (over, scale, format!("{minus}{before}{point}{power}"))
        })
    }

    const OVER: i128 = 10_i128.pow(20);

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn n23_every_reader_reads_the_exact_number((over, scale, text) in number()) {
            let exact = (over % OVER == 0).then_some(over / OVER);
            let as_whole = |exact: i128| i64::try_from(exact).ok();
            prop_assert_eq!(cell::<i64>(&text), exact.and_then(as_whole), "{}", text);
            prop_assert_eq!(cell::<i32>(&text), exact.and_then(|it| it.try_into().ok()), "{}", text);
            prop_assert_eq!(cell::<i16>(&text), exact.and_then(|it| it.try_into().ok()), "{}", text);
            prop_assert_eq!(cell::<u32>(&text), exact.and_then(|it| it.try_into().ok()), "{}", text);

            let written = cell::<Numeric>(&text).unwrap().to_string();
            let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
            prop_assert_eq!(fraction.len(), scale as usize, "{} {}", text, written);
            let digits: i128 = format!("{whole}{fraction}").parse().unwrap();
            prop_assert_eq!(digits * 10_i128.pow(20 - scale), over, "{} {}", text, written);
            let money = cell::<Money>(&text).unwrap();
            prop_assert_eq!(money.as_str(), super::super::numeric::trim_scale(&written), "{}", text);

            prop_assert_eq!(cell::<f64>(&text).map(f64::abs), written.trim_start_matches('-').parse().ok(), "{}", text);
            let micros = (over % (OVER / 1_000_000) == 0).then_some(over / (OVER / 1_000_000));
            let interval = cell::<Interval>(&format!("{{\"seconds\":{text}}}"));
            prop_assert_eq!(interval.map(|it| it.micros), micros.and_then(as_whole), "{}", text);

            let range = format!("{{\"start\":{{\"value\":{text},\"inclusive\":true}},\"end\":null}}");
            prop_assert_eq!(cell::<Range<i32>>(&range).is_some(), cell::<i32>(&text).is_some(), "{}", text);
        }
    }
}
