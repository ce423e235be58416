//! What the live test needs of the machine, looked for all at once, so that one message says everything.

use std::env;
use std::path::{Path, PathBuf};

use typeferry_cluster::{Need, PROGRAMS_VARIABLE, asked, find_programs};

use super::error::LiveError;

/// The extensions that the published modules create.
pub(crate) const EXTENSIONS: [&str; 6] = ["citext", "hstore", "pgcrypto", "postgis", "unaccent", "uuid-ossp"];

/// Looks for everything the test needs; the folder of PostgreSQL's server programs.
///
/// # Errors
/// What is missing, all of it.
pub(crate) fn postgres_programs() -> Result<PathBuf, LiveError> {
    let mut missing = missing_programs();
    let postgres = find_programs();
    match &postgres {
        Some(folder) => missing.extend(missing_extensions(folder)),
        None => missing.push(Need::new(
            "PostgreSQL's server programs are not here",
            format!("apt-get install postgresql postgresql-15-postgis-3, or set {PROGRAMS_VARIABLE} to their folder"),
        )),
    }
    postgres.filter(|_| missing.is_empty()).ok_or(LiveError::Missing(missing))
}

fn missing_programs() -> Vec<Need> {
    let needed = [
        ("node", "apt-get install nodejs, 20 or later"),
        ("npm", "apt-get install npm"),
        ("curl", "apt-get install curl"),
    ];
    let absent = needed.into_iter().filter(|(program, _)| on_path(program).is_none());
    absent.map(|(program, remedy)| Need::new(format!("{program} is not here"), remedy)).collect()
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn missing_extensions(programs: &Path) -> Option<Need> {
    let folder = share_folder(programs).join("extension");
    let absent = EXTENSIONS.iter().filter(|name| !folder.join(format!("{name}.control")).is_file());
    let absent: Vec<_> = absent.copied().collect();
    let what = format!("PostgreSQL's extensions {} in {}", absent.join(", "), folder.display());
    let remedy = "apt-get install postgresql-contrib postgresql-15-postgis-3, or their like of your version";
    (!absent.is_empty()).then(|| Need::new(what, remedy))
}

fn share_folder(programs: &Path) -> PathBuf {
    let debian = || {
        let version = programs.parent().and_then(Path::file_name).unwrap_or_default();
        Path::new("/usr/share/postgresql").join(version)
    };
    asked(programs.join("pg_config"), "--sharedir").unwrap_or_else(debian)
}
