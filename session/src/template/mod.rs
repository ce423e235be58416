//! Projects to begin with.

use std::fs;
use std::path::{Path, PathBuf};

/// A project to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// Migrations in the order of their names, and tests that gate them.
    Basic,
    /// Files that say themselves when they run, and a table of what was run.
    Advanced,
    /// A job for CI.
    Export,
}

/// Why a project is not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// The folder has something.
    #[error("{} is not empty ({found} is there): give a new folder, or an empty one", folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
        /// What is in it.
        found: String,
    },
    /// A file or folder that cannot be read or written.
    #[error("{}: {reason}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($folder:literal: $($name:literal),+) => {
        &[$(($name, include_str!(concat!("../../templates/", $folder, "/", $name)))),+]
    };
}

const BASIC: Files = files!("basic": "README.md", "deploy.sql", "pgmi.yaml", "migrations/001_note.sql",
    "migrations/002_tag.sql", "__test__/_setup.sql", "__test__/note_has_tags.sql");

const ADVANCED: Files = files!("advanced": "README.md", "deploy.sql", "pgmi.yaml", "schema/001_account.sql",
    "schema/002_account_email.sql", "api/account.sql", "api/__test__/_setup.sql", "api/__test__/account_by_email.sql");

const EXPORT: Files = files!("export": "README.md", ".gitignore", "package.json", "pgpm.json", "ci.sh", "checks/deploy.sql", "checks/pgmi.yaml",
    "checks/__test__/rows_are_there.sql");

/// What a folder may have before.
const KEPT: [&str; 2] = ["pgmi.yaml", ".env"];

impl Template {
    fn files(self) -> Files {
        match self {
            Self::Basic => BASIC,
            Self::Advanced => ADVANCED,
            Self::Export => EXPORT,
        }
    }

    /// Writes the project into a folder, which is made where it is not there. A `pgmi.yaml` that is there stays.
    ///
    /// # Errors
    /// The folder has something else than `pgmi.yaml` and `.env`, or cannot be written to.
    pub fn write(self, folder: &Path) -> Result<Vec<PathBuf>, TemplateError> {
        check(folder)?;
        let mut written = Vec::new();
        for (name, text) in self.files() {
            let path = folder.join(name);
            if path.exists() {
                continue;
            }
            write(&path, text).map_err(|error| failed(&path, &error))?;
            written.push(path);
        }
        Ok(written)
    }
}

fn failed(path: &Path, error: &std::io::Error) -> TemplateError {
    TemplateError::Io { path: path.to_owned(), reason: error.to_string() }
}

fn check(folder: &Path) -> Result<(), TemplateError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(folder, &error)),
    };
    for entry in entries {
        let name = entry.map_err(|error| failed(folder, &error))?.file_name().to_string_lossy().into_owned();
        if !KEPT.contains(&name.as_str()) {
            return Err(TemplateError::NotEmpty { folder: folder.to_owned(), found: name });
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text)?;
    if text.starts_with("#!") { make_executable(path) } else { Ok(()) }
}

#[cfg(unix)]
fn make_executable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_written_into_an_empty_folder_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("pgmi.yaml"), "params: {a: b}\n").unwrap();
        let written = Template::Basic.write(folder.path()).unwrap();
        assert!(written.contains(&at("deploy.sql")) && !written.contains(&at("pgmi.yaml")));
        assert_eq!(fs::read_to_string(at("pgmi.yaml")).unwrap(), "params: {a: b}\n");
        assert!(matches!(Template::Export.write(folder.path()), Err(TemplateError::NotEmpty { .. })));
        assert!(!at("ci.sh").exists());
    }
}
