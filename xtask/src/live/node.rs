//! The Node side in `live/`: its packages, and the deployer in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use typeferry_cluster::{Cluster, Need};

use super::command::{self, Finished};
use super::error::{LiveError, Tried};

/// PostGraphile 5 answers nothing on an older one.
const OLDEST_NODE: u32 = 22;

/// Node.js, and the folder `live/` with its packages installed.
pub(crate) struct Node {
    program: PathBuf,
    folder: PathBuf,
}

impl Node {
    /// Installs the packages where that has not been done since the lock changed.
    ///
    /// # Errors
    /// `npm ci` fails, or neither the machine nor the packages have a Node.js that is new enough.
    pub(crate) fn install(folder: &Path) -> Result<Self, LiveError> {
        if !is_installed(folder) {
            command::output(Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(folder))?;
        }
        let ours = folder.join("node_modules/.bin/node");
        let program = [PathBuf::from("node"), ours].into_iter().find(|program| major(program) >= Some(OLDEST_NODE));
        let program = program.ok_or_else(|| {
            let what = format!("Node.js {OLDEST_NODE}");
            let remedy = format!("npm has none for this platform: install Node.js {OLDEST_NODE} or later");
            LiveError::Missing(vec![Need::new(what, remedy)])
        })?;
        Ok(Self { program, folder: folder.to_owned() })
    }

    /// A file of `live/`.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A script of `live/`, to be run in the environment of a database.
    pub(super) fn script(&self, name: &str, cluster: &Cluster, database: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(self.file(name)).envs(cluster.environment(database));
        // Anything else makes PostGraphile check itself at every step.
        command.env("GRAPHILE_ENV", "production");
        command
    }
}

/// A pgpm workspace with the published modules, and room for exported ones in `packages/`.
pub(crate) struct Workspace<'a> {
    node: &'a Node,
    cluster: &'a Cluster,
    folder: PathBuf,
}

impl<'a> Workspace<'a> {
    /// Lays the workspace out in a folder, with the modules of contract 1.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(crate) fn lay_out(node: &'a Node, cluster: &'a Cluster, folder: &Path) -> Result<Self, LiveError> {
        Self::lay_out_with(node, cluster, folder, &[])
    }

    /// Lays the workspace out in a folder, with the planes too. None of the published modules can be verified or
    /// reverted there.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(super) fn lay_out_planes(node: &'a Node, cluster: &'a Cluster, folder: &Path) -> Result<Self, LiveError> {
        Self::lay_out_with(node, cluster, folder, &["--scope", "@pgpm", "--scope", "@constructive-db", "--deploy-only"])
    }

    fn lay_out_with(
        node: &'a Node,
        cluster: &'a Cluster,
        folder: &Path,
        arguments: &[&str],
    ) -> Result<Self, LiveError> {
        let mut command = node.script("modules.mjs", cluster, "postgres");
        command::output(command.arg("workspace").arg("--workspace").arg(folder).args(arguments))?;
        Ok(Self { node, cluster, folder: folder.to_owned() })
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where exported modules go.
    pub(super) fn packages(&self) -> PathBuf {
        self.folder.join("packages")
    }

    /// Deploys a module with all that it requires.
    ///
    /// # Errors
    /// The deployer fails.
    pub(super) fn deploy(&self, module: &str, database: &str) -> Result<(), LiveError> {
        command::output(&mut self.action("deploy", module, database)).map(drop)
    }

    /// Verifies a module with all that it requires.
    ///
    /// # Errors
    /// The deployer finds something missing, or fails.
    pub(super) fn verify(&self, module: &str, database: &str) -> Result<(), LiveError> {
        command::output(&mut self.action("verify", module, database)).map(drop)
    }

    /// What the deployer says to a module that must not verify.
    ///
    /// # Errors
    /// It cannot be run.
    pub(super) fn verify_badly(&self, module: &str, database: &str) -> Result<Finished, LiveError> {
        command::finish(&mut self.action("verify", module, database))
    }

    /// Reverts a module, and whatever was deployed after it.
    ///
    /// # Errors
    /// The deployer fails.
    pub(super) fn revert(&self, module: &str, database: &str) -> Result<(), LiveError> {
        command::output(&mut self.action("revert", module, database)).map(drop)
    }

    /// The deployer with an action.
    pub(crate) fn action(&self, action: &str, module: &str, database: &str) -> Command {
        let mut command = self.node.script("modules.mjs", self.cluster, database);
        command.arg(action).arg("--workspace").arg(&self.folder).args(["--module", module]);
        command
    }
}

/// npm writes a lock of its own at the end of an installation: as new as ours, it is the same.
fn is_installed(folder: &Path) -> bool {
    let changed = |file: &str| -> Option<SystemTime> { fs::metadata(folder.join(file)).ok()?.modified().ok() };
    match (changed("node_modules/.package-lock.json"), changed("package-lock.json")) {
        (Some(installed), Some(locked)) => installed >= locked,
        _ => false,
    }
}

/// The major version of a Node.js: 22 of `v22.23.3`.
fn major(program: &Path) -> Option<u32> {
    let version = command::output(Command::new(program).arg("--version")).ok()?;
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// A file of `live/sql/`, and those of `live/sql/seed/` in the order of their names.
///
/// # Errors
/// A file cannot be read.
pub(super) fn seed_scripts(folder: &Path) -> Result<Vec<(PathBuf, String)>, LiveError> {
    let seed = folder.join("sql/seed");
    let entries = fs::read_dir(&seed).tried(|| format!("reading {}", seed.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.insert(0, folder.join("sql/sql_actions.sql"));
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).tried(|| format!("reading {}", file.display()))?;
        Ok((file, text))
    };
    files.into_iter().map(read).collect()
}
