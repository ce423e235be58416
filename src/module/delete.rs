//! The revert script of a table: deletes the exported rows and no others.

use super::error::ModuleError;
use super::locate::{Located, Locator};
use super::script::ScriptFile;
use super::table::TableSql;
use super::triggers::{self, Act};

/// `DELETE` statements, one for each `INSERT` of the deploy script; a row each where there is no key.
#[derive(Debug)]
pub(super) struct DeleteScript {
    script: ScriptFile,
    rows: u64,
}

impl DeleteScript {
    /// Nothing is written before the first statement.
    pub(super) fn new(script: ScriptFile) -> Self {
        Self { script, rows: 0 }
    }

    /// Deletes the rows of one statement.
    pub(super) fn statement(&mut self, sql: &TableSql, by: &Locator, rows: &[Located]) -> Result<(), ModuleError> {
        if self.rows == 0 {
            self.script.write(&triggers::off(&sql.name, Act::Delete))?;
        }
        self.rows += rows.len() as u64;
        match by {
            Locator::Key { columns, .. } => self.delete_keys(sql, columns, rows),
            Locator::Content { .. } => rows.iter().try_for_each(|row| self.delete_content(sql, &row.sql)),
        }
    }

    /// Ends the script.
    pub(super) fn finish(mut self, sql: &TableSql) -> Result<(), ModuleError> {
        if self.rows > 0 {
            self.script.write("\n")?;
            self.script.write(&triggers::on(&sql.name, Act::Delete, self.rows))?;
        }
        self.script.finish()
    }

    fn delete_keys(&mut self, sql: &TableSql, columns: &str, rows: &[Located]) -> Result<(), ModuleError> {
        self.script.write(&format!("\nDELETE FROM {} WHERE {columns} IN (", sql.name))?;
        for (position, row) in rows.iter().enumerate() {
            self.script.write(if position == 0 { "\n  " } else { ",\n  " })?;
            self.script.write(&row.sql)?;
        }
        self.script.write(");\n")
    }

    /// Of rows that are equal in every column, one is deleted for each that was exported.
    fn delete_content(&mut self, sql: &TableSql, condition: &str) -> Result<(), ModuleError> {
        let table = &sql.name;
        self.script.write(&format!(
            "\nDELETE FROM {table} WHERE (tableoid, ctid) IN (\n  \
             SELECT tableoid, ctid FROM {table}\n  WHERE {condition}\n  LIMIT 1);\n"
        ))
    }
}
