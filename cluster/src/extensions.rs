//! The extensions that a test needs of the server, and programs beside it.

use crate::error::{ClusterError, Tried};
use crate::skipped::Need;
use crate::{Cluster, SUPERUSER};

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
        let sql = "SELECT (current_setting('server_version_num')::int / 10000)::text, \
                   array(SELECT name::text FROM pg_available_extensions)";
        let row = client.query_one(sql, &[]).tried(|| "listing the extensions".to_owned())?;
        let (major, there): (String, Vec<String>) = (row.get(0), row.get(1));
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
