//! Deferred constraints: checked behind each change, so that the change that violates one is named; and deferred again
//! before the next, as far as they are declared so (<https://www.postgresql.org/docs/current/sql-set-constraints.html>).

use typeferry_connection::RunError;
use typeferry_session::{ServerError, Worker};

use super::error::{During, RunFailure};
use super::message::Step;
use crate::sql::ScriptError;

/// Whether anything in the database can be deferred.
const ANY: &str = "SELECT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgdeferrable)";

/// Each constraint as it is declared. There is no command for that: all are deferred, and then those that begin as
/// immediate are set so, as far as their schema may be looked into.
const AS_DECLARED: &str = "SET CONSTRAINTS ALL DEFERRED;
DO $typeferry$
DECLARE
  immediate text;
BEGIN
  SELECT pg_catalog.string_agg(pg_catalog.format('%I.%I', n.nspname, c.conname), ', ') INTO immediate
  FROM pg_catalog.pg_constraint AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.connamespace
  WHERE c.condeferrable AND NOT c.condeferred AND pg_catalog.has_schema_privilege(n.oid, 'USAGE');
  IF immediate IS NOT NULL THEN
    EXECUTE 'SET CONSTRAINTS ' || immediate || ' IMMEDIATE';
  END IF;
END
$typeferry$;
";

const CHECK: &str = "SAVEPOINT typeferry_constraints; SET CONSTRAINTS ALL IMMEDIATE; \
                     RELEASE SAVEPOINT typeferry_constraints";
const GO_BACK: &str = "ROLLBACK TO SAVEPOINT typeferry_constraints; RELEASE SAVEPOINT typeferry_constraints";

/// What is deferred in a deploy or a revert.
pub(super) struct Constraints {
    matter: bool,
    /// The first change that left something violated, be it a constraint or a trigger's own rule. A later change may put it right, as a commit would see it.
    open: Option<Box<ScriptError>>,
}

impl Constraints {
    /// Looks whether anything can be deferred: in the database, or, where that is known already, in a script.
    pub(super) fn look(worker: &mut Worker<'_>, in_scripts: bool) -> Result<Self, RunError> {
        let any = |row: Option<Vec<Option<String>>>| row.into_iter().flatten().flatten().any(|value| value == "t");
        Ok(Self { matter: in_scripts || any(worker.send(ANY)?), open: None })
    }

    /// Whether there are any that can be deferred.
    pub(super) fn matter(&self) -> bool {
        self.matter
    }

    /// The statements that put each as it is declared.
    pub(super) fn as_declared(&self) -> &'static str {
        if self.matter { AS_DECLARED } else { "" }
    }

    /// Checks behind a change. What is violated is remembered: it fails at the transaction's end unless it is put right.
    pub(super) fn behind(&mut self, worker: &mut Worker<'_>, step: &Step<'_>) -> Result<(), RunFailure> {
        match violation(worker)? {
            None => self.open = None,
            Some(error) => {
                let end = step.runnable.statements.last().map_or(0, |statement| statement.start);
                let found = ScriptError::at(&step.change, step.script, end, error);
                let advice = "a deferred constraint is violated at the end of this change's script, and nothing behind it \
                              in the transaction has put it right";
                self.open.get_or_insert_with(|| Box::new(found.advised(advice.to_owned())));
            }
        }
        Ok(())
    }

    /// What is violated still where the transaction ends.
    pub(super) fn check(&mut self, worker: &mut Worker<'_>) -> Result<Option<Box<ScriptError>>, RunFailure> {
        match &self.open {
            Some(_) if violation(worker)?.is_none() => self.open = None,
            _ => {}
        }
        Ok(self.open.take())
    }
}

fn violation(worker: &mut Worker<'_>) -> Result<Option<ServerError>, RunFailure> {
    let Err(failed) = worker.send(CHECK) else { return Ok(None) };
    let error = ServerError::from(&failed.error);
    match RunFailure::server(During::Committing, &failed.error) {
        RunFailure::Server(failure) if failure.lost => Err(RunFailure::Server(failure)),
        _ => {
            let went_back = worker.send(GO_BACK);
            went_back.map(|_| Some(error)).map_err(|failed| RunFailure::server(During::Committing, &failed.error))
        }
    }
}
