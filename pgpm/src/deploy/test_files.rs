//! The SQL tests of a module: the files that `CALL pgmi_test()` runs before a deploy commits. A folder `__test__` is
//! that of the deploy; `__tests__` is too, unless JavaScript has its tests there: then the SQL in it are their seeds, which
//! a test loads into a database of its own.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use typeferry_session::{LoadedFile, Project as Files, ProjectError, SQL_EXTENSIONS, TEST_FOLDERS};

use crate::glob;
use crate::kind::ScriptKind;
use crate::module::Module;
use crate::problem::Problem;
use crate::project::Project;
use typeferry_base::count;

use super::DeployError;

/// The one of the folders with tests that jest has its tests in too (<https://jestjs.io/docs/configuration#testmatch-arraystring>), and what
/// their files end with.
const SHARED: &str = "__tests__";
const JAVASCRIPT: [&str; 8] = ["js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts"];

/// Folders below those of tests that have what tests load.
const FIXTURES: [&str; 2] = ["__fixtures__", "fixtures"];

/// The SQL below the folders of tests.
#[derive(Debug, Default)]
struct Found {
    tests: Vec<PathBuf>,
    passed_over: Vec<PassedOver>,
}

/// A folder with SQL that is not run.
#[derive(Debug)]
struct PassedOver {
    folder: PathBuf,
    files: usize,
    why: &'static str,
}

const OF_JAVASCRIPT: &str =
    "it has JavaScript tests, whose seeds these are; SQL tests of the deploy belong in __test__";
const OF_FIXTURES: &str = "a folder of fixtures has no tests";

/// The tests of a project's modules, and which modules have some.
#[derive(Debug)]
pub(super) struct Tests {
    pub(super) files: Files,
    pub(super) modules: HashSet<String>,
}

impl Tests {
    /// Reads them, if there are to be any; the path of each begins with its module.
    pub(super) fn read(project: &Project, wanted: bool) -> Result<Self, DeployError> {
        let (mut files, mut modules) = (Vec::new(), HashSet::new());
        for module in project.modules.iter().filter(|_| wanted) {
            let found = load(module)?;
            if !found.is_empty() {
                modules.insert(module.name.to_string());
            }
            files.extend(found);
        }
        Ok(Self { files: Files::from_files(files)?, modules })
    }
}

impl From<ProjectError> for DeployError {
    fn from(error: ProjectError) -> Self {
        Self::Files(error)
    }
}

/// The tests of a module, by their paths in it.
fn load(module: &Module) -> Result<Vec<LoadedFile>, DeployError> {
    let load = |path: PathBuf| {
        let inside = path.strip_prefix(&module.folder).unwrap_or(&path);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        let bytes = fs::read(&path).map_err(|cause| Problem::of(&path, cause))?;
        Ok(LoadedFile::new(&format!("./{}/{}", module.name, parts.join("/")), bytes)?)
    };
    Found::of(module)?.tests.into_iter().map(load).collect()
}

impl Project {
    /// The folders below those of tests whose SQL a deploy does not run, a sentence each, with the reason.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn tests_passed_over(&self) -> Result<Vec<String>, Problem> {
        let mut notes = Vec::new();
        for module in &self.modules {
            let said = |PassedOver { folder, files, why }: &PassedOver| {
                format!("passed over: {} ({}): {why}", self.shown(folder), count(*files, "SQL file"))
            };
            notes.extend(Found::of(module)?.passed_over.iter().map(said));
        }
        Ok(notes)
    }
}

impl Found {
    fn of(module: &Module) -> Result<Self, Problem> {
        let wrong = |cause| Problem::of(&module.folder, cause);
        let mut found = Self::default();
        for (folder, link) in glob::subfolders(&module.folder).map_err(wrong)? {
            // What is a script of a change is no test, whatever the change is called.
            if !link && ScriptKind::ALL.iter().all(|kind| kind.folder() != name(&folder)) {
                found.collect(&folder, false).map_err(wrong)?;
            }
        }
        Ok(found)
    }

