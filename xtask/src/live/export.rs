//! Step 2: the export, beside the floor of one bare request for the same rows.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::command::{failure, finish};
use super::error::{LiveError, Tried};
use super::floor::{Brought, Floor};
use super::server::TOKEN;
use super::stage::{SOURCE, STRANGER, Stage, TENANT};
use super::tables::{self, Table};
use crate::output;

/// The name of the service module.
pub(super) const SERVICES: &str = "acme-services";

/// How often each side is timed; the middle one counts.
const RUNS: usize = 5;

/// Exports the tenant into the workspace, and times it.
///
/// # Errors
/// The export fails or prints the token, or the bare requests do not bring the rows that the source has.
pub(super) fn run(typeferry: &Path, stage: &Stage<'_>, tables: &[Table]) -> Result<(), LiveError> {
    let token = token_file(stage)?;
    stage.server.reset_stats()?;
    let first = export(typeferry, stage, &token, &stage.workspace.packages(), Scope::Everything)?;
    let (metadata, actions) = stage.server.requests()?;
    let rows = expected_rows(stage, tables)?;
    output::line(format!(
        "export: {} tables, {} rows and {} SQL actions in {first:.2} s; {metadata} requests for the metadata, \
         {actions} for the SQL actions",
        rows.filled, rows.metadata, rows.actions
    ));
    let times = timed(typeferry, stage, &token, &rows)?;
    let line = |what: &str, export: f64, floor: f64| {
        output::line(format!(
            "floor: {what}: export {export:.2} s, bare requests by curl {floor:.2} s, ratio {:.2}; medians of {RUNS}",
            export / floor
        ));
    };
    line("the metadata", times.metadata_export, times.metadata);
    line("all of it", times.export, times.metadata + times.actions);
    Ok(())
}

/// What the source holds of the tenant.
struct Expected {
    filled: usize,
    metadata: usize,
    actions: usize,
}

/// What is exported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Metadata,
    Everything,
}

/// Seconds, the median of the runs.
struct Times {
    export: f64,
    metadata_export: f64,
    metadata: f64,
    actions: f64,
}

/// Writes the token where an export can read it.
///
/// # Errors
/// The file cannot be written.
pub(super) fn token_file(stage: &Stage<'_>) -> Result<PathBuf, LiveError> {
    let token = stage.scratch.join("token");
    fs::write(&token, TOKEN).tried(|| format!("writing {}", token.display()))?;
    Ok(token)
}

/// An export of the tenant.
pub(super) fn command(typeferry: &Path, stage: &Stage<'_>, token: &Path, out: &Path, scope: Scope) -> Command {
    let mut export = Command::new(typeferry);
    export.args(["export", "--graphql-endpoint", &stage.server.endpoint()]);
    if scope == Scope::Everything {
        export.args(["--migrate-endpoint", &stage.server.migrate_endpoint()]);
    }
    export.arg("--token-file").arg(token).env("XDG_CACHE_HOME", stage.scratch.join("cache"));
    export.args(["--database", TENANT, "--extension-name", TENANT, "--meta-extension-name", SERVICES]);
    export.args(["--author", "Live Test <live@example.com>"]).arg("--out").arg(out);
    export
}

/// Exports once; the seconds from the start of the process to its end.
fn export(typeferry: &Path, stage: &Stage<'_>, token: &Path, out: &Path, scope: Scope) -> Result<f64, LiveError> {
    let mut export = command(typeferry, stage, token, out, scope);
    let start = Instant::now();
    let finished = finish(&mut export)?;
    let seconds = start.elapsed().as_secs_f64();
    if [&finished.stdout, &finished.stderr].iter().any(|printed| printed.contains(TOKEN)) {
        return Err(LiveError::TokenShown);
    }
    if finished.status.success() { Ok(seconds) } else { Err(failure(&export, &finished)) }
}

fn expected_rows(stage: &Stage<'_>, tables: &[Table]) -> Result<Expected, LiveError> {
    let tenant = stage.tenant_id(TENANT)?;
    let mut source = stage.cluster.connect(SOURCE)?;
    let mut expected = Expected { filled: 0, metadata: 0, actions: 0 };
    for table in tables {
        let query = format!("SELECT {} FROM {} WHERE {}", table.key(), table.name, table.belongs_to(&tenant)?);
        let rows = tables::column(&mut source, &query)?.len();
        expected.metadata += rows;
        expected.filled += usize::from(rows > 0);
    }
    let actions = format!("SELECT id FROM db_migrate.sql_actions WHERE database_id = '{tenant}'");
    expected.actions = tables::column(&mut source, &actions)?.len();
    Ok(expected)
}

/// Exports and bare requests by turns, so that neither has the warmer server.
fn timed(typeferry: &Path, stage: &Stage<'_>, token: &Path, rows: &Expected) -> Result<Times, LiveError> {
    let tenant = stage.tenant_id(TENANT)?;
    let floor = Floor::new(&stage.server, &tenant, &stage.scratch)?;
    let (mut exports, mut metadata_exports, mut brought) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..RUNS {
        let out = |scope: &str| stage.scratch.join(format!("timed-{scope}-{run}"));
        exports.push(export(typeferry, stage, token, &out("all"), Scope::Everything)?);
        metadata_exports.push(export(typeferry, stage, token, &out("metadata"), Scope::Metadata)?);
        brought.push(complete(floor.run(&stage.server, &stage.scratch)?, rows)?);
    }
    Ok(Times {
        export: median(exports),
        metadata_export: median(metadata_exports),
        metadata: median(brought.iter().map(|run| run.metadata_seconds).collect()),
        actions: median(brought.iter().map(|run| run.actions_seconds).collect()),
    })
}

/// A floor counts only if it is under all of the rows.
fn complete(brought: Brought, rows: &Expected) -> Result<Brought, LiveError> {
    let pairs = [("metadata", brought.metadata_rows, rows.metadata), ("SQL actions", brought.actions, rows.actions)];
    match pairs.into_iter().find(|(_, found, expected)| found != expected) {
        Some((what, found, expected)) => {
            Err(LiveError::Count { what: format!("{what} by a bare request, not {STRANGER}'s"), found, expected })
        }
        None => Ok(brought),
    }
}

/// The middle one.
pub(super) fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds.get(seconds.len() / 2).copied().unwrap_or(f64::NAN)
}
