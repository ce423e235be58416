//! Where a module is written before it is one: a hidden folder beside its target, gone again unless it is swapped in.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::error::ModuleError;

/// The file that marks a folder as an export of ours, which the next export may replace.
pub const MANIFEST_FILE: &str = "typeferry.manifest.json";

/// What the name of each folder that this process stages in holds: an interrupted process can remove its own folders,
/// and nobody else's.
pub fn staging_mark() -> String {
    format!(".typeferry-{}-", std::process::id())
}

/// A module that is being written. Dropped, it is removed.
#[derive(Debug)]
pub struct Staging {
    folder: TempDir,
    target: PathBuf,
    above: MadeFolders,
}

/// A module that is written and can be swapped in. Dropped, it is removed.
#[derive(Debug)]
#[must_use]
pub struct Staged {
    pub(super) folder: TempDir,
    pub(super) target: PathBuf,
    /// After the folder: what is dropped is dropped in this order.
    _above: MadeFolders,
}

/// The folders that were made above a target, the topmost first. Dropped, those that are empty go again.
#[derive(Debug)]
struct MadeFolders(Vec<PathBuf>);

impl MadeFolders {
    fn make(folder: &Path) -> io::Result<Self> {
        let missing = folder.ancestors().take_while(|above| fs::symlink_metadata(above).is_err());
        let mut made: Vec<_> = missing.map(Path::to_owned).collect();
        made.reverse();
        let made = Self(made);
        fs::create_dir_all(folder)?;
        Ok(made)
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // One with something in it stays, which the system sees to.
            let _ = fs::remove_dir(folder);
        }
    }
}

impl Staging {
    /// Makes an empty folder beside `target`, on its file system, and the folders above where there are none.
    ///
    /// A target that is a symbolic link stands for the folder that it points to.
    ///
    /// # Errors
    /// [`ModuleError::NotOurs`] if the target is there and is neither an empty folder nor one with our manifest;
    /// [`ModuleError::NoName`] and [`ModuleError::Io`].
    pub fn begin(target: &Path) -> Result<Self, ModuleError> {
        let target = resolve(target)?;
        let no_name = || ModuleError::NoName { path: target.clone() };
        let parent = target.parent().ok_or_else(no_name)?;
        let name = target.file_name().ok_or_else(no_name)?;
        check_ours(&target)?;
        let above = MadeFolders::make(parent).map_err(ModuleError::io("make the folder", parent))?;
        let mut prefix = OsString::from(".");
        prefix.push(name);
        prefix.push(staging_mark());
        let folder = hidden_folder(&prefix, parent).map_err(ModuleError::io("make a folder in", parent))?;
        Ok(Self { folder, target, above })
    }

    /// The folder to write into.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Declares the module whole.
    pub fn done(self) -> Staged {
        Staged { folder: self.folder, target: self.target, _above: self.above }
    }
}

impl Staged {
    /// Where the module will be.
    pub fn target(&self) -> &Path {
        &self.target
    }
}

/// Refuses a target that is there and is neither empty nor ours.
pub(super) fn check_ours(target: &Path) -> Result<(), ModuleError> {
    let not_ours = || ModuleError::NotOurs { path: target.to_owned() };
    match metadata(target)? {
        None => Ok(()),
        Some(found) if !found.is_dir() => Err(not_ours()),
        Some(_) if metadata(&target.join(MANIFEST_FILE))?.is_some_and(|file| file.is_file()) => Ok(()),
        Some(_) => {
            let mut entries = fs::read_dir(target).map_err(ModuleError::io("read", target))?;
            if entries.next().is_some() { Err(not_ours()) } else { Ok(()) }
        }
    }
}

/// What is at the path, a symbolic link itself included; none if nothing is.
pub(super) fn metadata(path: &Path) -> Result<Option<Metadata>, ModuleError> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(ModuleError::Io { action: "look at", path: path.to_owned(), cause }),
    }
}

fn resolve(target: &Path) -> Result<PathBuf, ModuleError> {
    if metadata(target)?.is_some() {
        return target.canonicalize().map_err(ModuleError::io("resolve", target));
    }
    std::path::absolute(target).map_err(ModuleError::io("resolve", target))
}

/// With the permissions that any new folder has: a temporary one is its owner's alone, and this one will stay.
fn hidden_folder(prefix: &OsStr, parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder.tempdir_in(parent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_staging_folder_is_hidden_beside_its_target_and_goes_with_its_owner() {
        let root = tempfile::tempdir().unwrap();
        let staging = Staging::begin(&root.path().join("packages/acme")).unwrap();
        let beside = names(&root.path().join("packages"));
        assert_eq!(beside.len(), 1);
        assert!(beside[0].starts_with(".acme.typeferry-"), "{beside:?}");
        drop(staging);
        assert!(names(root.path()).is_empty());
    }

    #[test]
    fn only_an_empty_folder_or_our_own_is_replaced() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("acme");
        fs::create_dir(&target).unwrap();
        assert!(Staging::begin(&target).is_ok());
        fs::write(target.join("README.md"), "").unwrap();
        let message = Staging::begin(&target).unwrap_err().to_string();
        assert!(message.contains("acme exists") && message.contains("move it away"), "{message}");
        fs::write(target.join(MANIFEST_FILE), "{}").unwrap();
        assert!(Staging::begin(&target).is_ok());
        let file = target.join("README.md");
        assert!(matches!(Staging::begin(&file), Err(ModuleError::NotOurs { .. })));
    }

    #[test]
    fn a_target_must_have_a_name() {
        for path in ["/", "/nowhere/.."] {
            let refused = Staging::begin(Path::new(path));
            assert!(matches!(refused, Err(ModuleError::NoName { .. })), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_is_as_readable_as_any_new_folder() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("plain")).unwrap();
        let staging = Staging::begin(&root.path().join("acme")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(staging.path()), mode(&root.path().join("plain")));
    }
}
