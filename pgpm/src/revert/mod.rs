//! Takes changes back, the last first.

mod error;
mod extensions;
mod plan;

use std::sync::Arc;

use serde::Serialize;
use typeferry_session::{Interrupt, Observer, Options, Parameters, Report, Target, Work, Worker};

pub use self::error::{RevertError, RevertFailure};

use self::plan::Reverting;
use crate::ledger::{Action, Ledger};
use crate::module::ChangeId;
use crate::project::Project;
use crate::reference::Reference;
use crate::run::{Aftermath, Leftover, RunFailure, Runner, Step, Transactions};
use typeferry_base::count;

/// What is taken back.
#[derive(Debug, Clone, Default)]
pub struct RevertOptions {
    /// The change that stays, with all that its module's plan has before it; without one, nothing stays.
    pub to: Option<Reference>,
    /// What requires something that goes is taken back too, in whatever module it is.
    pub cascade: bool,
    /// What is one transaction. A dry run is one, whatever this says.
    pub transactions: Transactions,
    /// The extensions that the reverted modules require are dropped too, as far as nothing depends on them.
    pub drop_extensions: bool,
}

/// A revert: of what, where and how.
pub struct ModuleRevert<'a> {
    /// The modules.
    pub project: &'a Project,
    /// The database; one that is not there is not created.
    pub target: &'a Target,
    /// What is taken back.
    pub what: RevertOptions,
    /// How: lock, time, dry run.
    pub options: Options,
    /// Who follows.
    pub observer: Arc<dyn Observer>,
    /// What may stop it.
    pub interrupt: &'a Interrupt,
}

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reverted {
    /// The changes, in the order in which they were reverted.
    pub reverted: Vec<ChangeId>,
    /// The extensions that were dropped.
    pub dropped: Vec<String>,
    /// What scripts left behind in the session, and was put back.
    #[serde(rename = "leftBehind")]
    pub leftovers: Vec<Leftover>,
    /// Whether it was rolled back.
    pub dry_run: bool,
}

/// How far a revert has come.
#[derive(Default)]
struct Course {
    began: bool,
    running: Option<ChangeId>,
    /// What the ledger had when it began.
    before: Ledger,
    done: Option<Reverted>,
}

impl ModuleRevert<'_> {
    /// What there is to take back, the last deployed first, without doing any of it.
    ///
    /// # Errors
    /// Something else requires what would go, a script is missing or has what no script may have, or the ledger cannot be
    /// read.
    pub fn plan(&self) -> Result<Vec<ChangeId>, RevertError> {
        let mut session = self.target.connection.silent_session()?;
        let ledger = Ledger::read(&mut session)?;
        let reverting = Reverting::plan(self.project, &ledger, &self.what, self.transactions())?;
        Ok(reverting.steps.into_iter().map(|step| step.change).collect())
    }

    /// Takes the deployed changes of the project back: of its chosen module alone, or of all its modules.
    ///
    /// # Errors
    /// [`RevertError`], with the changes that are reverted all the same.
    pub fn run(&self) -> Result<Reverted, Box<RevertFailure>> {
        let (parameters, mut report, mut course) = (Parameters::default(), Report::default(), Course::default());
        let work = Work {
            target: self.target,
            creates: false,
            files: None,
            parameters: &parameters,
            options: &self.options,
            observer: Arc::clone(&self.observer),
            interrupt: self.interrupt,
        };
        let result = work.run(&mut report, |worker| self.in_session(worker, &mut course));
        match (result, course.done.take()) {
            (Ok(()), Some(done)) => Ok(done),
            (Ok(()), None) => Err(RevertFailure::before(RevertError::Nothing)),
            (Err(error), _) => Err(self.failed(error, course)),
        }
    }

    /// A dry run is one transaction.
    fn transactions(&self) -> Transactions {
        if self.options.dry_run { Transactions::One } else { self.what.transactions }
    }

    fn in_session(&self, worker: &mut Worker<'_>, course: &mut Course) -> Result<(), RevertError> {
        course.before = Ledger::read(worker.session())?;
        let reverting = Reverting::plan(self.project, &course.before, &self.what, self.transactions())?;
        let units = reverting.units(self.transactions());
        course.began = true;
        let dry_run = self.options.dry_run;
        let mut runner = Runner::new(worker, reverting.deferrable, self.transactions(), dry_run)?;
        let mut dropped = Vec::new();
        let last = units.len().saturating_sub(1);
        let result = units.iter().enumerate().try_for_each(|(at, unit)| {
            let ends = at == last && self.what.drop_extensions;
            self.unit(&mut runner, unit, ends.then_some(&mut dropped))
        });
        course.running = runner.running.take();
        let (reverted, leftovers) = (reverting.changes(), std::mem::take(&mut runner.leftovers));
        course.done = Some(Reverted { reverted, dropped, leftovers, dry_run });
        result
    }

    fn unit(
        &self,
        runner: &mut Runner<'_, '_>,
        unit: &[Step<'_>],
        dropped: Option<&mut Vec<String>>,
    ) -> Result<(), RevertError> {
        if let [step] = unit
            && step.runnable.no_transaction
        {
            runner.change(step)?;
            runner.running = None;
            return Ok(());
        }
        runner.transaction(|runner| {
            unit.iter().try_for_each(|step| runner.change(step))?;
            match dropped {
                Some(dropped) => extensions::drop(runner, self.project, dropped),
                None => Ok(()),
            }
        })
    }

    fn failed(&self, error: RevertError, course: Course) -> Box<RevertFailure> {
        if !course.began {
            return RevertFailure::before(error);
        }
        let (action, before) = (Action::Revert, &course.before);
        let aftermath = Aftermath { action, project: self.project, connection: &self.target.connection, before };
        if let (RevertError::Run(failure), false) = (&error, self.options.dry_run) {
            aftermath.log(failure);
        }
        let running = course.running.filter(|_| !matches!(error, RevertError::Run(RunFailure::Script(_))));
        Box::new(RevertFailure { error, running, committed: aftermath.committed() })
    }
}

impl Reverted {
    /// For people.
    pub fn text(&self) -> String {
        let line = |id: &ChangeId| format!("reverted {id}\n");
        let dropped = |name: &String| format!("dropped the extension {name}\n");
        let left = |left: &Leftover| format!("{left}\n");
        let lines = self.reverted.iter().map(line).chain(self.dropped.iter().map(dropped));
        let lines: String = lines.chain(self.leftovers.iter().map(left)).collect();
        let end = if self.dry_run { ", and everything was rolled back: this was a dry run" } else { "" };
        format!("{lines}{} reverted{end}", count(self.reverted.len(), "change"))
    }
}
