//! Where rows come from. A source gives them table by table, typed, and never holds a table in memory.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod action;
mod derived;
mod error;
pub mod graphql;
pub mod sql;

pub use self::derived::Derived;

use serde::Serialize;

pub use self::action::{ActionKey, Actions, LeftOut, SqlAction};
pub use self::error::SourceError;
use crate::row::{TableDef, Uuid};
pub use typeferry_client::{Limit, RowSink, Stopped, Traffic};

/// A database with its metadata, whatever serves it.
///
/// It is one of Constructive's platform, whose databases have UUIDs for ids. A tenant of another API may be told apart by
/// anything: its rows are read by [`Rows::of_tenant`](graphql::Rows::of_tenant).
pub trait DataSource {
    /// The databases that can be read.
    ///
    /// # Errors
    /// The source does not answer.
    fn databases(&mut self) -> Result<Vec<Database>, SourceError>;

    /// What its rows are those of; `None` where they are of a moment, and another reading has others.
    fn identity(&self) -> Option<SourceIdentity> {
        None
    }

    /// Of each table of [`DataSource::tables`] in turn, how many rows of it are at hand, where some are. Where a source
    /// that has an identity counts as many, it need not give them: the sink is told so.
    fn rows_at_hand(&mut self, _rows: &[Option<u64>]) {}

    /// The rows of a database are going to be asked for and, unless `excluded` is none, its changes without those of the
    /// `excluded` categories. A source may begin to read.
    fn read_ahead(&mut self, _database: Uuid, _excluded: Option<&[String]>) {}

    /// The schemas of one database.
    ///
    /// # Errors
    /// The source does not answer.
    fn schemas(&mut self, database: Uuid) -> Result<Vec<SchemaName>, SourceError>;

    /// The tables that it reads of one database, each behind those that it refers to.
    ///
    /// # Errors
    /// The source does not answer.
    fn tables(&mut self, database: Uuid) -> Result<Vec<TableDef>, SourceError>;

    /// Gives every row of one database to the sink: of each table in the order of its key, and of each table the
    /// first row only after every row or the first page of the tables before it.
    ///
    /// # Errors
    /// The source does not answer, a row is none of its table, or the rows are not as many as the source counts.
    fn rows(&mut self, database: Uuid, sink: &mut dyn RowSink) -> Result<(), SourceError>;

    /// Whether it has been told where changes are, or has them.
    ///
    /// # Errors
    /// The source does not answer.
    fn serves_changes(&mut self) -> Result<bool, SourceError>;

    /// Whether a change comes with its category: without, none can be left out by it.
    ///
    /// # Errors
    /// The source does not answer.
    fn tells_categories(&mut self) -> Result<bool, SourceError>;

    /// Gives the changes of one database to the sink, oldest first, those of the `excluded` categories left out; says
    /// whether the source has such.
    ///
    /// # Errors
    /// As [`DataSource::rows`].
    fn actions(
        &mut self,
        database: Uuid,
        excluded: &[String],
        sink: &mut dyn ActionSink,
    ) -> Result<Actions, SourceError>;

    /// Whether the primary key of a table of [`DataSource::tables`] is known to be none that `ON CONFLICT` can name:
    /// deferrable, or temporal. An API does not tell.
    fn has_key_without_arbiter(&self, _table: &TableDef) -> bool {
        false
    }

    /// The sequences that are behind the rows of a table, of which a next row would get a value that is taken. An API
    /// does not tell.
    ///
    /// # Errors
    /// The source does not answer.
    fn sequences_behind(&mut self, _table: &TableDef) -> Result<Vec<SequenceBehind>, SourceError> {
        Ok(Vec::new())
    }

    /// What the source cannot deliver so that anybody would notice, a line a column; known once rows were read.
    fn limits(&self) -> Vec<Limit>;

    /// Whether all that it gives is of one moment, however long that takes. An API gives each page as it is then.
    fn is_of_one_moment(&self) -> bool {
        false
    }

    /// What it took so far: requests to an API, or statements of a database.
    fn traffic(&self) -> Traffic;

    /// Ends the reading: a source that holds something open lets it go.
    ///
    /// # Errors
    /// The source does not answer.
    fn close(self: Box<Self>) -> Result<(), SourceError>;
}

/// What the rows of a source are those of. Of two sources where it is the same, a row that has not changed is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceIdentity {
    /// Where it is.
    pub place: String,
    /// How it reads its tables, whatever that depends on.
    pub tables: String,
}

/// A sequence that is behind the rows of a table, or that the role may not look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SequenceBehind {
    /// The sequence, with its schema, quoted where SQL wants it.
    pub sequence: String,
    /// The PostgreSQL column that it gives values to.
    pub column: String,
    /// The value that it gave last, or begins with; `None` where the role may not read it.
    pub last: Option<String>,
    /// The value that the rows have reached; `None` where the role may not read the sequence.
    pub reached: Option<String>,
}

/// A database of the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Database {
    /// Its key.
    pub id: Uuid,
    /// Its name.
    pub name: Option<String>,
}

/// A schema of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaName {
    /// The name that its owner gave it: `app_public`.
    pub name: String,
    /// The name it has on the platform: `acme_7f3a_app_public`.
    pub schema_name: String,
}

/// Takes changes.
pub trait ActionSink {
    /// The next change.
    ///
    /// # Errors
    /// The sink has failed and keeps the reason.
    fn action(&mut self, action: SqlAction) -> Result<(), Stopped>;

    /// A change that is left out, in its place among the others: one that stays may require it.
    ///
    /// # Errors
    /// The sink has failed and keeps the reason.
    fn left_out(&mut self, change: LeftOut) -> Result<(), Stopped>;
}
