//! A difference as data.

use serde::{Deserialize, Serialize};

use super::kind::Kind;
use crate::diagnostic::Location;

/// The state before and the state after; one of them is absent where something came or went.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sides<T> {
    /// Before.
    pub before: Option<T>,
    /// After.
    pub after: Option<T>,
}

impl<T> Default for Sides<T> {
    fn default() -> Self {
        Self { before: None, after: None }
    }
}

impl<T> Sides<T> {
    /// The one before, or else the one after.
    pub fn either(&self) -> Option<&T> {
        self.before.as_ref().or(self.after.as_ref())
    }
}

/// A table in both namings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TableNames {
    /// `schema.table`.
    pub postgres: String,
    /// The row type.
    pub graphql: String,
    /// The root field, where there is one.
    pub root_field: Option<String>,
}

/// A column in both namings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ColumnNames {
    /// The column, where an annotation says which it is.
    pub postgres: Option<String>,
    /// The field.
    pub graphql: String,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Difference {
    /// What is otherwise.
    pub kind: Kind,
    /// The table; absent where an operation or a rule is of none.
    pub table: Sides<TableNames>,
    /// The column; absent where it is about the table or how it is read.
    pub column: Sides<ColumnNames>,
    /// What it is about, as it was.
    pub before: Option<String>,
    /// What it is about, as it is.
    pub after: Option<String>,
    /// The place of what it is about in the schema before, or of what it would stand in; a rule's is in the
    /// configuration.
    pub location: Option<Location>,
    /// The documents by hand that use it: nobody writes these anew.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "byHand")]
    pub by_hand: Vec<String>,
}
