//! What a comparison found.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::module::Origin;
use crate::row::Uuid;
use crate::source::SequenceBehind;

/// What a comparison found. Values are cut around the place where they part; keys are whole.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Verification {
    /// The folder of the module.
    pub module: PathBuf,
    /// The key of the database.
    pub database: Uuid,
    /// Its name, where it has one.
    pub name: Option<String>,
    /// The tables of the source and of the module that have rows, where the module is one of rows.
    pub tables: Vec<TableOutcome>,
    /// The changes, where the module is one of changes.
    pub changes: Option<ChangesOutcome>,
}

/// What was found of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TableOutcome {
    /// `schema.table`.
    pub table: String,
    /// Rows of the module.
    pub rows: u64,
    /// Rows of the source.
    pub source_rows: u64,
    /// Rows that are the same.
    pub equal: u64,
    /// The keys of the module's rows that the source has not; of a table without a key, the rows.
    pub missing: Vec<String>,
    /// The keys of the source's rows that the module has not; of a table without a key, the rows.
    pub extra: Vec<String>,
    /// Rows that differ.
    pub different: Vec<Difference>,
    /// Columns that the source has not.
    pub missing_columns: Vec<String>,
    /// Columns that the module has not.
    pub extra_columns: Vec<String>,
    /// The source has no such table.
    pub unknown_table: bool,
    /// The script is not what was exported: its rows have another hash than the manifest says.
    pub edited: bool,
    /// The plan has no longer the change with the rows: they would not be deployed.
    pub unplanned: bool,
    /// The rows that the manifest counts, where the script has another number.
    pub manifest_rows: Option<u64>,
    /// Sequences of the source that are behind its rows, or cannot be looked at.
    pub sequences: Vec<SequenceBehind>,
}

/// A row, or a change, that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// Its key, or its name.
    pub key: String,
    /// What differs.
    pub columns: Vec<ColumnDifference>,
}

/// A column, or a script, that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ColumnDifference {
    /// Its name.
    pub column: String,
    /// The module's value.
    pub module: String,
    /// The source's value.
    pub source: String,
}

/// What was found of the changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChangesOutcome {
    /// Changes of the module.
    pub changes: u64,
    /// Changes of the source.
    pub source_changes: u64,
    /// Changes that are the same.
    pub equal: u64,
    /// Changes of the module that the source has not.
    pub missing: Vec<String>,
    /// Changes of the source that the module has not.
    pub extra: Vec<String>,
    /// Changes with another script.
    pub different: Vec<Difference>,
    /// The scripts are not what was exported: they have another hash than the manifest says.
    pub edited: bool,
    /// The changes that the manifest counts, where the plan has another number.
    pub manifest_changes: Option<u64>,
}

impl Verification {
    pub(super) fn new(module: &Path, origin: &Origin) -> Self {
        let (database, name) = (origin.database, origin.name.clone());
        Self { module: module.to_owned(), database, name, tables: Vec::new(), changes: None }
    }

    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        self.tables.iter().any(TableOutcome::differs) || self.changes.as_ref().is_some_and(ChangesOutcome::differs)
    }
}

impl TableOutcome {
    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        let rows = [self.missing.len(), self.extra.len(), self.different.len()];
        let columns = [self.missing_columns.len(), self.extra_columns.len()];
        let script = self.unknown_table || self.edited || self.unplanned || self.manifest_rows.is_some();
        let behind = self.sequences.iter().any(|sequence| sequence.reached.is_some());
        script || behind || rows.iter().chain(&columns).any(|count| *count > 0)
    }
}

impl ChangesOutcome {
    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        let counts = [self.missing.len(), self.extra.len(), self.different.len()];
        self.edited || self.manifest_changes.is_some() || counts.iter().any(|count| *count > 0)
    }
}
