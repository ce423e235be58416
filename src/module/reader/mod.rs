//! Reads the deploy script of a table, as `insert` writes it, a row at a time.
//!
//! A script that somebody edited is read as far as it is made of the same statements; anything else is an error with
//! its file and line.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod error;
mod plan;
mod scripts;
mod tokens;

#[cfg(test)]
mod tests;

use std::path::Path;

pub use error::ReadError;
pub(in crate::module) use plan::plan;
pub use plan::read_plan;
pub use scripts::{read_script, script_hash};

use typeferry_pgpm::{ChangeName, ScriptKind};
use typeferry_sql::lexer::Kind;

use self::tokens::{Ends, Tokens};
use super::conflict::EXPORTED;
use super::digest::{RowDigest, write_row};
use super::manifest::TableEntry;
use super::script::script_path;
use super::{sequences, triggers};

/// The rows of one deploy script.
#[derive(Debug)]
pub struct RowReader {
    tokens: Tokens,
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
            tokens: Tokens::open(&script_path(module, ScriptKind::Deploy, &change))?,
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
        self.tokens.next_mark("(")?;
        self.values(row)?;
        self.text.clear();
        write_row(&mut self.text, row);
        self.digest.row(&self.text);
        self.rows += 1;
        self.tokens.blank()?;
        if !self.tokens.takes(",")? {
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
            let ends = self.tokens.value(value)?;
            if (ends == Ends::Row) != (position == last) {
                let reason = format!("a row of {} values is wanted here", self.columns.len());
                return Err(self.tokens.error(reason));
            }
        }
        Ok(())
    }

    /// Goes on to the rows of the next statement, if there is one.
    fn next_statement(&mut self) -> Result<(), ReadError> {
        loop {
            match self.tokens.keyword()?.as_deref() {
                Some("INSERT") => return self.head(),
                Some("WITH") => return self.looked_up(),
                Some("DO") => self.block()?,
                Some("SET") => self.setting(&["SET", "session_replication_role", "TO", "replica"])?,
                Some("RESET") => self.setting(&["RESET", "session_replication_role"])?,
                None if self.tokens.peek()?.is_none() => {
                    self.in_statement = false;
                    return Ok(());
                }
                _ => return Err(self.tokens.unwanted("INSERT INTO")),
            }
        }
    }

    /// A block that an export writes around rows: it is passed over.
    fn block(&mut self) -> Result<(), ReadError> {
        self.tokens.keywords(&["DO"])?;
        self.tokens.blank()?;
        let tag = self.tokens.dollar_tag()?;
        let name = tag.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
        if ![triggers::OFF, triggers::ON, sequences::TAG].contains(&name) {
            return Err(self.tokens.error(format!("a block that no export writes, `DO ${tag}$`")));
        }
        self.tokens.next()?;
        self.tokens.next_mark(";")
    }

    fn setting(&mut self, words: &[&str]) -> Result<(), ReadError> {
        self.tokens.keywords(words)?;
        self.tokens.next_mark(";")
    }

    /// An `INSERT`, up to its first row.
    fn head(&mut self) -> Result<(), ReadError> {
        self.tokens.keywords(&["INSERT", "INTO"])?;
        let schema = self.tokens.name()?;
        self.tokens.mark(".")?;
        let table = self.tokens.name()?;
        if (&schema, &table) != (&self.schema, &self.table) {
            let reason = format!("rows of {schema}.{table} in the script of {}.{}", self.schema, self.table);
            return Err(self.tokens.error(reason));
        }
        if self.tokens.keyword()?.as_deref() == Some("AS") {
            self.tokens.next()?;
            self.tokens.name()?;
        }
        self.columns_of_statement()?;
        match self.tokens.keyword()?.as_deref() {
            Some("OVERRIDING") => self.tokens.keywords(&["OVERRIDING", "SYSTEM", "VALUE", "VALUES"]),
            _ => self.tokens.keywords(&["VALUES"]),
        }
    }

    /// The list of rows that are looked up before they are inserted, behind its row of types.
    fn looked_up(&mut self) -> Result<(), ReadError> {
        self.tokens.keywords(&["WITH", EXPORTED])?;
        self.columns_of_statement()?;
        self.tokens.keywords(&["AS"])?;
        self.tokens.next_mark("(")?;
        self.tokens.keywords(&["VALUES"])?;
        self.tokens.next_mark("(")?;
        self.values(&mut Vec::new())?;
        self.tokens.next_mark(",")
    }

    /// The names of the columns, in parentheses.
    fn columns_of_statement(&mut self) -> Result<(), ReadError> {
        self.tokens.next_mark("(")?;
        let mut columns = vec![self.tokens.name()?];
        self.tokens.blank()?;
        while self.tokens.takes(",")? {
            columns.push(self.tokens.name()?);
            self.tokens.blank()?;
        }
        self.tokens.mark(")")?;
        if !self.columns.is_empty() && self.columns != columns {
            return Err(self.tokens.error("the columns are not those of the first statement"));
        }
        self.columns = columns;
        self.in_statement = true;
        Ok(())
    }

    /// `;`, or what belongs to a statement behind its rows: `ON CONFLICT`, or where rows are looked up, the `INSERT`.
    fn end_statement(&mut self) -> Result<(), ReadError> {
        if self.tokens.takes(";")? {
            return Ok(());
        }
        match self.tokens.keyword()?.as_deref() {
            Some("OFFSET") => {}
            _ => self.tokens.keywords(&["ON", "CONFLICT"])?,
        }
        while self.tokens.next()? != (Kind::Punctuation, ";") {}
        Ok(())
    }
}
