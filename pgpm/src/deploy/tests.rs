//! The tests of modules: the files that the session is given.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use typeferry_session::{LoadedFile, Project as Files, ProjectError};

use crate::glob;
use crate::kind::ScriptKind;
use crate::module::Module;
use crate::problem::Problem;
use crate::project::Project;

use super::DeployError;

/// The folders with tests, and what their files end with, as contract 1 has them.
const TEST_FOLDERS: [&str; 2] = ["__test__", "__tests__"];
const SQL: [&str; 8] = ["sql", "ddl", "dml", "dql", "dcl", "psql", "pgsql", "plpgsql"];

/// The tests of a project's modules, and which modules have some.
#[derive(Debug)]
pub(super) struct Tests {
    pub(super) files: Files,
    pub(super) modules: HashSet<String>,
}

impl Tests {
    /// Reads them; the path of each begins with its module.
    pub(super) fn read(project: &Project) -> Result<Self, DeployError> {
        let (mut files, mut modules) = (Vec::new(), HashSet::new());
        for module in &project.modules {
            let found = tests(module)?;
            if !found.is_empty() {
                modules.insert(module.name.to_string());
            }
            files.extend(found);
        }
        Ok(Self { files: Files::from_files(files)?, modules })
    }
}

/// The tests of a module, by their paths in it.
fn tests(module: &Module) -> Result<Vec<LoadedFile>, DeployError> {
    let wrong = |cause| Problem::of(&module.folder, cause);
    let mut found = Vec::new();
    for (folder, link) in glob::subfolders(&module.folder).map_err(wrong)? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        // What is a script of a change is no test, whatever the change is called.
        if !link && ScriptKind::ALL.iter().all(|kind| kind.folder() != name) {
            collect(&folder, is_test_folder(&name), &mut found).map_err(wrong)?;
        }
    }
    let load = |path: PathBuf| {
        let inside = path.strip_prefix(&module.folder).unwrap_or(&path);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        let bytes = fs::read(&path).map_err(|cause| Problem::of(&path, cause))?;
        Ok(LoadedFile::new(&format!("./{}/{}", module.name, parts.join("/")), bytes)?)
    };
    found.into_iter().map(load).collect()
}

fn collect(folder: &Path, is_test: bool, found: &mut Vec<PathBuf>) -> io::Result<()> {
    if is_test {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
            if extension.is_some_and(|extension| SQL.contains(&extension.as_str())) && path.is_file() {
                found.push(path);
            }
        }
    }
    for (below, link) in glob::subfolders(folder)? {
        let name = below.file_name().unwrap_or_default().to_string_lossy();
        if !link {
            collect(&below, is_test || is_test_folder(&name), found)?;
        }
    }
    Ok(())
}

fn is_test_folder(name: &str) -> bool {
    TEST_FOLDERS.contains(&name)
}

impl From<ProjectError> for DeployError {
    fn from(error: ProjectError) -> Self {
        Self::Files(error)
    }
}
