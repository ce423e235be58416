//! What is read of a database while other things are done: its rows and its changes, side by side.

use typeferry_client::blocking::{Ahead, Endpoint};
use typeferry_client::{ReadError, TableEvent, TableReader};

use super::actions::{self, ChangesAhead};
use super::{GraphQlSource, Reading};
use crate::row::Uuid;
use crate::source::SourceError;

/// Pages that wait until they are taken, beside those that are under way.
pub(super) const WAITING: usize = 2;

/// The rows of a database, as they come.
pub(super) type RowsAhead = Ahead<Result<TableEvent, ReadError>>;

/// What is read ahead of one database.
#[derive(Debug)]
pub(super) struct ReadAhead {
    database: Uuid,
    pub(super) rows: Option<RowsAhead>,
    changes: Option<(bool, ChangesAhead)>,
}

impl ReadAhead {
    /// Begins to read the rows of a database, and the changes where they are served and wanted, then with their categories or
    /// without.
    pub(super) fn begin(
        source: &GraphQlSource,
        database: Uuid,
        with_categories: Option<bool>,
    ) -> Result<Self, SourceError> {
        let wanted = source.migrate.as_ref().zip(with_categories);
        Ok(Self {
            database,
            rows: Some(rows(source, database)?),
            changes: wanted.map(|(endpoint, with)| (with, changes(source, endpoint, database, with))),
        })
    }

    /// Whether this is the database that is asked for.
    pub(super) fn is_of(&self, database: Uuid) -> bool {
        self.database == database
    }

    /// The changes, if they are read with their categories or without, as is wanted.
    pub(super) fn take_changes(&mut self, with_categories: bool) -> Option<ChangesAhead> {
        let (_, changes) = self.changes.take_if(|(with, _)| *with == with_categories)?;
        Some(changes)
    }
}

/// Begins to read the rows of a database.
pub(super) fn rows(source: &GraphQlSource, database: Uuid) -> Result<RowsAhead, SourceError> {
    let Reading { page, jobs } = source.reading;
    let (endpoint, tables) = (source.endpoint.asynchronous().clone(), source.tables.clone());
    let at_hand = source.at_hand.clone();
    let reader = TableReader { endpoint, tables, tenant: database.to_string(), page, jobs, at_hand };
    Ok(source.endpoint.client().ahead(WAITING, reader.begin()?.into_stream()))
}

/// Begins to read the changes of a database.
pub(super) fn changes(
    source: &GraphQlSource,
    endpoint: &Endpoint,
    database: Uuid,
    with_categories: bool,
) -> ChangesAhead {
    actions::ahead(endpoint, &source.actions, source.reading.jobs, (database, with_categories))
}
