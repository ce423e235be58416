//! The SQL tests of a module: the files that `CALL pgmi_test()` runs before a deploy commits.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use typeferry_session::LoadedFile;

use crate::glob;
use crate::kind::ScriptKind;
use crate::module::Module;
use crate::problem::Problem;

use super::DeployError;

/// The folders with tests, and what their files end with, as contract 1 has them.
const TEST_FOLDERS: [&str; 2] = ["__test__", "__tests__"];
const SQL: [&str; 8] = ["sql", "ddl", "dml", "dql", "dcl", "psql", "pgsql", "plpgsql"];

/// The tests of a module, by their paths in it.
pub(super) fn load(module: &Module) -> Result<Vec<LoadedFile>, DeployError> {
    let load = |path: PathBuf| {
        let inside = path.strip_prefix(&module.folder).unwrap_or(&path);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        let bytes = fs::read(&path).map_err(|cause| Problem::of(&path, cause))?;
        Ok(LoadedFile::new(&format!("./{}/{}", module.name, parts.join("/")), bytes)?)
    };
    find(module)?.into_iter().map(load).collect()
}

fn find(module: &Module) -> Result<Vec<PathBuf>, Problem> {
    let wrong = |cause| Problem::of(&module.folder, cause);
    let mut found = Vec::new();
    for (folder, link) in glob::subfolders(&module.folder).map_err(wrong)? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        // What is a script of a change is no test, whatever the change is called.
        if !link && ScriptKind::ALL.iter().all(|kind| kind.folder() != name) {
            collect(&folder, is_test_folder(&name), &mut found).map_err(wrong)?;
        }
    }
    Ok(found)
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
