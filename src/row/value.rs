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

macro_rules! to_value {
    ($($type:ty => $value:expr),* $(,)?) => {
        $(impl ToValue for $type {
            fn to_value(&self) -> Value<'_> {
                let value: fn(&Self) -> Value<'_> = $value;
                value(self)
            }
        })*
    };
}

to_value! {
    bool => |flag| Value::Bool(*flag),
    i16 => |number| Value::Int(i64::from(*number)),
    i32 => |number| Value::Int(i64::from(*number)),
    i64 => |number| Value::Int(*number),
    f64 => |number| Value::Float(*number),
    String => |text| Value::Text(text),
    Uuid => |uuid| Value::Uuid(*uuid),
    Timestamptz => |at| Value::Timestamptz(*at),
    Interval => |span| Value::Interval(*span),
    Json => |json| Value::Json(json.as_str()),
}
