//! The script's pieces, sent one after the other.

use postgres::Error;
use postgres::error::{DbError, ErrorPosition};
use typeferry_connection::{RunError, Session, is_fatal, is_out_of_step};

use super::expand::Expanded;
use super::interrupt::{Interrupt, Stop};
use super::locate::{self, At};
use super::notices::Listener;
use super::open::value;
use super::units::{Committed, Unit};
use crate::error::SessionError;
use crate::project::Project;
use crate::report::{Outcome, Report, TestResult};
use crate::script::Script;
use crate::sql_failure::{Place, SqlFailure};

/// What runs, and what is needed to say where it failed.
pub(super) struct Execution<'a> {
    pub(super) session: &'a mut Session,
    pub(super) script: &'a Script,
    pub(super) project: &'a Project,
    pub(super) expanded: &'a Expanded,
    pub(super) listener: &'a Listener,
    pub(super) interrupt: &'a Interrupt,
    /// The server's process: where another answers, there is a pooler between.
    pub(super) backend: Option<String>,
}

/// A query that cannot be run without being sent as a message of its own.
const BACKEND: &str = "SELECT pg_catalog.pg_backend_pid()";

/// The server's process.
pub(super) fn backend(session: &mut Session) -> Option<String> {
    value(session, BACKEND)
}

