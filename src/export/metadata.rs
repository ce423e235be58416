//! Rows of the metadata to changes of the service module: one a table that has rows, in the tables' order.

use std::collections::{BTreeMap, HashSet};

use super::columns::spec;
use super::literals::RowLiterals;
use super::naming::NotRenamed;
use super::references::{OutsideReference, References};
use super::resume::{AtHand, EndedTable, Resuming};
use super::{ExportError, OnConflict, Progress};
use crate::module::{
    Change, ChangeName, ChangeNames, ModuleError, ModuleWriter, NameError, Reference, Renames, TableEntry,
    TableScripts, TableTotal,
};
use crate::row::{Row, TableDef};
use crate::source::{Limit, RowSink, SourceError, Stopped};

/// What cannot be done where what does not fit into memory cannot be kept, as a verb.
const REMEMBER: &str = "keep what refers to what in";

/// Rows that were written.
pub(super) struct WrittenRows {
    pub(super) writer: ModuleWriter,
    /// The tables that had rows.
    pub(super) tables: Vec<TableEntry>,
    /// The names of changes that are not their tables' own, each with that.
    pub(super) escaped: BTreeMap<String, String>,
    /// The columns in which the old name of a schema stayed.
    pub(super) not_renamed: Vec<NotRenamed>,
    /// The foreign keys that point to rows which were not.
    pub(super) outside: Vec<OutsideReference>,
    /// The columns of which the source cannot tell whether a value is the database's.
    pub(super) limits: Vec<Limit>,
    /// What of it was taken over, where it was to be.
    pub(super) at_hand: Option<AtHand>,
}

/// Writes rows as they come.
pub(super) struct Metadata<'a> {
    tables: &'a [TableDef],
    /// The changes of the tables, and the names that they would have if a plan could hold any.
    names: Vec<(ChangeName, String)>,
    writer: ModuleWriter,
    on_conflict: OnConflict,
    /// Of each table, whether `ON CONFLICT` can name its key.
    arbiters: Vec<bool>,
    row_literals: RowLiterals<'a>,
    references: References,
    limits: BTreeMap<usize, Vec<Limit>>,
    /// Whether another export may go on from here: tables that have ended are noted.
    noted: bool,
    at_hand: Option<AtHand>,
    progress: &'a mut dyn Progress,
    open: Vec<Option<TableScripts>>,
    previous: Option<ChangeName>,
    written: Vec<TableEntry>,
    rows: u64,
    literals: Vec<String>,
    error: Option<ExportError>,
}

impl<'a> Metadata<'a> {
    pub(super) fn new(
        (tables, known): (&'a [TableDef], &'a [String]),
        writer: ModuleWriter,
        renames: &'a Renames,
        (on_conflict, arbiters): (OnConflict, Vec<bool>),
        Resuming { conditions, at_hand }: Resuming,
        progress: &'a mut dyn Progress,
    ) -> Result<Self, ExportError> {
        conditions.iter().try_for_each(|conditions| writer.note(conditions))?;
        let open = tables.iter().map(|_| None).collect();
        let references = References::new(tables, writer.folder().to_owned());
        Ok(Self {
            tables,
            names: change_names(tables, known).map_err(ModuleError::Name)?,
            writer,
            on_conflict,
            arbiters,
            row_literals: RowLiterals::new(renames),
            references,
            limits: BTreeMap::new(),
            noted: conditions.is_some(),
            at_hand,
            progress,
            open,
            previous: None,
            written: Vec::new(),
            rows: 0,
            literals: Vec::new(),
            error: None,
        })
    }

    /// What was written, if the source gave all and all was written.
    pub(super) fn finish(self, result: Result<(), SourceError>) -> Result<WrittenRows, ExportError> {
        match (self.error, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(error.into()),
            (None, Ok(())) => {
                let Self { writer, references, written, names, row_literals, limits, at_hand, .. } = self;
                let is_escaped = |(name, original): &(ChangeName, String)| {
                    name.as_str() != original && written.iter().any(|entry| entry.change == name.as_str())
                };
                let escaped = names.into_iter().filter(is_escaped);
                let escaped = escaped.map(|(name, original)| (name.to_string(), original)).collect();
                let outside = references.finish().map_err(ModuleError::io(REMEMBER, writer.folder()))?;
                let not_renamed = row_literals.not_renamed();
                let limits = limits.into_values().flatten().collect();
                Ok(WrittenRows { writer, tables: written, escaped, not_renamed, outside, limits, at_hand })
            }
        }
    }

    /// Keeps the reason, and stops the source.
    fn stopped<T>(&mut self, result: Result<T, ExportError>) -> Result<T, Stopped> {
        result.map_err(|error| {
            self.error = Some(error);
            Stopped
        })
    }

    fn write(&mut self, index: usize, row: &dyn Row) -> Result<(), ExportError> {
        let table = &self.tables[index];
        let mut literals = std::mem::take(&mut self.literals);
        self.row_literals.write(table, row, &mut literals)?;
        self.add(index, &literals)?;
        self.literals = literals;
        Ok(())
    }

