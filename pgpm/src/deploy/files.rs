//! The files that deploy.sql is given.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Serialize;
use typeferry_session::{LoadedFile, Project as Files, ProjectError};

use crate::glob;
use crate::kind::ScriptKind;
use crate::module::{Change, ChangeId, Module};
use crate::problem::Problem;
use crate::project::Project;
use crate::sql::{LEDGER_SQL, executable};

use super::DeployError;

const MODULES: &str = "./pgpm/modules.json";
const LEDGER: &str = "./pgpm/ledger.sql";

/// The folders with tests, and what their files end with, as contract 1 has them.
const TEST_FOLDERS: [&str; 2] = ["__test__", "__tests__"];
const SQL: [&str; 8] = ["sql", "ddl", "dml", "dql", "dcl", "psql", "pgsql", "plpgsql"];

/// The project for deploy.sql.
#[derive(Serialize)]
struct Modules<'a> {
    modules: Vec<ModuleEntry<'a>>,
}

#[derive(Serialize)]
struct ModuleEntry<'a> {
    package: &'a str,
    extensions: Vec<&'a str>,
    changes: Vec<ChangeEntry<'a>>,
}

#[derive(Serialize)]
struct ChangeEntry<'a> {
    change: &'a str,
    script: String,
    hash: &'a str,
    requires: &'a [ChangeId],
    /// The first byte and the length of each, of a change that is to be deployed.
    statements: Vec<(usize, usize)>,
}

/// What is loaded into the session, and which modules have tests.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) files: Files,
    pub(super) tested: HashSet<String>,
}

/// The files: scripts of those changes alone that are not deployed.
pub(super) fn load(project: &Project, pending: &HashSet<&ChangeId>) -> Result<Loaded, DeployError> {
    let (files, tested) = read(project, pending)?;
    Ok(Loaded { files: Files::from_files(files)?, tested })
}

fn read(project: &Project, pending: &HashSet<&ChangeId>) -> Result<(Vec<LoadedFile>, HashSet<String>), DeployError> {
    let modules = Modules { modules: project.modules.iter().map(|module| entry(module, pending)).collect() };
    let mut files = vec![
        LoadedFile::new(MODULES, serde_json::to_vec(&modules).map_err(io::Error::other)?)?,
        LoadedFile::new(LEDGER, LEDGER_SQL.as_bytes().to_vec())?,
    ];
    let mut tested = HashSet::new();
    for module in &project.modules {
        for change in module.changes.iter().filter(|change| pending.contains(&module.id(change))) {
            files.push(LoadedFile::new(&script(module, change), change.deploy.text.clone().into_bytes())?);
        }
        let tests = tests(module)?;
        if !tests.is_empty() {
            tested.insert(module.name.to_string());
        }
        files.extend(tests);
    }
    Ok((files, tested))
}

fn entry<'a>(module: &'a Module, pending: &HashSet<&ChangeId>) -> ModuleEntry<'a> {
    let change = |change: &'a Change| ChangeEntry {
        change: change.name.as_str(),
        script: script(module, change),
        hash: &change.deploy.hash,
        requires: &change.requires,
        statements: statements(change, pending.contains(&module.id(change))),
    };
    ModuleEntry {
        package: module.name.as_str(),
        extensions: module.extensions.iter().map(crate::ModuleName::as_str).collect(),
        changes: module.changes.iter().map(change).collect(),
    }
}

fn statements(change: &Change, pending: bool) -> Vec<(usize, usize)> {
    let place = |range: Range<usize>| (range.start, range.len());
    if pending { executable(&change.deploy.text).into_iter().map(place).collect() } else { Vec::new() }
}

/// A name like `a/__test__/b` would be read as a test's, and others like it are reserved: such a change has its line for
/// a name, and `#` in front, which no change has.
fn script(module: &Module, change: &Change) -> String {
    let reserved = |part: &str| part.starts_with("__") && part.ends_with("__");
    if change.name.as_str().split('/').any(reserved) {
        return format!("./{}/deploy/#{}.sql", module.name, change.line);
    }
    format!("./{}/deploy/{}.sql", module.name, change.name)
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
