//! Reads the deploy script of a table, as `insert` writes it, a row at a time.
//!
//! A script that somebody edited is read as far as it is made of the same statements; anything else is an error with
//! its file and line.

mod error;
mod literal;
mod plan;
mod scanner;
mod scripts;

#[cfg(test)]
mod tests;

use std::path::Path;

pub use error::ReadError;
pub use plan::read_plan;
pub use scripts::{read_script, script_hash};

use self::scanner::Scanner;
use typeferry_pgpm::{ChangeName, ScriptKind};

use super::conflict::EXPORTED;
use super::digest::{RowDigest, write_row};
use super::manifest::TableEntry;
use super::script::script_path;
use super::{sequences, triggers};

/// The rows of one deploy script.
#[derive(Debug)]
pub struct RowReader {
    scanner: Scanner,
    schema: String,
    table: String,
    columns: Vec<String>,
    in_statement: bool,
    rows: u64,
    /// The text of a row, which keeps its memory for the next.
    text: String,
    digest: RowDigest,
}

impl RowReader {
    /// Opens the script of a table of the module in the folder `module`, and reads the names of its columns.
    ///
    /// # Errors
    /// [`ReadError::Io`], [`ReadError::Script`], [`ReadError::Name`].
    pub fn open(module: &Path, entry: &TableEntry) -> Result<Self, ReadError> {
        let name = |cause| ReadError::Name { path: module.join(super::staging::MANIFEST_FILE), cause };
        let change = ChangeName::new(&*entry.change).map_err(name)?;
        let mut reader = Self {
            scanner: Scanner::open(&script_path(module, ScriptKind::Deploy, &change))?,
            schema: entry.schema.clone(),
            table: entry.table.clone(),
            columns: Vec::new(),
            in_statement: false,
            rows: 0,
            text: String::new(),
            digest: RowDigest::default(),
        };
        reader.next_statement()?;
        Ok(reader)
    }

    /// The columns of each row, unquoted; none where the script has no row.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Reads the next row into `row`, each value as it stands in the script; says whether there was one.
    ///
    /// # Errors
    /// [`ReadError::Io`], [`ReadError::Script`].
    pub fn next_row(&mut self, row: &mut Vec<String>) -> Result<bool, ReadError> {
        if !self.in_statement {
            return Ok(false);
        }
        self.scanner.space()?;
        self.scanner.expect(b'(')?;
        self.values(row)?;
        self.text.clear();
        write_row(&mut self.text, row);
        self.digest.row(&self.text);
        self.rows += 1;
        if !self.scanner.takes(b',')? {
            self.end_statement()?;
            self.next_statement()?;
        }
        Ok(true)
    }

    /// How many rows were read, and their hash: to be asked for at the end.
    pub fn finish(self) -> (u64, String) {
        (self.rows, self.digest.finish())
    }

    fn values(&mut self, row: &mut Vec<String>) -> Result<(), ReadError> {
        row.resize_with(self.columns.len(), String::new);
        let last = self.columns.len() - 1;
        for (position, value) in row.iter_mut().enumerate() {
            let end = self.scanner.value(value)?;
            if (end == b')') != (position == last) {
                let reason = format!("a row of {} values is wanted here", self.columns.len());
                return Err(self.scanner.wrong(reason));
            }
        }
        Ok(())
    }

    /// Goes on to the rows of the next statement, if there is one.
    fn next_statement(&mut self) -> Result<(), ReadError> {
        loop {
            match self.scanner.word()?.to_ascii_uppercase().as_str() {
                "INSERT" => return self.head(),
                "WITH" => return self.looked_up(),
                "DO" => self.block()?,
                "SET" => self.setting(&["session_replication_role", "TO", "replica"])?,
                "RESET" => self.setting(&["session_replication_role"])?,
                "" if self.scanner.peek()?.is_none() => {
                    self.in_statement = false;
                    return Ok(());
                }
                other => return Err(self.scanner.unwanted("INSERT INTO", other)),
            }
        }
    }

