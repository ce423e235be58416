//! Step 7: typeferry's own deployer beside pgpm's, over the published modules: what one deployed is deployed for the
//! other, and what one reverts is gone.

use std::path::Path;
use std::process::Command;

use super::command;
use super::error::LiveError;
use super::stage::{PUBLISHED, Stage};
use super::tables::column;
use crate::output;

/// What typeferry deploys, what pgpm does, and what pgpm begins and typeferry ends.
const OURS: &str = "ours";
const THEIRS: &str = "theirs";
const SHARED: &str = "shared";

/// A module that the published ones require, with which pgpm stops.
const HALF: &str = "metaschema-schema";

/// The published modules alone.
const CHOSEN: [&str; 2] = ["--module", PUBLISHED];

/// Everything that a database has besides the ledger.
const INVENTORY: &str = "
SELECT 'schema ' || nspname AS thing FROM pg_namespace
WHERE nspname NOT LIKE 'pg\\_t%' AND nspname <> 'pgpm_migrate'
UNION ALL SELECT 'extension ' || extname FROM pg_extension
UNION ALL SELECT 'relation ' || oid::regclass FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT 'function ' || oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL SELECT 'type ' || oid::regtype FROM pg_type WHERE typnamespace = 'public'::regnamespace
UNION ALL SELECT 'event trigger ' || evtname FROM pg_event_trigger
ORDER BY 1";

/// What the ledger has of each change, and what it requires; no times.
const LEDGER: &str = "
SELECT concat_ws(' ', c.change_id, c.package, c.change_name, c.script_hash,
  ARRAY(SELECT d.requires FROM pgpm_migrate.dependencies AS d WHERE d.change_id = c.change_id ORDER BY 1))
FROM pgpm_migrate.changes AS c ORDER BY 1";

const EVENTS: &str = "
SELECT concat_ws(' ', event_type, package, change_name, error_message, error_code)
FROM pgpm_migrate.events ORDER BY event_id";

/// Deploys the published modules by either tool, and reverts them by typeferry.
///
/// # Errors
/// A tool fails, or one does not see what the other did.
pub(super) fn run(typeferry: &Path, stage: &Stage<'_>) -> Result<(), LiveError> {
    let tool = Tool { typeferry, stage };
    let databases = [OURS, THEIRS, SHARED];
    let before = [tool.create(OURS)?, tool.create(THEIRS)?, tool.create(SHARED)?];
    tool.run("deploy", OURS, &CHOSEN)?;
    let ledger = tool.column(OURS, LEDGER)?;
    let events = tool.column(OURS, EVENTS)?;
    stage.workspace.deploy(PUBLISHED, OURS)?;
    same("events once pgpm deploys what typeferry has deployed", &events, &tool.column(OURS, EVENTS)?)?;
    stage.workspace.verify(PUBLISHED, OURS)?;
    stage.workspace.deploy(PUBLISHED, THEIRS)?;
    same("the ledgers of both", &tool.column(THEIRS, LEDGER)?, &ledger)?;
    tool.nothing_is_left()?;
    stage.workspace.deploy(HALF, SHARED)?;
    tool.run("deploy", SHARED, &CHOSEN)?;
    same("the ledger that pgpm began and typeferry went on with", &ledger, &tool.column(SHARED, LEDGER)?)?;
    tool.run("verify-deployed", THEIRS, &CHOSEN)?;
    // The exported modules too.
    tool.run("deploy", OURS, &[])?;
    tool.run("verify-deployed", OURS, &[])?;
    let all = tool.column(OURS, LEDGER)?.len();
    for (database, before) in databases.into_iter().zip(&before) {
        tool.run("revert", database, &["--drop-extensions"])?;
        same("what a revert leaves", before, &tool.column(database, INVENTORY)?)?;
        same("what a revert leaves in the ledger", &[], &tool.column(database, LEDGER)?)?;
    }
    let count = ledger.len();
    output::line(format!(
        "deployer: {count} changes of the published modules, deployed by typeferry, by pgpm and by one after the other, are \
         the same; with {} exported ones beside them, they verify; reverted by typeferry, nothing is left of any",
        all - count
    ));
    Ok(())
}

struct Tool<'a> {
    typeferry: &'a Path,
    stage: &'a Stage<'a>,
}

impl Tool<'_> {
    fn create(&self, database: &str) -> Result<Vec<String>, LiveError> {
        self.stage.cluster.create_database(database)?;
        self.column(database, INVENTORY)
    }

    fn column(&self, database: &str, query: &str) -> Result<Vec<String>, LiveError> {
        column(&mut self.stage.cluster.connect(database)?, query)
    }

    fn run(&self, command: &str, database: &str, arguments: &[&str]) -> Result<String, LiveError> {
        let mut typeferry = Command::new(self.typeferry);
        typeferry
            .arg(command)
            .arg(self.stage.workspace.folder())
            .args(["--connection", &self.stage.cluster.url(database)]);
        command::output(typeferry.args(arguments))
    }

    /// What pgpm deployed, typeferry sees as deployed and unchanged.
    fn nothing_is_left(&self) -> Result<(), LiveError> {
        let answer = self.run("status", THEIRS, &["--module", PUBLISHED, "--json"])?;
        let wrong =
            || LiveError::Answer { what: "the status of what pgpm deployed".to_owned(), answer: answer.clone() };
        let status: serde_json::Value = serde_json::from_str(&answer).map_err(|_| wrong())?;
        let modules = status["result"]["modules"].as_array().ok_or_else(wrong)?;
        let empty = |module: &serde_json::Value, list: &str| module[list].as_array().is_some_and(Vec::is_empty);
        let done =
            |module: &serde_json::Value| ["pending", "changed", "unplanned"].iter().all(|list| empty(module, list));
        if !modules.is_empty() && modules.iter().all(done) { Ok(()) } else { Err(wrong()) }
    }
}

fn same(what: &str, expected: &[String], found: &[String]) -> Result<(), LiveError> {
    if expected == found {
        return Ok(());
    }
    let first = found.iter().find(|line| !expected.contains(line));
    let first = first.or_else(|| expected.iter().find(|line| !found.contains(line)));
    let first = first.map_or("another order", String::as_str);
    let answer = format!("{} lines, expected {}; the first that differs: {first}", found.len(), expected.len());
    Err(LiveError::Answer { what: what.to_owned(), answer })
}
