//! Puts written modules in the place of the old ones: all of them, or none.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use super::error::ModuleError;
use super::staging::{Staged, metadata};

/// How a module came to its place, and so how it leaves it again.
#[derive(Debug, Clone, Copy)]
enum Placed {
    /// It changed places with an old one, which now is in the staging folder.
    Exchanged,
    /// Nothing was there.
    Moved,
}

/// What the name of an old module ends with while two folders change places in several steps.
pub(super) const ASIDE: &str = ".old";

/// Puts the modules into their places, with what stays of those that are there; then removes these.
///
/// Each module changes places with the old one in one step where the system can. If one fails, those before it are
/// put back, and every old module is as it was. What a running system shows is whole at every moment; nothing is
/// flushed to the disk for it, which would cost more than the export: after a power failure, export again.
///
/// # Errors
/// [`ModuleError::SharedTarget`], [`ModuleError::Edited`], what cannot be replaced or kept, [`ModuleError::Io`],
/// [`ModuleError::NotPutBack`]. After [`ModuleError::ChangedMeanwhile`], and an error about removing an old module, all
/// the new ones are in place.
pub fn swap_in(mut modules: Vec<Staged>) -> Result<(), ModuleError> {
    refuse_shared_targets(&modules)?;
    modules.iter_mut().try_for_each(Staged::look_again)?;
    refuse_edited(&modules)?;
    modules.iter_mut().try_for_each(Staged::carry)?;
    let mut placed = Vec::with_capacity(modules.len());
    for mut module in modules {
        // What is there stays locked until it is removed.
        module.folder.hold(&module.target);
        match place(&module) {
            Ok(how) => placed.push((module, how)),
            Err(failure) => return Err(put_all_back(placed, failure)),
        }
    }
    // Each is looked at, whatever becomes of another.
    let removed: Vec<_> = placed.into_iter().map(|(module, how)| remove_old(module, how)).collect();
    removed.into_iter().collect()
}

/// Refuses to overwrite what people edited, all of it at once.
fn refuse_edited(modules: &[Staged]) -> Result<(), ModuleError> {
    let edits: Vec<_> = modules.iter().flat_map(Staged::refused).collect();
    if edits.is_empty() { Ok(()) } else { Err(ModuleError::Edited { edits }) }
}

fn refuse_shared_targets(modules: &[Staged]) -> Result<(), ModuleError> {
    let mut targets = HashSet::new();
    match modules.iter().find(|module| !targets.insert(&module.target)) {
        Some(module) => Err(ModuleError::SharedTarget { path: module.target.clone() }),
        None => Ok(()),
    }
}

fn place(module: &Staged) -> Result<Placed, ModuleError> {
    let (staged, target) = (module.folder.path(), module.target.as_path());
    let how = if metadata(target)?.is_some() { Placed::Exchanged } else { Placed::Moved };
    match how {
        Placed::Exchanged => exchange(staged, target),
        Placed::Moved => rename_new(staged, target),
    }
    .map_err(ModuleError::io("put the module into", target))?;
    Ok(how)
}

fn put_all_back(placed: Vec<(Staged, Placed)>, failure: ModuleError) -> ModuleError {
    placed.into_iter().rev().fold(failure, |failure, (module, how)| put_back(module, how, failure))
}

fn put_back(module: Staged, how: Placed, failure: ModuleError) -> ModuleError {
    let (staged, target) = (module.folder.path(), module.target.as_path());
    let result = match how {
        Placed::Exchanged => exchange(staged, target),
        Placed::Moved => rename_new(target, staged),
    };
    let Err(cause) = result else { return failure };
    // The staging folder may hold the old module now: it must outlive us.
    let cause = Box::new(ModuleError::io("put back", target)(cause));
    let (target, kept) = (module.target, module.folder.keep_for_people());
    ModuleError::NotPutBack { target, kept, cause, failure: Box::new(failure) }
}

