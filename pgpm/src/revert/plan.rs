//! What is taken back, and in what order; nothing has been run when it cannot be.

use std::collections::{HashMap, HashSet};

use super::RevertOptions;
use super::error::RevertError;
use crate::kind::ScriptKind;
use crate::ledger::{self, Action, Deployed, Ledger};
use crate::module::{ChangeId, Module};
use crate::name::ModuleName;
use crate::project::Project;
use crate::reference::{Reference, Target};
use crate::run::{Step, Transactions, may_defer, runnable};
use crate::script::Script;
use crate::sql::Runnable;

/// A change with the script that takes it back.
pub(super) struct Going {
    pub(super) change: ChangeId,
    script: Script,
    runnable: Runnable,
}

/// What is taken back, the last deployed first.
pub(super) struct Reverting {
    pub(super) steps: Vec<Going>,
    /// Whether one of the scripts speaks of deferring a constraint.
    pub(super) deferrable: bool,
}

impl Reverting {
    /// What there is to do, with all of its scripts.
    pub(super) fn plan(
        project: &Project,
        ledger: &Ledger,
        options: &RevertOptions,
        transactions: Transactions,
    ) -> Result<Self, RevertError> {
        let mut going = chosen(project, ledger, options)?;
        if options.cascade {
            add_dependents(ledger, &mut going);
            check_here(project, &going)?;
        } else {
            check_dependents(project, ledger, &going)?;
        }
        let goes = |id: &ChangeId| going.contains(&id.to_string());
        let mut steps = Vec::with_capacity(going.len());
        for module in project.modules.iter().rev() {
            let ids = module.changes.iter().rev().map(|change| module.id(change));
            for change in ids.filter(goes) {
                steps.push(step(module, change, transactions)?);
            }
        }
        let deferrable = steps.iter().any(|step| may_defer(&step.script));
        Ok(Self { steps, deferrable })
    }

    /// The changes that go.
    pub(super) fn changes(&self) -> Vec<ChangeId> {
        self.steps.iter().map(|step| step.change.clone()).collect()
    }

    /// The transactions, in their order.
    pub(super) fn units(&self, transactions: Transactions) -> Vec<Vec<Step<'_>>> {
        let together = |one: &Going, other: &Going| match transactions {
            Transactions::One => true,
            Transactions::Module => one.change.package == other.change.package,
            Transactions::Change => false,
        };
        let units = self.steps.chunk_by(together).map(|unit| unit.iter().map(Going::step).collect());
        let units: Vec<_> = units.collect();
        // Extensions may be dropped where no change is left.
        if units.is_empty() { vec![Vec::new()] } else { units }
    }
}

impl Going {
    fn step(&self) -> Step<'_> {
        Step {
            change: self.change.clone(),
            script: &self.script,
            runnable: &self.runnable,
            ledger: ledger::reverted(&self.change),
            begun: ledger::begun(Action::Revert, &self.change),
        }
    }
}

/// The names of the deployed changes that are meant, as `package:change`.
fn chosen(project: &Project, ledger: &Ledger, options: &RevertOptions) -> Result<HashSet<String>, RevertError> {
    let stays = options.to.as_ref().map(|to| stays(project, to)).transpose()?;
    let mut going = HashSet::new();
    for module in &project.modules {
        let is_meant = match (&stays, &project.module) {
            (Some((name, _)), _) | (None, Some(name)) => module.name == *name,
            (None, None) => true,
        };
        let after = |line: usize| stays.as_ref().is_none_or(|(_, stays)| line > *stays);
        let ids = module.changes.iter().filter(|change| is_meant && after(change.line)).map(|change| module.id(change));
        going.extend(ids.filter(|id| ledger.find(id).is_some()).map(|id| id.to_string()));
    }
    Ok(going)
}

/// The module and the line of the change that stays. A reference that names its module needs no other choice.
fn stays(project: &Project, to: &Reference) -> Result<(ModuleName, usize), RevertError> {
    let name: &ModuleName = match (&to.package, &project.module) {
        (Some(package), Some(module)) if package != module => {
            return Err(RevertError::OtherModule { to: to.clone(), module: module.clone() });
        }
        (Some(name), _) | (None, Some(name)) => name,
        (None, None) => return Err(RevertError::ToOfNoModule { to: to.clone() }),
    };
    let line = project.find(name).and_then(|module| match &to.target {
        Target::Change(change) | Target::ChangeAt(change, _) => module.plan.line_of(change),
        Target::Tag(tag) => module.plan.tagged(tag).map(|(line, _)| line),
    });
    let line = line.ok_or_else(|| RevertError::NoSuchChange { to: to.clone(), module: name.clone() })?;
    Ok((name.clone(), line))
}

fn add_dependents(ledger: &Ledger, going: &mut HashSet<String>) {
    let mut left: Vec<String> = going.iter().cloned().collect();
    while let Some(name) = left.pop() {
        for deployed in ledger.dependents_of(&name) {
            if going.insert(deployed.name()) {
                left.push(deployed.name());
            }
        }
    }
}

/// What goes with the rest must be in the workspace: its revert scripts are.
fn check_here(project: &Project, going: &HashSet<String>) -> Result<(), RevertError> {
    let here: HashSet<String> = project.changes().map(|(module, change)| module.id(change).to_string()).collect();
    let mut elsewhere: Vec<String> = going.difference(&here).cloned().collect();
    elsewhere.sort();
    if elsewhere.is_empty() { Ok(()) } else { Err(RevertError::Elsewhere { changes: elsewhere }) }
}

/// What stays must not require what goes, in whatever module it is.
fn check_dependents(project: &Project, ledger: &Ledger, going: &HashSet<String>) -> Result<(), RevertError> {
    let names: HashMap<String, ChangeId> =
        project.changes().map(|(module, change)| module.id(change)).map(|id| (id.to_string(), id)).collect();
    let mut ids: Vec<&ChangeId> = going.iter().filter_map(|name| names.get(name)).collect();
    ids.sort();
    for id in ids {
        let by: Vec<_> = ledger.dependents(id).map(Deployed::name).filter(|name| !going.contains(name)).collect();
        if !by.is_empty() {
            return Err(RevertError::Required { change: id.clone(), by });
        }
    }
    Ok(())
}

fn step(module: &Module, change: ChangeId, transactions: Transactions) -> Result<Going, RevertError> {
    let Some(script) = module.script(ScriptKind::Revert, &change.change)? else {
        let script = module.script_path(ScriptKind::Revert, &change.change);
        return Err(RevertError::NoScript { change, script });
    };
    let runnable = runnable(&script, ScriptKind::Revert, &change.change, transactions)?;
    Ok(Going { change, script, runnable })
}
