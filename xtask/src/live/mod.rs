//! The live test: real PostgreSQL, the published modules, real PostGraphile, and the real deployer.
//!
//! A tenant is exported from one database and deployed into another; its rows there must be its rows here.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use typeferry_cluster::{Cluster, Need};

use crate::{cargo, output};
use error::{LiveError, Tried};
use node::Node;
use stage::{SOURCE, Stage};

pub(crate) use stage::PUBLISHED;

mod blog;
mod both;
mod command;
mod compared;
mod deploy;
mod deployer;
mod drifted;
mod error;
mod export;
mod floor;
mod interrupt;
mod job;
pub(crate) mod needs;
pub(crate) mod node;
mod planes;
mod proof;
mod pull;
mod rows;
mod server;
mod stage;
mod tables;
mod unreadable;

const INTERRUPTED: u8 = 130;

/// The crate of the example.
const EXAMPLE: &str = "blog";

/// The roles that the published modules grant to.
pub(crate) const ROLES: [&str; 3] = ["anonymous", "authenticated", "administrator"];

/// Arguments of the live test.
#[derive(Debug, Args)]
pub(crate) struct LiveArgs {
    /// Skip the test, and succeed, where Node.js or PostgreSQL is missing
    #[arg(long)]
    if_available: bool,

    /// The stage of today's platform alone, without that of contract 1
    #[arg(long)]
    planes: bool,

    /// Test this binary instead of building one
    #[arg(long, value_name = "PATH")]
    typeferry: Option<PathBuf>,
}

impl LiveArgs {
    /// The test of what is checked out here; `if_available` skips it where its parts are missing.
    pub(crate) fn here(if_available: bool) -> Self {
        Self { if_available, planes: false, typeferry: None }
    }

    /// What has to be built for it.
    fn packages(&self) -> Vec<&'static str> {
        let typeferry = self.typeferry.is_none().then_some("typeferry");
        typeferry.into_iter().chain((!self.planes).then_some(EXAMPLE)).collect()
    }
}

/// Runs the live test, and says where it was skipped.
pub(crate) fn main(args: &LiveArgs) -> ExitCode {
    match outcome(args) {
        Ok(None) => ExitCode::SUCCESS,
        Ok(Some(missing)) => {
            output::note("live test skipped:");
            for need in missing {
                output::note(format!("  {}: {}", need.reason, need.remedy));
            }
            ExitCode::SUCCESS
        }
        Err(code) => code,
    }
}

/// Runs the live test; what it lacks, where it was skipped for that.
///
/// # Errors
/// The exit code of a test that failed, once it was said why.
pub(crate) fn outcome(args: &LiveArgs) -> Result<Option<Vec<Need>>, ExitCode> {
    match run(args) {
        Ok(()) => Ok(None),
        Err(LiveError::Missing(missing)) if args.if_available => Ok(Some(missing)),
        Err(error) => Err(failed(&error)),
    }
}

fn failed(error: &LiveError) -> ExitCode {
    match error {
        LiveError::Interrupted => {
            output::note("interrupted");
            ExitCode::from(INTERRUPTED)
        }
        error => {
            output::note(format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// What the stages are made of.
struct Parts<'a> {
    root: &'a Path,
    typeferry: &'a Path,
    node: &'a Node,
    cluster: &'a Cluster,
    /// The folder `live/`.
    live: &'a Path,
    scratch: &'a Path,
}

fn run(args: &LiveArgs) -> Result<(), LiveError> {
    let start = Instant::now();
    interrupt::watch()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let programs = needs::postgres_programs()?;
    let live_folder = root.join("live");
    let node = Node::install(&live_folder)?;
    let built = build(root, &args.packages())?;
    let typeferry = args.typeferry.clone().unwrap_or_else(|| built.join("typeferry"));
    let scratch = tempfile::Builder::new().prefix("typeferry-live-").tempdir();
    let scratch = scratch.tried(|| "a temporary folder".to_owned())?;
    let cluster = Cluster::start(&programs)?;
    for role in ROLES {
        cluster.create_role(role)?;
    }
    let parts = Parts {
        root,
        typeferry: &typeferry,
        node: &node,
        cluster: &cluster,
        live: &live_folder,
        scratch: scratch.path(),
    };
    if !args.planes {
        contract_1(&parts, &programs, &built.join(EXAMPLE))?;
    }
    planes::run(&parts)?;
    output::line(format!("live test passed in {:.1} s", start.elapsed().as_secs_f64()));
    Ok(())
}

/// The stages over the modules of contract 1, and over the example's own tables.
fn contract_1(parts: &Parts<'_>, programs: &Path, blog: &Path) -> Result<(), LiveError> {
    let start = Instant::now();
    let &Parts { root, typeferry, node, cluster, live, scratch } = parts;
    let stage = Stage::set(node, cluster, live, scratch)?;
    let tables = tables::list(&mut cluster.connect(SOURCE)?)?;
    output::line(format!("stage: {} tables served after {:.1} s", tables.len(), start.elapsed().as_secs_f64()));
    pull::run(typeferry, root, &stage)?;
    compared::run(typeferry, &stage)?;
    export::run(typeferry, &stage, &tables)?;
    unreadable::run(typeferry, &stage)?;
    both::run(typeferry, &stage, &tables)?;
    deploy::application(&stage)?;
    deploy::services(typeferry, &stage, tables)?;
    deployer::run(typeferry, &stage)?;
    job::run(typeferry, programs, live, &stage)?;
    blog::run(parts, blog)?;
    drifted::run(typeferry, node, stage)
}

/// Builds binaries as they are released, beside the one that runs; gives their folder.
fn build(root: &Path, packages: &[&str]) -> Result<PathBuf, LiveError> {
    let mut build = cargo::command();
    build.args(["build", "--release"]).args(packages.iter().flat_map(|package| ["--package", package]));
    if !packages.is_empty() {
        command::output(build.current_dir(root))?;
    }
    let this = std::env::current_exe().tried(|| "finding the build folder".to_owned())?;
    let target = this.ancestors().nth(2).unwrap_or(root);
    Ok(target.join("release"))
}
