//! Changes of the database to changes of the database module: one each, in their order.

use std::collections::{BTreeSet, HashMap};

use super::{ExcludedCategory, ExportError};
use crate::module::{Change, ChangeNames, ModuleName, ModuleWriter, NameError, Renames};
use crate::row::LiteralError;
use crate::source::{ActionSink, Actions, LeftOut, SourceError, SqlAction, Stopped};

/// Writes changes as they come.
pub(super) struct Changes<'a> {
    writer: ModuleWriter,
    module: &'a ModuleName,
    renames: &'a Renames,
    names: ChangeNames,
    excluded: Vec<ExcludedCategory>,
    /// The categories of the changes that were left out, by the names that they would have had.
    left_out: HashMap<String, String>,
    error: Option<ExportError>,
}

/// What [`Changes`] has made of a source's changes.
pub(super) struct WrittenChanges {
    pub(super) writer: ModuleWriter,
    pub(super) actions: Actions,
    pub(super) excluded: Vec<ExcludedCategory>,
    pub(super) names: ChangeNames,
}

impl<'a> Changes<'a> {
    /// The changes of the database module of this name; those of `excluded` categories are not to come.
    pub(super) fn new(writer: ModuleWriter, module: &'a ModuleName, renames: &'a Renames, excluded: &[String]) -> Self {
        let names: BTreeSet<_> = excluded.iter().cloned().collect();
        let excluded = names.into_iter().map(|category| ExcludedCategory { category, changes: 0 }).collect();
        Self { writer, module, renames, names: ChangeNames::default(), excluded, left_out: HashMap::new(), error: None }
    }

    /// The writer and what the source gave, if all was written.
    pub(super) fn finish(self, result: Result<Actions, SourceError>) -> Result<WrittenChanges, ExportError> {
        match (self.error, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(error.into()),
            (None, Ok(actions)) => {
                let Self { writer, excluded, names, .. } = self;
                Ok(WrittenChanges { writer, actions, excluded, names })
            }
        }
    }

    fn write(&mut self, action: &SqlAction) -> Result<(), ExportError> {
        let SqlChange { change, deploy, revert, verify } =
            SqlChange::new(action, self.module.as_str(), self.renames, &mut self.names)?;
        self.nothing_is_missing(&change)?;
        Ok(self.writer.script_change(&change, &deploy, Some(&revert), Some(&verify))?)
    }

    /// A plan does not deploy where a change requires one that was left out.
    fn nothing_is_missing(&self, change: &Change) -> Result<(), ExportError> {
        let mut names = change.requires.iter().filter_map(|required| Some(required.in_module(self.module)?.as_str()));
        match names.find_map(|name| self.left_out.get_key_value(name)) {
            None => Ok(()),
            Some((requires, category)) => Err(ExportError::LeftOutRequired {
                change: change.name.to_string(),
                requires: requires.clone(),
                category: category.clone(),
            }),
        }
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
    /// `module` is the module's name; `names` has those of the changes before.
    pub(crate) fn new(
        action: &SqlAction,
        module: &str,
        renames: &Renames,
        names: &mut ChangeNames,
    ) -> Result<Self, ExportError> {
        let wrong_name = |cause: NameError| ExportError::ChangeName { change: action.key(), cause };
        let requires = action.deps.iter().map(|dep| names.required(module, &renames.text(dep)));
        let requires = requires.collect::<Result<_, _>>().map_err(wrong_name)?;
        let change = Change {
            name: names.give(&renames.text(&action.deploy)).map_err(wrong_name)?,
            requires,
            note: action.id.map(|id| format!("SQL action {id}")).unwrap_or_default(),
        };
        let text = |column: &'static str, sql: &Option<String>, none: &str| match sql.as_deref() {
            Some(sql) if sql.contains('\0') => {
                Err(ExportError::ChangeText { change: action.key(), column, cause: LiteralError::Nul })
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

    fn left_out(&mut self, change: LeftOut) -> Result<(), Stopped> {
        let counted = self.excluded.iter_mut().filter(|excluded| excluded.category == change.category);
        counted.for_each(|excluded| excluded.changes += 1);
        if let Some(name) = change.deploy {
            self.left_out.insert(ChangeNames::left_out(&self.renames.text(&name)), change.category);
        }
        Ok(())
    }
}
