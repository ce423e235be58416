//! The three scripts of one table's rows, written as the rows come.

use super::conflict::Conflict;
use super::delete::DeleteScript;
use super::digest::{RowDigest, write_row};
use super::error::ModuleError;
use super::insert::InsertScript;
use super::locate::{Located, Locator};
use super::script::ScriptFile;
use super::sequences;
use super::verify::VerifyScript;
use typeferry_base::quote::identifier_if_needed;

/// Rows in one statement: enough for speed, few enough that a reviewer's tools open the file.
const STATEMENT_ROWS: usize = 500;

/// Bytes of values in one statement; a single row may be larger.
const STATEMENT_BYTES: usize = 1 << 20;

/// A table as its scripts need to know it. Names are PostgreSQL's own, unquoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSpec {
    /// The table's schema.
    pub schema: String,
    /// The table.
    pub table: String,
    /// The columns that are written, in the order of each row's values.
    pub columns: Vec<String>,
    /// Positions in `columns` of a unique key that is never NULL; empty if the table has none.
    pub key: Vec<usize>,
    /// Positions in `columns` of types that have no equality with a bare string (json, xml, point, composites):
    /// without a key, these are compared as text.
    pub text_compared: Vec<usize>,
    /// Positions in `columns` of types whose values a bare string is not compared as: its literal is given the
    /// column's type first.
    pub typed: Vec<usize>,
    /// Positions in `columns` of arrays of `money`, which a domain may be the element of: the column is given the
    /// literal's type.
    pub money_arrays: Vec<usize>,
    /// Positions in `columns` of numbers that a sequence may have given: deploying moves it behind them.
    pub sequenced: Vec<usize>,
    /// Whether a written column is an identity that only `OVERRIDING SYSTEM VALUE` writes.
    pub overriding: bool,
    /// What the deploy script does with a row that is there already; `None` lets it fail.
    pub conflict: Option<Conflict>,
}

/// What the three scripts say of their table in SQL.
#[derive(Debug)]
pub(super) struct TableSql {
    /// Schema and table, quoted where needed.
    pub(super) name: String,
    /// The columns, quoted where needed.
    pub(super) columns: Vec<String>,
    /// What each `INSERT` begins with, before its rows.
    pub(super) insert: String,
    /// Whether its rows are found by `ON CONFLICT`, which not every key allows.
    pub(super) arbiter: bool,
    /// What follows the rows of each `INSERT`.
    pub(super) conflict: String,
    /// What moves the sequences behind the rows.
    pub(super) sequences: String,
}

/// Writes the deploy, revert and verify script of one table, a row at a time.
///
/// Deploy inserts the rows, revert deletes exactly these, and verify raises an exception that names the table if
/// one is missing. Only the keys of the current statement are held; a table without a key also keeps eight bytes
/// for each different row, to tell how often it came.
#[derive(Debug)]
#[must_use]
pub struct TableScripts {
    sql: TableSql,
    locator: Locator,
    insert: InsertScript,
    delete: DeleteScript,
    verify: VerifyScript,
    statement: Vec<Located>,
    statement_bytes: usize,
    /// The text of a row, which keeps its memory for the next.
    row: String,
    rows: u64,
    digest: RowDigest,
}

/// What the deploy script of a table holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableTotal {
    /// Its rows.
    pub rows: u64,
    /// Their hash, as [`RowDigest`] takes it.
    pub sha256: String,
}

impl TableSpec {
    fn sql(&self) -> TableSql {
        let name = format!("{}.{}", identifier_if_needed(&self.schema), identifier_if_needed(&self.table));
        let columns: Vec<_> = self.columns.iter().map(|column| identifier_if_needed(column).into_owned()).collect();
        let overriding = if self.overriding { " OVERRIDING SYSTEM VALUE" } else { "" };
        let insert = || format!("INSERT INTO {name} ({}){overriding} VALUES", columns.join(", "));
        let conflict = self.conflict.as_ref();
        let insert = conflict.map_or_else(insert, |conflict| conflict.head(&name, &columns, overriding));
        let arbiter = conflict.is_some_and(|conflict| conflict.arbiter);
        let conflict = conflict.map(|conflict| conflict.tail(&name, &columns, overriding)).unwrap_or_default();
        let numbers = self.sequenced.iter().filter_map(|position| self.columns.get(*position));
        let sequences = sequences::move_on(&name, numbers);
        TableSql { name, columns, insert, arbiter, conflict, sequences }
    }

    fn check(&self, sql: &TableSql) -> Result<(), ModuleError> {
        let (table, columns) = (sql.name.clone(), self.columns.len());
        if columns == 0 {
            return Err(ModuleError::NoColumns { table });
        }
        let mut positions = self
            .key
            .iter()
            .chain(&self.text_compared)
            .chain(&self.sequenced)
            .chain(&self.typed)
            .chain(&self.money_arrays);
        match positions.find(|&&position| position >= columns) {
            Some(&position) => Err(ModuleError::NoSuchColumn { table, columns, position }),
            None => Ok(()),
        }
    }
}

impl TableScripts {
    /// Scripts for a table, each file with its header already written.
    ///
    /// # Errors
    /// [`ModuleError::NoColumns`]; [`ModuleError::NoSuchColumn`] if a position is none of them.
    pub fn new(
        spec: &TableSpec,
        deploy: ScriptFile,
        revert: ScriptFile,
        verify: ScriptFile,
    ) -> Result<Self, ModuleError> {
        let sql = spec.sql();
        spec.check(&sql)?;
        Ok(Self {
            locator: Locator::new(spec, &sql),
            insert: InsertScript::new(deploy),
            delete: DeleteScript::new(revert),
            verify: VerifyScript::new(verify),
            statement: Vec::new(),
            statement_bytes: 0,
            row: String::new(),
            rows: 0,
            digest: RowDigest::default(),
            sql,
        })
    }

