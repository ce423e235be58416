//! The generator's speed, as ratios of one run: what an edit of the schema costs beside an edit of a source, and what
//! generating costs beside reading the schema alone. What is measured besides is in a file each.

mod deploy;
mod export;
mod modules;
mod session;
mod sql;

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant, SystemTime};

use clap::{Args, ValueEnum};
use typeferry_codegen::diagnostic::{Diagnostics, Source};
use typeferry_codegen::query::Written;
use typeferry_codegen::{Contract, schema};
use typeferry_contract::ContractDir;

use crate::{cargo, output};

/// How often each side is timed; the middle one counts.
const RUNS: usize = 5;

/// The contracts that are generated: the one that is built in, and the larger one of the tests.
const CONTRACTS: [(&str, &str); 2] = [("contract 3", "."), ("contract 1", "contract-1")];

/// `bench`.
#[derive(Debug, Args)]
pub(crate) struct BenchArgs {
    /// What is measured
    #[arg(value_enum, default_value_t = Subject::Generator)]
    subject: Subject,
    /// Of the export, this part alone; may be repeated
    #[arg(long, value_enum)]
    part: Vec<export::Part>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Subject {
    /// The generator
    Generator,
    /// Deploying the published modules, beside pgpm's own deployer
    Deploy,
    /// The export of an API, beside bare requests by curl
    Export,
    /// Modules of many changes
    Modules,
    /// A deploy of many files, and one of many tests
    Session,
    /// The export of a database, beside `pg_dump` and `COPY`
    Sql,
}

/// Runs the measurements. Of what is measured in this program itself, an optimised one is made and run instead.
pub(crate) fn run(args: &BenchArgs) -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let result = match args.subject {
        Subject::Deploy => deploy::run(root),
        Subject::Export | Subject::Generator if cfg!(debug_assertions) => optimised(root),
        Subject::Export => export::run(root, &args.part),
        Subject::Modules => modules::run(root),
        Subject::Session => session::run(root),
        Subject::Sql => sql::run(root),
        Subject::Generator => measure(root),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::note(format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// Runs what this program was asked for as an optimised program.
fn optimised(root: &Path) -> Result<(), Box<dyn Error>> {
    let asked: Vec<_> = std::env::args().skip(1).collect();
    let run = ["run", "--release", "--quiet", "--package", "xtask", "--"];
    cargo(root, &[&run[..], &asked.iter().map(String::as_str).collect::<Vec<_>>()].concat())
}

fn measure(root: &Path) -> Result<(), Box<dyn Error>> {
    let generating = generate(root)?;
    cargo(root, &["check", "--quiet", "--package", "typeferry"])?;
    let (schema, source) =
        alternately(|| check_after_edit(root, "schema.graphql"), || check_after_edit(root, "src/export/mod.rs"))?;
    output::line(format!(
        "cargo check after an edit of schema.graphql: {}, {:.2} times one after an edit of a source; generating is {:.0} % of it",
        seconds(schema),
        ratio(schema, source),
        100.0 * ratio(generating, schema)
    ));
    Ok(())
}

/// Times generating; gives the time for the contract that is built in.
fn generate(root: &Path) -> Result<Duration, Box<dyn Error>> {
    let mut built_in = Duration::ZERO;
    for (name, dir) in CONTRACTS.iter().rev() {
        let contract = written(&root.join(dir))?;
        let (whole, floor) = alternately(
            || timed(|| contract.generate("crate::row").map(drop).map_err(first)),
            || timed(|| schema::sdl::read(&contract.schema).map(drop).map_err(first)),
        )?;
        output::line(format!(
            "generating {name}, {} tables: {}, {:.2} times reading its schema alone",
            contract.tables.len(),
            seconds(whole),
            ratio(whole, floor)
        ));
        built_in = whole;
    }
    Ok(built_in)
}

/// A contract with the documents and the lock that its schema asks for, whether they are checked in or not.
fn written(dir: &Path) -> Result<Contract, Box<dyn Error>> {
    let mut contract = ContractDir::new(dir).read()?;
    let documents = contract.documents().map_err(first)?;
    let source = |document: Written| Source::new(format!("queries/{}", document.path), document.text);
    contract.tables = documents.into_iter().map(source).collect();
    let lock = contract.check().map_err(first)?.lock.text();
    contract.lock = Source::new("queries/contract.lock", lock);
    Ok(contract)
}

fn first(found: Diagnostics) -> String {
    found.into_iter().next().map_or_else(String::new, |finding| finding.to_string())
}

fn check_after_edit(root: &Path, file: &str) -> Result<Duration, Box<dyn Error>> {
    let path = root.join(file);
    fs::metadata(&path)?;
    File::options().append(true).open(&path)?.set_modified(SystemTime::now())?;
    timed(|| cargo(root, &["check", "--quiet", "--package", "typeferry"]))
}

fn timed<E: Into<Box<dyn Error>>>(work: impl FnOnce() -> Result<(), E>) -> Result<Duration, Box<dyn Error>> {
    let started = Instant::now();
    work().map_err(Into::into)?;
    Ok(started.elapsed())
}

/// The medians of both, taken by turns, so that neither has the quieter machine.
fn alternately(
    mut one: impl FnMut() -> Result<Duration, Box<dyn Error>>,
    mut other: impl FnMut() -> Result<Duration, Box<dyn Error>>,
) -> Result<(Duration, Duration), Box<dyn Error>> {
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ones.push(one()?);
        others.push(other()?);
    }
    Ok((median(ones), median(others)))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let status = cargo_program(root).args(arguments).status()?;
    if status.success() { Ok(()) } else { Err(format!("`cargo {}` failed", arguments.join(" ")).into()) }
}

fn cargo_program(root: &Path) -> Command {
    let mut cargo = cargo::command();
    cargo.current_dir(root);
    cargo
}

/// The command, optimised.
fn binary(root: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let mut cargo = cargo_program(root);
    cargo.args(["build", "--release", "--package", "typeferry", "--bin", "typeferry", "--message-format=json"]);
    let built = cargo.stderr(Stdio::inherit()).output()?;
    let messages = String::from_utf8(built.stdout)?;
    let message = |line| serde_json::from_str::<serde_json::Value>(line).ok();
    let executable =
        messages.lines().filter_map(message).find_map(|message| message["executable"].as_str().map(PathBuf::from));
    executable.filter(|_| built.status.success()).ok_or_else(|| "the command does not build".into())
}
