//! The changes of a source against those of a module, by name.

use std::collections::HashSet;
use std::path::Path;

use super::VerifyError;
use super::outcome::{ChangesOutcome, ColumnDifference, Difference};
use super::show::apart;
use crate::export::SqlChange;
use crate::module::{
    Change, ChangeName, ChangeNames, ChangesEntry, ReadError, Renames, ScriptKind, read_plan, read_script, script_hash,
    script_text,
};
use crate::source::{ActionSink, Actions, LeftOut, SourceError, SqlAction, Stopped};

/// Compares changes as they come.
pub(super) struct ChangeComparison<'a> {
    module: &'a Path,
    /// The module's name.
    own: &'a str,
    renames: &'a Renames,
    names: ChangeNames,
    plan: Vec<ChangeName>,
    /// Those of the plan that the source has not given yet.
    left: HashSet<ChangeName>,
    outcome: ChangesOutcome,
    error: Option<VerifyError>,
}

impl<'a> ChangeComparison<'a> {
    /// Reads the plan, and holds the scripts against the manifest.
    pub(super) fn new(
        module: &'a Path,
        own: &'a str,
        entry: &ChangesEntry,
        renames: &'a Renames,
    ) -> Result<Self, VerifyError> {
        let plan = read_plan(module)?;
        let changes = plan.len() as u64;
        let outcome = ChangesOutcome {
            changes,
            edited: script_hash(module, &plan)? != entry.sha256,
            manifest_changes: (changes != entry.changes).then_some(entry.changes),
            ..ChangesOutcome::default()
        };
        let left = plan.iter().cloned().collect();
        Ok(Self { module, own, renames, names: ChangeNames::default(), plan, left, outcome, error: None })
    }

    /// What was found, if the source gave all.
    pub(super) fn finish(self, result: Result<Actions, SourceError>) -> Result<ChangesOutcome, VerifyError> {
        let Self { plan, left, mut outcome, error, .. } = self;
        match (error, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(error.into()),
            (None, Ok(Actions::NotServed)) => Err(VerifyError::NoChanges),
            (None, Ok(Actions::Given(_))) => {
                let missing = plan.iter().filter(|name| left.contains(*name));
                outcome.missing = missing.map(ToString::to_string).collect();
                Ok(outcome)
            }
        }
    }

    fn compare(&mut self, action: &SqlAction) -> Result<(), VerifyError> {
        let SqlChange { change, deploy, revert, verify } =
            SqlChange::new(action, self.own, self.renames, &mut self.names)?;
        self.outcome.source_changes += 1;
        if !self.left.remove(&change.name) {
            self.outcome.extra.push(change.name.to_string());
            return Ok(());
        }
        let texts = ScriptKind::ALL.into_iter().zip([deploy, revert, verify]);
        let scripts = texts.filter_map(|(kind, text)| self.script(kind, &change, &text).transpose());
        let columns: Vec<_> = scripts.collect::<Result<_, _>>()?;
        if columns.is_empty() {
            self.outcome.equal += 1;
        } else {
            self.outcome.different.push(Difference { key: change.name.to_string(), columns });
        }
        Ok(())
    }

    /// What differs between a script and the one that an export would write.
    fn script(&self, kind: ScriptKind, change: &Change, text: &str) -> Result<Option<ColumnDifference>, ReadError> {
        let theirs = script_text(kind, change, text);
        let ours = read_script(self.module, kind, &change.name)?;
        if ours.as_deref() == Some(theirs.as_bytes()) {
            return Ok(None);
        }
        let ours = ours.map_or_else(|| "no such file".into(), |bytes| String::from_utf8_lossy(&bytes).into_owned());
        let (module, source) = apart(&ours, &theirs);
        Ok(Some(ColumnDifference { column: kind.folder().to_owned(), module, source }))
    }
}

impl ActionSink for ChangeComparison<'_> {
    fn action(&mut self, action: SqlAction) -> Result<(), Stopped> {
        self.compare(&action).map_err(|error| {
            self.error = Some(error);
            Stopped
        })
    }

    /// The export left it out too: the manifest says which categories.
    fn left_out(&mut self, _: LeftOut) -> Result<(), Stopped> {
        Ok(())
    }
}
