//! Foreign keys of exported rows that point to rows which are not exported.
//!
//! `MATCH SIMPLE`, PostgreSQL's default: a row with a NULL in one of the columns refers to nothing
//! (<https://www.postgresql.org/docs/current/sql-createtable.html>). Values are compared as they stand in the scripts,
//! `citext` without its case.
//!
//! Of a table that another refers to, 64 bits a row and a referenced key are held, of others nothing. A row whose
//! target has not come yet (cycles, references within a table, the order of pages) is held by its key until all have.
//! Of both, what is more than a bounded number waits in a file. Two keys of one hash, a chance of 3 in 10^8 among a
//! million, would hide a reference, and never make one up.

mod spill;

use std::collections::{BinaryHeap, HashSet};
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::PathBuf;

use serde::Serialize;

use spill::{MOST_WAITING, Mention, Referring, Spill};

use super::columns::ScriptColumns;
use crate::row::{ForeignKeyDef, TableDef, Text};

/// So many keys are named of one foreign key.
pub const MOST_KEYS: usize = 100;

/// A foreign key with rows that point outside the export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutsideReference {
    /// The table with these rows, `schema.table`.
    pub table: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// The table that they refer to.
    pub target: String,
    /// Whether rows of that table are exported at all.
    pub target_exported: bool,
    /// How many rows point outside.
    pub rows: u64,
    /// The keys of the first [`MOST_KEYS`] of these rows, as literals; of a table without a key, what they refer to.
    pub keys: Vec<String>,
}

/// Watches rows as they are written.
pub(super) struct References {
    foreign_keys: Vec<ForeignKey>,
    /// Columns that foreign keys refer to.
    referenced: Vec<Columns>,
    /// Of each table, the positions in `foreign_keys` and in `referenced` that a row of it is for.
    tables: Vec<(Vec<usize>, Vec<usize>)>,
    /// Keys that rows had last, by the position in `referenced`.
    seen: HashSet<(u32, u64)>,
    /// The keys before them, and rows whose target had not come.
    spill: Spill,
}

/// A foreign key of an exported table.
struct ForeignKey {
    outside: OutsideReference,
    key: Vec<usize>,
    columns: Columns,
    /// Its position in `referenced`, if the table that it refers to is exported.
    target: Option<u32>,
    /// The rows whose target had not come before them.
    rows: u64,
    /// Of those whose target has not come at all, the first [`MOST_KEYS`]: numbers, and their keys.
    first: BinaryHeap<(u64, Box<str>)>,
}

/// Positions in a row, and whether the case of a value counts.
#[derive(Clone, PartialEq, Eq)]
struct Columns(Vec<(usize, bool)>);

impl References {
    /// A foreign key one of whose columns is not exported is left out: its rows cannot be told. What does not fit into
    /// memory waits in `folder`.
    pub(super) fn new(tables: &[TableDef], folder: PathBuf) -> Self {
        let mut references = Self {
            foreign_keys: Vec::new(),
            referenced: Vec::new(),
            tables: tables.iter().map(|_| (Vec::new(), Vec::new())).collect(),
            seen: HashSet::new(),
            spill: Spill::new(folder, MOST_WAITING),
        };
        for (index, table) in tables.iter().enumerate() {
            for foreign_key in table.foreign_keys.iter() {
                references.add(tables, index, foreign_key);
            }
        }
        references
    }

    fn add(&mut self, tables: &[TableDef], index: usize, foreign_key: &ForeignKeyDef) {
        let table = &tables[index];
        let Some(columns) = Columns::of(table, &foreign_key.columns) else { return };
        let target = tables.iter().position(|to| to.schema == foreign_key.schema && to.name == foreign_key.table);
        let target = match target.map(|target| (target, Columns::of(&tables[target], &foreign_key.references))) {
            Some((_, None)) => return,
            Some((target, Some(columns))) => Some(self.referenced(target, columns)),
            None => None,
        };
        self.tables[index].0.push(self.foreign_keys.len());
        let outside = OutsideReference {
            table: table.qualified(),
            columns: foreign_key.columns.iter().map(ToString::to_string).collect(),
            target: format!("{}.{}", foreign_key.schema, foreign_key.table),
            target_exported: target.is_some(),
            rows: 0,
            keys: Vec::new(),
        };
        let key = ScriptColumns::of(table).key;
        self.foreign_keys.push(ForeignKey { outside, key, columns, target, rows: 0, first: BinaryHeap::new() });
    }

