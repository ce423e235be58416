//! What an export takes over of one that was cut off (`--resume`): the rows of the tables that had ended.
//!
//! Their rows are read back from the scripts that were staged, and written again as if they had come from the source: what
//! follows from them, such as references and the order of changes, comes about as it always does. A table is taken over
//! only where its script has the rows that were noted when it ended, and the source counts as many.

use serde::{Deserialize, Serialize};
use typeferry_base::{count, sha256};

use super::naming::NotRenamed;
use super::report::{ReadAnew, Resumed, TakenOver};
use super::{Export, ExportError, ReadMode};
use crate::module::{Leftover, ModuleError, Origin, ReadError, RowReader, TableEntry};
use crate::row::TableDef;
use crate::source::{DataSource, Limit};

/// What one export notes for another that goes on from there, and takes over itself.
#[derive(Debug)]
pub(super) struct Resuming {
    /// `None` of a source whose rows are of a moment.
    pub(super) conditions: Option<Conditions>,
    /// `None` where nothing is to be taken over.
    pub(super) at_hand: Option<AtHand>,
}

/// What the rows of a staged module follow from, but for the rows of the source: the first note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Conditions {
    version: String,
    contract: String,
    source: Origin,
    /// The hash of where the source is: an address may have something secret in it.
    place: String,
    /// The hash of how its tables are read.
    tables: String,
}

/// A table all of whose rows are staged: a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EndedTable {
    pub(super) entry: TableEntry,
    pub(super) limits: Vec<Limit>,
    pub(super) not_renamed: Vec<NotRenamed>,
}

/// The tables that an export may take over.
#[derive(Debug)]
pub(super) struct AtHand {
    leftover: Option<Leftover>,
    /// By the position of the table.
    tables: Vec<Option<EndedTable>>,
    /// What the source counts of these.
    counted: Vec<Option<u64>>,
    report: Resumed,
}

/// The rows of a table that is taken over.
pub(super) struct StagedRows {
    pub(super) table: EndedTable,
    reader: RowReader,
}

impl Resuming {
    /// Looks for what can be taken over, where that is wanted, and tells the source.
    ///
    /// # Errors
    /// The source does not answer.
    pub(super) fn begin(export: &Export, source: &mut dyn DataSource) -> Result<Self, ExportError> {
        let conditions = Conditions::of(export, source);
        if export.reading != ReadMode::Resume {
            return Ok(Self { conditions, at_hand: None });
        }
        let at_hand = AtHand::of(export, conditions.as_ref(), &source.tables(export.database.id)?);
        source.rows_at_hand(&at_hand.rows());
        Ok(Self { conditions, at_hand: Some(at_hand) })
    }
}

impl Conditions {
    /// `None` of a source whose rows are of a moment.
    fn of(export: &Export, source: &dyn DataSource) -> Option<Self> {
        let identity = source.identity()?;
        Some(Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            contract: export.contract.name.clone(),
            source: export.origin(),
            place: sha256(&identity.place),
            tables: sha256(&identity.tables),
        })
    }

    /// Why the rows of a module that was staged under others are not these.
    fn differ(&self, staged: &Self) -> Option<&'static str> {
        let differences = [
            (self.version != staged.version, "another version of typeferry staged it"),
            (self.source.database != staged.source.database, "it is of another database"),
            (self.place != staged.place, "it is of another endpoint"),
            (self.contract != staged.contract, "it is of another contract"),
            (
                self.tables != staged.tables,
                "the tables are read otherwise, by what the endpoint or the command line says",
            ),
            (self.source != staged.source, "it has other names (--extension-name, --schema)"),
        ];
        differences.into_iter().find(|(differ, _)| *differ).map(|(_, reason)| reason)
    }
}

impl AtHand {
    /// What can be taken over for these tables, of the run that had got furthest.
    fn of(export: &Export, conditions: Option<&Conditions>, tables: &[TableDef]) -> Self {
        let (none, counted, report) = (vec![None; tables.len()], vec![None; tables.len()], Resumed::default());
        let mut at_hand = Self { leftover: None, tables: none, counted, report };
        match conditions {
            Some(conditions) => at_hand.look(export, conditions, tables),
            None => at_hand.note("a database is read as it is at one moment".to_owned()),
        }
        at_hand
    }

    fn note(&mut self, note: String) {
        self.report.notes.push(note);
    }

    fn look(&mut self, export: &Export, conditions: &Conditions, tables: &[TableDef]) {
        let leftovers = Leftover::of(&export.out, &export.meta_extension);
        if leftovers.is_empty() {
            self.note("no export into this folder was cut off".to_owned());
        }
        let fitting: Vec<_> = leftovers.into_iter().filter(|leftover| self.fits(leftover, conditions)).collect();
        if let Some(furthest) = fitting.into_iter().max_by_key(rows_noted) {
            self.open(&furthest, tables);
            self.leftover = Some(furthest);
        }
    }

