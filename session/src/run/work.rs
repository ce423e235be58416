//! SQL that somebody else than a script decides on, in a session of a deploy's kind: it has the lock, it can be stopped,
//! and it can run tests.

use std::sync::Arc;
use std::time::Instant;

use typeferry_base::quote::literal;
use typeferry_connection::{RunError, Session};

use super::execute::{Execution, stopped};
use super::expand::Expanded;
use super::interrupt::Interrupt;
use super::load;
use super::notices::Listener;
use super::seat::{SETTINGS, Seat};
use super::{load_files, prepare, units};
use crate::error::SessionError;
use crate::observer::{Event, Observer};
use crate::options::{Options, Target};
use crate::parameter::Parameters;
use crate::project::Project;
use crate::report::Report;
use crate::script::Script;

/// What errors call the call of the tests.
const TESTS: &str = "the tests";

/// Work in a database: where, and how.
pub struct Work<'a> {
    /// The database.
    pub target: &'a Target,
    /// Whether a database that is not there is created.
    pub creates: bool,
    /// The files of tests, which [`Worker::load`] loads.
    pub files: Option<&'a Project>,
    /// The parameters, as settings of the session: `pgmi.<key>`.
    pub parameters: &'a Parameters,
    /// How.
    pub options: &'a Options,
    /// Who follows.
    pub observer: Arc<dyn Observer>,
    /// What may stop it.
    pub interrupt: &'a Interrupt,
}

/// An open session that has the lock.
pub struct Worker<'s> {
    session: &'s mut Session,
    listener: &'s Listener,
    interrupt: &'s Interrupt,
    options: &'s Options,
    parameters: &'s Parameters,
    backend: Option<String>,
    files: Option<&'s Project>,
    /// What the session has set for itself: run after `RESET ALL`, it puts that back.
    pub settings: String,
    /// What was done so far.
    pub report: &'s mut Report,
}

impl Work<'_> {
    /// Connects, and hands the session on. What fails because it was stopped is [`SessionError::Interrupted`] or
    /// [`SessionError::TimedOut`], whatever the work made of it.
    ///
    /// # Errors
    /// Anything of [`SessionError`] until the work begins, and what the work says.
    pub fn run<T, E: From<SessionError>>(
        &self,
        report: &mut Report,
        work: impl FnOnce(&mut Worker<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let began = Instant::now();
        self.target.connection.database().clone_into(&mut report.database);
        self.options.contract.version().clone_into(&mut report.compat);
        report.dry_run = self.options.dry_run;
        let listener = Listener::new(Arc::clone(&self.observer));
        let (target, creates, options, interrupt) = (self.target, self.creates, self.options, self.interrupt);
        let seat = Seat { target, creates, options, calls: &[], listener: &listener, interrupt };
        let result = seat.take(|session, backend| work(&mut self.worker(session, backend, &listener, report)?));
        report.duration = began.elapsed();
        match (result, interrupt.stopped()) {
            (Err(_), Some(stop)) => Err(self.with_time(stopped(stop, report)).into()),
            (result, _) => result,
        }
    }

    fn worker<'s>(
        &'s self,
        session: &'s mut Session,
        backend: Option<String>,
        listener: &'s Listener,
        report: &'s mut Report,
    ) -> Result<Worker<'s>, SessionError> {
        let debug = if self.options.verbose { "; SET client_min_messages = debug" } else { "" };
        let settings = format!("{SETTINGS}{debug};\n{}", load::settings(self.parameters));
        prepare(session, "the settings", &settings)?;
        let (options, parameters, interrupt) = (self.options, self.parameters, self.interrupt);
        Ok(Worker { session, listener, interrupt, options, parameters, backend, files: self.files, settings, report })
    }

    fn with_time(&self, error: SessionError) -> SessionError {
        match error {
            SessionError::TimedOut { committed, of, .. } => {
                SessionError::TimedOut { time: self.options.timeout.unwrap_or_default(), committed, of }
            }
            other => other,
        }
    }
}

impl Worker<'_> {
    /// Runs statements in one message; the last row of the last statement that has one.
    ///
    /// # Errors
    /// One of them fails; those behind it are not run.
    pub fn send(&mut self, sql: &str) -> Result<Option<Vec<Option<String>>>, RunError> {
        self.session.last_row(sql)
    }

    /// The session itself, for what only reads.
    pub fn session(&mut self) -> &mut Session {
        self.session
    }

    /// Whether the connection is gone.
    pub fn is_closed(&self) -> bool {
        self.session.is_closed()
    }

    /// Tells who follows.
    pub fn tell(&self, event: Event) {
        self.listener.tell(event);
    }

    /// Ends the work where somebody has stopped it, or the time is over.
    ///
    /// # Errors
    /// It was stopped.
    pub fn check(&self) -> Result<(), SessionError> {
        self.interrupt.stopped().map_or(Ok(()), |stop| Err(stopped(stop, self.report)))
    }

    /// Loads the files of tests, with the contract over them. It needs the right to make temporary tables.
    ///
    /// # Errors
    /// The server refuses.
    pub fn load(&mut self) -> Result<(), SessionError> {
        let Some(files) = self.files else { return Ok(()) };
        load_files(self.session, files, self.parameters, self.options)?;
        self.report.files_loaded = files.len();
        self.tell(Event::Applied { contract: self.options.contract.version(), files: files.len() });
        Ok(())
    }

    /// Runs the loaded tests whose paths a POSIX regular expression matches; without one, all. The results are in the
    /// report.
    ///
    /// # Errors
    /// A test fails.
    pub fn tests(&mut self, pattern: Option<&str>) -> Result<(), SessionError> {
        let Some(project) = self.files else { return Ok(()) };
        let pattern = pattern.map_or_else(|| "NULL".to_owned(), literal);
        let rows = self.session.rows(&format!("SELECT pg_temp.pgmi_test_generate({pattern}, NULL)"));
        let rows = rows.map_err(|error| super::prepare_failure(TESTS, &error))?;
        let text = rows.into_iter().flatten().next().flatten().unwrap_or_default();
        self.report.test_macros += 1;
        let script = Script { name: TESTS.to_owned(), text };
        let expanded = Expanded::new(&script.text, &[]);
        let (listener, interrupt, backend) = (self.listener, self.interrupt, self.backend.clone());
        let session = &mut *self.session;
        let mut execution =
            Execution { session, script: &script, project, expanded: &expanded, listener, interrupt, backend };
        execution.tests(&units::units(&expanded.text), self.report)
    }
}
