//! The files of a project, checked as far as they can be without a server.

mod checksum;
mod error;
mod file;
mod metadata;
mod path;
mod scan;

use std::collections::{BTreeMap, BTreeSet};

pub use error::{FileError, ProjectError};
pub use file::LoadedFile;
pub use path::{SQL_EXTENSIONS, TEST_FOLDERS};
pub use scan::{Limits, SCRIPT, read_script};

pub(crate) use path::is_fixture;

/// The files of a project, sorted by path, byte by byte.
#[derive(Debug, Clone, Default)]
pub struct Project {
    files: Vec<LoadedFile>,
}

/// A folder with tests.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TestFolder<'p> {
    /// With a `/` at its end.
    pub(crate) path: &'p str,
    /// The nearest folder above it that has tests of its own.
    pub(crate) parent: Option<&'p str>,
    /// How far below the first folder of tests.
    pub(crate) depth: usize,
}

impl Project {
    /// A project of these files: sorted, with the metadata of each.
    ///
    /// # Errors
    /// Two files have one path, or one id.
    pub fn from_files(mut files: Vec<LoadedFile>) -> Result<Self, ProjectError> {
        files.sort_by(|one, other| one.path().cmp(other.path()));
        if let Some([file, _]) = files.array_windows().find(|[one, other]| one.path() == other.path()) {
            return Err(ProjectError::SamePath { path: file.path().to_owned() });
        }
        let mut ids = BTreeMap::new();
        for file in &files {
            let Some(metadata) = file.metadata() else { continue };
            if let Some(first) = ids.insert(metadata.id, file.path()) {
                let (first, second) = (first.to_owned(), file.path().to_owned());
                return Err(ProjectError::SameId { id: metadata.id.to_string(), first, second });
            }
        }
        Ok(Self { files })
    }

    /// Every file, tests among them, by path.
    pub fn files(&self) -> &[LoadedFile] {
        &self.files
    }

    /// How many files there are, tests among them.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file of that path.
    pub fn file(&self, path: &str) -> Option<&LoadedFile> {
        let found = self.files.binary_search_by(|file| file.path().cmp(path));
        found.ok().and_then(|at| self.files.get(at))
    }

    /// The files that are no tests.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &LoadedFile> {
        self.files.iter().filter(|file| !file.is_test())
    }

    /// The tests and fixtures. What is not SQL in a folder of tests is for people.
    pub(crate) fn tests(&self) -> impl Iterator<Item = &LoadedFile> {
        self.files.iter().filter(|file| file.is_test() && path::is_sql(file.path()))
    }

    /// The folders of tests that have files, by path: parents first.
    pub(crate) fn test_folders(&self) -> Vec<TestFolder<'_>> {
        let tests = self.files.iter().filter(|file| file.is_test());
        let paths: BTreeSet<&str> = tests.map(|file| path::directory(file.path())).collect();
        let above = |path: &str| {
            let mut above = path.strip_suffix('/').map(path::directory);
            while let Some(folder) = above.filter(|folder| !folder.is_empty()) {
                if let Some(found) = paths.get(folder) {
                    return Some(*found);
                }
                above = folder.strip_suffix('/').map(path::directory);
            }
            None
        };
        paths.iter().map(|path| TestFolder { path, parent: above(path), depth: path::test_depth(path) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn project(paths: &[&str]) -> Project {
        let file = |path: &&str| LoadedFile::new(path, b"SELECT 1;".to_vec()).unwrap();
        Project::from_files(paths.iter().map(file).collect()).unwrap()
    }

    #[test]
    fn a_test_folder_has_the_nearest_folder_with_files_as_its_parent() {
        let paths =
            ["./__test__/a.sql", "./__test__/gap/deep/b.sql", "./x/__tests__/README", "./__test__/a/c.sql", "./d.sql"];
        let project = project(&paths);
        let folders: Vec<_> =
            project.test_folders().into_iter().map(|folder| (folder.path, folder.parent, folder.depth)).collect();
        let top = Some("./__test__/");
        let wanted = [
            ("./__test__/", None, 0),
            ("./__test__/a/", top, 1),
            ("./__test__/gap/deep/", top, 2),
            ("./x/__tests__/", None, 0),
        ];
        assert_eq!(folders, wanted);
        assert_eq!(project.tests().count(), 3);
        assert_eq!(project.sources().map(LoadedFile::path).collect::<Vec<_>>(), ["./d.sql"]);
    }

    #[test]
    fn two_files_of_one_path_or_one_id_are_refused() {
        let meta = "/* <pgmi-meta id='6f1c2d4e-0261-4000-8000-000000000001' idempotent='1'/> */";
        let file = |path: &str| LoadedFile::new(path, meta.into()).unwrap();
        let same = Project::from_files(vec![file("./a.sql"), file("./a.sql ")]);
        assert!(matches!(same, Err(ProjectError::SamePath { path }) if path == "./a.sql"));
        let error = Project::from_files(vec![file("./b.sql"), file("./a.sql")]).unwrap_err().to_string();
        assert!(error.contains("6f1c2d4e-0261-4000-8000-000000000001: ./a.sql and ./b.sql"), "{error}");
        assert!(Project::from_files(vec![file("./a.sql"), file("./b.md"), file("./__test__/c.sql")]).is_ok());
    }
}