    fn collect(&mut self, folder: &Path, is_test: bool) -> io::Result<()> {
        let name = name(folder);
        if is_test && FIXTURES.contains(&name.as_str()) {
            return self.pass_over(folder, OF_FIXTURES);
        }
        let is_test = is_test || TEST_FOLDERS.contains(&name.as_str());
        if name == SHARED && !files(folder, &JAVASCRIPT, true)?.is_empty() {
            return self.pass_over(folder, OF_JAVASCRIPT);
        }
        if is_test {
            self.tests.extend(files(folder, &SQL_EXTENSIONS, false)?);
        }
        let below = glob::subfolders(folder)?;
        below.iter().filter(|(_, link)| !link).try_for_each(|(below, _)| self.collect(below, is_test))
    }

    fn pass_over(&mut self, folder: &Path, why: &'static str) -> io::Result<()> {
        let files = files(folder, &SQL_EXTENSIONS, true)?.len();
        if files > 0 {
            self.passed_over.push(PassedOver { folder: folder.to_owned(), files, why });
        }
        Ok(())
    }
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The files of a folder that end with one of these, and those of the folders below it.
fn files(folder: &Path, endings: &[&str], below: bool) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        if ending.is_some_and(|ending| endings.contains(&ending.as_str())) && path.is_file() {
            found.push(path);
        }
    }
    for (folder, link) in if below { glob::subfolders(folder)? } else { Vec::new() } {
        if !link {
            found.extend(files(&folder, endings, true)?);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is run and what is passed over of a module with these files.
    fn found(paths: &[&str]) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for (path, text) in [("m.control", ""), ("pgpm.plan", "%project=m\n")] {
            fs::write(root.join(path), text).unwrap();
        }
        for path in paths {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), "SELECT 1;").unwrap();
        }
        let project = Project::open(&root).unwrap();
        let found = Found::of(&project.modules[0]).unwrap();
        let mut tests: Vec<_> = found.tests.iter().map(|path| project.shown(path)).collect();
        tests.sort();
        (
            tests,
            found.passed_over.iter().map(|found| format!("{} {}", project.shown(&found.folder), found.files)).collect(),
        )
    }

    #[test]
    fn sql_of_a_folder_of_tests_is_run() {
        let paths = ["__test__/a.sql", "__tests__/b.sql", "src/__test__/deep/c.SQL", "__test__/_setup.sql"];
        let run = ["__test__/_setup.sql", "__test__/a.sql", "__tests__/b.sql", "src/__test__/deep/c.SQL"];
        let others = ["a.sql", "fixtures/x.sql", "deploy/__test__/x.sql", "__test__/x.md"];
        assert_eq!(found(&[&paths[..], &others].concat()), (run.map(str::to_owned).to_vec(), vec![]));
    }

    #[test]
    fn seeds_of_jest_tests_are_passed_over() {
        for test in ["__tests__/users.test.ts", "__tests__/deep/er/users.js", "__tests__/x.spec.MJS"] {
            let (run, passed) =
                found(&[test, "__tests__/setup.sql", "__tests__/__fixtures__/seed.sql", "__test__/a.sql"]);
            assert_eq!((run, passed), (vec!["__test__/a.sql".to_owned()], vec!["__tests__ 2".to_owned()]), "{test}");
        }
    }

    #[test]
    fn a_folder_of_fixtures_has_no_tests_and_jest_next_door_changes_nothing() {
        let (run, passed) = found(&[
            "__test__/a.sql",
            "__test__/fixtures/x.sql",
            "__test__/deep/__fixtures__/y/z.sql",
            "__test__/helper.ts",
            "src/__tests__/x.test.ts",
            "src/__tests__/readme.md",
        ]);
        assert_eq!(run, ["__test__/a.sql"]);
        assert_eq!(passed, ["__test__/deep/__fixtures__ 1", "__test__/fixtures 1"]);
    }
}
