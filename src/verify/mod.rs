//! Holds a module against a source, row by row. Nothing is written anywhere.
//!
//! The rows of the source become literals the way an export writes them, with the manifest's renames, and are compared
//! with those of the module's scripts as they come. Where both are in one order, as an export leaves them, nothing of a
//! table is held; else as many rows are held as are
//! missing and extra, and as are out of their place.

mod changes;
mod compare;
mod error;
mod outcome;
mod renames;
mod rows;
mod show;
mod table;

use std::path::Path;

pub use error::VerifyError;
pub use outcome::{ChangesOutcome, ColumnDifference, Difference, TableOutcome, Verification};
pub use show::cut;

use self::changes::ChangeComparison;
use self::rows::RowComparison;
use crate::export::Progress;
use crate::module::{Content, Manifest};
use crate::row::TableDef;
use crate::source::DataSource;

/// Compares the module in the folder `module`, whose manifest was read, with a source. `asked` is the database by name
/// or key, which must be the module's.
///
/// # Errors
/// The source fails or has not the module's database, the module cannot be read, or a value of the source has no place
/// in a module. Differences are no error.
pub fn verify(
    module: &Path,
    manifest: &Manifest,
    asked: Option<&str>,
    source: &mut dyn DataSource,
    progress: &mut dyn Progress,
) -> Result<Verification, VerifyError> {
    let known = source.databases()?;
    renames::check_database(&manifest.source, &known, asked)?;
    if matches!(manifest.content, Content::Rows { .. }) {
        source.read_ahead(manifest.source.database, None);
    }
    let schemas = source.schemas(manifest.source.database)?;
    let renames = renames::to_apply(&manifest.source, &schemas)?;
    let mut verification = Verification::new(module, &manifest.source);
    match &manifest.content {
        Content::Rows { tables } => {
            let known = source.tables(manifest.source.database)?;
            let mut comparison = RowComparison::new(module, tables, &known, &renames, progress)?;
            let result = source.rows(manifest.source.database, &mut comparison);
            verification.tables = comparison.finish(result)?;
            look_at_sequences(&mut verification.tables, &known, source)?;
        }
        Content::Changes(entry) => {
            let database = manifest.source.database;
            let mut comparison = ChangeComparison::new(module, &manifest.source.extension, entry, &renames)?;
            let excluded = &entry.excluded_categories;
            // A source without the column leaves categories out by itself, or its changes show as extra.
            let excluded = if excluded.is_empty() || source.tells_categories()? { excluded } else { &Vec::new() };
            let result = source.actions(database, excluded, &mut comparison);
            verification.changes = Some(comparison.finish(result)?);
        }
    }
    Ok(verification)
}

/// Of the tables with rows of the module: those sequences that would give a next row a value that is taken.
fn look_at_sequences(
    tables: &mut [TableOutcome],
    known: &[TableDef],
    source: &mut dyn DataSource,
) -> Result<(), VerifyError> {
    for outcome in tables.iter_mut().filter(|outcome| outcome.rows > 0) {
        if let Some(table) = known.iter().find(|table| table.qualified() == outcome.table) {
            outcome.sequences = source.sequences_behind(table)?;
        }
    }
    Ok(())
}
