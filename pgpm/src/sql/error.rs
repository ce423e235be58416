//! A statement of a script that failed, with its place.

use serde::Serializer;
use serde::ser::SerializeStruct;
use typeferry_base::{Location, line_at};
use typeferry_session::ServerError;

use super::runnable::Refusal;
use crate::module::ChangeId;
use crate::script::Script;

/// A statement of a change's script that the server refused.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, thiserror::Error)]
#[error("{change} failed at {place}: {error}{}\n  {}", advice_line(advice.as_deref()), source_line.trim())]
#[non_exhaustive]
pub struct ScriptError {
    /// The change.
    pub change: ChangeId,
    /// Where in the script: where the server says, else where the statement begins.
    #[serde(serialize_with = "serialize_place")]
    pub place: Location,
    /// The line of the script there.
    pub source_line: String,
    /// What the server said.
    #[serde(flatten)]
    pub error: ServerError,
    /// What to do about it, where the deployer knows more of that than the server.
    pub advice: Option<String>,
}

impl ScriptError {
    /// The error at a byte of a change's script.
    pub(crate) fn at(change: &ChangeId, script: &Script, byte: usize, error: ServerError) -> Self {
        let source_line = line_at(&script.text, byte).to_owned();
        Self { change: change.clone(), place: script.location(byte), source_line, error, advice: None }
    }

    /// What is refused before the server sees it, as the server would say it (`feature_not_supported`).
    pub(crate) fn refusal(change: &ChangeId, script: &Script, byte: usize, refusal: &Refusal) -> Self {
        let (message, sqlstate) = (refusal.to_string(), "0A000".to_owned());
        Self::at(change, script, byte, ServerError { message, sqlstate, ..ServerError::default() })
    }

    /// The same with what to do about it.
    pub(crate) fn advised(self, advice: impl Into<Option<String>>) -> Self {
        Self { advice: advice.into(), ..self }
    }
}

fn advice_line(advice: Option<&str>) -> String {
    advice.map(|advice| format!("\nwhat to do: {advice}")).unwrap_or_default()
}

/// A location as the reports of modules have it.
fn serialize_place<S: Serializer>(place: &Location, serializer: S) -> Result<S::Ok, S::Error> {
    let mut fields = serializer.serialize_struct("Place", 3)?;
    fields.serialize_field("path", &place.file)?;
    fields.serialize_field("line", &place.line)?;
    fields.serialize_field("column", &place.column)?;
    fields.end()
}