    /// The number of a table's columns, each once.
    fn referenced(&mut self, table: usize, columns: Columns) -> u32 {
        let known = self.tables[table].1.iter().find(|position| self.referenced[**position] == columns);
        let position = known.copied().unwrap_or_else(|| {
            self.tables[table].1.push(self.referenced.len());
            self.referenced.push(columns);
            self.referenced.len() - 1
        });
        number(position)
    }

    /// A row of this table is exported.
    ///
    /// # Errors
    /// What does not fit into memory cannot be written.
    pub(super) fn row(&mut self, table: usize, literals: &[String]) -> io::Result<()> {
        for position in &self.tables[table].1 {
            if let Some(hash) = self.referenced[*position].hash(literals) {
                self.seen.insert((number(*position), hash));
            }
        }
        for position in &self.tables[table].0 {
            let foreign_key = &mut self.foreign_keys[*position];
            let Some(hash) = foreign_key.columns.hash(literals) else { continue };
            if !foreign_key.target.is_some_and(|target| self.seen.contains(&(target, hash)))
                && let Some(mention) = foreign_key.refers(number(*position), hash, literals)
            {
                self.spill.push(mention)?;
            }
        }
        if self.seen.len() < MOST_WAITING { Ok(()) } else { self.put_away() }
    }

    /// Keys that were seen join those that wait; rows that wait for one of them do no longer.
    fn put_away(&mut self) -> io::Result<()> {
        let seen = std::mem::take(&mut self.seen);
        self.spill.waiting().retain(|mention| mention.by.is_none() || !seen.contains(&mention.of()));
        let mentions = seen.into_iter().map(|(referenced, hash)| Mention { referenced, hash, by: None });
        mentions.into_iter().try_for_each(|mention| self.spill.push(mention))
    }

    /// The foreign keys with rows that point outside, in the order of the tables.
    ///
    /// # Errors
    /// What did not fit into memory cannot be read.
    pub(super) fn finish(mut self) -> io::Result<Vec<OutsideReference>> {
        self.put_away()?;
        let mut has_come = None;
        self.spill.sorted(|mention| match &mention.by {
            None => has_come = Some(mention.of()),
            Some(_) if has_come == Some(mention.of()) => {}
            Some(by) => self.foreign_keys[by.foreign_key as usize].points_outside(by.row, &by.key),
        })?;
        let outside = self.foreign_keys.into_iter().map(ForeignKey::finish);
        Ok(outside.filter(|outside| outside.rows > 0).collect())
    }
}

