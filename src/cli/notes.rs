//! Notes of what lies in a project and is passed over: to standard error, and into the JSON of a result.

use serde::Serialize;

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