    /// Adds a row: one SQL literal a column, written as it is.
    ///
    /// A literal must compare with its column as it stands there: quote whatever is no integer and no boolean
    /// (a bare `0.1` would never equal a `float4`).
    ///
    /// # Errors
    /// [`ModuleError::RowWidth`], [`ModuleError::NullKey`], or [`ModuleError::Io`] of one of the scripts.
    pub fn row(&mut self, literals: &[String]) -> Result<(), ModuleError> {
        self.check_width(literals)?;
        let located = self.locator.locate(&self.sql, literals, self.rows + 1)?;
        self.row.clear();
        write_row(&mut self.row, literals);
        let bytes = self.row.len();
        if self.is_full(bytes) {
            self.end_statement()?;
        }
        self.insert.row(&self.sql, &self.row)?;
        self.digest.row(&self.row);
        self.statement.push(located);
        self.statement_bytes += bytes;
        self.rows += 1;
        Ok(())
    }

    /// Ends the scripts and says what they hold.
    ///
    /// # Errors
    /// [`ModuleError::Io`] of one of the scripts.
    pub fn finish(mut self) -> Result<TableTotal, ModuleError> {
        self.end_statement()?;
        self.insert.finish(&self.sql)?;
        self.delete.finish(&self.sql)?;
        self.verify.finish()?;
        Ok(TableTotal { rows: self.rows, sha256: self.digest.finish() })
    }

    fn check_width(&self, literals: &[String]) -> Result<(), ModuleError> {
        if literals.len() == self.sql.columns.len() {
            return Ok(());
        }
        Err(ModuleError::RowWidth {
            table: self.sql.name.clone(),
            row: self.rows + 1,
            values: literals.len(),
            columns: self.sql.columns.len(),
        })
    }

    fn is_full(&self, next_bytes: usize) -> bool {
        let rows = self.statement.len();
        rows >= STATEMENT_ROWS || (rows > 0 && self.statement_bytes + next_bytes > STATEMENT_BYTES)
    }

    fn end_statement(&mut self) -> Result<(), ModuleError> {
        if self.statement.is_empty() {
            return Ok(());
        }
        self.insert.end_statement(&self.sql)?;
        self.delete.statement(&self.sql, &self.locator, &self.statement)?;
        self.verify.statement(&self.sql, &self.locator, &self.statement)?;
        self.statement.clear();
        self.statement_bytes = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn spec(columns: &[&str], key: &[usize]) -> TableSpec {
        TableSpec {
            schema: "app".into(),
            table: "t".into(),
            columns: columns.iter().map(ToString::to_string).collect(),
            key: key.to_vec(),
            text_compared: Vec::new(),
            typed: Vec::new(),
            money_arrays: Vec::new(),
            sequenced: Vec::new(),
            overriding: false,
            conflict: None,
        }
    }

    fn scripts(folder: &Path, spec: &TableSpec) -> Result<TableScripts, ModuleError> {
        let open = |name: &str| ScriptFile::open(folder.join(name)).unwrap();
        TableScripts::new(spec, open("deploy"), open("revert"), open("verify"))
    }

    fn statements(rows: usize, literal: &str) -> (usize, usize, usize) {
        let folder = tempfile::tempdir().unwrap();
        let mut scripts = scripts(folder.path(), &spec(&["id", "v"], &[0])).unwrap();
        for id in 0..rows {
            scripts.row(&[id.to_string(), literal.to_owned()]).unwrap();
        }
        assert_eq!(scripts.finish().unwrap().rows, rows as u64);
        let count =
            |name: &str, what: &str| fs::read_to_string(folder.path().join(name)).unwrap().matches(what).count();
        (count("deploy", "\nINSERT INTO"), count("revert", "\nDELETE FROM"), count("verify", "RAISE EXCEPTION"))
    }

    #[test]
    fn a_statement_ends_after_500_rows_or_a_mebibyte() {
        assert_eq!(statements(0, "1"), (0, 0, 0));
        assert_eq!(statements(500, "1"), (1, 1, 1));
        assert_eq!(statements(501, "1"), (2, 2, 2));
        assert_eq!(statements(4, &format!("'{}'", "x".repeat(600_000))), (4, 4, 4));
        assert_eq!(statements(4, &format!("'{}'", "x".repeat(400_000))), (2, 2, 2));
    }

    #[test]
    fn a_row_that_does_not_fit_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let mut scripts = scripts(folder.path(), &spec(&["id", "v"], &[0])).unwrap();
        scripts.row(&["1".into(), "2".into()]).unwrap();
        let narrow = scripts.row(&["1".into()]).unwrap_err().to_string();
        assert_eq!(narrow, "row 2 of app.t has 1 values for 2 columns");
        let unkeyed = scripts.row(&["NULL".into(), "2".into()]).unwrap_err().to_string();
        assert!(unkeyed.starts_with("row 2 of app.t has no id,"), "{unkeyed}");
    }

    #[test]
    fn a_table_must_have_columns_and_a_key_of_these() {
        let refused = |columns: &[&str], key: &[usize]| {
            let folder = tempfile::tempdir().unwrap();
            scripts(folder.path(), &spec(columns, key)).unwrap_err()
        };
        assert!(matches!(refused(&[], &[]), ModuleError::NoColumns { .. }));
        assert!(matches!(refused(&["id"], &[1]), ModuleError::NoSuchColumn { position: 1, .. }));
    }
}
