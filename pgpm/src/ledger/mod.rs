//! The ledger of a database, schema `pgpm_migrate`: which changes are deployed, with which scripts.

mod error;
mod form;
mod write;

use std::collections::HashMap;

use postgres::GenericClient;

pub use self::error::LedgerError;

pub(crate) use self::write::{Failed, forget, log_failure};

use crate::module::ChangeId;
use crate::name::ModuleName;

/// What a database has deployed, as its ledger says.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    changes: Vec<Deployed>,
    by_name: HashMap<(String, String), usize>,
    exists: bool,
}

/// A change that is deployed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployed {
    /// Its module.
    pub package: String,
    /// Its name.
    pub change: String,
    /// The SHA-256 of its deploy script, in hexadecimal.
    pub hash: String,
    /// When, in UTC, to the microsecond.
    pub at: String,
    /// What it requires, as `package:change`; of the same module also `change`.
    pub requires: Vec<String>,
}

const CHANGES: &str = "
SELECT c.package, c.change_name, c.script_hash,
  to_char(c.deployed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),
  ARRAY(SELECT d.requires FROM pgpm_migrate.dependencies AS d WHERE d.change_id = c.change_id ORDER BY 1)
FROM pgpm_migrate.changes AS c
ORDER BY c.deployed_at, c.package, c.change_name";

impl Ledger {
    /// Reads the ledger; a database without one has nothing deployed.
    ///
    /// # Errors
    /// It is not in the form that is known, such as one of a newer tool; or the server refuses.
    pub fn read(client: &mut impl GenericClient) -> Result<Self, LedgerError> {
        if !form::check(client)? {
            return Ok(Self::default());
        }
        let rows = client.query(CHANGES, &[])?;
        let mut ledger = Self { exists: true, ..Self::default() };
        for row in rows {
            let (package, change, hash) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            ledger.add(Deployed { package, change, hash, at: row.try_get(3)?, requires: row.try_get(4)? });
        }
        Ok(ledger)
    }

    /// Whether the database has one.
    pub fn exists(&self) -> bool {
        self.exists
    }

    /// All deployed changes, the first deployed first.
    pub fn changes(&self) -> &[Deployed] {
        &self.changes
    }

    /// A deployed change.
    pub fn find(&self, id: &ChangeId) -> Option<&Deployed> {
        let key = (id.package.as_str().to_owned(), id.change.as_str().to_owned());
        self.by_name.get(&key).map(|at| &self.changes[*at])
    }

    /// Whether a module has a deployed change.
    pub(crate) fn has_module(&self, name: &ModuleName) -> bool {
        self.changes.iter().any(|deployed| deployed.package == name.as_str())
    }

    /// The change of a module that a script was deployed for.
    pub(crate) fn with_script(&self, package: &ModuleName, hash: &str) -> Option<&Deployed> {
        let same = |deployed: &&Deployed| deployed.package == package.as_str() && deployed.hash == hash;
        self.changes.iter().find(same)
    }

    /// The deployed changes that require one.
    pub fn dependents(&self, id: &ChangeId) -> impl Iterator<Item = &Deployed> {
        let (qualified, package, name) =
            (id.to_string(), id.package.as_str().to_owned(), id.change.as_str().to_owned());
        self.changes.iter().filter(move |deployed| {
            let requires =
                |required: &String| *required == qualified || (deployed.package == package && *required == name);
            deployed.requires.iter().any(requires)
        })
    }

    pub(crate) fn add(&mut self, deployed: Deployed) {
        let key = (deployed.package.clone(), deployed.change.clone());
        self.by_name.insert(key, self.changes.len());
        self.changes.push(deployed);
    }
}

impl Deployed {
    /// `package:change`.
    pub fn name(&self) -> String {
        format!("{}:{}", self.package, self.change)
    }
}
