//! Where a module is written before it is one: a hidden folder beside its target, gone again unless it is swapped in.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use typeferry_pgpm::ModuleName;

use super::error::ModuleError;
use super::existing::{Claim, Edit, Existing, Snapshot, Whose};
use super::hidden::HiddenFolder;
use super::leftovers::remove_leftovers;
use super::swap::ASIDE;

/// The file that marks a folder as an export of ours, which the next export may replace.
pub const MANIFEST_FILE: &str = "typeferry.manifest.json";

/// A module that is being written. Dropped, it is removed.
#[derive(Debug)]
pub(super) struct Staging {
    folder: HiddenFolder,
    target: PathBuf,
    claim: Claim,
    above: MadeFolders,
}

/// A module that is written and can be swapped in. Dropped, it is removed.
#[derive(Debug)]
#[must_use]
pub struct Staged {
    pub(super) folder: HiddenFolder,
    pub(super) target: PathBuf,
    claim: Claim,
    /// What was written.
    written: Snapshot,
    files: BTreeMap<PathBuf, String>,
    /// What it replaces.
    existing: Existing,
    overwrites_edited: bool,
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
    /// Makes an empty folder in `scratch`, from which nothing is swapped in, or beside `target`, on its file system, and
    /// the folders above where there are none.
    ///
    /// A target that is a symbolic link stands for the folder that it points to.
    ///
    /// # Errors
    /// Whatever is there and cannot be replaced; [`ModuleError::NoName`] and [`ModuleError::Io`].
    pub(super) fn begin(target: &Path, claim: Claim, scratch: Option<&Path>) -> Result<Self, ModuleError> {
        let target = resolve(target)?;
        let no_name = || ModuleError::NoName { path: target.clone() };
        let beside = target.parent().ok_or_else(no_name)?;
        let name = target.file_name().ok_or_else(no_name)?;
        refuse_aside(&target)?;
        claim.check_readable(&target)?;
        if scratch.is_none() {
            remove_leftovers(beside);
        }
        let parent = scratch.unwrap_or(beside);
        let above = MadeFolders::make(parent).map_err(ModuleError::io("make the folder", parent))?;
        let folder = HiddenFolder::make(name, parent).map_err(ModuleError::io("make a folder in", parent))?;
        Ok(Self { folder, target, claim, above })
    }

    /// From now on, what was written stays when this is dropped.
    pub(super) fn outlive(&mut self) {
        self.folder.outlive();
    }

    /// The folder to write into.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where the module will be.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// What the module requires.
    pub(super) fn requires(&mut self) -> &mut Vec<ModuleName> {
        &mut self.claim.requires
    }

    /// Declares the module whole: `files` are the hashes of its scripts and its plan.
    ///
    /// # Errors
    /// What is there cannot be replaced.
    pub(super) fn done(self, files: BTreeMap<PathBuf, String>) -> Result<Staged, ModuleError> {
        let Self { folder, target, claim, above } = self;
        let written = Snapshot::take(folder.path())?;
        let existing = Existing::look(&target, &claim, &written, &files)?;
        Ok(Staged { folder, target, claim, written, files, existing, overwrites_edited: false, _above: above })
    }
}

impl Staged {
    /// Where the module will be.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// What people changed in the files that are replaced.
    pub fn edits(&self) -> &[Edit] {
        &self.existing.edits
    }

    /// What people added below the folders of scripts, which stays: files, and empty folders with a `/` behind them.
    pub fn kept(&self) -> &[PathBuf] {
        &self.existing.kept
    }

    /// What the control file that is there will require besides.
    pub fn requires_added(&self) -> &[ModuleName] {
        &self.existing.requires
    }

    /// Whether a module of another tool is taken over.
    pub fn adopts(&self) -> bool {
        self.existing.whose == Whose::AnotherTools
    }

    /// Takes it that [`Staged::edits`] are to be overwritten: without that, no module with edits is replaced.
    pub fn overwrite_edited(&mut self) {
        self.overwrites_edited = true;
    }

    /// The edits that nobody wants to be overwritten, with whole paths.
    pub(super) fn refused(&self) -> impl Iterator<Item = (PathBuf, super::Edited)> {
        let edits = if self.overwrites_edited { &[] } else { self.edits() };
        edits.iter().map(|edit| (self.target.join(&edit.path), edit.what))
    }

