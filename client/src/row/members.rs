//! The members of a JSON object, in their order.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Cell, Mismatch};

/// The members of the object in a cell, each with its raw value.
///
/// # Errors
/// The cell is null, or no object.
pub(crate) fn members(cell: Cell<'_>) -> Result<Vec<(Cow<'_, str>, &RawValue)>, Mismatch> {
    let raw = cell.0.unwrap_or("null");
    let mut json = serde_json::Deserializer::from_str(raw);
    json.deserialize_map(Members).map_err(|_| Mismatch::new("an object", raw))
}

struct Members;

impl<'a> Visitor<'a> for Members {
    type Value = Vec<(Cow<'a, str>, &'a RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(Key(name)) = map.next_key::<Key<'a>>()? {
            members.push((name, map.next_value::<&'a RawValue>()?));
        }
        Ok(members)
    }
}

/// A key, borrowed unless it is escaped.
pub(crate) struct Key<'a>(pub(crate) Cow<'a, str>);

impl<'de: 'a, 'a> serde::Deserialize<'de> for Key<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;
        impl<'de> Visitor<'de> for Borrow {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Borrow)
    }
}
