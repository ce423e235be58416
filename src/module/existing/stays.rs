//! What of a module's folder is people's, and stays.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use typeferry_pgpm::ScriptKind;

use super::Claim;
use super::owned::Owned;
use super::snapshot::{Entry, Snapshot};
use crate::module::ModuleError;
use crate::module::digest::file_sha256;

/// What is there, beside what was staged.
pub(super) struct Stays<'a> {
    pub(super) target: &'a Path,
    pub(super) claim: &'a Claim,
    pub(super) owned: &'a Owned,
    pub(super) there: &'a Snapshot,
    pub(super) staged: &'a Snapshot,
    pub(super) new: &'a BTreeMap<PathBuf, String>,
}

impl Stays<'_> {
    /// Everything that stays, a folder before what is in it; and of that, what is reported.
    pub(super) fn find(&self) -> Result<(Vec<PathBuf>, Vec<PathBuf>), ModuleError> {
        let mut stays = Vec::new();
        let mut in_the_way = Vec::new();
        for path in self.peoples() {
            match self.meets(path)? {
                Meets::Nothing => stays.push(path.to_owned()),
                Meets::TheSame => {}
                Meets::Another => in_the_way.push(self.target.join(path)),
            }
        }
        if !in_the_way.is_empty() {
            return Err(ModuleError::InTheWay { paths: in_the_way });
        }
        let kept = stays.iter().filter_map(|path| self.reported(path)).collect();
        Ok((stays, kept))
    }

    /// What no export wrote, and the folders that both have: those that hold nothing but what is replaced are gone with
    /// it.
    fn peoples(&self) -> Vec<&Path> {
        let (mut filled, mut holds) = (BTreeSet::new(), BTreeSet::new());
        let mut found = Vec::new();
        for (path, entry) in self.there.iter().rev() {
            let above = path.parent();
            let is_peoples = match entry {
                Entry::Folder(_) => {
                    !filled.contains(&Some(path)) || holds.contains(&Some(path)) || self.staged.get(path).is_some()
                }
                _ => !self.owned.has(path),
            };
            filled.insert(above);
            if is_peoples {
                holds.insert(above);
                found.push(path);
            }
        }
        found.reverse();
        found
    }

    fn meets(&self, path: &Path) -> Result<Meets, ModuleError> {
        Ok(match (self.there.get(path), self.staged.get(path)) {
            (_, None) | (Some(Entry::Folder(_)), Some(Entry::Folder(_))) => Meets::Nothing,
            (Some(Entry::Folder(_)), Some(_)) => Meets::Another,
            (_, Some(_)) if self.claim.writes_once(path) => Meets::Nothing,
            (Some(Entry::File(_)), Some(Entry::File(_))) => {
                let sha256 = file_sha256(&self.target.join(path))?;
                if self.new.get(path) == Some(&sha256) { Meets::TheSame } else { Meets::Another }
            }
            _ => Meets::Another,
        })
    }

    /// What is below the folders of scripts: deployed by nothing, and easily taken for ours. A folder that is empty has
    /// a `/` behind it.
    fn reported(&self, path: &Path) -> Option<PathBuf> {
        if !ScriptKind::ALL.iter().any(|kind| path.starts_with(kind.folder())) {
            return None;
        }
        match self.there.get(path) {
            Some(Entry::Folder(_)) if self.is_empty(path) => Some(path.join("")),
            Some(Entry::Folder(_)) | None => None,
            Some(_) => Some(path.to_owned()),
        }
    }

    fn is_empty(&self, folder: &Path) -> bool {
        self.staged.get(folder).is_none() && !self.there.iter().any(|(path, _)| path.parent() == Some(folder))
    }
}

/// What the new module has where something is to stay.
enum Meets {
    /// Nothing, or what gives way.
    Nothing,
    /// The same bytes: the file is ours from now on.
    TheSame,
    /// Something else.
    Another,
}
