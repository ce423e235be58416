//! The verify script of a table: raises an exception if an exported row is missing.

use super::dollar::block;
use super::error::ModuleError;
use super::locate::{Located, Locator};
use super::script::ScriptFile;
use super::table::TableSql;
use typeferry_base::quote::literal;

/// `DO` blocks, one for each `INSERT` of the deploy script. They look at the exported rows alone, so rows of
/// others in the same table change nothing.
#[derive(Debug)]
pub(super) struct VerifyScript {
    script: ScriptFile,
    any_row: bool,
}

impl VerifyScript {
    /// A script without blocks.
    pub(super) fn new(script: ScriptFile) -> Self {
        Self { script, any_row: false }
    }

    /// Asks for the rows of one statement.
    pub(super) fn statement(&mut self, sql: &TableSql, by: &Locator, rows: &[Located]) -> Result<(), ModuleError> {
        let query = match by {
            Locator::Key { columns, .. } => missing_keys(sql, columns, rows),
            Locator::Content { .. } => missing_contents(sql, rows),
        };
        if self.any_row {
            self.script.write("\n")?;
        }
        self.any_row = true;
        self.script.write(&block("verify", &block_body(sql, &query, rows.len())))
    }

    /// Ends the script.
    pub(super) fn finish(self) -> Result<(), ModuleError> {
        self.script.finish()
    }
}

/// `use_column`: a column may be called `missing` too.
fn block_body(sql: &TableSql, query: &str, count: usize) -> String {
    let table = literal(&sql.name);
    format!(
        "#variable_conflict use_column\n\
         DECLARE\n  missing bigint;\n\
         BEGIN\n{query}\
         \x20 IF missing > 0 THEN\n\
         \x20   RAISE EXCEPTION '%: % of % exported rows are missing', {table}, missing, {count};\n\
         \x20 END IF;\n\
         END\n"
    )
}

fn missing_keys(sql: &TableSql, columns: &str, rows: &[Located]) -> String {
    let (table, count) = (&sql.name, rows.len());
    let keys: Vec<&str> = rows.iter().map(|row| row.sql.as_str()).collect();
    let keys = keys.join(",\n    ");
    format!("  SELECT {count} - count(*) INTO missing FROM {table} WHERE {columns} IN (\n    {keys});\n")
}

/// The second of two equal rows is there if one is left after skipping the first.
fn missing_contents(sql: &TableSql, rows: &[Located]) -> String {
    let table = &sql.name;
    let exists = |row: &Located| match row.earlier {
        0 => format!("(EXISTS (SELECT FROM {table} WHERE {}))", row.sql),
        earlier => format!("(EXISTS (SELECT FROM {table} WHERE {} OFFSET {earlier}))", row.sql),
    };
    let rows: Vec<String> = rows.iter().map(exists).collect();
    let rows = rows.join(",\n    ");
    format!(
        "  SELECT count(*) INTO missing FROM (VALUES\n    {rows}\n  ) AS exported (present) WHERE NOT exported.present;\n"
    )
}
