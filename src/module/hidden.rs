//! A hidden folder beside a module's place, removed when it is dropped.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use tempfile::TempDir;

/// What the name of each folder that this process stages in holds: an interrupted process can remove its own folders,
/// and nobody else's. The time tells it from an earlier process of the same number.
pub fn staging_mark() -> String {
    static STARTED: OnceLock<u128> = OnceLock::new();
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    format!(".typeferry-{}-{:x}-", std::process::id(), STARTED.get_or_init(now))
}

/// A hidden folder. Dropped, it is removed.
#[derive(Debug)]
pub(super) struct HiddenFolder {
    folder: TempDir,
    kept: bool,
}

impl HiddenFolder {
    /// With the permissions that any new folder has: a temporary one is its owner's alone, and this one will stay.
    pub(super) fn make(name: &OsStr, parent: &Path) -> io::Result<Self> {
        let mut prefix = std::ffi::OsString::from(".");
        prefix.push(name);
        prefix.push(staging_mark());
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        Ok(Self { folder: builder.tempdir_in(parent)?, kept: false })
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
        make_writable(self.path());
        fs::remove_dir_all(self.path())
    }
}

impl Drop for HiddenFolder {
    fn drop(&mut self) {
        if !self.kept {
            make_writable(self.path());
        }
    }
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
