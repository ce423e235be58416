//! Runs scripts of changes in the session of a deploy or a revert: each change leaves the session as it found it, is
//! written into the ledger, and is named when it fails.

mod advice;
mod committed;
mod constraints;
mod error;
mod leftovers;
mod message;
mod script;

use std::time::Instant;

use typeferry_session::{Event, ServerError, Worker};

pub use self::advice::Transactions;
pub use self::committed::Committed;
pub(crate) use self::committed::{Aftermath, Unread, read_ledger, running_line};
pub use self::error::{During, RunFailure, ServerFailure};
pub use self::leftovers::Leftover;
pub(crate) use self::message::Step;
pub(crate) use self::script::{may_defer, runnable};

use self::constraints::Constraints;
use self::leftovers::{PROBE, State};
use self::message::{Answer, Message};
use crate::module::ChangeId;
use crate::sql::ScriptError;

/// What puts a session back as it was when it began, before its own settings are set again: the role, then all settings.
const RESET: &str = "RESET SESSION AUTHORIZATION;\nRESET ROLE;\nRESET ALL;\n";

/// Runs the scripts of one deploy or revert.
pub(crate) struct Runner<'w, 's> {
    /// The session.
    pub(crate) worker: &'w mut Worker<'s>,
    constraints: Constraints,
    begins_as: State,
    /// What changes left behind, which was put back.
    pub(crate) leftovers: Vec<Leftover>,
    /// The change that runs.
    pub(crate) running: Option<ChangeId>,
    transactions: Transactions,
    dry_run: bool,
}

impl<'w, 's> Runner<'w, 's> {
    /// Looks at the session as it begins, before a script that may have deferred constraints or not.
    pub(crate) fn new(
        worker: &'w mut Worker<'s>,
        deferrable: bool,
        transactions: Transactions,
        dry_run: bool,
    ) -> Result<Self, RunFailure> {
        let failed = |failed: typeferry_connection::RunError| RunFailure::server(During::Beginning, &failed.error);
        let begins_as = State::of(worker.send(PROBE).map_err(failed)?);
        let constraints = Constraints::look(worker, deferrable).map_err(failed)?;
        Ok(Self { worker, constraints, begins_as, leftovers: Vec::new(), running: None, transactions, dry_run })
    }

    /// Does something in a transaction of its own, which a dry run takes back.
    pub(crate) fn transaction<E: From<RunFailure>>(
        &mut self,
        body: impl FnOnce(&mut Self) -> Result<(), E>,
    ) -> Result<(), E> {
        self.worker.check().map_err(RunFailure::from)?;
        self.plain(During::Beginning, "BEGIN")?;
        body(self)?;
        if let Some(error) = self.constraints.check(self.worker)? {
            return Err(RunFailure::Script(error).into());
        }
        self.running = None;
        let end = if self.dry_run { "ROLLBACK" } else { "COMMIT" };
        Ok(self.plain(During::Committing, end)?)
    }

    /// Runs tests in the transaction that there is, with constraints as they are declared.
    pub(crate) fn tests(&mut self, pattern: Option<&str>) -> Result<(), RunFailure> {
        self.running = None;
        self.plain(During::Beginning, self.constraints.as_declared())?;
        Ok(self.worker.tests(pattern)?)
    }

    /// Runs statements that are no script's.
    pub(crate) fn plain(&mut self, during: During, sql: &str) -> Result<(), RunFailure> {
        self.worker.send(sql).map(drop).map_err(|failed| RunFailure::server(during, &failed.error))
    }

    /// Runs a change's script in the transaction that there is, puts back what it leaves behind, and writes the ledger.
    pub(crate) fn change(&mut self, step: &Step<'_>) -> Result<(), RunFailure> {
        self.worker.check()?;
        self.running = Some(step.change.clone());
        let began = Instant::now();
        self.worker.tell(Event::Began { what: step.change.to_string() });
        let state = if step.runnable.no_transaction { self.alone(step) } else { self.within(step) };
        let state = state.map_err(|failed| failed.advised(step, self.transactions))?;
        self.note_leftovers(step, &state);
        self.worker.tell(Event::Ended { what: step.change.to_string(), time: began.elapsed() });
        Ok(())
    }

    /// Behind the script come what it left open, and what puts the session back; then the ledger.
    fn within(&mut self, step: &Step<'_>) -> Result<State, RunFailure> {
        let mut message = Message::default();
        message.before(self.constraints.as_declared());
        message.script(step);
        let tail = [PROBE, ";\n", RESET, &self.worker.settings, ";\n", &step.ledger].concat();
        if self.constraints.matter() {
            self.send(&message, step)?;
            self.constraints.behind(self.worker, step)?;
            message = Message::default();
        }
        message.behind(&tail);
        Ok(State::of(self.send(&message, step)?))
    }

    /// Statement by statement, without a transaction; what is done stays done.
    fn alone(&mut self, step: &Step<'_>) -> Result<State, RunFailure> {
        self.plain(During::Ledger, &step.begun)?;
        for (at, range) in step.runnable.statements.iter().enumerate() {
            let mut message = Message::default();
            message.statement(step, range);
            self.send(&message, step).map_err(|failed| failed.within_many(at, step.runnable.statements.len()))?;
        }
        let mut message = Message::default();
        message.behind(&[PROBE, ";\n", RESET, &self.worker.settings, ";\n", &step.ledger].concat());
        Ok(State::of(self.send(&message, step)?))
    }

    fn send(&mut self, message: &Message, step: &Step<'_>) -> Result<Answer, RunFailure> {
        self.worker.send(&message.text).map_err(|failed| message.explain(&failed, step))
    }

    fn note_leftovers(&mut self, step: &Step<'_>, state: &State) {
        let found = self.begins_as.changed_in(state, &step.script.text);
        if !found.is_empty() {
            self.leftovers.push(Leftover { change: step.change.clone(), settings: found });
        }
    }
}

impl RunFailure {
    /// What failed in the middle of a change without a transaction.
    fn within_many(self, at: usize, of: usize) -> Self {
        match self {
            Self::Script(error) => {
                let advice = format!(
                    "the change has no transaction: statement {} of {of} failed, and what is before it stays; correct the \
                     cause, and deploy again, which begins the script anew",
                    at + 1
                );
                let message = format!("{}{}", crate::ledger::WITHOUT_TRANSACTION, error.error.message);
                let error = ScriptError { error: ServerError { message, ..error.error }, ..*error };
                Self::Script(Box::new(error.advised(advice)))
            }
            other => other,
        }
    }
}
