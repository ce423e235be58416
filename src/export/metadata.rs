//! Rows of the metadata to changes of the service module: one a table that has rows, in the tables' order.

use std::borrow::Cow;
use std::collections::HashSet;

use super::columns::{is_written, spec};
use super::{ExportError, OnConflict, Progress};
use crate::module::{Change, ChangeName, ModuleError, ModuleWriter, Renames, Requirement, TableCount, TableScripts};
use crate::row::{ColumnDef, LiteralError, Rename, Row, TableDef, Value, write_literal};
use crate::source::{RowSink, SourceError, Stopped};

/// Writes rows as they come.
pub(super) struct Metadata<'a> {
    tables: &'a [TableDef],
    writer: ModuleWriter,
    renames: &'a Renames,
    on_conflict: OnConflict,
    progress: &'a mut dyn Progress,
    open: Vec<Option<TableScripts>>,
    previous: Option<ChangeName>,
    written: Vec<TableCount>,
    rows: u64,
    literals: Vec<String>,
    error: Option<ExportError>,
}

impl<'a> Metadata<'a> {
    pub(super) fn new(
        tables: &'a [TableDef],
        writer: ModuleWriter,
        renames: &'a Renames,
        on_conflict: OnConflict,
        progress: &'a mut dyn Progress,
    ) -> Self {
        let open = tables.iter().map(|_| None).collect();
        Self {
            tables,
            writer,
            renames,
            on_conflict,
            progress,
            open,
            previous: None,
            written: Vec::new(),
            rows: 0,
            literals: Vec::new(),
            error: None,
        }
    }

    /// The writer and the tables that had rows, if the source gave all and all were written.
    pub(super) fn finish(
        self,
        result: Result<(), SourceError>,
    ) -> Result<(ModuleWriter, Vec<TableCount>), ExportError> {
        match (self.error, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(error.into()),
            (None, Ok(())) => Ok((self.writer, self.written)),
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
        self.literals(table, row, &mut literals)?;
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
        let spec = spec(table, self.on_conflict)?;
        let name = ChangeName::new(change_name(self.tables, table)).map_err(ModuleError::Name)?;
        let change = Change {
            name: name.clone(),
            requires: self.previous.replace(name).map(Requirement::Change).into_iter().collect(),
            note: format!("rows of {}", table.qualified()),
        };
        self.written.push(TableCount { schema: table.schema.to_string(), table: table.name.to_string(), rows: 0 });
        Ok(self.writer.table_change(&change, &spec)?)
    }

    /// Writes the literals of a row's written columns into `out`, which keeps its memory from row to row.
    fn literals(&self, table: &TableDef, row: &dyn Row, out: &mut Vec<String>) -> Result<(), ExportError> {
        let mut values = Vec::with_capacity(table.columns.len());
        row.to_values(&mut values);
        let written = || table.columns.iter().zip(&values).filter(|(column, _)| is_written(column));
        out.resize_with(written().count(), String::new);
        for ((column, value), literal) in written().zip(out) {
            self.literal(column, value, literal).map_err(|cause| ExportError::Literal {
                table: table.qualified(),
                column: column.name.to_string(),
                key: self.key(table, &values),
                cause,
            })?;
        }
        Ok(())
    }

    fn literal(&self, column: &ColumnDef, value: &Value<'_>, out: &mut String) -> Result<(), LiteralError> {
        out.clear();
        if let (Some(expression), false) = (&column.environment, value.is_null()) {
            out.push_str(expression);
            return Ok(());
        }
        write_literal(out, value, &Renaming(self.renames))
    }

    /// The row's key, for messages.
    fn key(&self, table: &TableDef, values: &[Value<'_>]) -> String {
        let mut out = Vec::new();
        for position in table.key.iter() {
            let mut text = String::new();
            if write_literal(&mut text, &values[*position], &Renaming(self.renames)).is_ok() {
                out.push(text);
            }
        }
        if out.is_empty() { "without a key".to_owned() } else { out.join(", ") }
    }

    fn close(&mut self, index: usize) -> Result<(), ExportError> {
        let Some(scripts) = self.open[index].take() else { return Ok(()) };
        let rows = scripts.finish()?;
        let table = &self.tables[index];
        let written = self.written.iter_mut().find(|count| count.schema == table.schema && count.table == table.name);
        if let Some(count) = written {
            count.rows = rows;
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

/// `migrate/<table>`; with the schema where two tables have one name.
fn change_name(tables: &[TableDef], table: &TableDef) -> String {
    let schemas: HashSet<_> =
        tables.iter().filter(|other| other.name == table.name).map(|other| &other.schema).collect();
    if schemas.len() == 1 { format!("migrate/{}", table.name) } else { format!("migrate/{}", table.qualified()) }
}

/// The module's renames, as literals take them.
struct Renaming<'a>(&'a Renames);

impl Rename for Renaming<'_> {
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.0.text(text)
    }

    fn json<'t>(&self, json: &'t str) -> Cow<'t, str> {
        self.0.json(json)
    }
}
