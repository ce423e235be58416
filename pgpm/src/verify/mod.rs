//! Runs the verify scripts of what is deployed. Whatever they do is rolled back.

use std::fmt::Write;

use serde::Serialize;
use typeferry_connection::{Error, Session, describe};
use typeferry_session::{ServerError, place_in};
use typeferry_sql::statements;

use crate::kind::ScriptKind;
use crate::ledger::{self, Action, Ledger, LedgerError};
use crate::module::ChangeId;
use crate::problem::Problem;
use crate::project::Project;
use crate::script::Script;
use crate::sql::{Runnable, ScriptError};
use typeferry_base::count;

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Verified {
    /// Changes whose scripts ran.
    pub verified: Vec<ChangeId>,
    /// Changes whose scripts failed.
    pub failed: Vec<ScriptError>,
    /// Deployed changes without a verify script.
    pub without_script: Vec<ChangeId>,
    /// Why the failures are no events of the ledger, if so: whoever verifies may need no right to write.
    pub unlogged: Option<String>,
}

/// Why nothing was verified.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A script cannot be read.
    #[error(transparent)]
    Problem(#[from] Problem),
    /// The server refused.
    #[error("verifying failed: {}", describe(.0))]
    Server(#[from] Error),
}

/// Runs the verify script of each deployed change of a project, each by itself, and rolls everything back. Each failure
/// is an event of the ledger, as pgpm writes it.
///
/// # Errors
/// The ledger or a script cannot be read, or the connection is lost; a script that fails is no error but a finding.
pub fn verify(session: &mut Session, project: &Project) -> Result<Verified, VerifyError> {
    let ledger = Ledger::read(session)?;
    let mut report = Verified { verified: Vec::new(), failed: Vec::new(), without_script: Vec::new(), unlogged: None };
    run(session, BEGIN)?;
    for (module, change) in project.changes() {
        let change = module.id(change);
        if ledger.find(&change).is_none() {
            continue;
        }
        let Some(script) = module.script(ScriptKind::Verify, &change.change)? else {
            report.without_script.push(change);
            continue;
        };
        match attempt(session, &change, &script)? {
            None => report.verified.push(change),
            Some(error) => report.failed.push(*error),
        }
    }
    run(session, "ROLLBACK")?;
    let log = |failed: &ScriptError| ledger::log_failure(session, Action::Verify, &failed.change, &failed.error);
    report.unlogged = report.failed.iter().try_for_each(log).err().map(|error| describe(&error));
    Ok(report)
}

/// Scripts are read by the standard's rules, as the lexer reads them.
const BEGIN: &str = "SET standard_conforming_strings = on; BEGIN";
/// A script is taken back to here, also where it says `ROLLBACK` itself.
const BEFORE: &str = "SAVEPOINT typeferry_verify";
const GO_BACK: &str = "ROLLBACK TO SAVEPOINT typeferry_verify";

/// Runs a script, and takes it back; what of it failed.
fn attempt(session: &mut Session, change: &ChangeId, script: &Script) -> Result<Option<Box<ScriptError>>, Error> {
    let runnable = match Runnable::new(&script.text, ScriptKind::Verify) {
        Ok(runnable) => runnable,
        Err((byte, refusal)) => return Ok(Some(Box::new(ScriptError::refusal(change, script, byte, &refusal)))),
    };
    run(session, BEFORE)?;
    let result = runnable.statements.into_iter().try_for_each(|range| {
        let text = &script.text[range.clone()];
        let rolls_back = statements(text).first().is_some_and(|statement| statement.transaction.is_some());
        run(session, if rolls_back { GO_BACK } else { text }).map_err(|error| {
            let at = error.as_db_error().map_or(0, |error| place_in(error, text, 0..text.len()));
            Box::new(ScriptError::at(change, script, range.start + at, ServerError::from(&error)))
        })
    });
    run(session, GO_BACK)?;
    Ok(result.err())
}

fn run(session: &mut Session, sql: &str) -> Result<(), Error> {
    session.run(sql).map(drop).map_err(|failed| failed.error)
}

impl Verified {
    /// For people.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for error in &self.failed {
            let _ = writeln!(text, "{error}");
        }
        let without = match self.without_script.len() {
            0 => String::new(),
            many => format!(", {many} without a verify script"),
        };
        format!("{text}{} verified, {} failed{without}", count(self.verified.len(), "change"), self.failed.len())
    }
}
