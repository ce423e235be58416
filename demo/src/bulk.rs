//! A platform of one tenant, of any size: its rows are made up by the schema, the same in every run.

mod cells;
mod changes;

use crate::api::Endpoint;
use crate::data::Data;
use crate::error::DemoError;
use crate::sample::{GRAPHQL_PATH, MIGRATE_PATH, MIGRATE_SCHEMA, SCHEMA};
use crate::served;
use crate::tables::{ForeignKey, Table, Tables};
use cells::Cells;

/// The name of the tenant.
pub const TENANT: &str = "bulk";

/// The table with the tenant's database, in one row.
const DATABASE: &str = "Database";

/// The column by which a row is the tenant's.
const TENANT_COLUMN: &str = "database_id";

/// The table with the most rows, and the only one with any where there is one.
const LARGEST: &str = "Field";

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Tables with rows, beside that of the database itself.
    pub tables: usize,
    /// Rows in these tables: half as many in the second as in the first, a third in the third. Other tables that they
    /// must refer to have one row each.
    pub rows: usize,
    /// Changes of the database.
    pub changes: usize,
}

/// The two endpoints of the platform, as those of [`sample`](crate::sample).
///
/// # Errors
/// The schema cannot be served, which the tests of this crate exclude.
pub fn endpoints(size: Size) -> Result<Vec<Endpoint>, DemoError> {
    let (_, tables) = served::read(GRAPHQL_PATH, SCHEMA)?;
    let mut metadata = Data::new();
    let counts = counts(&tables, size);
    let cells = Cells::new(&tables, &counts);
    for (at, table) in tables.all.iter().enumerate().filter(|(at, _)| counts[*at] > 0) {
        metadata.extend(&table.row_type, (0..counts[at]).map(|number| cells.row(at, number)));
    }
    let mut migrate = Data::new();
    migrate.extend("SqlAction", (0..size.changes).map(changes::row));
    let endpoint = |path: &str, text: &str, data| Endpoint { path: path.into(), schema_text: text.into(), data };
    Ok(vec![endpoint(GRAPHQL_PATH, SCHEMA, metadata), endpoint(MIGRATE_PATH, MIGRATE_SCHEMA, migrate)])
}

/// The id of the tenant's database.
pub fn database_id() -> String {
    cells::id(DATABASE, 0)
}

/// How many rows each table has.
fn counts(tables: &Tables, size: Size) -> Vec<usize> {
    let mut counts = vec![0; tables.all.len()];
    let largest = tables.of_row_type(LARGEST);
    let others = (0..tables.all.len()).filter(|at| Some(*at) != largest && is_tenants(&tables.all[*at]));
    let chosen: Vec<usize> = largest.into_iter().chain(others).take(size.tables).collect();
    let whole: f64 = (1..=chosen.len()).map(weight).sum();
    let (mut before, mut given) = (0.0, 0);
    if let Some(database) = tables.of_row_type(DATABASE) {
        counts[database] = 1;
    }
    for (rank, at) in chosen.into_iter().enumerate() {
        before += weight(rank + 1);
        let until = rounded(before / whole, size.rows);
        counts[at] = until - given;
        given = until;
    }
    while let Some(target) = wanting(tables, &counts) {
        counts[target] = 1;
    }
    counts
}

/// A table without rows that the rows of another must refer to.
fn wanting(tables: &Tables, counts: &[usize]) -> Option<usize> {
    let with_rows = tables.all.iter().zip(counts).filter(|(_, rows)| **rows > 0).map(|(table, _)| table);
    let mut keys = with_rows.flat_map(|table| table.foreign_keys.iter().map(move |key| (table, key)));
    let must = |(table, key): &(&Table, &ForeignKey)| key.columns.iter().all(|at| table.columns[*at].ty.is_non_null());
    keys.find(|key| must(key) && counts[key.1.target] == 0).map(|(_, key)| key.target)
}

#[expect(clippy::cast_precision_loss, reason = "there are not 2^52 tables")]
fn weight(rank: usize) -> f64 {
    1.0 / rank as f64
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a part of a number of rows"
)]
fn rounded(share: f64, rows: usize) -> usize {
    (share * rows as f64).round() as usize
}

/// Whether a table has rows of a tenant, by a column of its own, and a key that can be made up.
fn is_tenants(table: &Table) -> bool {
    let is_uuid = |at: &usize| table.columns[*at].pg_type == "uuid";
    table.columns.iter().any(|column| column.name == TENANT_COLUMN) && matches!(&table.key[..], [at] if is_uuid(at))
}
