//! The example `blog`, over plain PostGraphile: what each preset answers is what is committed, and the example prints
//! real rows.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::error::{LiveError, Tried};
use super::server::Server;
use super::{Parts, command, pull};
use crate::output;

const DATABASE: &str = "blog";

/// The schemas that are served.
const SCHEMAS: &str = "blog,stats";

/// The presets of `live/plain.mjs`, each with the schema that is pulled of it.
const PRESETS: [(&str, &str); 5] = [
    ("filter", "examples/blog/schema.graphql"),
    ("amber", "codegen/tests/pull/postgraphile/amber/schema.graphql"),
    ("filter", "codegen/tests/pull/postgraphile/filter/schema.graphql"),
    ("simplified", "codegen/tests/pull/postgraphile/simplified/schema.graphql"),
    ("v4", "codegen/tests/pull/postgraphile/v4/schema.graphql"),
];

/// Makes the blog's database, pulls its schema under each preset, and runs the example, which is the program `blog`.
///
/// # Errors
/// Any of it fails, or is not as it is committed.
pub(super) fn run(parts: &Parts<'_>, blog: &Path) -> Result<(), LiveError> {
    let Parts { root, cluster, .. } = parts;
    cluster.create_database(DATABASE)?;
    let tables = root.join("examples/blog/tables.sql");
    let sql = fs::read_to_string(&tables).tried(|| format!("reading {}", tables.display()))?;
    cluster.connect(DATABASE)?.batch_execute(&sql).tried(|| format!("running {}", tables.display()))?;
    for (preset, committed) in PRESETS {
        pulled(parts, preset, &root.join(committed))?;
    }
    printed(parts, blog)
}

/// A script of `live/` with the preset.
fn script(parts: &Parts<'_>, name: &str, preset: &str) -> Command {
    let mut command = parts.node.script(name, parts.cluster, DATABASE);
    command.arg(parts.node.file("plain.mjs")).env("PLAIN_PRESET", preset).env("PLAIN_SCHEMAS", SCHEMAS);
    command
}

fn pulled(parts: &Parts<'_>, preset: &str, committed: &Path) -> Result<(), LiveError> {
    let answers = parts.scratch.join(preset);
    command::output(script(parts, "contract.mjs", preset).arg(&answers))?;
    let schema = answers.join("schema.graphql");
    let mut pull = Command::new(parts.typeferry);
    pull.args(["schema", "pull", "--introspection"]).arg(answers.join("introspection.json"));
    pull.arg("--meta").arg(answers.join("meta.json")).arg("--output").arg(&schema);
    command::output(&mut pull)?;
    pull::same(committed, &schema, parts.root)
}

fn printed(parts: &Parts<'_>, blog: &Path) -> Result<(), LiveError> {
    let server = Server::of(script(parts, "serve.mjs", "filter"), parts.scratch)?;
    let printed = command::output(Command::new(blog).arg(server.endpoint()))?;
    let committed = parts.root.join("examples/blog/printed.txt");
    let expected = fs::read_to_string(&committed).tried(|| format!("reading {}", committed.display()))?;
    if printed != expected {
        return Err(pull::difference(&committed, &expected, &printed));
    }
    output::line(format!("blog: the example prints {} lines of real rows", printed.lines().count()));
    Ok(())
}
