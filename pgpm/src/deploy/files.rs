//! The files that deploy.sql is given.

use std::collections::HashSet;
use std::io;
use std::ops::Range;

use serde::Serialize;
use typeferry_session::{LoadedFile, Project as Files, ProjectError};

use crate::module::{Change, ChangeId, Module};
use crate::project::Project;
use crate::sql::{LEDGER_SQL, executable};

use super::{DeployError, test_files};

const MODULES: &str = "./pgpm/modules.json";
const LEDGER: &str = "./pgpm/ledger.sql";

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

/// The files: scripts of those changes alone that are not deployed, and the tests where they are to run.
pub(super) fn load(project: &Project, pending: &HashSet<&ChangeId>, with_tests: bool) -> Result<Loaded, DeployError> {
    let (files, tested) = read(project, pending, with_tests)?;
    Ok(Loaded { files: Files::from_files(files)?, tested })
}

fn read(
    project: &Project,
    pending: &HashSet<&ChangeId>,
    with_tests: bool,
) -> Result<(Vec<LoadedFile>, HashSet<String>), DeployError> {
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
        let tests = if with_tests { test_files::load(module)? } else { Vec::new() };
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

impl From<ProjectError> for DeployError {
    fn from(error: ProjectError) -> Self {
        Self::Files(error)
    }
}
