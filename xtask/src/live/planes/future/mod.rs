//! A look into the future: the platform changes under the program that was built for it. Whatever happens, an export
//! is all that there is, or it ends with a failure that names what it cannot read.

mod changes;
mod report;
mod verdict;

use std::thread;

use serde_json::Value;

use super::super::command::{Finished, finish};
use super::super::error::{LiveError, Tried};
use super::super::server::{Server, unexpected};
use super::super::stage::{TENANT, tenant_id};
use super::count;
use super::export::{self, Over, Place};
use super::stage::{Planes, SECOND, SOURCE, serve};
use changes::{CHANGES, Change};
use report::Line;
use verdict::Outcome;

/// The databases that change, at a time.
const LANES: [&str; 2] = [SOURCE, SECOND];

/// The tables are what changes: a few of the tenants' own changes do.
const FEW_ACTIONS: &str = "DELETE FROM db_migrate_private.sql_actions WHERE id > 20";

/// Lets each change happen to the platform, exports what it is then, takes the change back, and prints what came of it.
///
/// # Errors
/// An export is neither complete nor refused by name.
pub(super) fn run(planes: &Planes<'_>) -> Result<(), LiveError> {
    let mut lines = lines(planes)?;
    lines.sort_by_key(|line| (line.number, line.over.name()));
    report::print(&lines);
    let wrong: Vec<String> = lines.iter().filter_map(Line::wrong).collect();
    if wrong.is_empty() { Ok(()) } else { Err(unexpected("a look into the future", &wrong.join("\n"))) }
}

fn lines(planes: &Planes<'_>) -> Result<Vec<Line>, LiveError> {
    let done = thread::scope(|scope| {
        let start = |(lane, database): (usize, &&'static str)| {
            let database = *database;
            scope.spawn(move || in_lane(planes, lane, database))
        };
        let running: Vec<_> = LANES.iter().enumerate().map(start).collect();
        running.into_iter().map(|lane| lane.join().unwrap_or_else(|_| Err(broken()))).collect::<Vec<_>>()
    });
    let mut lines = Vec::new();
    for lane in done {
        lines.extend(lane?);
    }
    Ok(lines)
}

/// Every other change, one after the other.
fn in_lane(planes: &Planes<'_>, lane: usize, database: &'static str) -> Result<Vec<Line>, LiveError> {
    execute(planes, database, &[FEW_ACTIONS])?;
    let before = there(planes, database, Over::Sql, &[])?;
    let mut lines = Vec::new();
    for (number, change) in CHANGES.iter().enumerate().skip(lane).step_by(LANES.len()) {
        execute(planes, database, change.does)?;
        let server = serve(planes.parts, database, change.serves, change.hides)?;
        lines.extend(Future { planes, number, change, database, server }.lines()?);
        execute(planes, database, change.undoes)?;
        let after = there(planes, database, Over::Sql, &[])?;
        if after != before && !change.undoes.is_empty() {
            let what = format!("after `{}` was taken back", change.what);
            return Err(LiveError::Count { what, found: after, expected: before });
        }
    }
    Ok(lines)
}

/// Executes statements, each as a message of its own: a value of an enum is not to be had in the transaction that adds
/// it. No trigger acts.
fn execute(planes: &Planes<'_>, database: &str, statements: &[&str]) -> Result<(), LiveError> {
    let mut client = planes.connect(database)?;
    for statement in [&["SET session_replication_role = replica"], statements].concat() {
        client.batch_execute(statement).tried(|| statement.to_owned())?;
    }
    Ok(())
}

fn broken() -> LiveError {
    unexpected("a look into the future", "a thread of the test broke off")
}

/// The platform after a change.
struct Future<'a> {
    planes: &'a Planes<'a>,
    number: usize,
    change: &'static Change,
    database: &'static str,
    server: Server,
}

impl Future<'_> {
    fn lines(&self) -> Result<Vec<Line>, LiveError> {
        let ways: &[Over] = if self.change.hides.is_empty() { &[Over::GraphQl, Over::Sql] } else { &[Over::GraphQl] };
        ways.iter().map(|over| self.line(*over)).collect()
    }

    fn line(&self, over: Over) -> Result<Line, LiveError> {
        let there = there(self.planes, self.database, over, self.change.serves)?;
        let first = self.export(over, &[])?;
        let accepted = first.accepts();
        let again = if accepted.is_empty() { None } else { Some(self.export(over, &accepted)?) };
        Ok(Line { number: self.number, change: self.change, over, there, first, again })
    }

    fn export(&self, over: Over, accepted: &[String]) -> Result<Outcome, LiveError> {
        let out = self.planes.parts.scratch.join(format!("{}-future", self.database));
        let place = Place { database: self.database, server: &self.server, over };
        let mut command = export::exporting(self.planes, &place, &out);
        command.args(accepted.iter().flat_map(|name| ["--accept-missing", name]));
        let finished = finish(&mut command)?;
        let (code, said) = (finished.status.code(), said(&finished));
        if !finished.status.success() {
            return Ok(Outcome { code, said, ..Outcome::default() });
        }
        let rows = export::read(&finished)?.rows.values().sum();
        Ok(Outcome { code, rows, scripts: export::scripts(&out)?, said })
    }
}

/// The rows of the tenant, counted.
fn there(planes: &Planes<'_>, database: &str, over: Over, more: &[&str]) -> Result<usize, LiveError> {
    let mut client = planes.connect(database)?;
    let tenant = tenant_id(&mut client, TENANT)?;
    Ok(count::rows(&mut client, over, more, &tenant)?.values().sum())
}

/// The error, or all of a result, and what was noted beside it.
fn said(finished: &Finished) -> String {
    let result: Option<Value> = serde_json::from_str(&finished.stdout).ok();
    let error = result.as_ref().and_then(|result| result["error"].as_str());
    format!("{}\n{}", error.unwrap_or(&finished.stdout), finished.stderr)
}