fn remove_old(module: Staged, how: Placed) -> Result<(), ModuleError> {
    if matches!(how, Placed::Moved) {
        let _moved_away = module.folder.keep();
        return Ok(());
    }
    match module.changed_meanwhile() {
        Ok(paths) if paths.is_empty() => {
            let old = module.folder.path().to_owned();
            module.folder.remove().map_err(ModuleError::io("remove the old module, now in", &old))
        }
        Ok(paths) => {
            let (target, kept) = (module.target, module.folder.keep_for_people());
            Err(ModuleError::ChangedMeanwhile { target, kept, paths })
        }
        Err(error) => {
            // What cannot be looked at may be somebody's.
            let _kept = module.folder.keep_for_people();
            Err(error)
        }
    }
}

/// Two folders change places, in one step where the file system knows how.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => exchange_by_turns(one, other),
        result => result.map_err(io::Error::from),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    exchange_by_turns(one, other)
}

/// Two folders change places in three steps; a failure on the way takes back those before.
fn exchange_by_turns(one: &Path, other: &Path) -> io::Result<()> {
    let mut aside = one.as_os_str().to_owned();
    aside.push(ASIDE);
    let aside = Path::new(&aside);
    fs::rename(other, aside)?;
    if let Err(error) = fs::rename(one, other) {
        fs::rename(aside, other)?;
        return Err(error);
    }
    if let Err(error) = fs::rename(aside, one) {
        fs::rename(other, one)?;
        fs::rename(aside, other)?;
        return Err(error);
    }
    Ok(())
}

/// Moves a folder to a name that nothing has.
#[cfg(target_os = "linux")]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => rename_checked(from, to),
        result => result.map_err(io::Error::from),
    }
}

#[cfg(not(target_os = "linux"))]
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    rename_checked(from, to)
}

