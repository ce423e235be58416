//! The rows of a source against those of a module's scripts, table by table.

use std::path::Path;

use super::VerifyError;
use super::outcome::TableOutcome;
use super::table::{Script, Table};
use crate::export::{Progress, RowLiterals};
use crate::module::{Renames, TableEntry, read_plan};
use crate::row::{Row, TableDef};
use crate::source::{RowSink, SourceError, Stopped};

/// Compares rows as they come.
pub(super) struct RowComparison<'a> {
    known: &'a [TableDef],
    tables: Vec<Table>,
    /// Those of the module's tables that the source has not.
    unknown: Vec<TableOutcome>,
    row_literals: RowLiterals<'a>,
    literals: Vec<String>,
    rows: u64,
    progress: &'a mut dyn Progress,
    error: Option<VerifyError>,
}

impl<'a> RowComparison<'a> {
    /// Opens the scripts of the manifest's tables.
    pub(super) fn new(
        module: &Path,
        entries: &[TableEntry],
        known: &'a [TableDef],
        renames: &'a Renames,
        progress: &'a mut dyn Progress,
    ) -> Result<Self, VerifyError> {
        let plan = read_plan(module)?;
        let is = |entry: &TableEntry, table: &TableDef| entry.schema == table.schema && entry.table == table.name;
        let open = |table: &TableDef| {
            let entry = entries.iter().find(|entry| is(entry, table));
            Ok(Table::new(table, entry.map(|entry| Script::open(module, entry, &plan)).transpose()?))
        };
        let unknown = entries.iter().filter(|entry| !known.iter().any(|table| is(entry, table)));
        Ok(Self {
            known,
            tables: known.iter().map(open).collect::<Result<_, VerifyError>>()?,
            unknown: unknown
                .map(|entry| unknown_table(Script::open(module, entry, &plan)?, entry))
                .collect::<Result<_, _>>()?,
            row_literals: RowLiterals::new(renames),
            literals: Vec::new(),
            rows: 0,
            progress,
            error: None,
        })
    }

    /// What was found, if the source gave all.
    pub(super) fn finish(self, result: Result<(), SourceError>) -> Result<Vec<TableOutcome>, VerifyError> {
        match (self.error, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(error.into()),
            (None, Ok(())) => Ok(self.tables.into_iter().filter_map(Table::outcome).chain(self.unknown).collect()),
        }
    }

    fn compare(&mut self, index: usize, row: &dyn Row) -> Result<(), VerifyError> {
        let def = &self.known[index];
        self.row_literals.write(def, row, &mut self.literals)?;
        self.tables[index].source_row(&self.literals)?;
        self.rows += 1;
        self.progress.row(&def.name, self.rows);
        Ok(())
    }

    /// Keeps the reason, and stops the source.
    fn stopped(&mut self, result: Result<(), VerifyError>) -> Result<(), Stopped> {
        result.map_err(|error| {
            self.error = Some(error);
            Stopped
        })
    }
}

impl RowSink for RowComparison<'_> {
    fn counted(&mut self, _table: usize, rows: u64) {
        self.progress.counted(rows);
    }

    fn row(&mut self, table: usize, row: &dyn Row) -> Result<(), Stopped> {
        let result = self.compare(table, row);
        self.stopped(result)
    }

    fn end(&mut self, table: usize) -> Result<(), Stopped> {
        let result = self.tables[table].end().map_err(VerifyError::from);
        self.stopped(result)
    }
}

/// The rows that cannot be compared are counted, and their hash is looked at.
fn unknown_table(mut script: Script, entry: &TableEntry) -> Result<TableOutcome, VerifyError> {
    let mut outcome = TableOutcome { table: entry.qualified(), unknown_table: true, ..TableOutcome::default() };
    while script.next_row()?.is_some() {}
    script.finish(&mut outcome);
    Ok(outcome)
}
