//! What operations take, as JSON.

use std::fmt::{Display, Write};

use crate::row::{Bytea, Date, Json, Jsonb, Money, Numeric, Time, Timestamp, Timestamptz, Timetz, Uuid, Verbatim, Xml};

/// A value that can be sent.
pub trait ToJson {
    /// Appends its JSON.
    fn to_json(&self, out: &mut String);

    /// Whether it is left out where it is a member of an object.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value of an input that may be null: to leave it out is not to give null (GraphQL specification, section 2.9.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Input<T> {
    /// Left out: a column keeps what it has, a filter does not filter.
    #[default]
    Absent,
    /// Null.
    Null,
    /// A value.
    Value(T),
}

impl<T> From<T> for Input<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Input<T> {
    /// `None` is null.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: ToJson> ToJson for Input<T> {
    fn to_json(&self, out: &mut String) {
        match self {
            Self::Absent | Self::Null => out.push_str("null"),
            Self::Value(value) => value.to_json(out),
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self, out: &mut String) {
        match self {
            Some(value) => value.to_json(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self, out: &mut String) {
        out.push('[');
        for (at, item) in self.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            item.to_json(out);
        }
        out.push(']');
    }
}

impl<T: ToJson + ?Sized> ToJson for Box<T> {
    fn to_json(&self, out: &mut String) {
        (**self).to_json(out);
    }
}

/// An object that is being written.
#[derive(Debug)]
pub struct JsonObject<'o> {
    out: &'o mut String,
    has_members: bool,
}

impl<'o> JsonObject<'o> {
    /// Opens it.
    pub fn begin(out: &'o mut String) -> Self {
        out.push('{');
        Self { out, has_members: false }
    }

    /// A member, unless it is left out.
    pub fn member(&mut self, name: &str, value: &dyn ToJson) {
        if value.is_absent() {
            return;
        }
        if std::mem::replace(&mut self.has_members, true) {
            self.out.push(',');
        }
        text(name, self.out);
        self.out.push(':');
        value.to_json(self.out);
    }

    /// A member that is not null and has a default: left out where there is none.
    pub fn given<T: ToJson>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    /// Closes it.
    pub fn end(self) {
        self.out.push('}');
    }
}

/// A JSON string (RFC 8259, section 7).
fn text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => _ = write!(out, "\\u{:04x}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn shown(value: &dyn Display, out: &mut String) {
    text(&value.to_string(), out);
}

/// A number that JSON has; those that it has not are sent as the text that PostgreSQL has for them, which a server may take.
fn number(is_finite: bool, value: &dyn Display, out: &mut String) {
    if is_finite { _ = write!(out, "{value}") } else { shown(value, out) }
}

macro_rules! to_json {
    ($($type:ty => $write:expr),* $(,)?) => {
        $(impl ToJson for $type {
            fn to_json(&self, out: &mut String) {
                let write: fn(&Self, &mut String) = $write;
                write(self, out);
            }
        })*
    };
}

to_json! {
    bool => |flag, out| out.push_str(if *flag { "true" } else { "false" }),
    i16 => |number, out| _ = write!(out, "{number}"),
    i32 => |number, out| _ = write!(out, "{number}"),
    // As servers send it: 64 bits are more than JSON's readers hold.
    i64 => |number, out| shown(number, out),
    u32 => |number, out| shown(number, out),
    f32 => |value, out| number(value.is_finite(), value, out),
    f64 => |value, out| number(value.is_finite(), value, out),
    &str => |value, out| text(value, out),
    String => |value, out| text(value, out),
    Json => |json, out| out.push_str(json.as_str()),
    Jsonb => |json, out| out.push_str(json.as_str()),
    Money => |amount, out| out.push_str(amount.as_str()),
    Numeric => |number, out| text(number.as_str(), out),
    Verbatim => |value, out| text(value.as_str(), out),
    Xml => |xml, out| text(xml.as_str(), out),
    Date => |value, out| shown(value, out),
    Time => |value, out| shown(value, out),
    Timetz => |value, out| shown(value, out),
    Timestamp => |value, out| shown(value, out),
    Timestamptz => |value, out| shown(value, out),
    Uuid => |value, out| shown(value, out),
    Bytea => |bytes, out| text(&bytes.base64(), out),
}
