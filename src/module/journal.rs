//! What an export notes of a module while it stages it, for a later one that goes on from there.
//!
//! The notes are lines in the mark of the folder ([`MARK`]): they go with it, before anything there is only there. Each
//! begins with the hash of what follows, so that one that is not whole is known.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use typeferry_base::sha256;
use typeferry_pgpm::ModuleName;

use super::error::ModuleError;
use super::hidden::{MARK, remove_marked, target_of, try_lock};
use super::staging::resolve;

/// Adds a note to those of a staged folder.
pub(super) fn note(folder: &Path, note: &impl Serialize) -> Result<(), ModuleError> {
    let path = folder.join(MARK);
    let json = serde_json::to_string(note).map_err(|cause| ModuleError::Json { path: path.clone(), cause })?;
    let line = format!("{} {json}\n", sha256(&json));
    // A folder that an interrupt has removed is not made again.
    let written = File::options().append(true).open(&path).and_then(|mut file| file.write_all(line.as_bytes()));
    written.map_err(ModuleError::io("write", &path))
}

/// The folder that an export has left which was cut off. Locked: no other export removes it meanwhile, or goes on from it.
#[derive(Debug)]
pub struct Leftover {
    folder: PathBuf,
    notes: String,
    _lock: File,
}

impl Leftover {
    /// Those of the module `<out_dir>/<name>` that no process holds. What cannot be looked at is none.
    pub fn of(out_dir: &Path, name: &ModuleName) -> Vec<Self> {
        let Ok(target) = resolve(&out_dir.join(name.as_str())) else { return Vec::new() };
        let (Some(beside), Some(name)) = (target.parent(), target.file_name().and_then(|name| name.to_str())) else {
            return Vec::new();
        };
        let entries = fs::read_dir(beside).into_iter().flatten().flatten();
        let is_of = |entry: &fs::DirEntry| entry.file_name().to_str().and_then(target_of) == Some(name);
        entries.filter(is_of).filter_map(|entry| Self::open(entry.path())).collect()
    }

    fn open(folder: PathBuf) -> Option<Self> {
        let lock = try_lock(&folder)?;
        let notes = String::from_utf8_lossy(&fs::read(folder.join(MARK)).ok()?).into_owned();
        Some(Self { folder, notes, _lock: lock })
    }

    /// The folder, which holds the module as far as it was written.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The first note; `None` where it is none of that type, or not whole.
    pub fn first_note<T: DeserializeOwned>(&self) -> Option<T> {
        self.notes.split_inclusive('\n').next().and_then(whole)
    }

    /// The others in their order; `None` for one that is none of that type, or not whole.
    pub fn other_notes<T: DeserializeOwned>(&self) -> impl Iterator<Item = Option<T>> {
        self.notes.split_inclusive('\n').skip(1).map(whole)
    }

    /// Removes it. What cannot be removed, the next export removes.
    pub fn remove(self) {
        let _ = remove_marked(&self.folder);
    }
}

fn whole<T: DeserializeOwned>(line: &str) -> Option<T> {
    let (hash, json) = line.strip_suffix('\n')?.split_once(' ')?;
    if sha256(json) == hash { serde_json::from_str(json).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::module::hidden::HiddenFolder;

    fn acme() -> ModuleName {
        ModuleName::new("acme").unwrap()
    }

    /// As a killed export leaves it, with these notes.
    fn left(root: &Path, notes: &[u32]) -> PathBuf {
        let folder = HiddenFolder::make("acme".as_ref(), root).unwrap();
        for number in notes {
            note(folder.path(), number).unwrap();
        }
        folder.killed()
    }

    fn notes(leftover: &Leftover) -> (Option<u32>, Vec<Option<u32>>) {
        (leftover.first_note(), leftover.other_notes().collect())
    }

    #[test]
    fn notes_come_back_in_their_order_and_a_torn_one_is_none() {
        let root = tempfile::tempdir().unwrap();
        let folder = left(root.path(), &[1, 2, 3]);
        let text = fs::read_to_string(folder.join(MARK)).unwrap();
        let read = |text: &str| {
            fs::write(folder.join(MARK), text).unwrap();
            notes(&Leftover::of(root.path(), &acme())[0])
        };
        assert_eq!(read(&text), (Some(1), vec![Some(2), Some(3)]));
        assert_eq!(read(&text[..text.len() - 1]), (Some(1), vec![Some(2), None]));
        assert_eq!(read(&text.replace(" 2", " 4")), (Some(1), vec![None, Some(3)]));
        assert_eq!(read(""), (None, vec![]));
    }

    #[test]
    fn what_a_process_holds_and_what_is_another_modules_is_not_gone_on_from() {
        let root = tempfile::tempdir().unwrap();
        let running = HiddenFolder::make("acme".as_ref(), root.path()).unwrap();
        let other = HiddenFolder::make("acme-other".as_ref(), root.path()).unwrap();
        let _other = other.killed();
        assert!(Leftover::of(root.path(), &acme()).is_empty());
        let folder = running.killed();
        let first = Leftover::of(root.path(), &acme());
        assert_eq!(first.iter().map(Leftover::folder).collect::<Vec<_>>(), [folder]);
        // Nor is what another export has locked to go on from it.
        assert!(Leftover::of(root.path(), &acme()).is_empty());
    }

    #[test]
    fn one_that_was_gone_on_from_goes() {
        let root = tempfile::tempdir().unwrap();
        let folder = left(root.path(), &[1]);
        Leftover::of(root.path(), &acme()).into_iter().for_each(Leftover::remove);
        assert!(!folder.exists());
    }
}
