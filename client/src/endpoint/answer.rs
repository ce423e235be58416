//! An answer whose status says that it is GraphQL.

use super::EndpointError;

/// An answer, whole, whose status says that it is GraphQL.
#[derive(Debug, Clone)]
pub struct Answer {
    url: String,
    body: Vec<u8>,
}

impl Answer {
    pub(super) fn new(url: String, body: Vec<u8>) -> Self {
        Self { url, body }
    }

    /// The body.
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// The body as text.
    ///
    /// # Errors
    /// It is not valid UTF-8.
    pub fn into_text(self) -> Result<String, EndpointError> {
        let Self { url, body } = self;
        String::from_utf8(body).map_err(|error| EndpointError::Malformed { url, reason: error.to_string() })
    }
}

/// The first message of an answer with errors.
pub fn first_error(text: &str) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_str(text).ok()?;
    let error = answer.get("errors")?.as_array()?.first()?;
    let message = error.get("message").and_then(serde_json::Value::as_str).unwrap_or("without a message");
    Some(message.to_owned())
}
