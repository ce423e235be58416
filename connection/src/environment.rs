//! What a process has around it that a connection may be made of.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What libpq looks at beside the address.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// The variables whose name begins with `PG`. One may hold the password: [`std::fmt::Debug`] shows their names.
    pub variables: Variables,
    /// The name of who runs the process: the user where nothing names one.
    pub user: Option<String>,
    /// The folder with `.pgpass` and `.postgresql/root.crt`.
    pub home: Option<PathBuf>,
}

/// Variables by name.
#[derive(Clone, Default)]
pub struct Variables(BTreeMap<String, String>);

impl std::fmt::Debug for Variables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Variables {
    fn from(pairs: [(&str, &str); N]) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }
}

impl Variables {
    /// One of them.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Adds one that is not set.
    pub fn default_to(&mut self, name: &str, value: String) {
        self.0.entry(name.to_owned()).or_insert(value);
    }
}

impl Environment {
    /// That of this process. A variable that is no text counts as not set.
    pub fn of_process() -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok().filter(|name| name.starts_with("PG"))?, value.into_string().ok()?))
        };
        Self {
            variables: Variables(std::env::vars_os().filter_map(text).collect()),
            user: whoami::username().ok(),
            home: std::env::home_dir(),
        }
    }

    /// Whether it names a server, a database or a user.
    pub fn names_a_database(&self) -> bool {
        let set = |name: &&str| self.variables.get(name).is_some_and(|value| !value.is_empty());
        ["PGHOST", "PGDATABASE", "PGUSER"].iter().any(set)
    }

    /// A file below the home folder.
    pub(super) fn at_home(&self, path: &str) -> Option<PathBuf> {
        self.home.as_deref().map(|home| home.join(path))
    }
}

/// Where servers of this machine listen: Debian's folder where there is one, else the one that PostgreSQL is built
/// with (<https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-UNIX-SOCKET-DIRECTORIES>).
pub(super) fn local_host() -> String {
    let debian = Path::new("/var/run/postgresql");
    match (cfg!(unix), debian.is_dir()) {
        (false, _) => "localhost".to_owned(),
        (true, true) => debian.display().to_string(),
        (true, false) => "/tmp".to_owned(),
    }
}
