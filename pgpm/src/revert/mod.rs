//! Takes changes back, the last first, in one transaction.

mod error;

use std::collections::HashSet;

use postgres::{Client, Transaction};
use serde::Serialize;

pub use self::error::RevertError;

use crate::kind::ScriptKind;
use crate::ledger::{self, Failed, Ledger};
use crate::lock::locked;
use crate::module::{ChangeId, Module};
use crate::name::ModuleName;
use crate::project::Project;
use crate::reference::{Reference, Target};
use crate::script::Script;
use crate::sql::Running;
use crate::words::count;

/// What is taken back.
#[derive(Debug, Clone, Default)]
pub struct RevertOptions {
    /// The change of the chosen module that stays, with all that is planned before it; without one, nothing stays.
    pub to: Option<Reference>,
    /// Everything runs, and is rolled back at the end.
    pub dry_run: bool,
    /// The extensions that the reverted modules require are dropped too, as far as nothing depends on them.
    pub drop_extensions: bool,
}

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reverted {
    /// The changes, in the order in which they were reverted.
    pub reverted: Vec<ChangeId>,
    /// The extensions that were dropped.
    pub dropped: Vec<String>,
    /// Whether it was rolled back.
    pub dry_run: bool,
}

/// A change with the script that takes it back.
struct Step {
    change: ChangeId,
    script: Script,
}

/// Takes the deployed changes of a project back: of its chosen module alone, or of all its modules.
///
/// # Errors
/// Something else requires what would go, a script is missing or fails, or the server refuses: then nothing was taken
/// back.
pub fn revert(client: &mut Client, project: &Project, options: &RevertOptions) -> Result<Reverted, RevertError> {
    locked(client, |client| revert_locked(client, project, options))?.unwrap_or(Err(RevertError::Busy))
}

/// What a revert would take back, the last deployed first; nothing is run.
///
/// # Errors
/// Something else requires what would go, a script is missing, or the server refuses.
pub fn would_revert(
    client: &mut Client,
    project: &Project,
    options: &RevertOptions,
) -> Result<Vec<ChangeId>, RevertError> {
    let ledger = Ledger::read(client)?;
    Ok(plan(project, &ledger, options)?.into_iter().map(|step| step.change).collect())
}

fn revert_locked(client: &mut Client, project: &Project, options: &RevertOptions) -> Result<Reverted, RevertError> {
    let ledger = Ledger::read(client)?;
    let steps = plan(project, &ledger, options)?;
    let mut transaction = client.transaction()?;
    match run(&mut transaction, project, &steps, options) {
        Ok(dropped) => {
            if options.dry_run {
                transaction.rollback()?;
            } else {
                transaction.commit()?;
            }
            let reverted = steps.into_iter().map(|step| step.change).collect();
            Ok(Reverted { reverted, dropped, dry_run: options.dry_run })
        }
        Err(error) => {
            transaction.rollback()?;
            if let (RevertError::Script(failed), false) = (&error, options.dry_run) {
                ledger::log_failure(client, Failed::Revert, &failed.change, &failed.error)?;
            }
            Err(error)
        }
    }
}

/// What there is to do, the last deployed first, with all of its scripts; nothing has been run when it fails.
fn plan(project: &Project, ledger: &Ledger, options: &RevertOptions) -> Result<Vec<Step>, RevertError> {
    let stays = options.to.as_ref().map(|to| stays(project, to)).transpose()?;
    let mut steps = Vec::new();
    for module in reverted_modules(project) {
        let after = |line: usize| stays.is_none_or(|stays| line > stays);
        let ids = module.changes.iter().rev().filter(|change| after(change.line)).map(|change| module.id(change));
        for change in ids.filter(|id| ledger.find(id).is_some()) {
            let script = module.script(ScriptKind::Revert, &change.change)?;
            let script = script.ok_or_else(|| {
                let script = module.script_path(ScriptKind::Revert, &change.change);
                RevertError::NoScript { change: change.clone(), script }
            })?;
            steps.push(Step { change, script });
        }
    }
    check_dependents(ledger, &steps)?;
    Ok(steps)
}

