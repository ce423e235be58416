//! A deploy, from the connection to the last statement.

mod copy;
mod database;
mod execute;
mod expand;
mod interrupt;
mod load;
mod locate;
mod notices;
mod open;
mod seat;
mod units;
mod work;

use std::sync::Arc;
use std::time::Instant;

use typeferry_base::Location;
use typeferry_base::quote::literal;
use typeferry_connection::{Error, Session};

pub use interrupt::Interrupt;
pub use locate::{place_in, position_in};
pub use work::{Work, Worker};

use self::execute::{Execution, stopped};
use self::expand::Expanded;
use self::notices::{Heard, Listener};
use self::seat::Seat;
use self::units::Unit;
use crate::error::{Failure, SessionError};
use crate::macros::{TestCall, test_calls};
use crate::observer::{Event, Observer};
use crate::options::{Options, Target};
use crate::parameter::Parameters;
use crate::project::Project;
use crate::report::Report;
use crate::script::Script;
use crate::server_error::ServerError;
use crate::sql_failure::{Place, SqlFailure};

/// A deploy: what goes where, how, and who follows it.
pub struct Deploy<'a> {
    /// The database.
    pub target: &'a Target,
    /// The files that the script may read.
    pub project: &'a Project,
    /// What runs.
    pub script: &'a Script,
    /// The script's parameters.
    pub parameters: &'a Parameters,
    /// How.
    pub options: &'a Options,
    /// Who follows.
    pub observer: Arc<dyn Observer>,
    /// What may stop it.
    pub interrupt: &'a Interrupt,
}

