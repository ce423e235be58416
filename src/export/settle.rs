//! Readings until two in a row are the same: what is read page by page may change meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Instant;

use super::{Export, ExportError, Progress, ReadMode, StagedExport};
use crate::module::TableEntry;
use crate::source::{DataSource, SourceError};

/// The table that has the changes.
const CHANGES: &str = "db_migrate.sql_actions";

/// The SHA-256 of every table that was read, `schema.table`, and of the changes.
#[derive(Debug, Default)]
pub(super) struct TableHashes(BTreeMap<String, String>);

/// What showed last that the source changes.
#[derive(Debug)]
pub enum Movement {
    /// These tables, `schema.table`, were not the same in two readings in a row.
    Tables(Vec<String>),
    /// A reading was torn itself.
    Torn(Box<SourceError>),
}

impl Export {
    /// Reads everything and writes both modules beside their targets. With [`ReadMode::Settle`] that is done again until
    /// two readings in a row have the same hash of every table; the last of them is what is staged. A source whose rows
    /// are all of one moment is read once.
    ///
    /// # Errors
    /// The source fails, a value or a name has no place in a module, a file cannot be written, or the source does not
    /// come to rest. The old modules are then as they were.
    pub fn stage(&self, source: &mut dyn DataSource, progress: &mut dyn Progress) -> Result<StagedExport, ExportError> {
        let began = Instant::now();
        let mut staged = match self.reading {
            ReadMode::Settle(most) if !source.is_of_one_moment() => self.settled(most, source, progress)?,
            _ => self.read(source, progress)?,
        };
        staged.report.seconds = began.elapsed().as_secs_f64();
        Ok(staged)
    }

    fn settled(
        &self,
        most: u32,
        source: &mut dyn DataSource,
        progress: &mut dyn Progress,
    ) -> Result<StagedExport, ExportError> {
        let mut before: Option<TableHashes> = None;
        let mut movement = Movement::Tables(Vec::new());
        for readings in 1..=most {
            // What an earlier reading has staged is gone by now: the disk holds one.
            let mut staged = match self.read(source, progress) {
                Ok(staged) => staged,
                Err(ExportError::Source(error)) if error.is_torn() => {
                    (before, movement) = (None, Movement::Torn(Box::new(error)));
                    continue;
                }
                Err(error) => return Err(error),
            };
            let hashes = std::mem::take(&mut staged.hashes);
            if let Some(before) = &before {
                let moved = hashes.moved_since(before);
                if moved.is_empty() {
                    staged.report.readings = readings;
                    return Ok(staged);
                }
                movement = Movement::Tables(moved);
            }
            before = Some(hashes);
        }
        Err(ExportError::Unsettled { readings: most, movement })
    }
}

impl TableHashes {
    /// Of the tables that have rows, and of the changes, where there are any.
    pub(super) fn new(tables: &[TableEntry], changes: Option<&str>) -> Self {
        let name = |entry: &TableEntry| format!("{}.{}", entry.schema, entry.table);
        let tables = tables.iter().map(|entry| (name(entry), entry.sha256.clone()));
        Self(tables.chain(changes.map(|sha256| (CHANGES.to_owned(), sha256.to_owned()))).collect())
    }

    /// The tables with other rows than before, and those that had none or have none now.
    fn moved_since(&self, before: &Self) -> Vec<String> {
        let names: BTreeSet<_> = self.0.keys().chain(before.0.keys()).collect();
        names.into_iter().filter(|name| self.0.get(*name) != before.0.get(*name)).cloned().collect()
    }
}

impl fmt::Display for Movement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tables(tables) => write!(f, "the last two differ in {}", tables.join(", ")),
            Self::Torn(error) => write!(f, "the last was torn ({error})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(tables: &[(&str, &str)], changes: Option<&str>) -> TableHashes {
        let entry = |(table, sha256): &(&str, &str)| TableEntry {
            schema: "app".to_owned(),
            table: (*table).to_owned(),
            change: format!("migrate/{table}"),
            rows: 1,
            sha256: (*sha256).to_owned(),
        };
        TableHashes::new(&tables.iter().map(entry).collect::<Vec<_>>(), changes)
    }

    #[test]
    fn tables_move_by_their_hashes_and_by_coming_and_going() {
        let before = hashes(&[("a", "1"), ("b", "1"), ("gone", "1")], Some("1"));
        let after = hashes(&[("a", "1"), ("b", "2"), ("new", "1")], Some("2"));
        assert_eq!(after.moved_since(&before), ["app.b", "app.gone", "app.new", "db_migrate.sql_actions"]);
        assert_eq!(after.moved_since(&after), Vec::<String>::new());
        assert_eq!(hashes(&[], None).moved_since(&hashes(&[], Some("1"))), ["db_migrate.sql_actions"]);
    }
}
