//! The job for CI that `typeferry init` writes, run as it is: the first run stops at what nobody has reviewed, the
//! second deploys it and runs the checks.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::command::{failure, finish, output as run_program};
use super::error::{LiveError, Tried};
use super::export::SERVICES;
use super::server::TOKEN;
use super::stage::{Stage, TENANT};
use crate::output;

/// The exit code of a job whose export is not what was reviewed.
const DIFFERS: i32 = 3;

/// Runs the job twice.
///
/// # Errors
/// It does not stop where it should, or fails where it should not.
pub(super) fn run(typeferry: &Path, programs: &Path, live: &Path, stage: &Stage<'_>) -> Result<(), LiveError> {
    let folder = stage.scratch.join("job");
    run_program(Command::new(typeferry).args(["init", "--template", "export"]).arg(&folder))?;
    published(live, &folder)?;
    git(&folder, &["init", "--quiet"])?;
    git(&folder, &["config", "user.name", "Live Test"])?;
    git(&folder, &["config", "user.email", "live@example.com"])?;
    check_in(&folder)?;
    let job = Job { typeferry, programs, stage, folder: &folder };
    let mut first = job.command()?;
    let finished = finish(&mut first)?;
    if finished.status.code() != Some(DIFFERS) || !finished.stderr.contains("check it in") {
        return Err(failure(&first, &finished));
    }
    check_in(&folder)?;
    let printed = run_program(&mut job.command()?)?;
    let last = printed.lines().last().unwrap_or_default();
    output::line(format!("job: stops at what nobody has reviewed; then: {last}"));
    Ok(())
}

/// The job, with what its README asks for.
struct Job<'a> {
    typeferry: &'a Path,
    programs: &'a Path,
    stage: &'a Stage<'a>,
    folder: &'a Path,
}

impl Job<'_> {
    fn command(&self) -> Result<Command, LiveError> {
        let server = &self.stage.server;
        let flags = format!(
            "--migrate-endpoint {} --database {TENANT} --extension-name {TENANT} --meta-extension-name {SERVICES}",
            server.migrate_endpoint()
        );
        let mut job = Command::new(self.folder.join("ci.sh"));
        job.env("PATH", self.path()?).env("TYPEFERRY_GRAPHQL_ENDPOINT", server.endpoint());
        job.env("TYPEFERRY_TOKEN", TOKEN).env("TYPEFERRY_EXPORT", flags);
        job.env("XDG_CACHE_HOME", self.stage.scratch.join("cache"));
        job.envs(self.stage.cluster.environment("postgres"));
        // The scratch database is the job's own choice.
        job.env_remove("PGDATABASE");
        Ok(job)
    }

    /// `typeferry`, `psql` and `dropdb` before what else there is.
    fn path(&self) -> Result<OsString, LiveError> {
        // The job goes into its own folder.
        let typeferry = self.typeferry.canonicalize().tried(|| format!("finding {}", self.typeferry.display()))?;
        let own = [typeferry.parent(), Some(self.programs)].into_iter().flatten().map(PathBuf::from);
        let others = std::env::var_os("PATH").unwrap_or_default();
        let folders = own.chain(std::env::split_paths(&others));
        let joined = std::env::join_paths(folders).map_err(std::io::Error::other);
        joined.tried(|| "a search path".to_owned())
    }
}

/// What `npm install` would bring is here already.
fn published(live: &Path, folder: &Path) -> Result<(), LiveError> {
    let modules = folder.join("node_modules");
    std::fs::create_dir_all(&modules).tried(|| format!("making {}", modules.display()))?;
    run_program(Command::new("cp").arg("-RL").arg(live.join("node_modules/@pgpm")).arg(&modules)).map(drop)
}

fn check_in(folder: &Path) -> Result<(), LiveError> {
    git(folder, &["add", "--all"])?;
    git(folder, &["commit", "--quiet", "--message", "Reviewed"])
}

fn git(folder: &Path, arguments: &[&str]) -> Result<(), LiveError> {
    run_program(Command::new("git").arg("-C").arg(folder).args(arguments)).map(drop)
}