impl Execution<'_> {
    /// Runs the pieces, and keeps the report.
    pub(super) fn run(&mut self, units: &[Unit], report: &mut Report) -> Result<(), SessionError> {
        report.units = Some(units.len());
        let mut committed = Committed::default();
        for unit in units {
            report.mode = Some(unit.mode);
            let result = match self.interrupt.stopped() {
                Some(stop) => Err(stopped(stop, report)),
                None => self.unit(unit, report),
            };
            report.tests.append(&mut self.listener.heard().ended);
            if let Err(error) = result {
                self.failed_test(&error, report);
                return Err(error);
            }
            committed.ran(unit);
            report.units_committed = committed.count;
        }
        Ok(())
    }

    /// Runs the pieces within a transaction that somebody else began, and keeps the results of tests.
    pub(super) fn tests(&mut self, units: &[Unit], report: &mut Report) -> Result<(), SessionError> {
        let result = units.iter().try_for_each(|unit| self.unit(unit, report));
        report.tests.append(&mut self.listener.heard().ended);
        result.inspect_err(|error| self.failed_test(error, report))
    }

    /// Runs the pieces in one transaction, and rolls it back. What a `COMMIT` would check is checked in its place.
    pub(super) fn dry_run(&mut self, units: &[Unit], report: &mut Report) -> Result<(), SessionError> {
        const CHECK: &str = "SAVEPOINT typeferry_dry_run; SET CONSTRAINTS ALL IMMEDIATE; \
                             ROLLBACK TO SAVEPOINT typeferry_dry_run; RELEASE SAVEPOINT typeferry_dry_run";
        report.units = Some(units.len());
        self.session.run("BEGIN").map_err(|failed| super::prepare_failure("the dry run", &failed.error))?;
        for unit in units {
            report.mode = Some(unit.mode);
            let result = self.unit(unit, report).and_then(|()| {
                let checked = self.session.run(CHECK).map(drop);
                checked.map_err(|failed| self.failure(unit, &RunError { done: usize::MAX, ..failed }, report))
            });
            report.tests.append(&mut self.listener.heard().ended);
            if let Err(error) = result {
                self.failed_test(&error, report);
                return Err(error);
            }
        }
        self.session.run("ROLLBACK").map(drop).map_err(|failed| super::prepare_failure("the dry run", &failed.error))
    }

    fn unit(&mut self, unit: &Unit, report: &Report) -> Result<(), SessionError> {
        match self.session.run(&unit.text) {
            Ok(_) => Ok(()),
            Err(failed) => Err(self.failure(unit, &failed, report)),
        }
    }

    fn failure(&mut self, unit: &Unit, failed: &RunError, report: &Report) -> SessionError {
        if let Some(stop) = self.interrupt.stopped() {
            return stopped(stop, report);
        }
        match failed.error.as_db_error() {
            Some(error) if !self.session.is_closed() && !is_fatal(error) => {
                if self.is_pooled() {
                    SessionError::Pooled
                } else {
                    SessionError::Sql(Box::new(self.sql(unit, failed.done, error)))
                }
            }
            None if is_out_of_step(&failed.error) => SessionError::Sql(Box::new(self.copy(unit, failed.done))),
            _ => lost(unit, &failed.error, report),
        }
    }

    /// Whether another process of the server answers than the one that the tables are in.
    fn is_pooled(&mut self) -> bool {
        // In a transaction that failed nothing is answered; the script is over in any case.
        self.listener.heard().muted = true;
        let rolled_back = self.session.run("ROLLBACK").is_ok();
        rolled_back && self.backend.is_some() && backend(self.session) != self.backend
    }

    fn sql(&self, unit: &Unit, done: usize, error: &DbError) -> SqlFailure {
        let running = self.listener.heard().running.clone();
        let failure = match running.and_then(|(path, start)| self.in_test(error, &path, start)) {
            Some(failure) => failure,
            None => self.in_script(unit, done, error),
        };
        SqlFailure { expanded: self.expanded.text != self.script.text, ..failure }
    }

    /// A `COPY` that wants rows of the client, or has rows for it: there are none here, and nowhere to put them.
    fn copy(&self, unit: &Unit, done: usize) -> SqlFailure {
        let statement = unit.statements.get(done);
        let at = statement.map(|statement| self.expanded.origin(statement.range.start));
        SqlFailure {
            message: "COPY FROM STDIN and COPY TO STDOUT are not supported in a script".to_owned(),
            sqlstate: "0A000".to_owned(),
            hint: Some("Write the rows as INSERT, or read them from pgmi_source_view.".to_owned()),
            file: self.script.name.clone(),
            place: at.map(|at| Place::of(&self.script.name, &self.script.text, at)),
            ..SqlFailure::default()
        }
    }

    fn in_test(&self, error: &DbError, path: &str, start: usize) -> Option<SqlFailure> {
        let file = self.project.file(path)?;
        let text = file.content();
        let found = crate::statement::statements(text);
        let statement = found.iter().find(|statement| statement.range.start == start);
        let statement = statement.map_or("", |statement| &text[statement.range.clone()]);
        let said = locate::said(error, path);
        let place = locate::executed(error, At { file: path, text, start, statement });
        Some(SqlFailure { message: format!("Failed in {path}: {}", said.message), place: Some(place), ..said })
    }

    fn in_script(&self, unit: &Unit, done: usize, error: &DbError) -> SqlFailure {
        let said = locate::said(error, &self.script.name);
        if let Some((file, place)) = locate::in_a_file(error, self.project) {
            return SqlFailure { file, place, ..said };
        }
        let at = match error.position() {
            Some(ErrorPosition::Original(position)) => Some(unit.start + locate::byte_of(&unit.text, *position)),
            _ => unit.statements.get(done).map(|statement| {
                let text = &self.expanded.text[statement.range.clone()];
                let within = locate::within_block(error.where_().unwrap_or_default(), text);
                statement.range.start + within.unwrap_or_default()
            }),
        };
        let place = at.map(|at| Place::of(&self.script.name, &self.script.text, self.expanded.origin(at)));
        SqlFailure { place, ..said }
    }

    /// A test that failed is a result too.
    fn failed_test(&self, error: &SessionError, report: &mut Report) {
        let Some((path, _)) = self.listener.heard().running.take() else { return };
        let (message, line) = match error.sql() {
            Some(sql) => (sql.message.clone(), sql.place.as_ref().map(|place| place.line)),
            None => (error.to_string(), None),
        };
        report.tests.push(TestResult {
            path,
            duration: std::time::Duration::ZERO,
            outcome: Outcome::Failed { message, line },
        });
    }
}

/// What was lost with the connection.
fn lost(unit: &Unit, error: &Error, report: &Report) -> SessionError {
    let mut after = Committed::default();
    after.ran(unit);
    SessionError::Lost {
        message: typeferry_connection::said(error),
        committed: report.units_committed,
        of: report.units.unwrap_or_default(),
        committing: after.count > 0,
    }
}

/// What a stopped deploy ends with.
pub(super) fn stopped(stop: Stop, report: &Report) -> SessionError {
    let (committed, of) = (report.units_committed, report.units.unwrap_or_default());
    match stop {
        Stop::Interrupted => SessionError::Interrupted { committed, of },
        // The time that there was is filled in where it is known.
        Stop::TimedOut => SessionError::TimedOut { time: std::time::Duration::ZERO, committed, of },
    }
}
