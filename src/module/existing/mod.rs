//! The module that is there already: what of it an export replaces, what people changed in that, and what stays.

mod carry;
mod edits;
mod owned;
mod planners;
mod snapshot;
mod stays;
mod whose;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use typeferry_pgpm::{Control, ModuleName};

pub use self::edits::{Edit, Edited};
use self::owned::Owned;
pub(super) use self::owned::can_be_ours;
pub(super) use self::planners::planners;
pub(super) use self::snapshot::Snapshot;
pub(super) use self::whose::Whose;
use super::error::ModuleError;

/// What an export wants of the place of its module.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// The module.
    pub(super) name: ModuleName,
    /// What its control file is to require.
    pub(super) requires: Vec<ModuleName>,
    /// Whether a module of another tool is taken over.
    pub(super) adopt: bool,
}

/// What a module that is there means for the export that is to replace it.
#[derive(Debug, Clone)]
pub(super) struct Existing {
    /// Whose it is.
    pub(super) whose: Whose,
    /// What people changed in what is replaced.
    pub(super) edits: Vec<Edit>,
    /// The files and empty folders of people's that stay below the folders of scripts.
    pub(super) kept: Vec<PathBuf>,
    /// The names that the control file is to require, and does not yet.
    pub(super) requires: Vec<ModuleName>,
    /// Everything that was there.
    pub(super) there: Snapshot,
    /// What is put into the new folder, a folder before what is in it.
    stays: Vec<PathBuf>,
}

impl Claim {
    /// Whose the place is, if the module may be put there.
    pub(super) fn check(&self, target: &Path) -> Result<Whose, ModuleError> {
        match Whose::at(target, &self.name)? {
            Whose::AnotherTools if !self.adopt => Err(ModuleError::AnotherTools { path: target.to_owned() }),
            whose => Ok(whose),
        }
    }

    /// The same, and whether what is there can be read: before anything is asked of a source.
    pub(super) fn check_readable(&self, target: &Path) -> Result<(), ModuleError> {
        Owned::of(target, self.check(target)?)?;
        self.missing(target).map(|_| ())
    }

    /// The names that a control file there does not require yet.
    fn missing(&self, target: &Path) -> Result<Vec<ModuleName>, ModuleError> {
        let path = self.control_file(target);
        let Some(text) = control_text(&path)? else { return Ok(Vec::new()) };
        let control = Control::parse(&text).map_err(ModuleError::control(&path))?;
        let missing = control.missing(&self.requires);
        if !missing.is_empty() && path.is_symlink() {
            return Err(ModuleError::LinkedControl { path, requires: missing });
        }
        Ok(missing)
    }

    fn control_file(&self, module: &Path) -> PathBuf {
        module.join(format!("{}.control", self.name))
    }

    /// A file that an export writes where there is none, and leaves as it is where there is one.
    fn writes_once(&self, path: &Path) -> bool {
        ["Makefile", "package.json"].iter().any(|file| path == Path::new(file))
            || path == self.control_file(Path::new(""))
    }
}

impl Existing {
    /// Looks at what is there, for an export that has staged `staged`, of which the scripts and the plan have the hashes
    /// `new`.
    pub(super) fn look(
        target: &Path,
        claim: &Claim,
        staged: &Snapshot,
        new: &BTreeMap<PathBuf, String>,
    ) -> Result<Self, ModuleError> {
        let whose = claim.check(target)?;
        let there = if fs::exists(target).map_err(ModuleError::io("look at", target))? {
            Snapshot::take(target)?
        } else {
            Snapshot::default()
        };
        if let Some(mounted) = there.mounted_in(target)? {
            return Err(ModuleError::Mounted { path: target.join(mounted) });
        }
        let owned = Owned::of(target, whose)?;
        let stays = stays::Stays { target, claim, owned: &owned, there: &there, staged, new };
        let (stays, kept) = stays.find()?;
        let edits = edits::edits(target, &owned, &there, new)?;
        Ok(Self { whose, edits, kept, requires: claim.missing(target)?, there, stays })
    }
}

fn control_text(path: &Path) -> Result<Option<String>, ModuleError> {
    if !path.is_file() {
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(ModuleError::io("read", path))?;
    Control::text(&bytes).map(|text| Some(text.to_owned())).map_err(ModuleError::control(path))
}
