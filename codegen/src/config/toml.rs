//! TOML as serde reads it, with the place of what does not fit.

use std::collections::btree_map;
use std::fmt;

use serde::de::value::SeqDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use toml_span::Value;
use toml_span::value::{Key, ValueInner};

/// Why a text cannot be read.
#[derive(Debug)]
pub(super) struct TomlError {
    /// Why, in words.
    pub(super) message: String,
    /// The byte of the text.
    pub(super) at: Option<usize>,
}

impl TomlError {
    /// The same, at this byte where no place is known yet: the innermost is the nearest.
    fn at(self, byte: usize) -> Self {
        Self { at: self.at.or(Some(byte)), ..self }
    }
}

impl From<toml_span::Error> for TomlError {
    fn from(error: toml_span::Error) -> Self {
        Self { message: error.to_string(), at: Some(error.span.start) }
    }
}

impl fmt::Display for TomlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TomlError {}

impl de::Error for TomlError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), at: None }
    }
}

/// A value of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'v, 't>(pub(super) &'v Value<'t>);

impl<'de> Deserializer<'de> for Node<'_, '_> {
    type Error = TomlError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TomlError> {
        let read = match self.0.as_ref() {
            ValueInner::String(text) => visitor.visit_str(text),
            ValueInner::Integer(number) => visitor.visit_i64(*number),
            ValueInner::Float(number) => visitor.visit_f64(*number),
            ValueInner::Boolean(truth) => visitor.visit_bool(*truth),
            ValueInner::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(Node))),
            ValueInner::Table(entries) => visitor.visit_map(Entries { rest: entries.iter(), value: None }),
        };
        read.map_err(|error| error.at(self.0.span.start))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TomlError> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TomlError> {
        match self.0.as_str() {
            Some(word) => {
                visitor.visit_enum(word.into_deserializer()).map_err(|error: TomlError| error.at(self.0.span.start))
            }
            None => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, TomlError> for Node<'_, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The entries of a table.
struct Entries<'v, 't> {
    rest: btree_map::Iter<'v, Key<'t>, Value<'t>>,
    /// That of the key that was given last.
    value: Option<&'v Value<'t>>,
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = TomlError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, TomlError> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(Name(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, TomlError> {
        let value = self.value.take().ok_or_else(|| TomlError::custom("a value without its key"))?;
        seed.deserialize(Node(value)).map_err(|error| error.at(value.span.start))
    }
}

/// The key of an entry.
#[derive(Debug, Clone, Copy)]
struct Name<'v, 't>(&'v Key<'t>);

impl<'de> Deserializer<'de> for Name<'_, '_> {
    type Error = TomlError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TomlError> {
        visitor.visit_str(&self.0.name).map_err(|error: TomlError| error.at(self.0.span.start))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
