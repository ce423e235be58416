//! Where modules are: a workspace's `pgpm.json`, and the folders that it names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::applied;
use crate::glob;
use crate::name::ModuleName;
use crate::npm;
use crate::problem::{Fault, Problem};
use crate::script::read_text;

/// What makes a folder a workspace.
pub const WORKSPACE_FILE: &str = "pgpm.json";

/// What makes a folder a module.
pub const PLAN_FILE: &str = "pgpm.plan";

/// The end of a control file's name.
const CONTROL: &str = "control";

/// Where pgpm installs modules, unless a workspace says otherwise.
const EXTENSIONS: &str = "extensions";

/// What is read of `pgpm.json`.
#[derive(Debug, Deserialize)]
struct WorkspaceFile {
    #[serde(default)]
    packages: Vec<String>,
    #[serde(rename = "extensionsDir")]
    extensions: Option<String>,
}

/// Where a project is, and which of its modules is meant.
#[derive(Debug)]
pub(crate) struct Place {
    /// The folder of the workspace, or of the module where it is in none.
    pub(crate) root: PathBuf,
    /// The folders of all modules.
    pub(crate) modules: Vec<PathBuf>,
    /// The folders of modules that npm has installed there, of which a project has what it requires.
    pub(crate) installed: BTreeMap<ModuleName, PathBuf>,
    /// The files of modules that are made of others, which are not supported.
    pub(crate) applied: BTreeMap<ModuleName, PathBuf>,
    /// The folder that was given, where it is that of a module.
    pub(crate) module: Option<PathBuf>,
}

impl Place {
    /// Looks around a folder: at it, and where it is that of a module, for the workspace above it.
    pub(crate) fn find(path: &Path) -> Result<Self, Problem> {
        let folder = path.canonicalize().map_err(|cause| Problem::of(path, cause))?;
        if folder.join(WORKSPACE_FILE).is_file() {
            return Self::at(folder.clone(), Folders::of(&folder)?, None);
        }
        if !folder.join(PLAN_FILE).is_file() {
            return Err(Problem::of(path, Fault::NoProject));
        }
        for above in folder.ancestors().skip(1).filter(|above| above.join(WORKSPACE_FILE).is_file()) {
            let folders = Folders::of(above)?;
            if folders.modules.contains(&folder) {
                return Self::at(above.to_owned(), folders, Some(folder));
            }
        }
        let folders = Folders { modules: vec![folder.clone()], applied: BTreeMap::new() };
        Self::at(folder.clone(), folders, Some(folder))
    }

    fn at(root: PathBuf, folders: Folders, module: Option<PathBuf>) -> Result<Self, Problem> {
        let installed = npm::installed(&root).map_err(|fault| Problem::of(&root, fault))?;
        Ok(Self { root, modules: folders.modules, installed, applied: folders.applied, module })
    }
}

/// Whether a folder is a module or a workspace.
pub fn is_project(path: &Path) -> bool {
    [WORKSPACE_FILE, PLAN_FILE].iter().any(|file| path.join(file).is_file())
}

/// What a workspace's patterns lead to.
#[derive(Default)]
struct Folders {
    /// The folders of the modules, sorted.
    modules: Vec<PathBuf>,
    /// The files of modules that are made of others.
    applied: BTreeMap<ModuleName, PathBuf>,
}

impl Folders {
    fn of(root: &Path) -> Result<Self, Problem> {
        let path = root.join(WORKSPACE_FILE);
        let file = workspace_file(&path)?;
        let extensions = file.extensions.as_deref().unwrap_or(EXTENSIONS);
        let installed = ["*", "@*/*"].map(|part| format!("{extensions}/{part}"));
        let mut found = Self::default();
        for pattern in file.packages.iter().chain(&installed) {
            for folder in glob::folders(root, pattern).map_err(|fault| Problem::of(&path, fault))? {
                let real = folder.canonicalize().map_err(|cause| Problem::of(&folder, cause))?;
                if !real.starts_with(root) {
                    let given = format!("the link to {}", real.display());
                    return Err(Problem::of(&folder, Fault::Outside { given }));
                }
                found.collect(&real)?;
            }
        }
        found.modules.sort();
        found.modules.dedup();
        if found.modules.is_empty() { Err(Problem::of(&path, Fault::NoModules)) } else { Ok(found) }
    }

    /// The folder itself and those below it, as far as they are modules.
    fn collect(&mut self, folder: &Path) -> Result<(), Problem> {
        let wrong = |cause| Problem::of(folder, Fault::Io(cause));
        if folder.join(PLAN_FILE).is_file() || !control_files(folder).map_err(wrong)?.is_empty() {
            self.modules.push(folder.to_owned());
        } else if let Some(name) = applied::name_of(folder) {
            self.applied.insert(name, folder.join(applied::FILE));
        }
        let below = glob::subfolders(folder).map_err(wrong)?;
        below.iter().filter(|(_, link)| !link).try_for_each(|(path, _)| self.collect(path))
    }
}

fn workspace_file(path: &Path) -> Result<WorkspaceFile, Problem> {
    let text = read_text(path)?;
    serde_json::from_str(&text).map_err(|cause| {
        let fault = Fault::Workspace { reason: cause.to_string() };
        if cause.line() == 0 { Problem::of(path, fault) } else { Problem::at(path, cause.line(), fault) }
    })
}

/// The control files in a folder.
pub(crate) fn control_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == CONTROL) && path.is_file() {
            found.push(path);
        }
    }
    Ok(found)
}
