//! Why there is no such statement.

use crate::row::LiteralError;

/// Why there is no such statement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatementError {
    /// A patch that sets no column.
    #[error("the patch of {table} sets nothing: give at least one of its fields a value, or write no statement")]
    NothingSet {
        /// `schema.table`.
        table: String,
    },
    /// An upsert that sets no column.
    #[error("the upsert of {table} sets no column: name one, or say `on_conflict_do_nothing`")]
    NoUpsertColumn {
        /// `schema.table`.
        table: String,
    },
    /// An upsert that sets a column which the row leaves to its default.
    #[error("{table}.{column} is set on a conflict, and the row gives it no value: give it one, or do not name it")]
    NotGiven {
        /// `schema.table`.
        table: String,
        /// The column.
        column: String,
    },
    /// A conflict by a table's key, and no key.
    #[error(
        "{table} has no primary key by which a row that is there already would be found: insert without a conflict"
    )]
    NoKey {
        /// `schema.table`.
        table: String,
    },
    /// A conflict by a key that the database assigns: there would never be one.
    #[error(
        "{table}.{column} is of the key and the row gives it no value, so that no row that is there already can have \
         it: give it one (an identity by `with_identities`), or insert without a conflict"
    )]
    KeyNotGiven {
        /// `schema.table`.
        table: String,
        /// The column.
        column: String,
    },
    /// A value that PostgreSQL cannot hold.
    #[error("{table}.{column}: {cause}")]
    Literal {
        /// `schema.table`.
        table: String,
        /// The column.
        column: String,
        /// Why.
        cause: LiteralError,
    },
}
