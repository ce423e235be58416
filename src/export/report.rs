//! What an export did.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;
use typeferry_codegen::drift::Difference;

use super::naming::NotRenamed;
use super::references::OutsideReference;
use crate::module::{Edit, TableEntry};
use crate::source::Limit;

/// What an export did.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The database, by name or key.
    pub database: String,
    /// The contract that counted.
    pub contract: ContractReport,
    /// The service module.
    pub service: ModuleReport,
    /// The database module; `None` where the source serves none, or they were to be left out.
    pub changes: Option<ModuleReport>,
    /// The columns of the service module's tables that are not written.
    pub not_written: Vec<NotWritten>,
    /// The columns in which the old name of a schema stands and stays.
    pub not_renamed: Vec<NotRenamed>,
    /// The foreign keys whose rows point outside the export. No error: deployed where the rows are, they are whole.
    pub outside: Vec<OutsideReference>,
    /// The categories of changes that were to be left out; empty where no endpoint for changes was given.
    pub excluded: Vec<ExcludedCategory>,
    /// The columns of which the source cannot tell whether a value is the one that the database has.
    pub limits: Vec<Limit>,
    /// Requests that the source took.
    pub requests: u64,
    /// Those of them that had failed in passing and were sent again.
    pub retries: u64,
    /// How often the source was read: more than once only where it had to settle.
    pub readings: u32,
    /// What was taken over of an export that was cut off; `None` where nobody asked for that.
    pub resumed: Option<Resumed>,
    /// Wall time in seconds; of the command, from its first request on.
    pub seconds: f64,
    /// Whether nothing was swapped in.
    pub dry_run: bool,
    /// Whether the changes were to be left out.
    pub metadata_only: bool,
    /// The database module that stays as an earlier export wrote it, where this one has no changes.
    pub stale: Option<PathBuf>,
}

/// What an export took over of one that was cut off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Resumed {
    /// The tables whose rows were taken over, in the order of the export.
    pub tables: Vec<TakenOver>,
    /// The tables that had ended there, and were read anew.
    pub read_anew: Vec<ReadAnew>,
    /// What else there is to say: why there was nothing to go on from, or only some of it.
    pub notes: Vec<String>,
}

impl Resumed {
    /// Whether the rows of a table were taken over.
    pub fn has(&self, schema: &str, table: &str) -> bool {
        self.tables.iter().any(|taken_over| taken_over.schema == schema && taken_over.table == table)
    }
}

/// A table whose rows were taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TakenOver {
    /// The table's schema.
    pub schema: String,
    /// The table.
    pub table: String,
    /// Its rows.
    pub rows: u64,
}

/// A table that had ended, and was read anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadAnew {
    /// The table's schema.
    pub schema: String,
    /// The table.
    pub table: String,
    /// Why, in words.
    pub reason: String,
}

impl ReadAnew {
    pub(super) fn of(entry: &TableEntry, reason: String) -> Self {
        Self { schema: entry.schema.clone(), table: entry.table.clone(), reason }
    }
}

/// The contract that an export is of, and how the source differed from it.
#[derive(Debug, Clone, Serialize)]
pub struct ContractReport {
    /// Its name, as the manifests have it.
    pub name: String,
    /// The schemas of PostgreSQL that it knows.
    #[serde(skip)]
    pub schemas: Vec<String>,
    /// Whether the tables were read as the source has them today, rather than as the contract does.
    pub adapted: bool,
    /// What differs.
    pub differences: Vec<Difference>,
    /// What else there is to say, such as why the source could not be held against the contract.
    pub notes: Vec<String>,
}

impl ContractReport {
    /// Of a source that is what the contract says, whose schemas these are.
    pub fn same(name: &str, schemas: Vec<String>) -> Self {
        Self { name: name.to_owned(), schemas, adapted: false, differences: Vec::new(), notes: Vec::new() }
    }
}

/// A category of changes that was to be left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcludedCategory {
    /// Its name.
    pub category: String,
    /// The changes that were left out; none where no change is of the category.
    pub changes: u64,
}

/// A module that was written.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ModuleReport {
    /// Its name.
    pub name: String,
    /// Its folder.
    pub path: PathBuf,
    /// Its changes.
    pub changes: u64,
    /// The names of changes that no plan or no file system can hold: what stands for each, and the name itself.
    pub escaped: BTreeMap<String, String>,
    /// Its tables, where it has rows.
    pub tables: Vec<TableEntry>,
    /// Whether it was a module of another tool.
    pub adopted: bool,
    /// What people added below the folders of scripts, from the module's folder: it stays.
    pub kept: Vec<String>,
    /// What the control file that was there requires besides.
    pub requires_added: Vec<String>,
    /// What people had changed in the files that were replaced.
    pub overwritten: Vec<Edit>,
}

/// A column that is not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotWritten {
    /// The table's schema.
    pub schema: String,
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// Whether its values are lost: nothing computes them again.
    pub lost: bool,
    /// Why it is not written, in words.
    pub reason: String,
}
