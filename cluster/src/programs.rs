//! PostgreSQL's server programs, wherever a machine keeps them.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{ClusterError, Tried};
use crate::skipped::Need;

/// Names the folder of the server's programs: where it is set, no other one is looked in.
pub const PROGRAMS_VARIABLE: &str = "TYPEFERRY_PG_BIN";

const SERVER_PROGRAMS: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// The folder of the server's programs.
pub fn find() -> Option<PathBuf> {
    let has_all = |folder: &PathBuf| SERVER_PROGRAMS.iter().all(|program| folder.join(program).is_file());
    if let Some(named) = named() {
        return Some(named).filter(has_all);
    }
    let configured = asked("pg_config", "--bindir");
    let linked = on_path("pg_ctl").and_then(|file| file.canonicalize().ok()?.parent().map(Path::to_owned));
    configured.into_iter().chain(linked).chain(debian_folders()).find(has_all)
}

/// What is missing where there are no server programs, and the command that brings it.
pub(crate) fn need() -> Need {
    match named() {
        None => Need::new(
            "PostgreSQL's server programs are not here",
            format!("apt-get install postgresql, or set {PROGRAMS_VARIABLE} to their folder"),
        ),
        Some(folder) => Need::new(
            format!("{PROGRAMS_VARIABLE} is {}, which does not have PostgreSQL's server programs", folder.display()),
            format!("unset {PROGRAMS_VARIABLE}, or set it to the folder that has {}", SERVER_PROGRAMS.join(", ")),
        ),
    }
}

fn named() -> Option<PathBuf> {
    env::var_os(PROGRAMS_VARIABLE).map(PathBuf::from)
}

/// What a program answers to one option, as a path.
pub fn asked(program: impl AsRef<OsStr>, option: &str) -> Option<PathBuf> {
    Some(PathBuf::from(output(Command::new(program).arg(option)).ok()?.trim()))
}

/// What a program prints.
pub(crate) fn output(command: &mut Command) -> Result<String, ClusterError> {
    let what = command.get_program().to_string_lossy().into_owned();
    let done = command.output().tried(|| what.clone())?;
    if done.status.success() {
        return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
    }
    let said = [done.stdout, done.stderr].concat();
    Err(ClusterError::Program { what, said: String::from_utf8_lossy(&said).trim().to_owned() })
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Debian keeps the programs of each major version in a folder of its own, off the path; the newest first.
fn debian_folders() -> Vec<PathBuf> {
    let Ok(versions) = Path::new("/usr/lib/postgresql").read_dir() else { return Vec::new() };
    let mut folders: Vec<(u32, PathBuf)> = versions
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    folders.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    folders.into_iter().map(|(_, folder)| folder).collect()
}
