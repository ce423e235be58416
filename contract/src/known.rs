//! How much of one schema another has: an endpoint that has nothing of a contract serves another API.

use std::collections::BTreeSet;

use typeferry_codegen::schema::{RowType, Schema};

/// How many of the tables of a contract something else has.
#[derive(Debug)]
pub struct Known {
    /// How many tables the contract has.
    pub tables: usize,
    known: usize,
}

impl Known {
    /// Counts the tables that both have, by their PostgreSQL names or their row types.
    pub fn of(before: &Schema, after: &Schema) -> Self {
        let names: BTreeSet<_> = after.row_types().map(|row| row.table.qualified()).collect();
        let has = |row: &RowType<'_>| names.contains(&row.table.qualified()) || after.row_type(row.name()).is_some();
        Self { tables: before.row_types().count(), known: before.row_types().filter(has).count() }
    }

    /// Whether it has none of them.
    pub fn is_none(&self) -> bool {
        self.known == 0 && self.tables > 0
    }

    /// A line that names what has less than half of them.
    pub fn note(&self, after: &str) -> Option<String> {
        let Self { tables, known } = self;
        (known * 2 < *tables)
            .then(|| format!("{after} has {known} of the {tables} tables: is it the API that was meant?"))
    }
}
