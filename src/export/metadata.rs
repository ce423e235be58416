//! Rows of the metadata to changes of the service module: one a table that has rows, in the tables' order.

use std::collections::HashSet;

use super::columns::spec;
use super::literals::RowLiterals;
use super::references::{OutsideReference, References};
use super::{ExportError, OnConflict, Progress};
use crate::module::{
    Change, ChangeName, ModuleError, ModuleWriter, Renames, Requirement, TableEntry, TableScripts, TableTotal,
};
use crate::row::{Row, TableDef};
use crate::source::{RowSink, SourceError, Stopped};

/// Rows that were written.
pub(super) struct WrittenRows {
    pub(super) writer: ModuleWriter,
    /// The tables that had rows.
    pub(super) tables: Vec<TableEntry>,
    /// The foreign keys that point to rows which were not.
    pub(super) outside: Vec<OutsideReference>,
}

/// Writes rows as they come.
pub(super) struct Metadata<'a> {
    tables: &'a [TableDef],
    /// The schemas that the contract knows.
    known: &'a [String],
    writer: ModuleWriter,
    on_conflict: OnConflict,
    /// Of each table, whether `ON CONFLICT` can name its key.
    arbiters: Vec<bool>,
    row_literals: RowLiterals<'a>,
    references: References,
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
        progress: &'a mut dyn Progress,
    ) -> Self {
        let open = tables.iter().map(|_| None).collect();
        Self {
            tables,
            known,
            writer,
            on_conflict,
            arbiters,
            row_literals: RowLiterals::new(renames),
            references: References::new(tables),
            progress,
            open,
            previous: None,
            written: Vec::new(),
            rows: 0,
            literals: Vec::new(),
            error: None,
        }
    }

    /// What was written, if the source gave all and all was written.
    pub(super) fn finish(self, result: Result<(), SourceError>) -> Result<WrittenRows, ExportError> {
        match (self.error, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(error.into()),
            (None, Ok(())) => {
                let outside = self.references.finish();
                Ok(WrittenRows { writer: self.writer, tables: self.written, outside })
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
        self.references.row(index, &literals);
        let mut scripts = match self.open[index].take() {
            Some(scripts) => scripts,
            None => self.begin(index)?,
        };
        scripts.row(&literals)?;
        self.literals = literals;
        self.open[index] = Some(scripts);
        self.rows += 1;
        self.progress.row(&table.name, self.rows);
        Ok(())
    }

    fn begin(&mut self, index: usize) -> Result<TableScripts, ExportError> {
        let table = &self.tables[index];
        let spec = spec(table, self.on_conflict, self.arbiters[index])?;
        let name = ChangeName::new(change_name(self.tables, self.known, table)).map_err(ModuleError::Name)?;
        let change = Change {
            name: name.clone(),
            requires: self.previous.replace(name).map(Requirement::Change).into_iter().collect(),
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
        if let Some(entry) = written {
            (entry.rows, entry.sha256) = (rows, sha256);
        }
        Ok(())
    }
}

impl RowSink for Metadata<'_> {
    fn row(&mut self, table: usize, row: &dyn Row) -> Result<(), Stopped> {
        let result = self.write(table, row);
        self.stopped(result)
    }

    fn end(&mut self, table: usize) -> Result<(), Stopped> {
        let result = self.close(table);
        self.stopped(result)
    }
}

/// `migrate/<table>`; with the schema where two tables have one name, and where the contract does not know the schema:
/// not every source shows those tables, and a change is called the same over each.
fn change_name(tables: &[TableDef], known: &[String], table: &TableDef) -> String {
    let is_known = |table: &TableDef| known.is_empty() || known.iter().any(|schema| *schema == table.schema);
    let alike = tables.iter().filter(|other| other.name == table.name && is_known(other));
    let schemas: HashSet<_> = alike.map(|other| &other.schema).collect();
    if schemas.len() == 1 && is_known(table) {
        return format!("migrate/{}", table.name);
    }
    format!("migrate/{}", table.qualified())
}
