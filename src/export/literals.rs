//! Rows of a source to the literals of a script: the one way, for the export and for what compares with one.

use std::borrow::Cow;

use super::ExportError;
use super::columns::is_written;
use crate::module::Renames;
use crate::row::{ColumnDef, LiteralError, Rename, Row, TableDef, Value, write_literal};

/// Writes rows as literals, with the module's renames.
pub(crate) struct RowLiterals<'a>(Renaming<'a>);

impl<'a> RowLiterals<'a> {
    pub(crate) fn new(renames: &'a Renames) -> Self {
        Self(Renaming(renames))
    }

    /// Writes a literal for each written column into `out`, which keeps its memory from row to row.
    pub(crate) fn write(&self, table: &TableDef, row: &dyn Row, out: &mut Vec<String>) -> Result<(), ExportError> {
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
        write_literal(out, value, &self.0)
    }

    /// The row's key, for messages.
    fn key(&self, table: &TableDef, values: &[Value<'_>]) -> String {
        let mut out = Vec::new();
        for position in table.key.iter() {
            let mut text = String::new();
            if write_literal(&mut text, &values[*position], &self.0).is_ok() {
                out.push(text);
            }
        }
        if out.is_empty() { "without a key".to_owned() } else { out.join(", ") }
    }
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
