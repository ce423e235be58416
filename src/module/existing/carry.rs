//! Puts what stays into the folder of the new module.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use typeferry_pgpm::Control;

use super::snapshot::Entry;
use super::{Claim, Existing, control_text};
use crate::module::ModuleError;

impl Existing {
    /// Puts what stays into `staged`, as hard links where the file system can.
    pub(in crate::module) fn carry(&self, target: &Path, claim: &Claim, staged: &Path) -> Result<(), ModuleError> {
        let entries = || self.stays.iter().filter_map(|path| Some((path, self.there.get(path)?)));
        let control = claim.control_file(Path::new(""));
        // One that will require more is written, not linked.
        let is_linked = |path: &Path| self.requires.is_empty() || path != control;
        for (path, entry) in entries().filter(|(path, _)| is_linked(path)) {
            let (from, to) = (target.join(path), staged.join(path));
            put(entry, &from, &to).map_err(ModuleError::io("keep", &from))?;
        }
        if !self.requires.is_empty() {
            self.require(target, claim, staged)?;
        }
        // What is in a folder first: it may be one that nobody writes to.
        let folders = entries().filter(|(_, entry)| matches!(entry, Entry::Folder(_)));
        let mut folders: Vec<_> = folders.map(|(path, _)| path.as_path()).collect();
        if target.is_dir() {
            folders.insert(0, Path::new(""));
        }
        let alike = |path: &&Path| {
            let from = target.join(path);
            make_alike(&from, &staged.join(path)).map_err(ModuleError::io("keep the permissions of", &from))
        };
        folders.iter().rev().try_for_each(alike)
    }

    /// The control file with what it is to require besides.
    fn require(&self, target: &Path, claim: &Claim, staged: &Path) -> Result<(), ModuleError> {
        let (old, new) = (claim.control_file(target), claim.control_file(staged));
        let Some(text) = control_text(&old)? else { return Ok(()) };
        let text = Control::requiring(&text, &self.requires).map_err(ModuleError::control(&old))?;
        fs::write(&new, text).map_err(ModuleError::io("write", &new))?;
        make_alike(&old, &new).map_err(ModuleError::io("keep the permissions of", &old))
    }
}

fn put(entry: &Entry, from: &Path, to: &Path) -> io::Result<()> {
    match entry {
        Entry::Folder(_) => match fs::create_dir(to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made,
        },
        Entry::Link(says) => make_way(to).and_then(|()| link(says, to)),
        Entry::File(_) => make_way(to).and_then(|()| fs::hard_link(from, to).or_else(|_| copy(from, to))),
        Entry::Special(_) => make_way(to).and_then(|()| fs::hard_link(from, to)),
    }
}

/// Removes what an export writes only where there is none.
fn make_way(to: &Path) -> io::Result<()> {
    match fs::remove_file(to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// For a file of another user's, or a file system without hard links. It is on disk before the other goes.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    let copied = File::open(to)?;
    if let Ok(written) = fs::metadata(from).and_then(|from| from.modified()) {
        // The time is no part of what a file holds.
        let _ = copied.set_modified(written);
    }
    copied.sync_all()?;
    make_alike(from, to)
}

#[cfg(unix)]
fn link(says: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(says, to)
}

#[cfg(windows)]
fn link(says: &Path, to: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_file(says, to)
}

/// The permissions of the one for the other, and its owner where we may give that.
fn make_alike(from: &Path, to: &Path) -> io::Result<()> {
    let found = fs::metadata(from)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let new = fs::metadata(to)?;
        if (found.uid(), found.gid()) != (new.uid(), new.gid()) {
            // Only root may; then the file is the exporter's, with the same permissions.
            let _ = std::os::unix::fs::chown(to, Some(found.uid()), Some(found.gid()));
        }
    }
    fs::set_permissions(to, found.permissions())
}
