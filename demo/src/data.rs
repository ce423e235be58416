//! The rows that an endpoint serves.

use std::collections::{BTreeMap, btree_map};

use serde_json::{Map, Value};

/// Rows by row type, each a map from GraphQL field to value, the value as the server puts it on the wire: an
/// interval is an object, a `BigInt` a string, an enum value its GraphQL name, an array a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Data {
    rows: BTreeMap<String, Vec<Map<String, Value>>>,
}

impl Data {
    /// No rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row of a row type. A member that is absent is null.
    pub fn push(&mut self, row_type: impl Into<String>, row: Map<String, Value>) -> &mut Self {
        self.rows.entry(row_type.into()).or_default().push(row);
        self
    }

    /// Adds rows of a row type.
    pub fn extend(
        &mut self,
        row_type: impl Into<String>,
        rows: impl IntoIterator<Item = Map<String, Value>>,
    ) -> &mut Self {
        self.rows.entry(row_type.into()).or_default().extend(rows);
        self
    }

    /// The rows of a row type, in the order in which they were added.
    pub fn rows(&self, row_type: &str) -> &[Map<String, Value>] {
        self.rows.get(row_type).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every row type with rows, by name.
    pub fn row_types(&self) -> impl Iterator<Item = (&str, &[Map<String, Value>])> {
        self.rows.iter().map(|(name, rows)| (name.as_str(), rows.as_slice()))
    }
}

impl IntoIterator for Data {
    type Item = (String, Vec<Map<String, Value>>);
    type IntoIter = btree_map::IntoIter<String, Vec<Map<String, Value>>>;

    /// Every row type with its rows, by name.
    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl From<BTreeMap<String, Vec<Map<String, Value>>>> for Data {
    fn from(rows: BTreeMap<String, Vec<Map<String, Value>>>) -> Self {
        Self { rows }
    }
}
