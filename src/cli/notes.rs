//! Notes of what lies in a project and is passed over: to standard error, and into the JSON of a result.

use serde::Serialize;
use serde_json::{Value, json};

use super::output;

/// A result with the notes that came before it.
#[derive(Debug, Serialize)]
pub(crate) struct Noted<'a, T> {
    #[serde(flatten)]
    pub(crate) result: &'a T,
    pub(crate) notes: &'a [String],
}

/// Says them, each on a line.
pub(crate) fn say(notes: &[String]) {
    for note in notes {
        output::note(&format!("note: {note}"));
    }
}

/// An object with the notes as one more key.
pub(crate) fn with_notes(mut value: Value, notes: &[String]) -> Value {
    if let Value::Object(keys) = &mut value {
        keys.insert("notes".to_owned(), json!(notes));
    }
    value
}
