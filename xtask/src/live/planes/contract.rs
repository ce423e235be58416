//! Contract 3 is what the planes are: their own tables byte for byte, and no difference that is about them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::super::command;
use super::super::error::{LiveError, Tried};
use super::super::pull::{difference, pull};
use super::super::server::{TOKEN, unexpected};
use super::stage::Planes;
use crate::output;

/// The schemas whose tables the planes of today bring. Those of the metaschema are older in npm than on the platform.
const OWN: [&str; 2] = ["routing_public", "apps_public"];

/// Compares the committed schema file and the compiled contract with the server.
///
/// # Errors
/// A table of the planes is another there, or a difference is about one.
pub(super) fn run(planes: &Planes<'_>) -> Result<(), LiveError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let (committed, live) = (root.join("schema.graphql"), planes.parts.scratch.join("planes.graphql"));
    pull(planes.parts.typeferry, &planes.server.endpoint(), &live)?;
    let read = |path: &Path| fs::read_to_string(path).tried(|| format!("reading {}", path.display()));
    let (expected, found) = (own_tables(&read(&committed)?), own_tables(&read(&live)?));
    if expected != found {
        return Err(difference(&committed, &expected, &found));
    }
    let tables = expected.matches(" @table(").count();
    let differences = differences(planes)?;
    output::line(format!(
        "planes: {tables} tables of {} are those of schema.graphql; drift --compat 3 finds {differences} differences, \
         none of them about these",
        OWN.join(" and ")
    ));
    Ok(())
}

/// The row types of the planes' own tables, as they stand in a schema file.
fn own_tables(schema: &str) -> String {
    let is_own = |block: &&str| {
        OWN.iter().any(|own| block.starts_with("type ") && block.contains(&format!("@table(schema: \"{own}\"")))
    };
    schema.split("\n\n").filter(is_own).collect::<Vec<_>>().join("\n\n")
}

/// How many differences `typeferry drift` finds.
fn differences(planes: &Planes<'_>) -> Result<usize, LiveError> {
    let mut drift = Command::new(planes.parts.typeferry);
    drift.args(["drift", "--compat", "3", "--format", "json", "--fail-on", "none", "--no-cache"]);
    drift.args(["--graphql-endpoint", &planes.server.endpoint(), "--token", TOKEN]);
    let printed = command::output(&mut drift)?;
    let report: Value = serde_json::from_str(&printed).map_err(|_| unexpected("typeferry drift", &printed))?;
    let differences = report["differences"].as_array().cloned().unwrap_or_default();
    let about = |one: &Value| {
        let names = ["before", "after"].map(|side| one["table"][side]["postgres"].as_str().map(str::to_owned));
        names.into_iter().flatten().collect::<Vec<_>>()
    };
    let tables: BTreeSet<String> = differences.iter().flat_map(about).collect();
    match tables.iter().find(|table| OWN.iter().any(|own| table.starts_with(&format!("{own}.")))) {
        Some(table) => Err(unexpected("typeferry drift, which has to find the planes as they are", table)),
        None => Ok(differences.len()),
    }
}