    /// Looks again at what is there, if it is not as it was.
    pub(super) fn look_again(&mut self) -> Result<(), ModuleError> {
        let is_there = metadata(&self.target)?.is_some_and(|found| found.is_dir());
        if is_there && Snapshot::take(&self.target)? == self.existing.there {
            return self.claim.check(&self.target).map(|_| ());
        }
        let existing = Existing::look(&self.target, &self.claim, &self.written, &self.files)?;
        self.overwrites_edited &= existing.edits.iter().all(|edit| self.existing.edits.contains(edit));
        self.existing = existing;
        Ok(())
    }

    /// Puts what stays into the new folder.
    pub(super) fn carry(&mut self) -> Result<(), ModuleError> {
        let unmarked = self.folder.unmark();
        unmarked.map_err(ModuleError::io("write in", self.folder.path()))?;
        self.existing.carry(&self.target, &self.claim, self.folder.path())
    }

    /// What the old folder, now in the staging folder, has that it had not when it was looked at.
    pub(super) fn changed_meanwhile(&self) -> Result<Vec<PathBuf>, ModuleError> {
        Ok(Snapshot::take(self.folder.path())?.new_since(&self.existing.there, &self.target))
    }
}

/// Whether a module of another tool is there, which an export takes over only where that is wanted.
///
/// # Errors
/// [`ModuleError::NotOurs`] for what is no module, [`ModuleError::Io`].
pub fn is_another_tools(target: &Path, name: &ModuleName) -> Result<bool, ModuleError> {
    Ok(Whose::at(&resolve(target)?, name)? == Whose::AnotherTools)
}

/// Refuses a target that is not there because an export was killed between two steps.
fn refuse_aside(target: &Path) -> Result<(), ModuleError> {
    if metadata(target)?.is_some() {
        return Ok(());
    }
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else { return Ok(()) };
    let begins = format!(".{}.typeferry-", name.to_string_lossy());
    let is_aside = |name: &str| name.starts_with(&begins) && name.ends_with(ASIDE);
    let mut names = fs::read_dir(parent).into_iter().flatten().flatten().map(|entry| entry.file_name());
    match names.find(|name| is_aside(&name.to_string_lossy())) {
        Some(name) => Err(ModuleError::Aside { target: target.to_owned(), aside: parent.join(name) }),
        None => Ok(()),
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

/// The folder that a target stands for, which may be a link.
pub(super) fn resolve(target: &Path) -> Result<PathBuf, ModuleError> {
    if metadata(target)?.is_some() {
        return target.canonicalize().map_err(ModuleError::io("resolve", target));
    }
    std::path::absolute(target).map_err(ModuleError::io("resolve", target))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin(target: &Path) -> Result<Staging, ModuleError> {
        let name = ModuleName::new("acme").unwrap();
        Staging::begin(target, Claim { name, requires: Vec::new(), adopt: false }, None)
    }

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_staging_folder_is_hidden_beside_its_target_and_goes_with_its_owner() {
        let root = tempfile::tempdir().unwrap();
        let staging = begin(&root.path().join("packages/acme")).unwrap();
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
        assert!(begin(&target).is_ok());
        fs::write(target.join("README.md"), "").unwrap();
        let message = begin(&target).unwrap_err().to_string();
        assert!(message.contains("acme exists") && message.contains("move it away"), "{message}");
        fs::write(target.join("pgpm.plan"), "%project=acme\n").unwrap();
        fs::write(target.join("acme.control"), "").unwrap();
        let message = begin(&target).unwrap_err().to_string();
        assert!(
            message.contains("acme is a module that another tool wrote") && message.contains("--adopt"),
            "{message}"
        );
        fs::write(target.join(MANIFEST_FILE), "{}").unwrap();
        assert!(begin(&target).is_ok());
        let file = target.join("README.md");
        assert!(matches!(begin(&file), Err(ModuleError::NotOurs { .. })));
    }

    #[test]
    fn a_target_must_have_a_name() {
        for path in ["/", "/nowhere/.."] {
            let refused = begin(Path::new(path));
            assert!(matches!(refused, Err(ModuleError::NoName { .. })), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_is_as_readable_as_any_new_folder() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("plain")).unwrap();
        let staging = begin(&root.path().join("acme")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(staging.path()), mode(&root.path().join("plain")));
    }
}
