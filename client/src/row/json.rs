//! A JSON document as its text: nothing in it is rounded, reordered or dropped on the way.

/// The raw text of a `json` value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Json(String);

impl Json {
    /// The text is taken as it is; it must be JSON.
    pub fn from_raw(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
