//! The folder that a command of the deployer is given, where it is not what that command works on: what it is, why that
//! is nothing to work on, and what to give instead.

use std::path::Path;

use typeferry_pgpm::is_project;
use typeferry_session::SCRIPT;

use super::exit::Exit;
use super::failure::Failure;

/// Folders of modules that are named.
const NAMED: usize = 3;

/// What a command works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A script, or modules.
    Project,
    /// Modules alone.
    Modules,
}

impl Wanted {
    /// Makes sure that a folder has it; the failure has the exit.
    pub(crate) fn check(self, path: &Path, exit: Exit) -> Result<(), Failure> {
        if is_project(path) || (self == Self::Project && path.join(SCRIPT).is_file()) {
            return Ok(());
        }
        let (shown, give) = (path.display(), self.folders());
        let message = if path.is_dir() {
            format!("{shown} has neither {}\n{}", self.files(), inside(path, give))
        } else if path.exists() {
            format!("{shown} is not a folder\nwhat is deployed is a folder with its files\ngive the folder of {give}")
        } else {
            let here = std::env::current_dir().unwrap_or_default();
            format!("{shown} is not there\nno folder in {} has that name\ngive the folder of {give}", here.display())
        };
        Err(Failure { message, exit })
    }

    fn files(self) -> &'static str {
        match self {
            Self::Project => "a deploy.sql nor a pgpm.plan nor a pgpm.json",
            Self::Modules => "a pgpm.plan nor a pgpm.json",
        }
    }

    fn folders(self) -> &'static str {
        match self {
            Self::Project => "a project (with deploy.sql), a module (with pgpm.plan) or a workspace (with pgpm.json)",
            Self::Modules => "a module (with pgpm.plan) or a workspace (with pgpm.json)",
        }
    }
}

/// Why a folder is nothing to work on, and what to do: it may hold modules without being a workspace.
fn inside(path: &Path, give: &str) -> String {
    let found = module_folders(path);
    let Some(first) = found.first() else {
        return format!("it is the folder of nothing that can be deployed\ngive the folder of {give}");
    };
    let shown = path.display();
    let more = if found.len() > NAMED { ", …" } else { "" };
    format!(
        "modules are in its folders {}{more}, and only a workspace has several\n\
         give one of them ({shown}/{first}), or make it a workspace: write {{\"packages\": [\"*\"]}} into {shown}/pgpm.json",
        found[..found.len().min(NAMED)].join(", ")
    )
}

/// The folders below that are modules, by name.
fn module_folders(path: &Path) -> Vec<String> {
    let entries = path.read_dir().into_iter().flatten().flatten().filter(|entry| is_project(&entry.path()));
    let mut found: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    found.sort();
    found
}
