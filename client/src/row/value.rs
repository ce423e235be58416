//! A value as PostgreSQL has it, whatever source it came from.
//!
//! Its text is PostgreSQL's own, as its output functions write it with `DateStyle` ISO, `IntervalStyle` `iso_8601`,
//! `TimeZone` UTC, `bytea_output` hex and the fewest digits that read back the same: so a value has one text, and
//! every source gives the same.

use std::fmt;

use super::{
    Bytea, Circle, Date, Hstore, Interval, Json, Jsonb, Kind, LineSegment, Money, Numeric, Path, Point, Polygon, Range,
    Rectangle, Time, Timestamp, Timestamptz, Timetz, Uuid, Verbatim, Xml,
};

/// A value of a column.
#[derive(Clone)]
pub enum Value<'a> {
    /// NULL.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer of any width.
    Int(i64),
    /// A `float4`.
    Real(f32),
    /// A `float8`.
    Float(f64),
    /// A value whose `Display` is PostgreSQL's own text of it, in which nothing is a name.
    Shown(&'a dyn fmt::Display),
    /// PostgreSQL's own text of a value in which nothing is a name.
    Plain(&'a str),
    /// Text that people wrote.
    Text(&'a str),
    /// The text of a `json` or `jsonb`.
    Json(&'a str),
    /// A `money`, as a number.
    Money(&'a str),
    /// An `xml`.
    Xml(&'a str),
    /// An array of one dimension whose lower bound is 1.
    Array(Vec<Value<'a>>),
    /// PostgreSQL's own text of an array, and the kind of its elements.
    ArrayText(&'a str, Kind),
}

impl<'a> Value<'a> {
    /// The value whose text PostgreSQL wrote; `array` where `kind` is that of the elements. `None` where the text is
    /// none of that kind.
    pub fn of_text(text: &'a str, kind: Kind, array: bool) -> Option<Self> {
        Some(match (kind, array) {
            (kind, true) => Self::ArrayText(text, kind),
            (Kind::Bool, _) => Self::Bool(match text {
                "t" => true,
                "f" => false,
                _ => return None,
            }),
            (Kind::Int, _) => Self::Int(text.parse().ok()?),
            (Kind::Plain, _) => Self::Plain(text),
            (Kind::Text, _) => Self::Text(text),
            (Kind::Json, _) => Self::Json(text),
            (Kind::Money, _) => Self::Money(text),
            (Kind::Xml, _) => Self::Xml(text),
        })
    }

    /// Whether it is NULL.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// A type that is a value of PostgreSQL.
pub trait ToValue: Send + Sync {
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

macro_rules! shown {
    ($($type:ty)*) => {
        $(impl ToValue for $type {
            fn to_value(&self) -> Value<'_> {
                Value::Shown(self)
            }
        })*
    };
}

shown! {
    Bytea Circle Date Hstore Interval LineSegment Path Point Polygon Rectangle Time Timestamp Timestamptz Timetz Uuid
}

impl<T: fmt::Display + Send + Sync> ToValue for Range<T> {
    fn to_value(&self) -> Value<'_> {
        Value::Shown(self)
    }
}

to_value! {
    bool => |flag| Value::Bool(*flag),
    i16 => |number| Value::Int(i64::from(*number)),
    i32 => |number| Value::Int(i64::from(*number)),
    i64 => |number| Value::Int(*number),
    f32 => |number| Value::Real(*number),
    f64 => |number| Value::Float(*number),
    String => |text| Value::Text(text),
    u32 => |oid| Value::Shown(oid),
    Json => |json| Value::Json(json.as_str()),
    Jsonb => |json| Value::Json(json.as_str()),
    Money => |amount| Value::Money(amount.as_str()),
    Numeric => |number| Value::Plain(number.as_str()),
    Verbatim => |text| Value::Plain(text.as_str()),
    Xml => |xml| Value::Xml(xml.as_str()),
}
