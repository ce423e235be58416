//! Why an export did not happen.

use std::io;
use std::path::PathBuf;

use super::Movement;
use crate::module::{ModuleError, NameError, RenameError};
use crate::row::{LiteralError, Reason};
use crate::source::{ActionKey, SourceError};

/// Why an export did not happen. The old modules are as they were.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The source.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The module.
    #[error(transparent)]
    Module(#[from] ModuleError),
    /// Schema names that cannot be rewritten.
    #[error(transparent)]
    Rename(#[from] RenameError),
    /// A change whose name is none that a plan can have.
    #[error("{change}: {cause}")]
    ChangeName {
        /// The change.
        change: ActionKey,
        /// Why.
        cause: NameError,
    },
    /// A change that stays, and requires one that does not.
    #[error(
        "the change {change} requires {requires}, which is left out with the category `{category}`: such a plan would \
         not deploy; keep that category, or leave out the category of {change} too"
    )]
    LeftOutRequired {
        /// The change that stays.
        change: String,
        /// The change that it requires.
        requires: String,
        /// The category that is excluded.
        category: String,
    },
    /// Categories are to be left out, and the source does not tell the category of a change.
    #[error(
        "the changes come without a category there (db_migrate.sql_actions has no column `category`), so none can be \
         left out by it, and nothing was read: have these categories left out where the changes are served, by its row \
         security, and export without --exclude-category; or read the database that has the column, with --database-url"
    )]
    NoCategories,
    /// The changes of an earlier export would stay beside the metadata of this one.
    #[error(
        "{} has the migrations of an earlier export of this database, and this export reads none: its metadata would be \
         newer than its migrations, and nothing was read; have both read (over GraphQL, --migrate-endpoint says where \
         the migrations are), or give --metadata-only",
        path.display()
    )]
    StaleChanges {
        /// The module with the changes.
        path: PathBuf,
    },
    /// The source changed for as long as it was read.
    #[error(
        "no two of {readings} readings in a row were the same: {movement}; export when less is written there, or with a \
         higher --settle"
    )]
    Unsettled {
        /// How often it was read.
        readings: u32,
        /// What showed it last.
        movement: Movement,
    },
    /// A script that PostgreSQL cannot read.
    #[error("{change}, column `{column}`: {cause}")]
    ChangeText {
        /// The change.
        change: ActionKey,
        /// The column with the script.
        column: &'static str,
        /// Why.
        cause: LiteralError,
    },
    /// A value that PostgreSQL cannot hold.
    #[error("{table}.{column}, row {key}: {cause}")]
    Literal {
        /// `schema.table`.
        table: String,
        /// The column.
        column: String,
        /// The row's key, as literals.
        key: String,
        /// Why.
        cause: LiteralError,
    },
    /// A key whose values cannot be written: the rows would have others, and what refers to them would refer to none.
    #[error(
        "{table}.{column} is of the table's key and cannot be written: {reason}; say under [generation] in \
         typeferry.toml how its values come about (\"{table}.{column}\" = \"identity always\", or \"plain\" if the \
         database lets it be written)"
    )]
    KeyNotWritten {
        /// `schema.table`.
        table: String,
        /// The column.
        column: String,
        /// Why.
        reason: Reason,
    },
    /// Rows that are there already could not be told.
    #[error(
        "{table} has rows and no primary key by which a row that is there already would be found: export with \
         --on-conflict error"
    )]
    ConflictWithoutKey {
        /// `schema.table`.
        table: String,
    },
    /// A column that an update may set and an insert may not: an upsert would be either.
    #[error(
        "{table}.{column} cannot be part of an upsert: it can be updated and not inserted, because {reason}; export \
         with --on-conflict error or nothing, or say under [generation] in typeferry.toml how its values come about \
         (\"{table}.{column}\" = \"plain\" if the database lets it be inserted)"
    )]
    UpdatableOnly {
        /// `schema.table`.
        table: String,
        /// The column.
        column: String,
        /// Why it cannot be inserted.
        reason: Reason,
    },
    /// No database of that name.
    #[error("there is no database `{name}` behind this endpoint; there is: {}", list(.known))]
    UnknownDatabase {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// More than one database of that name.
    #[error("more than one database is called `{name}`: say which by its id ({})", .keys.join(", "))]
    AmbiguousDatabase {
        /// What was asked for.
        name: String,
        /// Their keys.
        keys: Vec<String>,
    },
    /// No schema of that name.
    #[error("the database has no schema `{name}`; it has: {}", list(.known))]
    UnknownSchema {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The scripts of an export that was cut off change while they are read.
    #[error("the staged script of {table} was changed while it was read: export again without --resume")]
    StagedChanged {
        /// `schema.table`.
        table: String,
    },
    /// The folder for what is only tried.
    #[error("cannot make a folder in {}: {cause}", path.display())]
    Scratch {
        /// Where.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

fn list(known: &[String]) -> String {
    if known.is_empty() { "none".to_owned() } else { known.join(", ") }
}