/// The chosen module alone, or all of them, the last deployed first.
fn reverted_modules(project: &Project) -> impl Iterator<Item = &Module> {
    let goes = |module: &&Module| project.module.as_ref().is_none_or(|name| *name == module.name);
    project.modules.iter().rev().filter(goes)
}

/// The line of the change that stays.
fn stays(project: &Project, to: &Reference) -> Result<usize, RevertError> {
    let name: &ModuleName = match (&to.package, &project.module) {
        (Some(package), Some(module)) if package != module => {
            return Err(RevertError::OtherModule { to: to.clone(), module: module.clone() });
        }
        (_, Some(module)) => module,
        (_, None) => return Err(RevertError::ToOfNoModule { to: to.clone() }),
    };
    let module = project.find(name);
    let line = module.and_then(|module| match &to.target {
        Target::Change(change) | Target::ChangeAt(change, _) => module.plan.line_of(change),
        Target::Tag(tag) => module.plan.tagged(tag).map(|(line, _)| line),
    });
    line.ok_or_else(|| RevertError::NoSuchChange { to: to.clone(), module: name.clone() })
}

/// What stays must not require what goes, in whatever module it is.
fn check_dependents(ledger: &Ledger, steps: &[Step]) -> Result<(), RevertError> {
    let going: HashSet<String> = steps.iter().map(|step| step.change.to_string()).collect();
    for step in steps {
        let by = ledger.dependents(&step.change).map(ledger::Deployed::name);
        let by: Vec<_> = by.filter(|name| !going.contains(name)).collect();
        if !by.is_empty() {
            return Err(RevertError::Required { change: step.change.clone(), by });
        }
    }
    Ok(())
}

fn run(
    transaction: &mut Transaction<'_>,
    project: &Project,
    steps: &[Step],
    options: &RevertOptions,
) -> Result<Vec<String>, RevertError> {
    for Step { change, script } in steps {
        Running { change, script }.run(transaction)?;
        ledger::forget(transaction, change)?;
    }
    if options.drop_extensions { drop_extensions(transaction, project) } else { Ok(Vec::new()) }
}

/// PostgreSQL brings `plpgsql` with every database.
const BUILT_IN: &str = "plpgsql";

/// What something depends on stays: another module, or somebody else, uses it.
fn drop_extensions(transaction: &mut Transaction<'_>, project: &Project) -> Result<Vec<String>, RevertError> {
    let mut dropped = Vec::new();
    for name in reverted_modules(project).flat_map(|module| module.extensions.iter().rev()) {
        let there = "SELECT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = $1)";
        if name.as_str() == BUILT_IN || !transaction.query_one(there, &[&name.as_str()])?.try_get(0)? {
            continue;
        }
        let mut attempt = transaction.transaction()?;
        // A name of a module has no quotes.
        match attempt.batch_execute(&format!("DROP EXTENSION \"{name}\" RESTRICT")) {
            Ok(()) => {
                attempt.commit()?;
                dropped.push(name.to_string());
            }
            Err(error) if error.code() == Some(&postgres::error::SqlState::DEPENDENT_OBJECTS_STILL_EXIST) => {
                attempt.rollback()?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(dropped)
}

impl Reverted {
    /// For people.
    pub fn text(&self) -> String {
        let line = |id: &ChangeId| format!("reverted {id}\n");
        let dropped = |name: &String| format!("dropped the extension {name}\n");
        let lines: String = self.reverted.iter().map(line).chain(self.dropped.iter().map(dropped)).collect();
        let end = if self.dry_run { ", and everything was rolled back: this was a dry run" } else { "" };
        format!("{lines}{} reverted{end}", count(self.reverted.len(), "change"))
    }
}
