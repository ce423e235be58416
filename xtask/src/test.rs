//! Every check of the project, in the order in which a mistake shows soonest, and what could not run of them.

mod count;
mod skips;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{ExitCode, Stdio};
use std::time::Instant;

use clap::Args;
use typeferry_cluster::{Need, SKIPPED_VARIABLE, Skipped};
use typeferry_contract::{QueriesOptions, WriteMode, write_queries};

use crate::{cargo, live, output};
use count::Count;
use skips::Skips;

/// The folders with a contract.
const CONTRACTS: [&str; 4] = [".", "contract-1", "migrate", "examples/blog"];

/// The commands before the tests, each with what it is for, and the component of the toolchain that it is of.
const STEPS: [(&str, Option<&str>, &[&str]); 3] = [
    ("format", Some("rustfmt"), &["fmt", "--all", "--check"]),
    ("lints", Some("clippy"), &["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"]),
    ("documentation", None, &["doc", "--workspace", "--no-deps", "--quiet"]),
];

/// All of them are run, so that the counts are of all.
const TESTS: [&str; 3] = ["test", "--workspace", "--no-fail-fast"];

/// `test`.
#[derive(Debug, Args)]
pub(crate) struct TestArgs {
    /// Run only these tests, such as `-- --package typeferry --test sql`: the arguments of `cargo test`
    #[arg(last = true, value_name = "ARGUMENT")]
    only: Vec<String>,
}

/// Runs every check, the live test at the end. What the machine lacks something for is skipped and listed, but in CI,
/// where it fails.
pub(crate) fn run(args: &TestArgs) -> ExitCode {
    let mut skips = Skips::default();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let all: Vec<_> = TESTS.map(str::to_owned).into();
    let done = match &args.only[..] {
        [] => checked(root, &all, &mut skips),
        only => timed("tests", || tests(root, &[&all[..1], only].concat(), &mut skips)),
    };
    match done {
        Ok(()) => {
            skips.list();
            ExitCode::SUCCESS
        }
        Err(code) => {
            skips.list();
            code
        }
    }
}

fn checked(root: &Path, all: &[String], skips: &mut Skips) -> Result<(), ExitCode> {
    for dir in CONTRACTS {
        contract_is_written(&root.join(dir)).map_err(|message| failed(&message))?;
    }
    for (name, component, arguments) in STEPS {
        match component.and_then(|component| lacking(component, arguments[0])) {
            Some(need) if may_skip() => skips.check(name, need),
            Some(need) => return Err(failed(&format!("{name}: {}; {}", need.reason, need.remedy))),
            None => timed(name, || run_cargo(root, arguments))?,
        }
    }
    timed("tests", || tests(root, all, skips))?;
    if let Some(missing) = live::outcome(&live::LiveArgs::here(may_skip()))? {
        for need in missing {
            skips.check("live test", need);
        }
    }
    Ok(())
}

fn may_skip() -> bool {
    std::env::var_os("CI").is_none()
}

/// What brings a component of the toolchain, where it is not there.
fn lacking(component: &str, subcommand: &str) -> Option<Need> {
    let mut version = cargo::command();
    let there = version.args([subcommand, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let need = || Need::new(format!("cargo has no {component} here"), format!("rustup component add {component}"));
    (!there.is_ok_and(|status| status.success())).then(need)
}

/// Runs a step, and says how long it took.
fn timed(name: &str, step: impl FnOnce() -> Result<(), String>) -> Result<(), ExitCode> {
    let started = Instant::now();
    step().map_err(|message| failed(&format!("{name}: {message}")))?;
    output::line(format!("{name}: {:.0} s", started.elapsed().as_secs_f64()));
    Ok(())
}

fn failed(message: &str) -> ExitCode {
    output::note(format!("error: {message}"));
    ExitCode::FAILURE
}

/// The documents and the lock that are checked in are the ones that the schema asks for.
fn contract_is_written(dir: &Path) -> Result<(), String> {
    let options = QueriesOptions { dir: dir.to_owned(), accept: true, mode: WriteMode::Check };
    let outcome = write_queries(&options).map_err(|error| error.to_string())?;
    if outcome.differs { Err(outcome.changes.join("\n")) } else { Ok(()) }
}

fn run_cargo(root: &Path, arguments: &[&str]) -> Result<(), String> {
    let mut command = cargo::command();
    command.args(arguments).current_dir(root).env("RUSTDOCFLAGS", "--deny warnings");
    let done = command.status().is_ok_and(|status| status.success());
    if done { Ok(()) } else { Err(format!("`cargo {}` failed", arguments.join(" "))) }
}

/// Runs the tests, shows what they print, and counts them.
fn tests(root: &Path, arguments: &[String], skips: &mut Skips) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| format!("a temporary folder: {error}"))?;
    let file = folder.path().join("skipped");
    let (count, passed) = counted(root, arguments, &file)?;
    skips.tests(Skipped::read(&file).map_err(|error| error.to_string())?);
    output::line(count.text(skips.whole()));
    if passed { Ok(()) } else { Err(format!("`cargo {}` failed", arguments.join(" "))) }
}

fn counted(root: &Path, arguments: &[String], skipped: &Path) -> Result<(Count, bool), String> {
    let broken = |error: std::io::Error| format!("`cargo {}`: {error}", arguments.join(" "));
    let mut command = cargo::command();
    command.args(arguments).current_dir(root).env(SKIPPED_VARIABLE, skipped).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(broken)?;
    let mut count = Count::default();
    for line in child.stdout.take().into_iter().flat_map(|stdout| BufReader::new(stdout).split(b'\n')) {
        let line = line.map_err(broken)?;
        let line = String::from_utf8_lossy(&line);
        count.add(&line);
        output::line(line);
    }
    let status = child.wait().map_err(broken)?;
    Ok((count, status.success()))
}
