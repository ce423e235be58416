//! Step 3: the same tenant over SQL, byte for byte what came over GraphQL.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::command;
use super::error::{LiveError, Tried};
use super::export::SERVICES;
use super::stage::{SOURCE, Stage, TENANT};
use super::tables::{self, Table};
use crate::output;

/// Exports over SQL beside the export over GraphQL, and compares all files of both modules.
///
/// # Errors
/// The export fails, or a file is only in one of them or differs.
pub(super) fn run(typeferry: &Path, stage: &Stage<'_>, tables: &[Table]) -> Result<(), LiveError> {
    let out = stage.scratch.join("over-sql");
    export(typeferry, stage, &out)?;
    let mut compared = 0;
    for module in [TENANT, SERVICES] {
        compared += same_files(&stage.workspace.packages().join(module), &out.join(module))?;
    }
    let (rows, values) = counted(stage, tables)?;
    output::line(format!(
        "over SQL: {compared} files equal those over GraphQL byte for byte; {} tables, {rows} rows, {values} values",
        tables.len()
    ));
    Ok(())
}

/// An export of the tenant over SQL.
///
/// # Errors
/// It fails.
pub(super) fn export(typeferry: &Path, stage: &Stage<'_>, out: &Path) -> Result<(), LiveError> {
    let mut export = Command::new(typeferry);
    export.args(["export", "--database-url", &stage.cluster.url(SOURCE)]);
    export.args(["--database", TENANT, "--extension-name", TENANT, "--meta-extension-name", SERVICES]);
    export.args(["--author", "Live Test <live@example.com>"]).arg("--out").arg(out);
    command::output(&mut export).map(drop)
}

/// The tenant's rows, and the values in them.
fn counted(stage: &Stage<'_>, tables: &[Table]) -> Result<(usize, usize), LiveError> {
    let tenant = stage.tenant_id(TENANT)?;
    let mut source = stage.cluster.connect(SOURCE)?;
    let (mut rows, mut values) = (0, 0);
    for table in tables {
        let query = format!("SELECT {} FROM {} WHERE {}", table.key(), table.name, table.belongs_to(&tenant)?);
        let found = tables::column(&mut source, &query)?.len();
        rows += found;
        values += found * table.columns.len();
    }
    Ok((rows, values))
}

/// The number of files that two folders have alike.
///
/// # Errors
/// The first file that only one has, or that differs.
pub(super) fn same_files(first: &Path, second: &Path) -> Result<usize, LiveError> {
    let (ours, theirs) = (files(first)?, files(second)?);
    for (name, text) in &ours {
        match theirs.get(name) {
            Some(other) if other == text => {}
            Some(other) => return Err(differs(&first.join(name), text, other)),
            None => return Err(only(&first.join(name))),
        }
    }
    match theirs.keys().find(|name| !ours.contains_key(*name)) {
        Some(name) => Err(only(&second.join(name))),
        None => Ok(ours.len()),
    }
}

fn only(path: &Path) -> LiveError {
    LiveError::Files { path: path.to_owned(), difference: "it is in one of the two exports alone".to_owned() }
}

/// The error of a file that is not the same over both.
pub(super) fn differs(path: &Path, first: &str, second: &str) -> LiveError {
    let lines = first.lines().zip(second.lines()).enumerate();
    let difference = match lines.into_iter().find(|(_, (first, second))| first != second) {
        Some((line, (first, second))) => format!("line {}\n  GraphQL: {first}\n  SQL:     {second}", line + 1),
        None => "one is longer".to_owned(),
    };
    LiveError::Files { path: path.to_owned(), difference }
}

/// Every file below a folder, by its path there.
///
/// # Errors
/// One cannot be read.
pub(super) fn files(root: &Path) -> Result<BTreeMap<PathBuf, String>, LiveError> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).tried(|| format!("reading {}", folder.display()))? {
            let path = entry.tried(|| format!("reading {}", folder.display()))?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).tried(|| format!("reading {}", path.display()))?;
            found.insert(path.strip_prefix(root).unwrap_or(&path).to_owned(), text);
        }
    }
    Ok(found)
}