    /// A block that an export writes around rows: it is passed over.
    fn block(&mut self) -> Result<(), ReadError> {
        let tag = self.scanner.dollar_tag()?;
        let name = tag.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
        if ![triggers::OFF, triggers::ON, sequences::TAG].contains(&name) {
            return Err(self.scanner.wrong(format!("a block that no export writes, `DO ${tag}$`")));
        }
        self.scanner.pass(&format!("${tag}$"))?;
        self.scanner.space()?;
        self.scanner.expect(b';')
    }

    fn setting(&mut self, words: &[&str]) -> Result<(), ReadError> {
        self.scanner.words(words)?;
        self.scanner.space()?;
        self.scanner.expect(b';')
    }

    /// `INSERT` is read; what follows, up to the first row.
    fn head(&mut self) -> Result<(), ReadError> {
        self.scanner.words(&["INTO"])?;
        let schema = self.scanner.name()?;
        self.scanner.expect(b'.')?;
        let table = self.scanner.name()?;
        if (&schema, &table) != (&self.schema, &self.table) {
            let reason = format!("rows of {schema}.{table} in the script of {}.{}", self.schema, self.table);
            return Err(self.scanner.wrong(reason));
        }
        if !self.scanner.takes(b'(')? {
            self.scanner.words(&["AS"])?;
            self.scanner.name()?;
            self.scanner.space()?;
            self.scanner.expect(b'(')?;
        }
        self.columns_of_statement()?;
        match self.scanner.word()?.to_ascii_uppercase().as_str() {
            "VALUES" => Ok(()),
            "OVERRIDING" => self.scanner.words(&["SYSTEM", "VALUE", "VALUES"]),
            other => Err(self.scanner.unwanted("VALUES", other)),
        }
    }

    /// `WITH` is read: the list of rows that are looked up before they are inserted, behind its row of types.
    fn looked_up(&mut self) -> Result<(), ReadError> {
        self.scanner.words(&[EXPORTED])?;
        self.scanner.space()?;
        self.scanner.expect(b'(')?;
        self.columns_of_statement()?;
        self.scanner.words(&["AS"])?;
        self.scanner.space()?;
        self.scanner.expect(b'(')?;
        self.scanner.words(&["VALUES"])?;
        self.scanner.space()?;
        self.scanner.expect(b'(')?;
        self.values(&mut Vec::new())?;
        self.scanner.space()?;
        self.scanner.expect(b',')
    }

    fn columns_of_statement(&mut self) -> Result<(), ReadError> {
        let columns = self.column_names()?;
        if !self.columns.is_empty() && self.columns != columns {
            return Err(self.scanner.wrong("the columns are not those of the first statement"));
        }
        self.columns = columns;
        self.in_statement = true;
        Ok(())
    }

    fn column_names(&mut self) -> Result<Vec<String>, ReadError> {
        let mut columns = vec![self.scanner.name()?];
        while self.scanner.takes(b',')? {
            columns.push(self.scanner.name()?);
        }
        self.scanner.expect(b')')?;
        Ok(columns)
    }

    /// `;`, or what belongs to a statement behind its rows: `ON CONFLICT`, or where rows are looked up, the `INSERT`.
    fn end_statement(&mut self) -> Result<(), ReadError> {
        if self.scanner.takes(b';')? {
            return Ok(());
        }
        match self.scanner.word()?.to_ascii_uppercase().as_str() {
            "ON" => self.scanner.words(&["CONFLICT"])?,
            "OFFSET" => {}
            other => return Err(self.scanner.unwanted("ON CONFLICT", other)),
        }
        loop {
            match self.scanner.some()? {
                b';' => return Ok(()),
                quote @ (b'"' | b'\'') => self.scanner.quoted(quote, false, &mut Vec::new())?,
                _ => {}
            }
        }
    }
}
