//! What the live test needs of the machine, looked for all at once, so that one message says everything.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::command;
use super::error::LiveError;

/// The folder of PostgreSQL's server programs, where it is not one of those that are looked in.
const POSTGRES_BIN: &str = "TYPEFERRY_PG_BIN";
const SERVER_PROGRAMS: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// The extensions that the published modules create.
const EXTENSIONS: [&str; 6] = ["citext", "hstore", "pgcrypto", "postgis", "unaccent", "uuid-ossp"];

/// Something that is not here, and how to get it.
#[derive(Debug)]
pub(crate) struct Missing {
    /// Its name.
    pub(super) what: String,
    /// What to do.
    pub(super) remedy: String,
}

/// Looks for everything the test needs; the folder of PostgreSQL's server programs.
///
/// # Errors
/// What is missing, all of it.
pub(super) fn postgres_programs() -> Result<PathBuf, LiveError> {
    let mut missing = missing_programs();
    let postgres = server_folders().into_iter().find(|folder| has_server(folder));
    match &postgres {
        Some(folder) => missing.extend(missing_extensions(folder)),
        None => missing.push(Missing {
            what: "PostgreSQL's server programs".to_owned(),
            remedy: format!(
                "apt-get install postgresql postgresql-15-postgis-3, or set {POSTGRES_BIN} to their folder"
            ),
        }),
    }
    postgres.filter(|_| missing.is_empty()).ok_or(LiveError::Missing(missing))
}

fn missing_programs() -> Vec<Missing> {
    let needed = [
        ("node", "install Node.js 20 or later"),
        ("npm", "install npm, which comes with Node.js"),
        ("curl", "apt-get install curl"),
    ];
    let absent = needed.into_iter().filter(|(program, _)| on_path(program).is_none());
    absent.map(|(program, remedy)| Missing { what: program.to_owned(), remedy: remedy.to_owned() }).collect()
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Where the server programs may be, the most explicit first.
fn server_folders() -> Vec<PathBuf> {
    let named = env::var_os(POSTGRES_BIN).map(PathBuf::from);
    let configured = asked("pg_config", "--bindir");
    let linked = on_path("pg_ctl").and_then(|file| file.canonicalize().ok()?.parent().map(Path::to_owned));
    named.into_iter().chain(configured).chain(linked).chain(debian_folders()).collect()
}

/// Debian keeps the programs of each major version in a folder of its own, off the path.
fn debian_folders() -> Vec<PathBuf> {
    let Ok(versions) = Path::new("/usr/lib/postgresql").read_dir() else { return Vec::new() };
    let mut folders: Vec<(u32, PathBuf)> = versions
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    folders.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    folders.into_iter().map(|(_, folder)| folder).collect()
}

fn has_server(folder: &Path) -> bool {
    SERVER_PROGRAMS.iter().all(|program| folder.join(program).is_file())
}

fn missing_extensions(programs: &Path) -> Option<Missing> {
    let folder = share_folder(programs).join("extension");
    let absent = EXTENSIONS.iter().filter(|name| !folder.join(format!("{name}.control")).is_file());
    let absent: Vec<_> = absent.copied().collect();
    let what = format!("PostgreSQL's extensions {} in {}", absent.join(", "), folder.display());
    let remedy = "apt-get install postgresql-contrib postgresql-15-postgis-3, or their like of your version".to_owned();
    (!absent.is_empty()).then_some(Missing { what, remedy })
}

fn share_folder(programs: &Path) -> PathBuf {
    let debian = || {
        let version = programs.parent().and_then(Path::file_name).unwrap_or_default();
        Path::new("/usr/share/postgresql").join(version)
    };
    asked(programs.join("pg_config"), "--sharedir").unwrap_or_else(debian)
}

fn asked(program: impl AsRef<std::ffi::OsStr>, question: &str) -> Option<PathBuf> {
    let answer = command::output(Command::new(program).arg(question)).ok()?;
    Some(PathBuf::from(answer.trim()))
}
