//! The deploy script of a table: its rows, inserted without any trigger acting on them, and the sequences behind them.

use super::error::ModuleError;
use super::script::ScriptFile;
use super::table::TableSql;
use super::triggers::{self, Act};

/// `INSERT` statements, streamed.
#[derive(Debug)]
pub(super) struct InsertScript {
    script: ScriptFile,
    rows: u64,
    in_statement: bool,
}

impl InsertScript {
    /// Nothing is written before the first row.
    pub(super) fn new(script: ScriptFile) -> Self {
        Self { script, rows: 0, in_statement: false }
    }

    /// One row, with its parentheses, on a line of its own, after the statement's head if it is the first.
    pub(super) fn row(&mut self, sql: &TableSql, text: &str) -> Result<(), ModuleError> {
        if self.in_statement {
            self.script.write(",\n  ")?;
        } else {
            self.begin_statement(sql)?;
        }
        self.rows += 1;
        self.script.write(text)
    }

    /// Closes the statement; the next row begins another.
    pub(super) fn end_statement(&mut self, sql: &TableSql) -> Result<(), ModuleError> {
        self.in_statement = false;
        self.script.write(&sql.conflict)?;
        self.script.write(";\n")
    }

    /// Ends the script.
    pub(super) fn finish(mut self, sql: &TableSql) -> Result<(), ModuleError> {
        if self.rows > 0 {
            self.script.write("\n")?;
            self.script.write(&triggers::on(&sql.name, Act::Insert { arbiter: sql.arbiter }, self.rows))?;
            if !sql.sequences.is_empty() {
                self.script.write("\n")?;
                self.script.write(&sql.sequences)?;
            }
        }
        self.script.finish()
    }

    fn begin_statement(&mut self, sql: &TableSql) -> Result<(), ModuleError> {
        if self.rows == 0 {
            self.script.write(&triggers::off(&sql.name, Act::Insert { arbiter: sql.arbiter }))?;
        }
        self.in_statement = true;
        self.script.write(&format!("\n{}\n  ", sql.insert))
    }
}
