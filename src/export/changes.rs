//! Changes of the database to changes of the database module: one each, in their order.

use super::ExportError;
use crate::module::{Change, ChangeName, ModuleWriter, NameError, Renames, Requirement};
use crate::row::LiteralError;
use crate::source::{ActionSink, Actions, SourceError, SqlAction, Stopped};

/// Writes changes as they come.
pub(super) struct Changes<'a> {
    writer: ModuleWriter,
    renames: &'a Renames,
    error: Option<ExportError>,
}

impl<'a> Changes<'a> {
    pub(super) fn new(writer: ModuleWriter, renames: &'a Renames) -> Self {
        Self { writer, renames, error: None }
    }

    /// The writer and what the source gave, if all was written.
    pub(super) fn finish(self, result: Result<Actions, SourceError>) -> Result<(ModuleWriter, Actions), ExportError> {
        match (self.error, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(error.into()),
            (None, Ok(actions)) => Ok((self.writer, actions)),
        }
    }

    fn write(&mut self, action: &SqlAction) -> Result<(), ExportError> {
        let SqlChange { change, deploy, revert, verify } = SqlChange::new(action, self.renames)?;
        Ok(self.writer.script_change(&change, &deploy, Some(&revert), Some(&verify))?)
    }
}

/// A change as it stands in a module.
pub(crate) struct SqlChange {
    pub(crate) change: Change,
    pub(crate) deploy: String,
    pub(crate) revert: String,
    pub(crate) verify: String,
}

impl SqlChange {
    /// The one way from a source's change to a module's: for the export, and for what compares with one.
    pub(crate) fn new(action: &SqlAction, renames: &Renames) -> Result<Self, ExportError> {
        let named = |cause: NameError| ExportError::ChangeName { id: action.id, cause };
        let requires = action.deps.iter().map(|dep| Requirement::parse(&renames.text(dep)));
        let change = Change {
            name: ChangeName::new(renames.text(&action.deploy)).map_err(named)?,
            requires: requires.collect::<Result<_, _>>().map_err(named)?,
            note: format!("SQL action {}", action.id),
        };
        let text = |column: &'static str, sql: &Option<String>, none: &str| match sql.as_deref() {
            Some(sql) if sql.contains('\0') => {
                Err(ExportError::ChangeText { id: action.id, column, cause: LiteralError::Nul })
            }
            Some(sql) if !sql.trim().is_empty() => Ok(renames.text(sql).into_owned()),
            _ => Ok(format!("-- {none}\n")),
        };
        // pgpm refuses to revert a module in which a change has no revert script at all.
        let deploy = text("content", &action.content, "This change has no SQL of its own.")?;
        let revert = text("revert", &action.revert, "The platform has no script that reverts this change.")?;
        let verify = text("verify", &action.verify, "The platform has no script that verifies this change.")?;
        Ok(Self { change, deploy, revert, verify })
    }
}

impl ActionSink for Changes<'_> {
    fn action(&mut self, action: SqlAction) -> Result<(), Stopped> {
        self.write(&action).map_err(|error| {
            self.error = Some(error);
            Stopped
        })
    }
}
