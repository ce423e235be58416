//! What can go wrong while a module is written.

use std::io;
use std::path::{Path, PathBuf};

use typeferry_pgpm::NameError;

use super::plan::PlanError;

/// A module that could not be written or swapped in.
///
/// The cause of an input or output error is part of the message, which stands on its own.
#[derive(Debug, thiserror::Error)]
pub enum ModuleError {
    /// A name that a module cannot carry.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A change that does not fit into the plan.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The operating system refused: no space, no permission, no such folder.
    #[error("cannot {action} {}: {cause}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system answered.
        cause: io::Error,
    },
    /// The manifest could not be put into JSON.
    #[error("cannot write {} as JSON: {cause}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// What the serialiser answered.
        cause: serde_json::Error,
    },
    /// The target holds something that typeferry did not write.
    #[error(
        "{} exists and holds no {}, so typeferry did not write it; move it away or choose another name",
        path.display(),
        super::staging::MANIFEST_FILE
    )]
    NotOurs {
        /// The target.
        path: PathBuf,
    },
    /// The target has no name to stage beside, such as `/` or `..`.
    #[error("{} does not name a folder that can be replaced; give the module's own folder", path.display())]
    NoName {
        /// The target.
        path: PathBuf,
    },
    /// Two modules were to be put into one place.
    #[error("two modules were written for {}; give them different names", path.display())]
    SharedTarget {
        /// The target of both.
        path: PathBuf,
    },
    /// A swap failed, and so did putting the old module back.
    #[error(
        "{failure}; then {} could not be put back ({cause}): its old files are kept in {}, move them back by hand",
        target.display(),
        kept.display()
    )]
    NotPutBack {
        /// Where the old module should be.
        target: PathBuf,
        /// Where it is.
        kept: PathBuf,
        /// Why it could not be moved.
        cause: Box<ModuleError>,
        /// What failed first.
        failure: Box<ModuleError>,
    },
    /// A table of which no column is written.
    #[error("no column of {table} is to be written; leave the table out, or select its columns")]
    NoColumns {
        /// The table, with its schema.
        table: String,
    },
    /// A key or a list of compared columns that names a column that is not written.
    #[error("{table} has {columns} columns here, and its key or its compared columns name number {position} (from 0)")]
    NoSuchColumn {
        /// The table, with its schema.
        table: String,
        /// How many columns are written.
        columns: usize,
        /// The position that none of them has.
        position: usize,
    },
    /// A row with more or fewer values than its table has columns.
    #[error("row {row} of {table} has {values} values for {columns} columns")]
    RowWidth {
        /// The table, with its schema.
        table: String,
        /// The row, counted from 1.
        row: u64,
        /// How many values it has.
        values: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// A key column without a value: no condition would find that row again.
    #[error("row {row} of {table} has no {column}, which is part of its key; use a key whose columns are never NULL")]
    NullKey {
        /// The table, with its schema.
        table: String,
        /// The key's column.
        column: String,
        /// The row, counted from 1.
        row: u64,
    },
}

impl ModuleError {
    /// For `map_err`: the system's error with what was tried, and where.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io { action, path: path.to_owned(), cause }
    }
}
