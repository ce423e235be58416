//! Changes of a database, as a source gives them.

use std::fmt;

/// A change of a database, as `db_migrate.sql_actions` has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlAction {
    /// Its key, and its place in the order; a platform that serves the changes as a view may leave it out.
    pub id: Option<i64>,
    /// The name of the change.
    pub deploy: String,
    /// The changes that it requires.
    pub deps: Vec<String>,
    /// The SQL that deploys it.
    pub content: Option<String>,
    /// The SQL that reverts it.
    pub revert: Option<String>,
    /// The SQL that verifies it.
    pub verify: Option<String>,
}

/// What a change is called in messages: its id, else its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ActionKey {
    /// Its id.
    pub id: Option<i64>,
    /// Its name.
    pub deploy: Option<String>,
}

impl fmt::Display for ActionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.id, &self.deploy) {
            (Some(id), _) => write!(f, "the change with the id {id}"),
            (None, Some(name)) => write!(f, "the change {name:?}"),
            (None, None) => f.write_str("a change without an id"),
        }
    }
}

impl ActionKey {
    /// Its name in brackets, where it is called by its id.
    pub(super) fn name_behind(&self) -> String {
        match (self.id, &self.deploy) {
            (Some(_), Some(name)) => format!(" ({name:?})"),
            _ => String::new(),
        }
    }
}

impl SqlAction {
    /// What messages call it.
    pub fn key(&self) -> ActionKey {
        ActionKey { id: self.id, deploy: Some(self.deploy.clone()) }
    }
}

/// A change that is not exported, for its category is excluded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name, where it has one.
    pub deploy: Option<String>,
    /// Its category.
    pub category: String,
}

/// Whether a source has changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actions {
    /// This many were given, those that were left out not among them.
    Given(u64),
    /// The source was not told where they are.
    NotServed,
}