impl Deploy<'_> {
    /// Connects, loads the project's files and the parameters into the session, and runs the script.
    ///
    /// # Errors
    /// Anything of [`SessionError`]; what was done until then is in the failure's report.
    pub fn run(&self) -> Result<Report, Box<Failure>> {
        let began = Instant::now();
        let calls = test_calls(&self.script.text);
        let mut report = Report {
            database: self.target.connection.database().to_owned(),
            compat: self.options.contract.version().to_owned(),
            files_loaded: self.project.len(),
            test_macros: calls.len(),
            dry_run: self.options.dry_run,
            ..Report::default()
        };
        let result = self.run_all(&calls, &mut report);
        report.duration = began.elapsed();
        match result {
            Ok(()) => Ok(report),
            Err(error) => Err(Box::new(Failure { error: self.with_time(error), report })),
        }
    }

    fn run_all(&self, calls: &[TestCall], report: &mut Report) -> Result<(), SessionError> {
        check_callbacks(calls)?;
        let listener = Listener::new(Arc::clone(&self.observer));
        let (target, options, interrupt) = (self.target, self.options, self.interrupt);
        let seat = Seat { target, creates: true, options, calls, listener: &listener, interrupt };
        let result = seat.take(|session, backend| self.in_session(session, backend, calls, &listener, report));
        // What fails because it was cancelled was stopped, wherever that was.
        match (result, self.interrupt.stopped()) {
            (Err(_), Some(stop)) => Err(stopped(stop, report)),
            (result, _) => result,
        }
    }

    fn in_session(
        &self,
        session: &mut Session,
        backend: Option<String>,
        calls: &[TestCall],
        listener: &Listener,
        report: &mut Report,
    ) -> Result<(), SessionError> {
        load_files(session, self.project, self.parameters, self.options)?;
        listener.tell(Event::Applied { contract: self.options.contract.version(), files: self.project.len() });
        if execute::backend(session) != backend || !has_tables(session) {
            return Err(SessionError::Pooled);
        }
        if self.options.verbose {
            prepare(session, "the settings", "SET client_min_messages = debug")?;
        }
        let expanded = self.expand(session, calls)?;
        let units = self.units(&expanded)?;
        let (script, project, interrupt) = (self.script, self.project, self.interrupt);
        let mut execution = Execution { session, script, project, expanded: &expanded, listener, interrupt, backend };
        if self.options.dry_run {
            execution.dry_run(&units, report)?;
        } else {
            execution.run(&units, report)?;
            self.end(session, listener)?;
        }
        Ok(())
    }

    /// Writes the tests out where the script calls them.
    fn expand(&self, session: &mut Session, calls: &[TestCall]) -> Result<Expanded, SessionError> {
        let mut written = Vec::with_capacity(calls.len());
        for call in calls {
            let argument = |text: &Option<String>| text.as_deref().map_or_else(|| "NULL".to_owned(), literal);
            let (pattern, callback) = (argument(&call.pattern), argument(&call.callback));
            let rows = session.rows(&format!("SELECT pg_temp.pgmi_test_generate({pattern}, {callback})"));
            let rows = rows.map_err(|error| self.call_failure(call, &error))?;
            let text = rows.into_iter().flatten().next().flatten().unwrap_or_default();
            written.push((call.range.clone(), text));
        }
        Ok(Expanded::new(&self.script.text, &written))
    }

    fn call_failure(&self, call: &TestCall, error: &Error) -> SessionError {
        let Some(error) = error.as_db_error() else { return prepare_failure("the tests", error) };
        let place = Some(Place::of(&self.script.name, &self.script.text, call.range.start));
        SessionError::Sql(Box::new(SqlFailure { place, context: None, ..locate::failure_of(error, &self.script.name) }))
    }

    fn units(&self, expanded: &Expanded) -> Result<Vec<Unit>, SessionError> {
        if !self.options.dry_run {
            return Ok(units::units(&expanded.text));
        }
        units::dry_units(&expanded.text).map_err(|statement| {
            let at = expanded.origin(statement.range.start);
            let line = Location::of(&*self.script.name, &self.script.text, at).line;
            SessionError::NotDry { script: self.script.name.clone(), line, command: statement.keyword }
        })
    }

    /// A script that ends with an open transaction has done nothing since it began, and must not look as if it had.
    fn end(&self, session: &mut Session, listener: &Listener) -> Result<(), SessionError> {
        // The server warns where a transaction begins within another, if it is to tell of warnings.
        prepare(session, "the end", "SET client_min_messages = warning")?;
        *listener.heard() = Heard { muted: true, ..Heard::default() };
        prepare(session, "the end", "BEGIN")?;
        prepare(session, "the end", "ROLLBACK")?;
        if listener.heard().in_transaction {
            return Err(SessionError::OpenTransaction { script: self.script.name.clone() });
        }
        Ok(())
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

/// A callback is `[schema.]name`, both without quotes.
fn check_callbacks(calls: &[TestCall]) -> Result<(), SessionError> {
    let is_name = |part: &str| {
        let starts = part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        starts
            && part.len() <= 63
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
    };
    for name in calls.iter().filter_map(|call| call.callback.as_deref()) {
        if name.split('.').count() > 2 || !name.split('.').all(is_name) {
            let reason =
                format!("the callback \"{name}\" of a `CALL pgmi_test` is no `schema.function` without quotes");
            return Err(SessionError::Configuration { reason });
        }
    }
    Ok(())
}

/// The files, the parameters and the contract.
fn load_files(
    session: &mut Session,
    project: &Project,
    parameters: &Parameters,
    options: &Options,
) -> Result<(), SessionError> {
    load::load(session, project, parameters, options.contract).map_err(|(what, error)| prepare_failure(&what, &error))
}

fn has_tables(session: &mut Session) -> bool {
    open::value(session, "SELECT pg_catalog.to_regclass('pg_temp._pgmi_source') IS NOT NULL").as_deref() == Some("t")
}

fn prepare(session: &mut Session, what: &str, sql: &str) -> Result<(), SessionError> {
    session.run(sql).map(drop).map_err(|failed| prepare_failure(what, &failed.error))
}

fn prepare_failure(what: &str, error: &Error) -> SessionError {
    let ServerError { message, sqlstate: code, .. } = error.into();
    SessionError::Prepare { what: what.to_owned(), message, code }
}
