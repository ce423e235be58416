//! How values of a column compare, as PostgreSQL compares them, though they are here as the wire has them.

use std::cmp::Ordering;

use apollo_compiler::response::JsonValue;

/// What a column's values are, so far as comparing them goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Texts byte by byte, numbers by value. Timestamps compare well, for the server writes all alike.
    Plain,
    /// Texts without regard to case: `citext` and `uuid`.
    CaseInsensitive,
    /// Numbers that arrive as texts: `int8` and `numeric`.
    Decimal,
    /// Enum values, in the order of their labels.
    Enum(Vec<String>),
    /// Intervals, by their length in PostgreSQL's reckoning: 30 days a month, 24 hours a day.
    Interval,
}

impl Kind {
    /// By the PostgreSQL type, `[]` behind it or not; `labels` are an enum's values in order.
    pub(crate) fn of(pg_type: &str, labels: Option<Vec<String>>) -> Self {
        if let Some(labels) = labels {
            return Self::Enum(labels);
        }
        match pg_type.trim_end_matches("[]") {
            "citext" | "uuid" => Self::CaseInsensitive,
            "int8" | "numeric" => Self::Decimal,
            "interval" => Self::Interval,
            _ => Self::Plain,
        }
    }

    /// Null is greater than everything else, as in `ORDER BY`.
    pub(crate) fn compare(&self, a: &JsonValue, b: &JsonValue) -> Ordering {
        match (a, b) {
            (JsonValue::Null, _) | (_, JsonValue::Null) => a.is_null().cmp(&b.is_null()),
            (JsonValue::Bool(a), JsonValue::Bool(b)) => a.cmp(b),
            (JsonValue::Number(a), JsonValue::Number(b)) => match (a.as_i64(), b.as_i64()) {
                (Some(a), Some(b)) => a.cmp(&b),
                _ => float(a.as_f64()).total_cmp(&float(b.as_f64())),
            },
            (JsonValue::String(a), JsonValue::String(b)) => self.compare_texts(a.as_str(), b.as_str()),
            (JsonValue::Array(a), JsonValue::Array(b)) => {
                let unequal = a.iter().zip(b).map(|(a, b)| self.compare(a, b)).find(|order| order.is_ne());
                unequal.unwrap_or_else(|| a.len().cmp(&b.len()))
            }
            (JsonValue::Object(_), JsonValue::Object(_)) if *self == Self::Interval => {
                microseconds(a).total_cmp(&microseconds(b))
            }
            // JSON of different kinds: any order will do that is the same every time.
            _ => a.to_string().cmp(&b.to_string()),
        }
    }

    fn compare_texts(&self, a: &str, b: &str) -> Ordering {
        match self {
            Self::CaseInsensitive if a.is_ascii() && b.is_ascii() => {
                a.bytes().map(|byte| byte.to_ascii_lowercase()).cmp(b.bytes().map(|byte| byte.to_ascii_lowercase()))
            }
            Self::CaseInsensitive => a.to_lowercase().cmp(&b.to_lowercase()),
            Self::Decimal => compare_decimals(a, b),
            Self::Enum(labels) => {
                let rank = |name: &str| labels.iter().position(|label| label == name);
                rank(a).cmp(&rank(b))
            }
            Self::Plain | Self::Interval => a.cmp(b),
        }
    }
}

fn float(number: Option<f64>) -> f64 {
    number.unwrap_or(f64::NAN)
}

fn microseconds(interval: &JsonValue) -> f64 {
    let part = |name: &str| interval.get(name).and_then(JsonValue::as_f64).unwrap_or(0.0);
    let days = (part("years") * 12.0 + part("months")) * 30.0 + part("days");
    (((days * 24.0 + part("hours")) * 60.0 + part("minutes")) * 60.0 + part("seconds")) * 1e6
}

/// Decimal texts such as `-12.50`, exactly and at any length.
fn compare_decimals(a: &str, b: &str) -> Ordering {
    let (a_negative, b_negative) = (a.starts_with('-'), b.starts_with('-'));
    match (a_negative, b_negative) {
        (false, false) => compare_magnitudes(a, b),
        (true, true) => compare_magnitudes(b, a),
        _ if magnitude(a) == ("", "") && magnitude(b) == ("", "") => Ordering::Equal,
        _ => b_negative.cmp(&a_negative),
    }
}

fn compare_magnitudes(a: &str, b: &str) -> Ordering {
    let ((a_whole, a_fraction), (b_whole, b_fraction)) = (magnitude(a), magnitude(b));
    a_whole.len().cmp(&b_whole.len()).then(a_whole.cmp(b_whole)).then(a_fraction.cmp(b_fraction))
}

/// The digits before and after the point, without the zeros that say nothing.
fn magnitude(text: &str) -> (&str, &str) {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    (whole.trim_start_matches(['-', '+', '0']), fraction.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn compare(kind: &Kind, a: serde_json::Value, b: serde_json::Value) -> Ordering {
        kind.compare(&a.into(), &b.into())
    }

    #[test]
    fn decimals_beyond_a_float_differ() {
        let kind = Kind::Decimal;
        assert_eq!(compare(&kind, json!("9007199254740993"), json!("9007199254740992")), Ordering::Greater);
        assert_eq!(compare(&kind, json!("-10"), json!("-9.5")), Ordering::Less);
        assert_eq!(compare(&kind, json!("1.250"), json!("1.25")), Ordering::Equal);
        assert_eq!(compare(&kind, json!("-0"), json!("0.00")), Ordering::Equal);
        assert_eq!(compare(&kind, json!("-1"), json!("1")), Ordering::Less);
    }

    #[test]
    fn nulls_come_last_and_lists_by_element() {
        assert_eq!(compare(&Kind::Plain, json!(null), json!("z")), Ordering::Greater);
        assert_eq!(compare(&Kind::Plain, json!(["a", null]), json!(["a", "z"])), Ordering::Greater);
        assert_eq!(compare(&Kind::Plain, json!(["a"]), json!(["a", "b"])), Ordering::Less);
    }

    #[test]
    fn enums_by_label_and_intervals_by_length() {
        let kind = Kind::Enum(vec!["CORE".into(), "APP".into()]);
        assert_eq!(compare(&kind, json!("APP"), json!("CORE")), Ordering::Greater);
        let (month, days) = (json!({"months": 1, "days": 0}), json!({"months": 0, "days": 29}));
        assert_eq!(compare(&Kind::Interval, month, days), Ordering::Greater);
    }
}
