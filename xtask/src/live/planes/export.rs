//! An export by the default command line, and what it says it has.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use serde_json::Value;

use super::super::both::{differs, files, same_files};
use super::super::command::{self, Finished, failure, finish};
use super::super::error::LiveError;
use super::super::export::SERVICES;
use super::super::server::{Server, unexpected};
use super::super::stage::{TENANT, tenant_id};
use super::stage::{Planes, SOURCE};
use super::{CATALOG, count};
use crate::output;

/// The way that rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    GraphQl,
    Sql,
}

impl Over {
    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::GraphQl => "GraphQL",
            Self::Sql => "SQL",
        }
    }
}

/// What an export says it has.
#[derive(Debug, Default)]
pub(super) struct Exported {
    /// The rows of each table, by `schema.table`.
    pub(super) rows: BTreeMap<String, usize>,
    /// The changes of the database.
    pub(super) changes: usize,
}

/// Where an export reads.
pub(super) struct Place<'a> {
    pub(super) database: &'a str,
    pub(super) server: &'a Server,
    pub(super) over: Over,
}

/// The default command line: where to read, whom, and what to call it.
pub(super) fn exporting(planes: &Planes<'_>, place: &Place<'_>, out: &Path) -> Command {
    let mut export = Command::new(planes.parts.typeferry);
    export.args(["export", "--format", "json"]);
    match place.over {
        Over::GraphQl => export
            .args(["--graphql-endpoint", &place.server.endpoint()])
            .args(["--migrate-endpoint", &place.server.migrate_endpoint()])
            .arg("--token-file")
            .arg(&planes.token),
        Over::Sql => export.args(["--database-url", &planes.parts.cluster.url(place.database)]),
    };
    export.env("XDG_CACHE_HOME", planes.parts.scratch.join("planes-cache"));
    export.args(["--database", TENANT, "--extension-name", TENANT, "--meta-extension-name", SERVICES]);
    export.args(["--author", "Live Test <live@example.com>"]).arg("--out").arg(out);
    export
}

/// What an export printed of what it has.
///
/// # Errors
/// It printed something else.
pub(super) fn read(finished: &Finished) -> Result<Exported, LiveError> {
    let wrong = || unexpected("what an export says it has", &finished.stdout);
    let said: Value = serde_json::from_str(&finished.stdout).map_err(|_| wrong())?;
    let (service, changes) = (&said["result"]["service"], &said["result"]["changes"]["changes"]);
    let tables = service["tables"].as_array().ok_or_else(wrong)?;
    let rows = tables.iter().map(table).collect::<Option<_>>().ok_or_else(wrong)?;
    let changes = changes.as_u64().and_then(|changes| usize::try_from(changes).ok());
    Ok(Exported { rows, changes: changes.unwrap_or_default() })
}

fn table(table: &Value) -> Option<(String, usize)> {
    let name = format!("{}.{}", table["schema"].as_str()?, table["table"].as_str()?);
    Some((name, usize::try_from(table["rows"].as_u64()?).ok()?))
}

/// Exports into a folder of the way's own and into the workspace, and holds what it says against the count.
///
/// # Errors
/// The export fails, or has not what there is.
pub(super) fn run(planes: &Planes<'_>, over: Over) -> Result<(), LiveError> {
    let place = Place { database: SOURCE, server: &planes.server, over };
    let mut export = exporting(planes, &place, &folder(planes, over));
    let start = Instant::now();
    let finished = finish(&mut export)?;
    let seconds = start.elapsed().as_secs_f64();
    if !finished.status.success() {
        return Err(failure(&export, &finished));
    }
    let exported = read(&finished)?;
    let mut source = planes.connect(SOURCE)?;
    let tenant = tenant_id(&mut source, TENANT)?;
    let there = count::rows(&mut source, over, &[], &tenant)?;
    same(over, &exported.rows, &there)?;
    let again = &mut exporting(planes, &place, &planes.workspace.packages());
    command::output(again)?;
    output::line(format!(
        "planes over {}: {} tables, {} rows and {} changes in {seconds:.2} s, as many as there are",
        over.name(),
        there.len(),
        there.values().sum::<usize>(),
        exported.changes
    ));
    Ok(())
}

/// Each table has the rows that were counted, and none is there that was not.
fn same(over: Over, exported: &BTreeMap<String, usize>, there: &BTreeMap<String, usize>) -> Result<(), LiveError> {
    let rows = |of: &BTreeMap<String, usize>, name: &str| of.get(name).copied().unwrap_or_default();
    match exported.keys().chain(there.keys()).find(|name| rows(exported, name) != rows(there, name)) {
        Some(name) => Err(LiveError::Count {
            what: format!("{name} over {}", over.name()),
            found: rows(exported, name),
            expected: rows(there, name),
        }),
        None => Ok(()),
    }
}

/// What both ways have is the same, byte for byte, but for the line that says what a change follows: over SQL there are
/// more changes, all of them of what the API does not serve.
///
/// # Errors
/// A script differs, or one is there that should not be.
pub(super) fn same_scripts(planes: &Planes<'_>) -> Result<(), LiveError> {
    let (graphql, sql) = (folder(planes, Over::GraphQl), folder(planes, Over::Sql));
    let mut compared = same_files(&graphql.join(TENANT), &sql.join(TENANT))?;
    for kind in ["deploy", "revert", "verify"] {
        let (ours, theirs) = (graphql.join(SERVICES).join(kind), sql.join(SERVICES).join(kind));
        let (mut over_graphql, over_sql) = (files(&ours)?, files(&theirs)?);
        for (name, text) in over_sql {
            match over_graphql.remove(&name) {
                Some(other) if alone(&other) == alone(&text) => compared += 1,
                Some(other) => return Err(differs(&ours.join(name), &other, &text)),
                None if text.contains(CATALOG) => {}
                None => return Err(unexpected("a script over SQL alone", &theirs.join(name).display().to_string())),
            }
        }
        if let Some(name) = over_graphql.keys().next() {
            return Err(unexpected("a script over GraphQL alone", &ours.join(name).display().to_string()));
        }
    }
    output::line(format!("planes: {compared} files are the same over GraphQL and over SQL"));
    Ok(())
}

/// Where the modules of a way stay.
fn folder(planes: &Planes<'_>, over: Over) -> PathBuf {
    planes.parts.scratch.join(format!("planes-over-{over:?}"))
}

/// A script without what it says of others.
fn alone(script: &str) -> Vec<&str> {
    script.lines().filter(|line| !line.starts_with("-- requires: ")).collect()
}

/// All scripts of the service module, as one text.
pub(super) fn scripts(out: &Path) -> Result<String, LiveError> {
    let folder = out.join(SERVICES).join("deploy");
    let found = if fs::exists(&folder).unwrap_or_default() { files(&folder)? } else { BTreeMap::new() };
    Ok(found.into_values().collect::<Vec<_>>().join("\n"))
}
