//! What killed exports have left beside modules: hidden folders whose process is gone, removed by the next export.
//!
//! Whether a process is gone is told by its lock, which the system takes from it, never by an age or a number. A folder
//! is only removed where nothing is lost with it.

use std::fs::{self, File};
use std::path::Path;

use super::digest::file_sha256;
use super::existing::{Snapshot, can_be_ours};
use super::hidden::{MARK, remove_marked, target_of};
use super::manifest::Manifest;
use super::staging::MANIFEST_FILE;

/// Removes them. What cannot be looked at or removed stays, for it is in nobody's way.
pub(super) fn remove_leftovers(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(target) = name.to_str().and_then(target_of) else { continue };
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove(&entry.path(), &parent.join(target));
        }
    }
}

/// Removes one, unless a process holds it. Locked meanwhile, so that no other export looks at it too.
fn remove(folder: &Path, target: &Path) {
    let Ok(opened) = File::open(folder) else { return };
    if opened.try_lock().is_ok() && (folder.join(MARK).is_file() || loses_nothing(folder, target)) {
        // What is left of it, the next export finds.
        let _ = remove_marked(folder);
    }
}

/// Whether a folder without a mark may go: it is a new module that was about to be swapped in, or an old one that had
/// been. Whatever no export wrote must be in the module that is there.
fn loses_nothing(folder: &Path, target: &Path) -> bool {
    if !target.is_dir() {
        return false;
    }
    let files = Manifest::read(folder).map(|manifest| manifest.files).unwrap_or_default();
    let is_written = |path: &Path| {
        let hash = path.to_str().and_then(|path| files.get(path)).filter(|_| can_be_ours(path));
        hash.is_some_and(|hash| file_sha256(&folder.join(path)).is_ok_and(|found| found == *hash))
    };
    let is_kept = |path: &Path| {
        let (one, other) = (folder.join(path), target.join(path));
        other.is_file() && (is_taken_over(path) || same_bytes(&one, &other))
    };
    let is_spare = |path: &Path| {
        let found = fs::symlink_metadata(folder.join(path));
        let (is_folder, is_file) = found.map_or((false, false), |found| (found.is_dir(), found.is_file()));
        is_folder || (is_file && (path == Path::new(MANIFEST_FILE) || is_written(path) || is_kept(path)))
    };
    Snapshot::take(folder)
        .is_ok_and(|there| there.new_since(&Snapshot::default(), target).iter().all(|path| is_spare(path)))
}

/// What a new module takes over from the old one, perhaps with more in it.
fn is_taken_over(path: &Path) -> bool {
    let is_control = path.extension().is_some_and(|extension| extension == "control");
    let is_top = path.components().count() == 1;
    is_top && (is_control || ["Makefile", "package.json"].iter().any(|name| path == Path::new(name)))
}

fn same_bytes(one: &Path, other: &Path) -> bool {
    matches!((file_sha256(one), file_sha256(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::module::hidden::HiddenFolder;

    fn hidden(root: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(root).unwrap().flatten().map(|entry| entry.path());
        entries.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with('.')).collect()
    }

    /// A folder as a killed export leaves it.
    fn left(root: &Path, number: u32, files: &[(&str, &str)]) -> PathBuf {
        let folder = root.join(format!(".acme.typeferry-{number}-abc123-Xy1234"));
        write(&folder, files);
        folder
    }

    fn write(folder: &Path, files: &[(&str, &str)]) {
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    #[test]
    fn n24_what_a_gone_process_has_staged_goes_and_what_a_running_one_has_stays() {
        let root = tempfile::tempdir().unwrap();
        let running = HiddenFolder::make("acme".as_ref(), root.path()).unwrap();
        left(root.path(), 1, &[(MARK, ""), ("deploy/x.sql", "half a scr")]);
        remove_leftovers(root.path());
        assert_eq!(hidden(root.path()), [running.path()]);
        // Killed, its lock goes with it, and its mark stays.
        let path = running.killed();
        assert_eq!(hidden(root.path()), [path]);
        remove_leftovers(root.path());
        assert_eq!(hidden(root.path()), Vec::<PathBuf>::new());
    }

    #[test]
    fn n24_an_old_module_goes_only_where_the_new_one_has_all_that_people_own() {
        let root = tempfile::tempdir().unwrap();
        let sha256 = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
        let manifest = format!(
            r#"{{"format": 1, "contract": "c", "source": {{"database": "00000000-0000-4000-8000-000000000001", "extension": "acme",
            "schemas": []}}, "kind": "rows", "tables": [], "files": {{"deploy/a.sql": "{sha256}"}}}}"#
        );
        let old = [
            ("typeferry.manifest.json", &*manifest),
            ("deploy/a.sql", "x"),
            ("acme.control", "old"),
            ("README.md", "by hand"),
        ];
        let folder = left(root.path(), 1, &old);
        let target = root.path().join("acme");
        let goes = |files: &[(&str, &str)]| {
            write(&target, files);
            remove_leftovers(root.path());
            !folder.exists()
        };
        // Nothing is there at all: it may be the only copy.
        assert!(!goes(&[]));
        assert!(!goes(&[("acme.control", "new"), ("README.md", "another")]));
        assert!(goes(&[("README.md", "by hand")]));
        // A script that somebody edited is nowhere else.
        let folder = left(root.path(), 2, &old);
        fs::write(folder.join("deploy/a.sql"), "edited").unwrap();
        remove_leftovers(root.path());
        assert!(folder.exists());
    }

    #[test]
    fn n24_only_what_is_certainly_an_exports_is_looked_at() {
        let root = tempfile::tempdir().unwrap();
        let others = [
            ".acme.typeferry-1-abc123-Xy1234.old",
            ".acme.kept-1-abc123-Xy1234",
            ".acme.typeferry-x-abc123-Xy1234",
            ".acme.typeferry-1-abc123-Xy123",
            ".acme.typeferry-1-ABC123-Xy1234",
            "acme.typeferry-1-abc123-Xy1234",
            "..typeferry-1-abc123-Xy1234",
            ".acme",
        ];
        for name in others {
            write(&root.path().join(name), &[(MARK, "")]);
        }
        remove_leftovers(root.path());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), others.len());
    }
}
