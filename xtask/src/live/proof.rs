//! Step 6: `typeferry verify` has nothing to say of what was exported, and names each thing that was changed.

use std::path::Path;
use std::process::Command;

use super::command::{self, Finished};
use super::deploy::TARGET;
use super::error::{LiveError, Tried};
use super::export::SERVICES;
use super::server::TOKEN;
use super::stage::{PUBLISHED, SOURCE, Stage, TENANT, one};
use crate::output;

/// A second target, to be changed.
const CHANGED: &str = "changed";

/// The exit code of a check that found a difference.
const DIFFERENT: i32 = 3;

/// One difference: the row's table, the condition that picks it, what is done to it, and the column to be named.
struct Change {
    table: &'static str,
    row: &'static str,
    does: &'static str,
    column: Option<&'static str>,
}

/// One microsecond, one NULL array made empty, one row away, one row more.
const CHANGES: [Change; 4] = [
    Change {
        table: "metaschema_modules_public.hierarchy_module",
        row: "true",
        does: "UPDATE $table SET created_at = created_at + interval '1 microsecond' WHERE id = '$key'",
        column: Some("created_at"),
    },
    Change {
        table: "metaschema_modules_public.field_module",
        row: "functions IS NULL",
        does: "UPDATE $table SET functions = '{}' WHERE id = '$key'",
        column: Some("functions"),
    },
    Change {
        table: "metaschema_public.policy",
        row: "true",
        does: "DELETE FROM $table WHERE id = '$key'",
        column: None,
    },
    Change {
        table: "services_public.sites",
        row: "true",
        does: "INSERT INTO $table (id, database_id, title) SELECT md5(id::text)::uuid, database_id, 'added' \
               FROM $table WHERE id = '$key'",
        column: None,
    },
];

/// Verifies the service module against the source over both sources and against the target it is deployed in; then
/// changes a second target.
///
/// # Errors
/// A difference where there is none, or one that is not named.
pub(super) fn run(typeferry: &Path, stage: &Stage<'_>) -> Result<(), LiveError> {
    let endpoint = stage.server.endpoint();
    let sources = [
        ["--graphql-endpoint".to_owned(), endpoint],
        ["--database-url".to_owned(), stage.cluster.url(SOURCE)],
        ["--database-url".to_owned(), stage.cluster.url(TARGET)],
    ];
    for source in &sources {
        let mut verify = command(typeferry, stage, source);
        let finished = command::finish(&mut verify)?;
        if !finished.status.success() {
            return Err(command::failure(&verify, &finished));
        }
    }
    changes_show(typeferry, stage)?;
    output::line(format!("verify: {SERVICES} equals its source over both sources and its target; 4 changes, 4 named"));
    Ok(())
}

fn command(typeferry: &Path, stage: &Stage<'_>, source: &[String; 2]) -> Command {
    let mut verify = Command::new(typeferry);
    verify.arg("verify").arg(stage.workspace.packages().join(SERVICES)).args(source).args(["--database", TENANT]);
    verify.env("TYPEFERRY_TOKEN", TOKEN);
    verify
}

fn changes_show(typeferry: &Path, stage: &Stage<'_>) -> Result<(), LiveError> {
    stage.cluster.create_database(CHANGED)?;
    stage.workspace.deploy(PUBLISHED, CHANGED)?;
    stage.workspace.deploy(SERVICES, CHANGED)?;
    let mut changed = stage.cluster.connect(CHANGED)?;
    changed.batch_execute("SET session_replication_role = replica").tried(|| "changing rows".to_owned())?;
    let mut named = Vec::new();
    for change in &CHANGES {
        let Change { table, row, does, column } = change;
        let key = one(&mut changed, &format!("SELECT min(id::text) FROM {table} WHERE {row}"))?;
        let statement = does.replace("$table", table).replace("$key", &key);
        changed.batch_execute(&statement).tried(|| statement.clone())?;
        named.extend([(*table).to_owned()].into_iter().chain(column.map(str::to_owned)));
        if !does.starts_with("INSERT") {
            named.push(key);
        }
    }
    let added = "SELECT id::text FROM services_public.sites WHERE title = 'added'";
    named.push(one(&mut changed, added)?);
    let mut verify = command(typeferry, stage, &["--database-url".to_owned(), stage.cluster.url(CHANGED)]);
    let finished = command::finish(&mut verify)?;
    all_named(&verify, &finished, &named)
}

fn all_named(verify: &Command, finished: &Finished, named: &[String]) -> Result<(), LiveError> {
    if finished.status.code() != Some(DIFFERENT) {
        return Err(command::failure(verify, finished));
    }
    match named.iter().find(|name| !finished.stdout.contains(name.as_str())) {
        Some(name) => Err(LiveError::Unnamed { name: name.clone(), said: finished.stdout.clone() }),
        None => Ok(()),
    }
}
