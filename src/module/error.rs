//! What can go wrong while a module is written.

use std::io;
use std::path::{Path, PathBuf};

use typeferry_pgpm::{ControlFault, ModuleName, NameError};

use super::existing::Edited;
use super::plan::PlanError;
use super::reader::ReadError;

/// A module that could not be written or swapped in.
///
/// The cause of an input or output error is part of the message, which stands on its own.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
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
    /// The target holds a module of another tool, such as pgpm.
    #[error(
        "{} is a module that another tool wrote (it has a plan, and no {}); give --adopt to take it over: the scripts \
         of its plan are replaced, and everything else stays",
        path.display(),
        super::staging::MANIFEST_FILE
    )]
    AnotherTools {
        /// The target.
        path: PathBuf,
    },
    /// The manifest or the plan of the module that is there.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The control file of the module that is there cannot be read, and is not replaced.
    #[error("{}:{line}: {fault}", path.display())]
    Control {
        /// The control file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        fault: ControlFault,
    },
    /// The control file is a link, which is not written through.
    #[error("{} is a link, and what it leads to stays as it is: require {} there by hand", path.display(), names(requires))]
    LinkedControl {
        /// The control file.
        path: PathBuf,
        /// What it is to require.
        requires: Vec<ModuleName>,
    },
    /// Something of people's where a script of the new module must go.
    #[error("{}: typeferry did not write this, and a new script must go there; move it away", paths_text(paths))]
    InTheWay {
        /// The files and folders.
        paths: Vec<PathBuf>,
    },
    /// A file system in the old module, which cannot be put into the new one.
    #[error("{} is a file system of its own, which does not come along; unmount it first", path.display())]
    Mounted {
        /// Where it is.
        path: PathBuf,
    },
    /// Files that an export wrote, and that people changed since.
    #[error(
        "changed since they were exported:\n{}\nnothing was replaced; give --overwrite-edited to replace them",
        edits_text(edits)
    )]
    Edited {
        /// The files, and what was done to them.
        edits: Vec<(PathBuf, Edited)>,
    },
    /// Something changed in the old module while the new one took its place.
    #[error(
        "{} is replaced, but meanwhile somebody wrote to the old module: {}; it is kept in {}, take from there what is \
         missing",
        target.display(),
        paths_text(paths),
        kept.display()
    )]
    ChangedMeanwhile {
        /// Where the new module is.
        target: PathBuf,
        /// Where the old one is.
        kept: PathBuf,
        /// What was written, from the module's folder.
        paths: Vec<PathBuf>,
    },
    /// An export was killed while it replaced a module, on a file system that cannot do it in one step.
    #[error(
        "{} is not there, but {}: an export was killed while it replaced the module; move it back, then export again",
        target.display(),
        aside.display()
    )]
    Aside {
        /// Where the module was.
        target: PathBuf,
        /// Where it is.
        aside: PathBuf,
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
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io { action, path: path.to_owned(), cause }
    }

    /// For `map_err`: what is wrong in a control file, with its place.
    pub(super) fn control(path: &Path) -> impl FnOnce((usize, ControlFault)) -> Self {
        move |(line, fault)| Self::Control { path: path.to_owned(), line, fault }
    }
}

fn names(names: &[ModuleName]) -> String {
    names.iter().map(ModuleName::as_str).collect::<Vec<_>>().join(", ")
}

fn paths_text(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn edits_text(edits: &[(PathBuf, Edited)]) -> String {
    edits.iter().map(|(path, what)| format!("  {}: {what}", path.display())).collect::<Vec<_>>().join("\n")
}
