//! A hidden folder beside a module's place, removed when it is dropped.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use tempfile::TempDir;

/// The file in a folder that says: nothing here is only here, it may go with the process that made it. It holds what that
/// process has noted of what is there.
pub(super) const MARK: &str = ".typeferry-staging";

/// Characters that make a name new.
const RANDOM: usize = 6;

/// How often a folder is made that another export takes for a leftover before it is locked.
const TRIES: usize = 10;

/// What the name of each folder that this process stages in holds: an interrupted process can remove its own folders,
/// and nobody else's. The time tells it from an earlier process of the same number.
pub fn staging_mark() -> String {
    static STARTED: OnceLock<u128> = OnceLock::new();
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    format!(".typeferry-{}-{:x}-", std::process::id(), STARTED.get_or_init(now))
}

/// The name of the module that a hidden folder of this name was made for; none of a name that no export gave.
pub(super) fn target_of(name: &str) -> Option<&str> {
    let (target, made) = name.strip_prefix('.')?.rsplit_once(".typeferry-")?;
    let parts: Vec<&str> = made.split('-').collect();
    let [process, started, random] = parts.as_slice() else { return None };
    let is = |part: &str, fits: fn(&u8) -> bool| !part.is_empty() && part.bytes().all(|byte| fits(&byte));
    let is_hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let ours = is(process, u8::is_ascii_digit)
        && is(started, is_hex)
        && is(random, u8::is_ascii_alphanumeric)
        && random.len() == RANDOM;
    (ours && !target.is_empty()).then_some(target)
}

/// A hidden folder. Dropped, it is removed.
#[derive(Debug)]
pub(super) struct HiddenFolder {
    folder: TempDir,
    kept: bool,
    /// Say to other exports that this one is there; the system takes them from a process that is killed.
    locks: Vec<File>,
}

impl HiddenFolder {
    /// With the permissions that any new folder has: a temporary one is its owner's alone, and this one will stay.
    pub(super) fn make(name: &OsStr, parent: &Path) -> io::Result<Self> {
        let mut prefix = std::ffi::OsString::from(".");
        prefix.push(name);
        prefix.push(staging_mark());
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).rand_bytes(RANDOM);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        for _ in 0..TRIES {
            let folder = builder.tempdir_in(parent)?;
            let locks = lock(folder.path()).into_iter().collect();
            match fs::write(folder.path().join(MARK), "") {
                Ok(()) => return Ok(Self { folder, kept: false, locks }),
                // An export beside this one looked at it before it was locked.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::from(io::ErrorKind::NotFound))
    }

    /// Locks another folder too, which is about to come here; one that is locked already is as good.
    pub(super) fn hold(&mut self, other: &Path) {
        self.locks.extend(try_lock(other));
    }

    /// From now on it stays where it is when it is dropped, for an export that goes on from it.
    pub(super) fn outlive(&mut self) {
        self.kept = true;
        self.folder.disable_cleanup(true);
    }

    /// From now on, something here may be only here, and no export goes on from it.
    pub(super) fn unmark(&mut self) -> io::Result<()> {
        self.kept = false;
        fs::remove_file(self.path().join(MARK))
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Leaves it beside the module's place, under a name by which no interrupt takes it for something staged.
    pub(super) fn keep_for_people(self) -> PathBuf {
        let path = self.keep();
        let name = path.file_name().map(|name| name.to_string_lossy().replace(".typeferry-", ".kept-"));
        let renamed = path.with_file_name(name.unwrap_or_default());
        if fs::rename(&path, &renamed).is_ok() { renamed } else { path }
    }

    /// Leaves it where it is.
    pub(super) fn keep(mut self) -> PathBuf {
        self.kept = true;
        self.folder.disable_cleanup(true);
        self.path().to_owned()
    }

    /// Removes it, with all that is in it.
    pub(super) fn remove(mut self) -> io::Result<()> {
        self.kept = true;
        self.folder.disable_cleanup(true);
        remove_marked(self.path())
    }

    /// As if the process were killed.
    #[cfg(test)]
    pub(super) fn killed(mut self) -> PathBuf {
        self.locks.clear();
        self.keep()
    }
}

impl Drop for HiddenFolder {
    fn drop(&mut self) {
        if !self.kept {
            // What could not be removed is looked at by the next export.
            let _ = remove_marked(self.path());
        }
        self.locks.clear();
    }
}

/// Locks a folder against exports that look for leftovers; `None` where the file system has no locks, and none is looked
/// for either.
fn lock(folder: &Path) -> Option<File> {
    let opened = File::open(folder).ok()?;
    opened.lock().ok().map(|()| opened)
}

/// The same without waiting; `None` too where another process has locked it.
pub(super) fn try_lock(folder: &Path) -> Option<File> {
    let opened = File::open(folder).ok()?;
    opened.try_lock().ok().map(|()| opened)
}

/// Removes a folder of which nothing is needed; the mark that says so goes last.
pub(super) fn remove_marked(folder: &Path) -> io::Result<()> {
    make_writable(folder);
    // On a full disk it goes without.
    let _ = fs::write(folder.join(MARK), "");
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == MARK {
            continue;
        }
        if entry.file_type()?.is_dir() { fs::remove_dir_all(entry.path())? } else { fs::remove_file(entry.path())? }
    }
    fs::remove_dir_all(folder)
}

/// What is in a folder that nobody may write to can be removed by nobody; what cannot be changed is found out then.
fn make_writable(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        const ALL: u32 = 0o700;
        let mode = fs::symlink_metadata(folder).map_or(ALL, |found| found.permissions().mode());
        if mode & ALL != ALL {
            let _ = fs::set_permissions(folder, fs::Permissions::from_mode(mode | ALL));
        }
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            make_writable(&entry.path());
        }
    }
}
