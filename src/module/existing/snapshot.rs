//! What is in a folder at a moment, so that a later look tells what has changed since.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use crate::module::ModuleError;

/// Everything below a folder by its path from there; a folder stands before what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::module) struct Snapshot(BTreeMap<PathBuf, Entry>);

/// What has a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// A folder, on the file system of this number.
    Folder(u64),
    /// A symbolic link, and what it says.
    Link(PathBuf),
    /// A file.
    File(State),
    /// A socket, a pipe or a device.
    Special(State),
}

/// Is another after whatever was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    device: u64,
    inode: u64,
    size: u64,
    written: (i64, i64),
    changed: (i64, i64),
}

impl Snapshot {
    /// Looks at everything below a folder, and follows no link.
    pub(in crate::module) fn take(root: &Path) -> Result<Self, ModuleError> {
        let mut found = Self::default();
        found.collect(root, Path::new(""))?;
        Ok(found)
    }

    fn collect(&mut self, root: &Path, below: &Path) -> Result<(), ModuleError> {
        let folder = root.join(below);
        for entry in fs::read_dir(&folder).map_err(ModuleError::io("read", &folder))? {
            let name = entry.map_err(ModuleError::io("read", &folder))?.file_name();
            let path = below.join(name);
            let entry = Entry::of(&root.join(&path))?;
            let is_folder = matches!(entry, Entry::Folder(_));
            self.0.insert(path.clone(), entry);
            if is_folder {
                self.collect(root, &path)?;
            }
        }
        Ok(())
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (&Path, &Entry)> {
        self.0.iter().map(|(path, entry)| (path.as_path(), entry))
    }

    pub(super) fn get(&self, path: &Path) -> Option<&Entry> {
        self.0.get(path)
    }

    /// The files, by their paths.
    pub(in crate::module) fn files(&self) -> impl Iterator<Item = &Path> {
        self.iter().filter(|(_, entry)| matches!(entry, Entry::File(_))).map(|(path, _)| path)
    }

    /// A folder that is another file system than the one that all this is in.
    pub(super) fn mounted_in(&self, root: &Path) -> Result<Option<&Path>, ModuleError> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let device = State::of(&fs::symlink_metadata(root).map_err(ModuleError::io("look at", root))?).device;
        let is_mounted = |entry: &Entry| matches!(entry, Entry::Folder(other) if *other != device);
        Ok(self.iter().find(|(_, entry)| is_mounted(entry)).map(|(path, _)| path))
    }

    /// What is here, was not in an earlier snapshot or was otherwise, and is not the same file in the folder `kept`.
    pub(in crate::module) fn new_since(&self, earlier: &Self, kept: &Path) -> Vec<PathBuf> {
        let is_new = |(path, entry): &(&Path, &Entry)| {
            earlier.get(path) != Some(*entry) && !Entry::of(&kept.join(path)).is_ok_and(|other| other.is(entry))
        };
        self.iter().filter(is_new).map(|(path, _)| path.to_owned()).collect()
    }
}

impl Entry {
    fn of(path: &Path) -> Result<Self, ModuleError> {
        let found = fs::symlink_metadata(path).map_err(ModuleError::io("look at", path))?;
        let kind = found.file_type();
        Ok(if kind.is_dir() {
            Self::Folder(State::of(&found).device)
        } else if kind.is_symlink() {
            Self::Link(fs::read_link(path).map_err(ModuleError::io("read the link", path))?)
        } else if kind.is_file() {
            Self::File(State::of(&found))
        } else {
            Self::Special(State::of(&found))
        })
    }

    /// Whether both are one and the same: whoever writes to the one has written to the other.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File(one) | Self::Special(one), Self::File(other) | Self::Special(other)) => one.is(other),
            (one, other) => one == other,
        }
    }
}

impl State {
    #[cfg(unix)]
    fn of(found: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            device: found.dev(),
            inode: found.ino(),
            size: found.size(),
            written: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
        }
    }

    #[cfg(not(unix))]
    fn of(found: &Metadata) -> Self {
        let since = |time: std::time::SystemTime| time.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let written = found.modified().map(since).unwrap_or_default();
        let written = (i64::try_from(written.as_secs()).unwrap_or(i64::MAX), i64::from(written.subsec_nanos()));
        Self { device: 0, inode: 0, size: found.len(), written, changed: written }
    }

    /// Whether it is the same file, where the system numbers files.
    fn is(&self, other: &Self) -> bool {
        self.inode != 0 && (self.device, self.inode) == (other.device, other.inode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_or_made_since_is_found() {
        let root = tempfile::tempdir().unwrap();
        let (old, new) = (root.path().join("old"), root.path().join("new"));
        for (folder, file) in [(&old, "a"), (&old, "b/c"), (&new, "x")] {
            fs::create_dir_all(folder.join(file).parent().unwrap()).unwrap();
            fs::write(folder.join(file), "1").unwrap();
        }
        fs::hard_link(old.join("a"), new.join("a")).unwrap();
        let earlier = Snapshot::take(&old).unwrap();
        fs::write(old.join("a"), "written through both").unwrap();
        assert_eq!(Snapshot::take(&old).unwrap().new_since(&earlier, &new), Vec::<PathBuf>::new());
        fs::write(old.join("b/c"), "22").unwrap();
        fs::create_dir(old.join("d")).unwrap();
        fs::remove_file(old.join("a")).unwrap();
        fs::write(old.join("a"), "3").unwrap();
        let found = Snapshot::take(&old).unwrap().new_since(&earlier, &new);
        assert_eq!(found, ["a", "b/c", "d"].map(PathBuf::from));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_looked_at_and_not_followed() {
        let root = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/", root.path().join("all")).unwrap();
        let found = Snapshot::take(root.path()).unwrap();
        assert_eq!(found.get(Path::new("all")), Some(&Entry::Link("/".into())));
        assert_eq!(found.iter().count(), 1);
    }
}
