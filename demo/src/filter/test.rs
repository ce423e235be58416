//! The operators of a column's filter.

use std::cmp::Ordering;

use apollo_compiler::response::JsonValue;

use crate::value::Kind;

/// A test of one value.
pub(super) enum Test {
    IsNull(bool),
    Compare(fn(Ordering) -> bool, JsonValue),
    /// `IS [NOT] DISTINCT FROM`: nulls are values like others.
    Distinct(bool, JsonValue),
    In(bool, Vec<JsonValue>),
    Text(bool, fn(&str, &str) -> bool, String),
}

impl Test {
    pub(super) fn equal(value: JsonValue) -> Self {
        Self::Compare(Ordering::is_eq, value)
    }

    /// Reads an operator, and says how the values compare under it.
    pub(super) fn read(operator: &str, value: &JsonValue, own: &Kind) -> Result<(Self, Kind), String> {
        if value.is_null() {
            return Err("Null literals are forbidden in filter arguments".into());
        }
        let (name, kind) = match operator.strip_suffix("Insensitive") {
            Some(name) => (name, Kind::CaseInsensitive),
            None => (operator, own.clone()),
        };
        let test = Self::order(name, value).or_else(|| Self::set(name, value)).or_else(|| Self::text(name, value));
        let test = test.ok_or_else(|| format!("the demo does not know the filter operator `{operator}`"))?;
        Ok((test, kind))
    }

    fn order(name: &str, value: &JsonValue) -> Option<Self> {
        let holds: fn(Ordering) -> bool = match name {
            "equalTo" => Ordering::is_eq,
            "notEqualTo" => Ordering::is_ne,
            "greaterThan" => Ordering::is_gt,
            "greaterThanOrEqualTo" => Ordering::is_ge,
            "lessThan" => Ordering::is_lt,
            "lessThanOrEqualTo" => Ordering::is_le,
            _ => return None,
        };
        Some(Self::Compare(holds, value.clone()))
    }

    fn set(name: &str, value: &JsonValue) -> Option<Self> {
        let list = || match value {
            JsonValue::Array(items) => items.clone(),
            one => vec![one.clone()],
        };
        match name {
            "isNull" => value.as_bool().map(Self::IsNull),
            "in" => Some(Self::In(true, list())),
            "notIn" => Some(Self::In(false, list())),
            "distinctFrom" => Some(Self::Distinct(true, value.clone())),
            "notDistinctFrom" => Some(Self::Distinct(false, value.clone())),
            _ => None,
        }
    }

    fn text(name: &str, value: &JsonValue) -> Option<Self> {
        let (wanted, found): (bool, fn(&str, &str) -> bool) = match name {
            "includes" => (true, |text, part| text.contains(part)),
            "notIncludes" => (false, |text, part| text.contains(part)),
            "startsWith" => (true, |text, part| text.starts_with(part)),
            "notStartsWith" => (false, |text, part| text.starts_with(part)),
            "endsWith" => (true, |text, part| text.ends_with(part)),
            "notEndsWith" => (false, |text, part| text.ends_with(part)),
            _ => return None,
        };
        Some(Self::Text(wanted, found, value.as_str()?.to_owned()))
    }

    pub(super) fn holds(&self, value: &JsonValue, kind: &Kind) -> Option<bool> {
        match self {
            Self::IsNull(wanted) => Some(value.is_null() == *wanted),
            Self::Distinct(wanted, other) => Some(kind.compare(value, other).is_ne() == *wanted),
            _ if value.is_null() => None,
            Self::Compare(holds, other) => Some(holds(kind.compare(value, other))),
            Self::In(wanted, items) => Some(items.iter().any(|item| kind.compare(value, item).is_eq()) == *wanted),
            Self::Text(wanted, found, part) => {
                let text = value.as_str()?;
                let found = match kind {
                    Kind::CaseInsensitive => found(&text.to_lowercase(), &part.to_lowercase()),
                    _ => found(text, part),
                };
                Some(found == *wanted)
            }
        }
    }
}