/// A position as it is kept; there are not so many tables.
fn number(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

impl Mention {
    fn of(&self) -> (u32, u64) {
        (self.referenced, self.hash)
    }
}

impl ForeignKey {
    /// A row that refers to what has not come, and may yet; where it cannot, that is that.
    fn refers(&mut self, foreign_key: u32, hash: u64, literals: &[String]) -> Option<Mention> {
        self.rows += 1;
        let (row, key) = (self.rows, self.key(literals));
        if let Some(referenced) = self.target {
            return Some(Mention { referenced, hash, by: Some(Referring { foreign_key, row, key: key.into() }) });
        }
        self.points_outside(row, &key);
        None
    }

    fn points_outside(&mut self, row: u64, key: &str) {
        self.outside.rows += 1;
        self.first.push((row, key.into()));
        if self.first.len() > MOST_KEYS {
            self.first.pop();
        }
    }

    fn key(&self, literals: &[String]) -> String {
        let columns = self.columns.0.iter().map(|(position, _)| position);
        let positions: Vec<_> = if self.key.is_empty() { columns.collect() } else { self.key.iter().collect() };
        let parts: Vec<_> = positions.into_iter().map(|position| literals[*position].as_str()).collect();
        parts.join(", ")
    }

    fn finish(mut self) -> OutsideReference {
        self.outside.keys = self.first.into_sorted_vec().into_iter().map(|(_, key)| key.into()).collect();
        self.outside
    }
}

impl Columns {
    /// `None` where the table has not all of them.
    fn of(table: &TableDef, names: &[Text]) -> Option<Self> {
        let written = ScriptColumns::of(table).columns;
        let column = |name: &Text| {
            let position = written.iter().position(|column| column == name)?;
            let column = table.columns.iter().find(|column| column.name == *name)?;
            Some((position, column.pg_type != "citext"))
        };
        names.iter().map(column).collect::<Option<_>>().map(Self)
    }

    /// Of the values; `None` where one is NULL.
    fn hash(&self, literals: &[String]) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        for (position, case) in &self.0 {
            let literal = &literals[*position];
            match (literal.as_str(), case) {
                ("NULL", _) => return None,
                (literal, true) => hasher.write(literal.as_bytes()),
                (literal, false) => hasher.write(literal.to_lowercase().as_bytes()),
            }
            hasher.write_u8(0);
        }
        Some(hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::row::{ColumnDef, Kind};

    /// `a.t (id, up)`, where `up` refers to `id` of a table of that name.
    fn table(target: &'static str, pg_type: &'static str) -> TableDef {
        let columns = vec![ColumnDef::new("id", pg_type, Kind::Text), ColumnDef::new("up", pg_type, Kind::Text)];
        let foreign_key = ForeignKeyDef {
            columns: vec![Cow::Borrowed("up")].into(),
            schema: "a".into(),
            table: target.into(),
            references: vec![Cow::Borrowed("id")].into(),
        };
        TableDef {
            schema: "a".into(),
            name: "t".into(),
            columns: columns.into(),
            key: vec![0].into(),
            foreign_keys: vec![foreign_key].into(),
            module: None,
        }
    }

    fn references(table: TableDef) -> References {
        References::new(&[table], std::env::temp_dir())
    }

    fn outside(table: TableDef, rows: &[[&str; 2]]) -> Vec<(u64, Vec<String>)> {
        let mut references = references(table);
        for row in rows {
            references.row(0, &row.map(str::to_owned)).unwrap();
        }
        references.finish().unwrap().into_iter().map(|outside| (outside.rows, outside.keys)).collect()
    }

    #[test]
    fn a_target_may_come_before_with_or_after_its_reference() {
        let rows = [["'a'", "'c'"], ["'b'", "'b'"], ["'c'", "'a'"], ["'d'", "NULL"]];
        assert_eq!(outside(table("t", "text"), &rows), []);
        let rows = [["'a'", "'x'"], ["'b'", "'a'"], ["'c'", "'y'"], ["'d'", "'x'"]];
        let keys = ["'a'", "'c'", "'d'"].map(str::to_owned).to_vec();
        assert_eq!(outside(table("t", "text"), &rows), [(3, keys)]);
    }

    #[test]
    fn case_counts_but_in_citext() {
        let rows = [["'a'", "'A'"]];
        assert_eq!(outside(table("t", "citext"), &rows), []);
        assert_eq!(outside(table("t", "text"), &rows), [(1, vec!["'a'".to_owned()])]);
    }

    /// Each row refers to the one behind it, and every tenth to none.
    #[test]
    fn more_rows_than_fit_into_memory_are_told_as_few_are() {
        let rows = 4 * MOST_WAITING;
        let mut references = references(table("t", "int4"));
        for row in 0..rows {
            let up = if row.is_multiple_of(10) { rows + row } else { (row + 1) % rows };
            references.row(0, &[row.to_string(), up.to_string()]).unwrap();
            assert!(references.seen.len() + references.spill.waiting().len() < 2 * MOST_WAITING);
        }
        let outside = references.finish().unwrap().remove(0);
        assert_eq!(outside.rows, rows.div_ceil(10) as u64);
        assert_eq!(outside.keys, (0..MOST_KEYS).map(|row| (10 * row).to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn of_many_rows_the_first_keys_are_named_whether_their_target_is_exported_or_not() {
        let rows: Vec<_> = (0..1000).map(|number: u32| [number.to_string(), "-1".to_owned()]).collect();
        for target in ["t", "elsewhere"] {
            let mut references = references(table(target, "int4"));
            for row in &rows {
                references.row(0, row).unwrap();
            }
            let outside = references.finish().unwrap().remove(0);
            assert_eq!((outside.target_exported, outside.rows, outside.keys.len()), (target == "t", 1000, MOST_KEYS));
            assert_eq!(outside.keys[99], "99");
        }
    }
}
