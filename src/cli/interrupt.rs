//! Ctrl-C and SIGTERM: what is staged goes away, what is being swapped in is finished first, the exit code is 130.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::exit::Exit;

/// The folders in which something may be staged. Held while modules are swapped in.
static STAGED_IN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// How often what is staged is removed before it is given up.
const LOOKS: usize = 100;

/// Watches for the signals, from now on.
pub(crate) fn watch() {
    // Without a handler the signal ends the process as it always did, and leaves a hidden folder at worst.
    let _ = ctrlc::set_handler(clean_up);
}

/// The deploy that a signal stops.
static DEPLOY: Mutex<Option<typeferry_session::Interrupt>> = Mutex::new(None);

/// From now on, a signal stops this deploy: its server's statement is cancelled, and the main thread says so.
pub(crate) fn stopping(deploy: &typeferry_session::Interrupt) {
    *DEPLOY.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(deploy.clone());
}

/// Whether a deploy was stopped, and the main thread ends the process.
fn stops_a_deploy() -> bool {
    let deploy = DEPLOY.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    deploy.is_some_and(|deploy| deploy.interrupt())
}

/// From now on, something may be staged in this folder.
pub(crate) fn staging_in(dir: &Path) {
    lock().push(dir.to_owned());
}

/// Does what must not be interrupted; where an interrupt came first, it is not done, and this does not return.
pub(crate) fn uninterrupted<T>(work: impl FnOnce() -> T) -> T {
    let _held = lock();
    work()
}

fn lock() -> std::sync::MutexGuard<'static, Vec<PathBuf>> {
    STAGED_IN.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[expect(clippy::exit, reason = "the main thread is in a system call, and would not hear of the signal")]
fn clean_up() {
    super::output::show_cursor();
    if stops_a_deploy() {
        return;
    }
    let dirs = lock();
    for dir in dirs.iter() {
        remove_staged(dir);
    }
    if !dirs.is_empty() {
        super::output::error(&"interrupted: nothing was changed");
    }
    std::process::exit(Exit::Interrupted.code().into());
}

/// Removes what this process has staged. The main thread may still be writing, so it is looked at again until nothing
/// is there: a module whose folder has gone is not written on.
fn remove_staged(dir: &Path) {
    for _ in 0..LOOKS {
        let Ok(entries) = fs::read_dir(dir) else { return };
        let ours: Vec<_> = entries.flatten().filter(|entry| is_ours(&entry.file_name().to_string_lossy())).collect();
        if ours.is_empty() {
            return;
        }
        for entry in ours {
            // What could not be removed is looked at again.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_ours(name: &str) -> bool {
    name.starts_with('.') && name.contains(&typeferry::module::staging_mark())
}
