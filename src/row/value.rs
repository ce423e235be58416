//! A value as PostgreSQL has it, whatever source it came from.

use super::{Interval, Json, Timestamptz, Uuid};

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// NULL.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer of any width.
    Int(i64),
    /// A `float8`.
    Float(f64),
    /// Text of any kind.
    Text(&'a str),
    /// An enum's label.
    Label(&'static str),
    /// A `uuid`.
    Uuid(Uuid),
    /// A `timestamptz`.
    Timestamptz(Timestamptz),
    /// An `interval`.
    Interval(Interval),
    /// The text of a `json` or `jsonb`.
    Json(&'a str),
    /// An array of one dimension.
    Array(Vec<Value<'a>>),
}

/// A type that is a value of PostgreSQL.
pub trait ToValue {
    /// The value.
    fn to_value(&self) -> Value<'_>;
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

impl<T: ToValue> ToValue for Vec<T> {
    fn to_value(&self) -> Value<'_> {
        Value::Array(self.iter().map(ToValue::to_value).collect())
    }
}

impl ToValue for bool {
    fn to_value(&self) -> Value<'_> {
        Value::Bool(*self)
    }
}

impl ToValue for i16 {
    fn to_value(&self) -> Value<'_> {
        Value::Int(i64::from(*self))
    }
}

impl ToValue for i32 {
    fn to_value(&self) -> Value<'_> {
        Value::Int(i64::from(*self))
    }
}

impl ToValue for i64 {
    fn to_value(&self) -> Value<'_> {
        Value::Int(*self)
    }
}

impl ToValue for f64 {
    fn to_value(&self) -> Value<'_> {
        Value::Float(*self)
    }
}

impl ToValue for String {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl ToValue for Uuid {
    fn to_value(&self) -> Value<'_> {
        Value::Uuid(*self)
    }
}

impl ToValue for Timestamptz {
    fn to_value(&self) -> Value<'_> {
        Value::Timestamptz(*self)
    }
}

impl ToValue for Interval {
    fn to_value(&self) -> Value<'_> {
        Value::Interval(*self)
    }
}

impl ToValue for Json {
    fn to_value(&self) -> Value<'_> {
        Value::Json(self.as_str())
    }
}
