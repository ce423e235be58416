//! Every check of the project, in the order in which a mistake shows soonest.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use typeferry_contract::{QueriesArgs, WriteMode};

use crate::{live, output};

/// The folders with a contract.
const CONTRACTS: [&str; 4] = [".", "contract-1", "migrate", "examples/blog"];

/// The commands, each with what it is for.
const STEPS: [(&str, &[&str]); 4] = [
    ("format", &["fmt", "--all", "--check"]),
    ("lints", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"]),
    ("documentation", &["doc", "--workspace", "--no-deps", "--quiet"]),
    ("tests", &["test", "--workspace"]),
];

/// Runs every check, the live test at the end: where its parts are missing it is skipped with a word, but in CI.
pub(crate) fn run() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    for dir in CONTRACTS {
        if let Err(message) = contract_is_written(&root.join(dir)) {
            output::note(format!("error: {message}"));
            return ExitCode::FAILURE;
        }
    }
    for (name, arguments) in STEPS {
        let started = Instant::now();
        if !cargo(root, arguments) {
            output::note(format!("error: {name}: `cargo {}` failed", arguments.join(" ")));
            return ExitCode::FAILURE;
        }
        output::line(format!("{name}: {:.0} s", started.elapsed().as_secs_f64()));
    }
    live::main(&live::LiveArgs::here(std::env::var_os("CI").is_none()))
}

/// The documents and the lock that are checked in are the ones that the schema asks for.
fn contract_is_written(dir: &Path) -> Result<(), String> {
    let mode = WriteMode { check: true, dry_run: false };
    let outcome = QueriesArgs { dir: dir.to_owned(), accept: true, mode }.run().map_err(|error| error.to_string())?;
    if outcome.differs { Err(outcome.changes.join("\n")) } else { Ok(()) }
}

fn cargo(root: &Path, arguments: &[&str]) -> bool {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(root).env("RUSTDOCFLAGS", "--deny warnings");
    command.status().is_ok_and(|status| status.success())
}
