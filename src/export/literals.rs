//! Rows of a source to the literals of a script: the one way, for the export and for what compares with one.

use super::ExportError;
use super::columns::is_written;
use super::naming::{NotRenamed, Renaming};
use crate::module::Renames;
use crate::row::{ColumnDef, LiteralError, Row, TableDef, Value, write_literal};

/// Writes rows as literals, with the module's renames.
pub(crate) struct RowLiterals<'a> {
    renames: &'a Renames,
    not_renamed: Vec<NotRenamed>,
}

impl<'a> RowLiterals<'a> {
    pub(crate) fn new(renames: &'a Renames) -> Self {
        Self { renames, not_renamed: Vec::new() }
    }

    /// The columns with values in which the old name of a schema stayed, in the order in which they were met.
    pub(crate) fn not_renamed(self) -> Vec<NotRenamed> {
        self.not_renamed
    }

    /// Those of one table.
    pub(super) fn not_renamed_of(&self, table: &TableDef) -> Vec<NotRenamed> {
        let name = table.qualified();
        self.not_renamed.iter().filter(|column| column.table == name).cloned().collect()
    }

    /// Adds those of rows that were written before.
    pub(super) fn add_not_renamed(&mut self, columns: &[NotRenamed]) {
        self.not_renamed.extend_from_slice(columns);
    }

    /// Writes a literal for each written column into `out`, which keeps its memory from row to row.
    pub(crate) fn write(&mut self, table: &TableDef, row: &dyn Row, out: &mut Vec<String>) -> Result<(), ExportError> {
        let mut values = Vec::with_capacity(table.columns.len());
        row.to_values(&mut values);
        let written = || table.columns.iter().zip(&values).filter(|(column, _)| is_written(column));
        out.resize_with(written().count(), String::new);
        for ((column, value), literal) in written().zip(out) {
            let stays = self.literal(column, value, literal).map_err(|cause| ExportError::Literal {
                table: table.qualified(),
                column: column.name.to_string(),
                key: self.key(table, &values),
                cause,
            })?;
            if stays {
                self.stays(table, column);
            }
        }
        Ok(())
    }

    /// Says whether an old name stayed.
    fn literal(&self, column: &ColumnDef, value: &Value<'_>, out: &mut String) -> Result<bool, LiteralError> {
        out.clear();
        if let (Some(expression), false) = (&column.environment, value.is_null()) {
            out.push_str(expression);
            return Ok(false);
        }
        let renaming = Renaming::new(self.renames, column);
        write_literal(out, value, &renaming)?;
        Ok(renaming.stays())
    }

    fn stays(&mut self, table: &TableDef, column: &ColumnDef) {
        let (table, name) = (table.qualified(), column.name.as_ref());
        let mut found = self.not_renamed.iter_mut();
        if let Some(known) = found.find(|known| known.table == table && known.column == name) {
            known.values += 1;
            return;
        }
        let (column, pg_type) = (name.to_owned(), column.pg_type.to_string());
        self.not_renamed.push(NotRenamed { table, column, pg_type, values: 1 });
    }

    /// The row's key, for messages.
    fn key(&self, table: &TableDef, values: &[Value<'_>]) -> String {
        let mut out = Vec::new();
        for position in table.key.iter() {
            let mut text = String::new();
            if self.literal(&table.columns[*position], &values[*position], &mut text).is_ok() {
                out.push(text);
            }
        }
        if out.is_empty() { "without a key".to_owned() } else { out.join(", ") }
    }
}
