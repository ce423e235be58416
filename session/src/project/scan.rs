//! A folder to its files.

use std::fs;
use std::path::Path;

use super::{FileError, LoadedFile, Project, ProjectError, file, path};
use crate::script::Script;

/// The name of the script in a project's folder.
pub const SCRIPT: &str = "deploy.sql";

/// What a project may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of a file.
    pub file_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 10 * 1024 * 1024 }
    }
}

impl Project {
    /// The files of a folder and of its folders, SQL or not, without the `deploy.sql` at its top. Names that begin with
    /// a dot, `node_modules` and `__pycache__` are passed over.
    ///
    /// # Errors
    /// A file or folder cannot be read, or is not what a project can have.
    pub fn scan(folder: &Path, limits: Limits) -> Result<Self, ProjectError> {
        let mut files = Vec::new();
        let mut open = vec![(folder.to_owned(), ".".to_owned())];
        while let Some((folder, path)) = open.pop() {
            for (name, entry) in entries(&folder, &path)? {
                let path = format!("{path}/{name}");
                match kind(&entry).map_err(|error| error.at(&path))? {
                    Entry::Folder => open.push((entry.path(), path)),
                    Entry::File if is_script(&path) => {}
                    Entry::File => files.push(read(&entry, &path, limits)?),
                }
            }
        }
        Self::from_files(files)
    }
}

enum Entry {
    Folder,
    File,
}

fn unreadable(path: &Path, reason: &std::io::Error) -> ProjectError {
    ProjectError::Unreadable { path: path.to_owned(), reason: reason.to_string() }
}

/// The script at the top, however it is written.
fn is_script(path: &str) -> bool {
    path.strip_prefix("./").is_some_and(|name| name.eq_ignore_ascii_case(SCRIPT))
}

fn entries(folder: &Path, path: &str) -> Result<Vec<(String, fs::DirEntry)>, ProjectError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            let path = format!("{path}/{}", name.to_string_lossy());
            return Err(FileError::Path { reason: "its name is UTF-8" }.at(&path));
        };
        if path::is_passed_over(name) {
            continue;
        }
        if path::is_reserved(name, path::name(path)) && entry.path().is_dir() {
            return Err(ProjectError::Reserved { folder: format!("{path}/{name}") });
        }
        found.push((name.to_owned(), entry));
    }
    Ok(found)
}

/// A link is not followed: what it leads to may lie outside, or around it.
fn kind(entry: &fs::DirEntry) -> Result<Entry, FileError> {
    let kind = entry.file_type().map_err(|_| FileError::NoFile { what: "its kind cannot be told" })?;
    match kind {
        kind if kind.is_dir() => Ok(Entry::Folder),
        kind if kind.is_file() => Ok(Entry::File),
        kind if kind.is_symlink() && is_top_script(entry) => Ok(Entry::File),
        kind if kind.is_symlink() => Err(FileError::NoFile { what: "a symbolic link" }),
        _ => Err(FileError::NoFile { what: "a pipe, socket or device" }),
    }
}

fn is_top_script(entry: &fs::DirEntry) -> bool {
    entry.file_name() == SCRIPT && entry.path().is_file()
}

fn read(entry: &fs::DirEntry, path: &str, limits: Limits) -> Result<LoadedFile, ProjectError> {
    let size = entry.metadata().map_err(|error| unreadable(&entry.path(), &error))?.len();
    if size > limits.file_bytes {
        return Err(FileError::Size { size, limit: limits.file_bytes }.at(path));
    }
    LoadedFile::new(path, fs::read(entry.path()).map_err(|error| unreadable(&entry.path(), &error))?)
}

/// The `deploy.sql` of a project's folder.
///
/// # Errors
/// There is none, or it is no text.
pub fn read_script(folder: &Path) -> Result<Script, ProjectError> {
    let path = folder.join(SCRIPT);
    if !path.is_file() {
        return Err(ProjectError::NoScript { folder: folder.to_owned() });
    }
    let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
    let text = file::text(bytes).map_err(|error| error.at(SCRIPT))?;
    Ok(Script { name: SCRIPT.to_owned(), text })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(tempfile::TempDir);

    impl Folder {
        fn with(files: &[&str]) -> Self {
            let folder = Self(tempfile::tempdir().unwrap());
            for file in files {
                folder.write(file, b"SELECT 1;");
            }
            folder
        }

        fn write(&self, path: &str, bytes: &[u8]) {
            let path = self.0.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }

        fn scan(&self) -> Result<Project, ProjectError> {
            Project::scan(self.0.path(), Limits::default())
        }

        fn error(&self) -> String {
            self.scan().unwrap_err().to_string()
        }
    }

    #[test]
    fn everything_is_loaded_but_the_script_and_hidden_names() {
        let files = [
            "deploy.sql",
            "Deploy.SQL",
            "a/deploy.sql",
            "README",
            ".env",
            ".git/x.sql",
            "node_modules/x.sql",
            "b/__pycache__/x.sql",
            "x.sql~",
            "a b.sql",
            "é.sql",
            "__test__/README",
            "__test__/__foo__/t.sql",
        ];
        let project = Folder::with(&files).scan().unwrap();
        let paths: Vec<&str> = project.files().iter().map(LoadedFile::path).collect();
        let wanted = [
            "./README",
            "./__test__/README",
            "./__test__/__foo__/t.sql",
            "./a b.sql",
            "./a/deploy.sql",
            "./x.sql~",
            "./é.sql",
        ];
        assert_eq!(paths, wanted);
    }

    #[test]
    fn what_a_project_cannot_have_is_named() {
        let folder = Folder::with(&["a/__foo__/x.sql"]);
        assert!(folder.error().contains("the directory ./a/__foo__ has"), "{}", folder.error());
        let folder = Folder::with(&["a.sql"]);
        let huge = vec![b' '; 10 * 1024 * 1024 + 1];
        folder.write("b/huge.sql", &huge);
        assert!(folder.error().starts_with("./b/huge.sql: 10485761 bytes"), "{}", folder.error());
        folder.write("b/huge.sql", &huge[1..]);
        assert_eq!(folder.scan().unwrap().len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_refused_unless_it_is_the_script() {
        let folder = Folder::with(&["a.sql"]);
        let link =
            |to: &str| std::os::unix::fs::symlink(folder.0.path().join("a.sql"), folder.0.path().join(to)).unwrap();
        link("deploy.sql");
        assert_eq!(folder.scan().unwrap().len(), 1);
        assert_eq!(read_script(folder.0.path()).unwrap().text, "SELECT 1;");
        link("b.sql");
        assert!(folder.error().starts_with("./b.sql: a symbolic link"), "{}", folder.error());
    }
}