    fn fits(&mut self, leftover: &Leftover, conditions: &Conditions) -> bool {
        let reason = match leftover.first_note() {
            None => Some("its first note is damaged"),
            Some(staged) => conditions.differ(&staged),
        };
        if let Some(reason) = reason {
            self.note(format!("{} is not gone on from: {reason}", leftover.folder().display()));
        }
        reason.is_none()
    }

    fn open(&mut self, leftover: &Leftover, tables: &[TableDef]) {
        let (ended, damaged): (Vec<_>, Vec<_>) = leftover.other_notes::<EndedTable>().partition(Option::is_some);
        if !damaged.is_empty() {
            let are = if damaged.len() == 1 { "is" } else { "are" };
            let (notes, folder) = (count(damaged.len(), "note"), leftover.folder().display());
            self.note(format!("{notes} in {folder} {are} damaged"));
        }
        ended.into_iter().flatten().for_each(|ended| self.add(leftover, ended, tables));
    }

    fn add(&mut self, leftover: &Leftover, ended: EndedTable, tables: &[TableDef]) {
        let is_of = |table: &TableDef| table.schema == ended.entry.schema && table.name == ended.entry.table;
        let place = tables.iter().position(is_of).and_then(|at| self.tables.get_mut(at));
        if !is_whole(leftover, &ended.entry) {
            self.report.read_anew.push(ReadAnew::of(&ended.entry, "its script is not as it was staged".to_owned()));
        } else if let Some(place) = place {
            *place = Some(ended);
        }
    }

    /// Of each table, how many rows of it are at hand.
    fn rows(&self) -> Vec<Option<u64>> {
        self.tables.iter().map(|table| table.as_ref().map(|table| table.entry.rows)).collect()
    }

    /// The source counts so many rows of a table.
    pub(super) fn counted(&mut self, index: usize, rows: u64) {
        if let Some(counted) = self.counted.get_mut(index) {
            *counted = Some(counted.unwrap_or_default() + rows);
        }
    }

    /// The rows of a table, which is taken over now.
    ///
    /// # Errors
    /// Nothing of it is at hand, or its script cannot be read any more.
    pub(super) fn take(&mut self, index: usize, table: &TableDef) -> Result<StagedRows, ExportError> {
        let changed = || ExportError::StagedChanged { table: table.qualified() };
        let table = self.tables.get_mut(index).and_then(Option::take).ok_or_else(changed)?;
        let folder = self.leftover.as_ref().ok_or_else(changed)?.folder();
        let reader = RowReader::open(folder, &table.entry).map_err(ModuleError::from)?;
        let TableEntry { schema, table: name, rows, .. } = table.entry.clone();
        self.report.tables.push(TakenOver { schema, table: name, rows });
        Ok(StagedRows { table, reader })
    }

    /// What was taken over, and the folder that it came from.
    pub(super) fn finish(mut self) -> (Resumed, Option<Leftover>) {
        for (table, counted) in self.tables.iter().zip(&self.counted) {
            if let Some(EndedTable { entry, .. }) = table {
                self.report.read_anew.push(ReadAnew::of(entry, why_anew(entry.rows, *counted)));
            }
        }
        (self.report, self.leftover)
    }
}

impl StagedRows {
    /// Reads the next row into `row`, each value as a literal; says whether there was one.
    ///
    /// # Errors
    /// The script cannot be read any more, or is no more what it was when it was looked at.
    pub(super) fn next_row(&mut self, row: &mut Vec<String>) -> Result<bool, ExportError> {
        Ok(self.reader.next_row(row).map_err(ModuleError::from)?)
    }

    /// Checks that all rows were those that were noted.
    ///
    /// # Errors
    /// They were not: somebody writes there.
    pub(super) fn finish(self) -> Result<(), ExportError> {
        let EndedTable { entry, .. } = self.table;
        if self.reader.finish() == (entry.rows, entry.sha256) {
            return Ok(());
        }
        Err(ExportError::StagedChanged { table: format!("{}.{}", entry.schema, entry.table) })
    }
}

/// How many rows the tables have that had ended.
fn rows_noted(leftover: &Leftover) -> u64 {
    leftover.other_notes::<EndedTable>().flatten().map(|ended| ended.entry.rows).sum()
}

/// Whether the script of a table has the rows that were noted.
fn is_whole(leftover: &Leftover, entry: &TableEntry) -> bool {
    let read = || -> Result<_, ReadError> {
        let (mut reader, mut row) = (RowReader::open(leftover.folder(), entry)?, Vec::new());
        while reader.next_row(&mut row)? {}
        Ok(reader.finish())
    };
    read().is_ok_and(|read| read == (entry.rows, entry.sha256.clone()))
}

fn why_anew(rows: u64, counted: Option<u64>) -> String {
    match counted {
        Some(counted) if counted != rows => format!("the source counts {counted} rows, not {rows}"),
        Some(_) => "its rows belong with those of another table, which was read".to_owned(),
        None => "the source does not count its rows".to_owned(),
    }
}
