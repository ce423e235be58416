//! Deploys a project: goes through the modules, runs what is left change by change, keeps the ledger, and runs the tests
//! before it commits.

mod course;
mod error;
mod report;
mod scripts;
mod test_files;
mod units;

use std::sync::Arc;

use typeferry_session::{Interrupt, Observer, Options, Parameters, Report, Target, Work};

pub use self::error::{DeployError, DeployFailure, ExtensionError};

use self::course::Course;
use self::scripts::Scripts;
use self::test_files::Tests;
use crate::ledger::{Action, Ledger};
use crate::module::ChangeId;
use crate::prerequisites::{self, Prerequisites};
use crate::project::Project;
use crate::run::{Aftermath, Committed, Leftover, RunFailure, Transactions, read_ledger};
use crate::status::{Changed, Status};

/// What becomes of a deployed change whose script has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnChanged {
    /// Nothing is deployed.
    #[default]
    Fail,
    /// It stays as it was deployed, and is reported.
    Warn,
}

/// A deploy of modules: what goes where, and how.
pub struct ModuleDeploy<'a> {
    /// The modules.
    pub project: &'a Project,
    /// The database.
    pub target: &'a Target,
    /// Parameters for the tests: `pgmi.<key>`.
    pub parameters: Parameters,
    /// How: lock, timeout, dry run. A dry run is one transaction, whatever `transactions` says.
    pub options: Options,
    /// What is one transaction.
    pub transactions: Transactions,
    /// What becomes of changed scripts.
    pub on_changed: OnChanged,
    /// Whether the tests of the modules run before the commit.
    pub tests: bool,
    /// Who follows.
    pub observer: Arc<dyn Observer>,
    /// What may stop it.
    pub interrupt: &'a Interrupt,
}

/// What was deployed.
#[derive(Debug)]
#[non_exhaustive]
pub struct Done {
    /// The changes that are deployed now and were not before, in their order; those that would be, of a dry run.
    pub deployed: Vec<ChangeId>,
    /// How many were deployed before.
    pub before: usize,
    /// Deployed changes whose scripts have changed.
    pub changed: Vec<Changed>,
    /// What changes left behind in the session, and was put back.
    pub leftovers: Vec<Leftover>,
    /// What the session says of it; tests among it.
    pub report: Report,
}

impl ModuleDeploy<'_> {
    /// What there is to do, without doing any of it.
    ///
    /// # Errors
    /// The database cannot be reached, or its ledger cannot be read.
    pub fn plan(&self) -> Result<Status, DeployError> {
        Ok(Status::of(self.project, &self.ledger()?))
    }

    /// What a deploy would need, and what of it is not there.
    ///
    /// # Errors
    /// The database cannot be reached, or its ledger cannot be read.
    pub fn prerequisites(&self) -> Result<Prerequisites, DeployError> {
        let tests = Tests::read(self.project, self.tests)?;
        Ok(prerequisites::check(self.project, self.target, &self.ledger()?, !tests.modules.is_empty()))
    }

    /// Deploys.
    ///
    /// # Errors
    /// [`DeployError`], with the changes that are committed all the same.
    pub fn run(&self) -> Result<Done, Box<DeployFailure>> {
        let before = self.ledger()?;
        let status = Status::of(self.project, &before);
        self.check(&status, &before)?;
        let tests = Tests::read(self.project, self.tests)?;
        self.check_prerequisites(&before, !tests.modules.is_empty())?;
        let scripts = Scripts::read(self.project, &status, self.transactions())?;
        let work = Work {
            target: self.target,
            creates: true,
            files: (!tests.modules.is_empty()).then_some(&tests.files),
            parameters: &self.parameters,
            options: &self.options,
            observer: Arc::clone(&self.observer),
            interrupt: self.interrupt,
        };
        let (mut report, mut course) = (Report::default(), Course::new(self, &scripts, &tests.modules));
        match work.run(&mut report, |worker| course.run(worker)) {
            Ok(()) => self.done(&before, &status, course.leftovers, report),
            Err(error) => self.failed(&before, &status, error, course, report),
        }
    }

    /// A dry run is one transaction.
    fn transactions(&self) -> Transactions {
        if self.options.dry_run { Transactions::One } else { self.transactions }
    }

    fn check_prerequisites(&self, before: &Ledger, tests: bool) -> Result<(), DeployError> {
        let prerequisites = prerequisites::check(self.project, self.target, before, tests);
        prerequisites.warn(&*self.observer);
        let complete = prerequisites.missing.is_empty();
        if complete { Ok(()) } else { Err(DeployError::Prerequisites(Box::new(prerequisites))) }
    }

    /// What is found before anything runs.
    fn check(&self, status: &Status, ledger: &Ledger) -> Result<(), DeployError> {
        let changed: Vec<_> = status.changed().cloned().collect();
        if self.on_changed == OnChanged::Fail && !changed.is_empty() {
            return Err(DeployError::Changed(changed));
        }
        self.check_renamed(ledger)
    }

    /// The ledger is unique in module and script.
    fn check_renamed(&self, before: &Ledger) -> Result<(), DeployError> {
        for (module, change) in self.project.changes() {
            let id = module.id(change);
            if before.find(&id).is_none()
                && let Some(deployed) = before.with_script(&module.name, &change.deploy.hash)
            {
                let (script, deployed) = (change.deploy.path.clone(), deployed.name());
                return Err(DeployError::Renamed { change: id, script, deployed });
            }
        }
        Ok(())
    }

    /// A database that is not there, or that is to be made anew, has nothing deployed.
    fn ledger(&self) -> Result<Ledger, DeployError> {
        if self.target.overwrite { Ok(Ledger::default()) } else { Ok(read_ledger(&self.target.connection)?) }
    }

    fn done(
        &self,
        before: &Ledger,
        status: &Status,
        leftovers: Vec<Leftover>,
        report: Report,
    ) -> Result<Done, Box<DeployFailure>> {
        let would_be = || status.pending().cloned().collect();
        let deployed = if self.options.dry_run {
            would_be()
        } else {
            self.aftermath(before).changes().map_err(DeployError::from)?
        };
        let count = status.modules.iter().map(|module| module.deployed).sum();
        Ok(Done { deployed, before: count, changed: status.changed().cloned().collect(), leftovers, report })
    }

    fn failed(
        &self,
        before: &Ledger,
        status: &Status,
        error: DeployError,
        course: Course<'_>,
        report: Report,
    ) -> Result<Done, Box<DeployFailure>> {
        let Course { running, leftovers, began, .. } = course;
        let aftermath = self.aftermath(before);
        let committed = if began { aftermath.committed() } else { Committed::NotRun };
        // Where the connection went with the last COMMIT, the ledger knows whether it was one.
        let all = matches!(&committed, Committed::Changes(ids) if ids.len() == status.pending().count());
        if all && matches!(&error, DeployError::Run(failure) if failure.is_lost_commit()) {
            return self.done(before, status, leftovers, report);
        }
        if let (DeployError::Run(failure), false) = (&error, self.options.dry_run) {
            aftermath.log(failure);
        }
        let running = running.filter(|_| !matches!(error, DeployError::Run(RunFailure::Script(_))));
        Err(Box::new(DeployFailure { error, running, committed, report: Some(report) }))
    }

    fn aftermath<'b>(&'b self, before: &'b Ledger) -> Aftermath<'b> {
        Aftermath { action: Action::Deploy, project: self.project, connection: &self.target.connection, before }
    }
}