    /// Writes the rows of a table that another export has staged.
    fn take_over(&mut self, index: usize) -> Result<(), ExportError> {
        let Some(at_hand) = &mut self.at_hand else { return Ok(()) };
        let mut rows = at_hand.take(index, &self.tables[index])?;
        self.limits.insert(index, rows.table.limits.clone());
        self.row_literals.add_not_renamed(&rows.table.not_renamed);
        let mut literals = std::mem::take(&mut self.literals);
        while rows.next_row(&mut literals)? {
            self.add(index, &literals)?;
        }
        self.literals = literals;
        rows.finish()
    }

    fn add(&mut self, index: usize, literals: &[String]) -> Result<(), ExportError> {
        self.references.row(index, literals).map_err(ModuleError::io(REMEMBER, self.writer.folder()))?;
        let mut scripts = match self.open[index].take() {
            Some(scripts) => scripts,
            None => self.begin(index)?,
        };
        scripts.row(literals)?;
        self.open[index] = Some(scripts);
        self.rows += 1;
        self.progress.row(&self.tables[index].name, self.rows);
        Ok(())
    }

    fn begin(&mut self, index: usize) -> Result<TableScripts, ExportError> {
        let table = &self.tables[index];
        let spec = spec(table, self.on_conflict, self.arbiters[index])?;
        let name = self.names[index].0.clone();
        let change = Change {
            name: name.clone(),
            requires: self.previous.replace(name).map(Reference::from).into_iter().collect(),
            note: format!("rows of {}", table.qualified()),
        };
        self.written.push(TableEntry {
            schema: table.schema.to_string(),
            table: table.name.to_string(),
            change: change.name.as_str().to_owned(),
            rows: 0,
            sha256: String::new(),
        });
        Ok(self.writer.table_change(&change, &spec)?)
    }

    fn close(&mut self, index: usize) -> Result<(), ExportError> {
        let Some(scripts) = self.open[index].take() else { return Ok(()) };
        let TableTotal { rows, sha256 } = scripts.finish()?;
        let table = &self.tables[index];
        let written = self.written.iter_mut().find(|entry| entry.schema == table.schema && entry.table == table.name);
        let Some(entry) = written else { return Ok(()) };
        (entry.rows, entry.sha256) = (rows, sha256);
        if !self.noted {
            return Ok(());
        }
        let limits = self.limits.get(&index).cloned().unwrap_or_default();
        let not_renamed = self.row_literals.not_renamed_of(table);
        self.writer.note(&EndedTable { entry: entry.clone(), limits, not_renamed })?;
        // Who goes on from one export wants the next to go on from this.
        if self.at_hand.is_some() {
            self.writer.outlive();
        }
        Ok(())
    }
}

impl RowSink for Metadata<'_> {
    fn counted(&mut self, table: usize, rows: u64) {
        if let Some(at_hand) = &mut self.at_hand {
            at_hand.counted(table, rows);
        }
        self.progress.counted(rows);
    }

    fn row(&mut self, table: usize, row: &dyn Row) -> Result<(), Stopped> {
        let result = self.write(table, row);
        self.stopped(result)
    }

    fn at_hand(&mut self, table: usize) -> Result<(), Stopped> {
        let result = self.take_over(table);
        self.stopped(result)
    }

    fn limits(&mut self, table: usize, limits: &[Limit]) {
        self.limits.insert(table, limits.to_vec());
    }

    fn end(&mut self, table: usize) -> Result<(), Stopped> {
        let result = self.close(table);
        self.stopped(result)
    }
}

/// The names of the tables' changes. Tables that the contract knows come first: what else a source shows takes no name
/// from them.
fn change_names(tables: &[TableDef], known: &[String]) -> Result<Vec<(ChangeName, String)>, NameError> {
    let is_unknown = |at: &usize| !is_known(known, &tables[*at]);
    let mut order: Vec<_> = (0..tables.len()).collect();
    order.sort_by_key(is_unknown);
    let mut names = ChangeNames::default();
    let mut given = Vec::with_capacity(tables.len());
    for at in order {
        let original = change_name(tables, known, &tables[at]);
        given.push((at, (names.give_another(&original)?, original)));
    }
    given.sort_unstable_by_key(|(at, _)| *at);
    Ok(given.into_iter().map(|(_, name)| name).collect())
}

fn is_known(known: &[String], table: &TableDef) -> bool {
    known.is_empty() || known.iter().any(|schema| *schema == table.schema)
}

/// `migrate/<table>`; with the schema where two tables have one name, and where the contract does not know the schema:
/// not every source shows those tables, and a change is called the same over each.
fn change_name(tables: &[TableDef], known: &[String], table: &TableDef) -> String {
    let alike = tables.iter().filter(|other| other.name == table.name && is_known(known, other));
    let schemas: HashSet<_> = alike.map(|other| &other.schema).collect();
    if schemas.len() == 1 && is_known(known, table) {
        return format!("migrate/{}", table.name);
    }
    format!("migrate/{}", table.qualified())
}