fn rename_checked(from: &Path, to: &Path) -> io::Result<()> {
    if to.try_exists()? {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    fs::rename(from, to)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::module::ModuleName;
    use crate::module::existing::Claim;
    use crate::module::staging::{MANIFEST_FILE, Staging};

    fn begin(target: &Path) -> Result<Staging, ModuleError> {
        let name = ModuleName::new("acme").unwrap();
        Staging::begin(target, Claim { name, requires: Vec::new(), adopt: false }, None)
    }

    fn staged(target: &Path, content: &str) -> Staged {
        let staging = begin(target).unwrap();
        fs::write(staging.path().join(MANIFEST_FILE), content).unwrap();
        staging.done(std::collections::BTreeMap::new()).unwrap()
    }

    fn content(target: &Path) -> String {
        fs::read_to_string(target.join(MANIFEST_FILE)).unwrap()
    }

    fn targets(root: &Path) -> (PathBuf, PathBuf) {
        (root.join("one"), root.join("two"))
    }

    fn count(root: &Path) -> usize {
        fs::read_dir(root).unwrap().count()
    }

    #[test]
    fn new_modules_appear_and_old_ones_are_replaced() {
        let root = tempfile::tempdir().unwrap();
        let (one, two) = targets(root.path());
        swap_in(vec![staged(&one, "1")]).unwrap();
        swap_in(vec![staged(&one, "2"), staged(&two, "2")]).unwrap();
        assert_eq!((content(&one), content(&two), count(root.path())), ("2".into(), "2".into(), 2));
    }

    #[test]
    fn a_failure_puts_back_what_was_placed_before() {
        let root = tempfile::tempdir().unwrap();
        let (one, two) = targets(root.path());
        let new = root.path().join("new");
        swap_in(vec![staged(&one, "old"), staged(&two, "old")]).unwrap();
        let modules = vec![staged(&one, "new"), staged(&new, "new"), staged(&two, "new")];
        fs::remove_dir_all(modules[2].folder.path()).unwrap();
        assert!(matches!(swap_in(modules), Err(ModuleError::Io { .. })));
        assert_eq!((content(&one), content(&two), count(root.path())), ("old".into(), "old".into(), 2));
    }

    #[test]
    fn a_target_that_was_filled_meanwhile_is_kept() {
        let root = tempfile::tempdir().unwrap();
        let (one, two) = targets(root.path());
        let modules = vec![staged(&one, "new"), staged(&two, "new")];
        fs::create_dir(&two).unwrap();
        fs::write(two.join("mine"), "").unwrap();
        assert!(matches!(swap_in(modules), Err(ModuleError::NotOurs { .. })));
        assert!(two.join("mine").exists() && !one.exists());
        assert_eq!(count(root.path()), 1);
    }

    #[test]
    fn an_old_module_that_cannot_be_put_back_is_kept_and_named() {
        let root = tempfile::tempdir().unwrap();
        let (one, _) = targets(root.path());
        swap_in(vec![staged(&one, "old")]).unwrap();
        let module = staged(&one, "new");
        let how = place(&module).unwrap();
        fs::remove_dir_all(&one).unwrap();
        let failure = ModuleError::NoName { path: one.clone() };
        let ModuleError::NotPutBack { kept, .. } = put_back(module, how, failure) else { panic!("it was put back") };
        assert_eq!(content(&kept), "old");
    }

    #[test]
    fn what_is_written_to_the_old_module_meanwhile_is_kept_and_named() {
        let root = tempfile::tempdir().unwrap();
        let (one, two) = targets(root.path());
        swap_in(vec![staged(&one, "old"), staged(&two, "old")]).unwrap();
        let modules = vec![staged(&one, "new"), staged(&two, "new")];
        let mut placed = Vec::new();
        for mut module in modules {
            module.carry().unwrap();
            fs::write(module.target.join("mine"), "mine").unwrap();
            placed.push((place(&module).unwrap(), module));
        }
        for (how, module) in placed {
            let Err(ModuleError::ChangedMeanwhile { kept, paths, .. }) = remove_old(module, how) else {
                panic!("it was removed")
            };
            assert_eq!((content(&kept), paths), ("old".into(), vec!["mine".into()]));
            assert_eq!(fs::read_to_string(kept.join("mine")).unwrap(), "mine");
        }
        assert_eq!((content(&one), content(&two)), ("new".into(), "new".into()));
    }

    #[test]
    fn a_module_that_a_killed_export_left_aside_is_named() {
        let root = tempfile::tempdir().unwrap();
        let (one, _) = targets(root.path());
        let aside = root.path().join(".one.typeferry-1-2-xyz.old");
        fs::create_dir(&aside).unwrap();
        let message = begin(&one).unwrap_err().to_string();
        assert!(message.contains(".one.typeferry-1-2-xyz.old") && message.contains("move it back"), "{message}");
        fs::rename(&aside, &one).unwrap();
        assert!(begin(&one).is_ok());
    }

    #[test]
    fn two_modules_cannot_share_a_place() {
        let root = tempfile::tempdir().unwrap();
        let (one, _) = targets(root.path());
        let modules = vec![staged(&one, "1"), staged(&one, "2")];
        assert!(matches!(swap_in(modules), Err(ModuleError::SharedTarget { .. })));
        assert_eq!(count(root.path()), 0);
    }

    #[test]
    fn folders_change_places_where_the_system_has_no_exchange() {
        let root = tempfile::tempdir().unwrap();
        let (one, two) = targets(root.path());
        for folder in [&one, &two] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join(MANIFEST_FILE), folder.file_name().unwrap().as_encoded_bytes()).unwrap();
        }
        exchange_by_turns(&one, &two).unwrap();
        assert_eq!((content(&one), content(&two), count(root.path())), ("two".into(), "one".into(), 2));
        fs::remove_dir_all(&one).unwrap();
        assert!(exchange_by_turns(&one, &two).is_err());
        assert_eq!((content(&two), count(root.path())), ("one".into(), 1));
        assert_eq!(rename_checked(&two, &two).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    }
}
