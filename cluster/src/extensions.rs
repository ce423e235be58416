//! What a test needs of the server: its extensions, its version, and programs beside it.

use crate::error::{ClusterError, Tried};
use crate::skipped::Need;
use crate::{Cluster, PROGRAMS_VARIABLE, SUPERUSER};

/// The one extension that comes in a package of its own.
const POSTGIS: &str = "postgis";

impl Cluster {
    /// Whether the server can create these extensions; where it cannot, the test is counted as skipped.
    ///
    /// # Errors
    /// PostgreSQL refuses, or as [`Need::skip`].
    #[track_caller]
    pub fn has_extensions(&self, names: &[&str]) -> Result<bool, ClusterError> {
        match self.need_of(names)? {
            None => Ok(true),
            Some(need) => need.skip().map(|()| false),
        }
    }

    /// Whether the server is of this major version or a newer one; where it is not, the test is counted as skipped, in
    /// CI too: the tests run against more than one version, and each runs what it has.
    ///
    /// # Errors
    /// PostgreSQL refuses, or the list of skipped tests cannot be written.
    #[track_caller]
    pub fn has_version(&self, major: i32) -> Result<bool, ClusterError> {
        let version = self.version()?;
        if version >= major {
            return Ok(true);
        }
        let reason = format!("it needs PostgreSQL {major}, and the server is PostgreSQL {version}");
        let remedy = format!("set {PROGRAMS_VARIABLE} to the folder of the programs of PostgreSQL {major}");
        Need::new(reason, remedy).count_as_skipped("").map(|()| false)
    }

    /// The server's major version.
    fn version(&self) -> Result<i32, ClusterError> {
        let sql = "SELECT current_setting('server_version_num')::int / 10000";
        let row = self.connect(SUPERUSER)?.query_one(sql, &[]).tried(|| "asking for the version".to_owned())?;
        Ok(row.get(0))
    }

    /// Whether one of the server's programs is beside it, such as psql; where it is not, the test is counted as skipped.
    ///
    /// # Errors
    /// As [`Need::skip`].
    #[track_caller]
    pub fn has_program(&self, name: &str) -> Result<bool, ClusterError> {
        if self.programs.join(name).is_file() {
            return Ok(true);
        }
        let reason = format!("{name} is not in {}", self.programs.display());
        Need::new(reason, "apt-get install postgresql-client").skip().map(|()| false)
    }

    /// What the server lacks of these extensions, and how they are installed; `None` where it has them all.
    ///
    /// # Errors
    /// PostgreSQL refuses.
    pub fn need_of(&self, names: &[&str]) -> Result<Option<Need>, ClusterError> {
        let mut client = self.connect(SUPERUSER)?;
        let sql = "SELECT array(SELECT name::text FROM pg_available_extensions)";
        let there: Vec<String> = client.query_one(sql, &[]).tried(|| "listing the extensions".to_owned())?.get(0);
        let major = self.version()?;
        let absent: Vec<_> = names.iter().copied().filter(|name| !there.iter().any(|other| other == name)).collect();
        let package = |name: &str| match name {
            POSTGIS => format!("postgresql-{major}-postgis-3"),
            _ => "postgresql-contrib".to_owned(),
        };
        let mut packages: Vec<_> = absent.iter().map(|name| package(name)).collect();
        packages.dedup();
        let reason = format!("the server has no extension {}", absent.join(", "));
        let need = || Need::new(reason, format!("apt-get install {}", packages.join(" ")));
        Ok((!absent.is_empty()).then(need))
    }
}
