//! The deploy script of a table: its rows, inserted without any trigger acting on them.

use super::error::ModuleError;
use super::script::ScriptFile;
use super::table::TableSql;

/// Before the statements that must act on these rows alone: no trigger fires and no foreign key cascades.
pub(super) const REPLICA: &str = "SET session_replication_role TO replica;\n";

/// After them.
pub(super) const RESET_REPLICA: &str = "\nRESET session_replication_role;\n";

/// `INSERT` statements, streamed.
#[derive(Debug)]
pub(super) struct InsertScript {
    script: ScriptFile,
    any_row: bool,
    in_statement: bool,
}

impl InsertScript {
    /// Nothing is written before the first row.
    pub(super) fn new(script: ScriptFile) -> Self {
        Self { script, any_row: false, in_statement: false }
    }

    /// One row, with its parentheses, on a line of its own, after the statement's head if it is the first.
    pub(super) fn row(&mut self, sql: &TableSql, text: &str) -> Result<(), ModuleError> {
        if self.in_statement {
            self.script.write(",\n  ")?;
        } else {
            self.begin_statement(sql)?;
        }
        self.script.write(text)
    }

    /// Closes the statement; the next row begins another.
    pub(super) fn end_statement(&mut self, sql: &TableSql) -> Result<(), ModuleError> {
        self.in_statement = false;
        self.script.write(&sql.conflict)?;
        self.script.write(";\n")
    }

    /// Ends the script.
    pub(super) fn finish(mut self) -> Result<(), ModuleError> {
        if self.any_row {
            self.script.write(RESET_REPLICA)?;
        }
        self.script.finish()
    }

    fn begin_statement(&mut self, sql: &TableSql) -> Result<(), ModuleError> {
        if !self.any_row {
            self.script.write(REPLICA)?;
        }
        (self.any_row, self.in_statement) = (true, true);
        self.script.write(&format!("\n{}\n  ", sql.insert))
    }
}
