//! The course of a deploy in its session.

use std::collections::HashSet;

use typeferry_session::Worker;

use super::scripts::Scripts;
use super::units::{Left, Part, Unit};
use super::{DeployError, ModuleDeploy};
use crate::ledger::{self, Action, Ledger};
use crate::module::{ChangeId, Module};
use crate::name::ModuleName;
use crate::prerequisites::INSTALLED;
use crate::run::{During, Leftover, RunFailure, Runner, Step, Transactions};
use crate::sql::LEDGER_SQL;
use crate::status::Status;

/// A deploy, and how far it has come.
pub(super) struct Course<'a> {
    deploy: &'a ModuleDeploy<'a>,
    scripts: &'a Scripts,
    tested: &'a HashSet<String>,
    /// Whether anything was run.
    pub(super) began: bool,
    /// The change that ran last, until it is committed.
    pub(super) running: Option<ChangeId>,
    /// What changes left behind.
    pub(super) leftovers: Vec<Leftover>,
}

impl<'a> Course<'a> {
    pub(super) fn new(deploy: &'a ModuleDeploy<'a>, scripts: &'a Scripts, tested: &'a HashSet<String>) -> Self {
        Self { deploy, scripts, tested, began: false, running: None, leftovers: Vec::new() }
    }

    /// Deploys what is left, under the lock.
    pub(super) fn run(&mut self, worker: &mut Worker<'_>) -> Result<(), DeployError> {
        let ledger = self.check(worker)?;
        if !self.tested.is_empty() {
            worker.load()?;
        }
        let extensions =
            worker.session().rows(INSTALLED).map_err(|error| RunFailure::server(During::Beginning, &error))?;
        let left = Left {
            project: self.deploy.project,
            ledger: &ledger,
            scripts: &self.scripts.left,
            extensions: extensions.into_iter().flatten().flatten().collect(),
            tested: self.tested,
        };
        let units = left.units(self.deploy.transactions());
        worker.report.units = Some(units.len());
        self.began = true;
        let mut runner =
            Runner::new(worker, self.scripts.deferrable, self.deploy.transactions(), self.deploy.options.dry_run)?;
        let result = self.units(&mut runner, &units, ledger.exists());
        (self.running, self.leftovers) = (runner.running.take(), std::mem::take(&mut runner.leftovers));
        result
    }

    /// Checks again what was checked before the lock was there: somebody else may have deployed meanwhile. What is refused
    /// is refused before, so that no database is created for it.
    fn check(&self, worker: &mut Worker<'_>) -> Result<Ledger, DeployError> {
        let ledger = Ledger::read(worker.session())?;
        let status = Status::of(self.deploy.project, &ledger);
        self.deploy.check(&status, &ledger)?;
        let known = |id: &ChangeId| self.scripts.left.contains_key(id);
        match status.pending().find(|id| !known(id)) {
            Some(id) => Err(DeployError::Meanwhile { change: id.clone() }),
            None => Ok(ledger),
        }
    }

    fn units(&self, runner: &mut Runner<'_, '_>, units: &[Unit<'_>], has_ledger: bool) -> Result<(), DeployError> {
        let one = self.deploy.transactions() == Transactions::One;
        if !has_ledger && !one {
            runner.transaction(|runner| Ok::<_, DeployError>(runner.plain(During::Ledger, LEDGER_SQL)?))?;
        }
        for unit in units {
            if unit.alone {
                unit.parts.iter().try_for_each(|part| run_part(runner, part))?;
                runner.running = None;
            } else {
                runner.transaction(|runner| run_unit(runner, unit, !has_ledger && one))?;
            }
            runner.worker.report.units_committed += usize::from(!self.deploy.options.dry_run);
        }
        Ok(())
    }
}

fn run_unit(runner: &mut Runner<'_, '_>, unit: &Unit<'_>, makes_ledger: bool) -> Result<(), DeployError> {
    if makes_ledger {
        runner.plain(During::Ledger, LEDGER_SQL)?;
    }
    unit.parts.iter().try_for_each(|part| run_part(runner, part))?;
    match &unit.tests {
        Some(tests) => Ok(runner.tests(tests.pattern().as_deref())?),
        None => Ok(()),
    }
}

fn run_part(runner: &mut Runner<'_, '_>, part: &Part<'_>) -> Result<(), DeployError> {
    let (module, change, runnable) = match part {
        Part::Extension(module, name) => return make_extension(runner, module, name),
        Part::Change(module, change, runnable) => (module, change, runnable),
    };
    let id = module.id(change);
    let step = Step {
        script: &change.deploy,
        runnable,
        ledger: ledger::deployed(&id, &change.deploy.hash, &change.requires),
        begun: ledger::begun(Action::Deploy, &id),
        change: id,
    };
    Ok(runner.change(&step)?)
}

fn make_extension(runner: &mut Runner<'_, '_>, module: &Module, name: &ModuleName) -> Result<(), DeployError> {
    // A name of a module has no quotes.
    let made = runner.plain(During::Beginning, &format!("CREATE EXTENSION IF NOT EXISTS \"{name}\" CASCADE"));
    made.map_err(|failed| match failed {
        RunFailure::Server(failure) if !failure.lost => DeployError::extension(module, name, failure.error),
        other => other.into(),
    })
}
