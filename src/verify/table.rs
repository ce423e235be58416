//! One table: the module's script on one side, the source's rows on the other.

use std::path::Path;

use super::compare::{Comparer, Found, Literals, RowKey};
use super::outcome::{ColumnDifference, Difference, TableOutcome};
use super::show::apart;
use crate::export::ScriptColumns;
use crate::module::{ChangeName, ReadError, RowReader, TableEntry};
use crate::row::TableDef;

/// A table of the source, and its script where the module has one.
pub(super) struct Table {
    script: Option<Script>,
    comparer: Comparer,
    /// The columns that both sides have.
    columns: Vec<String>,
    /// Their positions in the rows of the source; `None` where they are all columns in their order.
    source_positions: Option<Vec<usize>>,
    outcome: TableOutcome,
}

/// The deploy script of a table, with what the manifest says of it.
pub(super) struct Script {
    reader: RowReader,
    entry: TableEntry,
    planned: bool,
    /// The positions of the compared columns in its rows; `None` where they are all columns in their order.
    positions: Option<Vec<usize>>,
}

impl Table {
    /// Compares the columns that both have; those of one side are said.
    pub(super) fn new(table: &TableDef, mut script: Option<Script>) -> Self {
        let written = ScriptColumns::of(table);
        let ours = script.as_ref().map_or(&[][..], |script| script.reader.columns());
        let mut outcome = TableOutcome { table: table.qualified(), ..TableOutcome::default() };
        let mut columns = written.columns.clone();
        if !ours.is_empty() {
            columns.retain(|column| ours.contains(column));
            outcome.extra_columns = others(&written.columns, &columns);
            outcome.missing_columns = others(ours, &columns);
        }
        let source_positions = positions(&columns, &written.columns);
        let our_positions = positions(&columns, ours);
        if let Some(script) = &mut script {
            script.positions = our_positions;
        }
        let key =
            written.key.iter().map(|position| columns.iter().position(|name| *name == written.columns[*position]));
        let key = match key.collect::<Option<Vec<_>>>() {
            Some(key) if !key.is_empty() => RowKey::Columns(key),
            _ => RowKey::Content,
        };
        Self { script, comparer: Comparer::new(key), columns, source_positions, outcome }
    }

    /// A row of the source.
    pub(super) fn source_row(&mut self, literals: &[String]) -> Result<(), ReadError> {
        self.outcome.source_rows += 1;
        let picked = self.source_positions.as_ref().map(|positions| pick(literals, positions));
        let Self { script, comparer, columns, outcome, .. } = self;
        let next = || script.as_mut().map_or(Ok(None), Script::next_row);
        comparer.source_row(picked.as_deref().unwrap_or(literals), next, |key, found| {
            add(outcome, columns, key, found);
        })
    }

    /// The source has no more rows: what is left of the script has none to meet but those that wait.
    pub(super) fn end(&mut self) -> Result<(), ReadError> {
        let Self { script, comparer, columns, outcome, .. } = self;
        let Some(mut script) = script.take() else { return Ok(()) };
        while let Some(row) = script.next_row()? {
            comparer.module_row(row, |key, found| add(outcome, columns, key, found));
        }
        script.finish(outcome);
        Ok(())
    }

    /// What was found; none of a table without rows.
    pub(super) fn outcome(self) -> Option<TableOutcome> {
        let mut outcome = self.outcome;
        (outcome.missing, outcome.extra) = self.comparer.finish();
        (outcome.rows + outcome.source_rows > 0 || outcome.differs()).then_some(outcome)
    }
}

impl Script {
    /// Opens the script; `plan` is the module's.
    pub(super) fn open(module: &Path, entry: &TableEntry, plan: &[ChangeName]) -> Result<Self, ReadError> {
        let planned = plan.iter().any(|change| change.as_str() == entry.change);
        Ok(Self { reader: RowReader::open(module, entry)?, entry: entry.clone(), planned, positions: None })
    }

    /// The compared columns of the next row.
    pub(super) fn next_row(&mut self) -> Result<Option<Literals>, ReadError> {
        let mut row = Vec::new();
        let there = self.reader.next_row(&mut row)?;
        Ok(there.then(|| self.positions.as_ref().map(|positions| pick(&row, positions)).unwrap_or(row)))
    }

    /// Holds the script against the manifest.
    pub(super) fn finish(self, outcome: &mut TableOutcome) {
        let (rows, sha256) = self.reader.finish();
        outcome.rows = rows;
        outcome.unplanned = !self.planned;
        outcome.edited = sha256 != self.entry.sha256;
        outcome.manifest_rows = (rows != self.entry.rows).then_some(self.entry.rows);
    }
}

fn others(all: &[String], known: &[String]) -> Vec<String> {
    all.iter().filter(|column| !known.contains(column)).cloned().collect()
}

/// Where each of some columns stands among all; `None` where they are all, in their order.
fn positions(columns: &[String], all: &[String]) -> Option<Vec<usize>> {
    let find = |column: &String| all.iter().position(|other| other == column);
    (columns != all).then(|| columns.iter().filter_map(find).collect())
}

fn pick(row: &[String], positions: &[usize]) -> Literals {
    positions.iter().map(|position| row[*position].clone()).collect()
}

fn add(outcome: &mut TableOutcome, columns: &[String], key: String, found: Found) {
    match found {
        Found::Equal => outcome.equal += 1,
        Found::Different(module, source) => {
            let values =
                columns.iter().zip(module.iter().zip(&source)).filter(|(_, (module, source))| module != source);
            let difference = |(column, (module, source)): (&String, (&String, &String))| {
                let (module, source) = apart(module, source);
                ColumnDifference { column: column.clone(), module, source }
            };
            outcome.different.push(Difference { key, columns: values.map(difference).collect() });
        }
    }
}
