//! The ledger of a database, schema `pgpm_migrate`: which changes are deployed, with which scripts.

mod error;
mod form;
mod write;

use std::collections::HashMap;

use typeferry_connection::Session;

pub use self::error::LedgerError;
pub(crate) use self::error::NO_RIGHT;
pub(crate) use self::write::{Action, WITHOUT_TRANSACTION, begun, deployed, log_failure, reverted};

use crate::module::ChangeId;
use crate::name::ModuleName;

/// A module, and a change of it or the hash of one's script.
type Key = (String, String);

/// What a database has deployed, as its ledger says.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    changes: Vec<Deployed>,
    by_name: HashMap<Key, usize>,
    by_script: HashMap<Key, usize>,
    required_by: HashMap<Key, Vec<usize>>,
    unfinished: HashMap<Key, String>,
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
  (SELECT json_agg(d.requires ORDER BY d.requires) FROM pgpm_migrate.dependencies AS d WHERE d.change_id = c.change_id)
FROM pgpm_migrate.changes AS c
ORDER BY c.deployed_at, c.package, c.change_name";

/// The last event of each change that says of itself that it was begun without a transaction, where it may be read.
const UNFINISHED: &str = "
SELECT e.package, e.change_name, e.error_message
FROM (
  SELECT DISTINCT ON (package, change_name) package, change_name, error_message
  FROM pgpm_migrate.events
  ORDER BY package, change_name, event_id DESC
) AS e
WHERE starts_with(e.error_message, 'without a transaction: ')";

const MAY_READ_EVENTS: &str = "SELECT pg_catalog.has_table_privilege('pgpm_migrate.events', 'SELECT')";

impl Ledger {
    /// Reads the ledger; a database without one has nothing deployed.
    ///
    /// # Errors
    /// It is not in the form that is known, such as one of a newer tool; or the server refuses.
    pub fn read(session: &mut Session) -> Result<Self, LedgerError> {
        if !form::check(session)? {
            return Ok(Self::default());
        }
        let mut ledger = Self { exists: true, ..Self::default() };
        for row in session.rows(CHANGES)? {
            let [package, change, hash, at, requires] = texts(row);
            let requires = if requires.is_empty() { Vec::new() } else { serde_json::from_str(&requires)? };
            ledger.add(Deployed { package, change, hash, at, requires });
        }
        let [may_read] = session.rows(MAY_READ_EVENTS)?.into_iter().next().map(texts).unwrap_or_default();
        let unfinished = if may_read == "t" { session.rows(UNFINISHED)? } else { Vec::new() };
        ledger.unfinished =
            unfinished.into_iter().map(texts).map(|[package, change, why]| ((package, change), why)).collect();
        Ok(ledger)
    }

    /// Why a change that runs without a transaction is begun and not ended, in the words of the ledger's last event of it.
    pub fn unfinished(&self, id: &ChangeId) -> Option<&str> {
        self.unfinished.get(&key(id)).map(String::as_str)
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
        self.changes.get(*self.by_name.get(&key(id))?)
    }

    /// Whether a module has a deployed change.
    pub(crate) fn has_module(&self, name: &ModuleName) -> bool {
        self.changes.iter().any(|deployed| deployed.package == name.as_str())
    }

    /// The change of a module that a script was deployed for.
    pub(crate) fn with_script(&self, package: &ModuleName, hash: &str) -> Option<&Deployed> {
        self.changes.get(*self.by_script.get(&(package.as_str().to_owned(), hash.to_owned()))?)
    }

    /// The deployed changes that require one.
    pub fn dependents(&self, id: &ChangeId) -> impl Iterator<Item = &Deployed> {
        self.required_by.get(&key(id)).into_iter().flatten().filter_map(|at| self.changes.get(*at))
    }

    /// The deployed changes that require one, which is given as `package:change`.
    pub(crate) fn dependents_of(&self, name: &str) -> impl Iterator<Item = &Deployed> {
        let (package, change) = name.split_once(':').unwrap_or(("", name));
        let found = self.required_by.get(&(package.to_owned(), change.to_owned()));
        found.into_iter().flatten().filter_map(|at| self.changes.get(*at))
    }

    pub(crate) fn add(&mut self, deployed: Deployed) {
        let at = self.changes.len();
        let package = || deployed.package.clone();
        self.by_name.insert((package(), deployed.change.clone()), at);
        self.by_script.insert((package(), deployed.hash.clone()), at);
        for required in &deployed.requires {
            // A name without a module is of the module that requires it.
            let (package, change) = required.split_once(':').unwrap_or((&deployed.package, required));
            self.required_by.entry((package.to_owned(), change.to_owned())).or_default().push(at);
        }
        self.changes.push(deployed);
    }
}

fn key(id: &ChangeId) -> Key {
    (id.package.as_str().to_owned(), id.change.as_str().to_owned())
}

/// The first values of a row; NULL, and a column that is not there, are empty.
pub(crate) fn texts<const N: usize>(row: Vec<Option<String>>) -> [String; N] {
    let mut values = row.into_iter().map(Option::unwrap_or_default);
    std::array::from_fn(|_| values.next().unwrap_or_default())
}

impl Deployed {
    /// `package:change`.
    pub fn name(&self) -> String {
        format!("{}:{}", self.package, self.change)
    }
}
