//! Foreign keys of exported rows that point to rows which are not exported.
//!
//! `MATCH SIMPLE`, PostgreSQL's default: a row with a NULL in one of the columns refers to nothing
//! (<https://www.postgresql.org/docs/current/sql-createtable.html>). Values are compared as they stand in the scripts,
//! `citext` without its case.
//!
//! Of a table that another refers to, 64 bits a row and a referenced key are held, of others nothing. A row whose
//! target has not come yet (cycles, references within a table, the order of pages) is held by its key until it has.
//! Two keys of one hash, a chance of 3 in 10^8 among a million, would hide a reference, and never make one up.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hasher};

use serde::Serialize;

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
    referenced: Vec<Referenced>,
    /// Of each table, the positions in `foreign_keys` and in `referenced` that a row of it is for.
    tables: Vec<(Vec<usize>, Vec<usize>)>,
}

/// A foreign key of an exported table.
struct ForeignKey {
    outside: OutsideReference,
    key: Vec<usize>,
    columns: Columns,
    /// Its position in `referenced`, if the table that it refers to is exported.
    target: Option<usize>,
    /// Rows whose target has not come yet, by what they refer to.
    waiting: HashMap<u64, Vec<Waiting>>,
}

/// A row whose target has not come: its number among all rows, and its key.
type Waiting = (u64, Box<str>);

/// Columns that a foreign key refers to.
struct Referenced {
    columns: Columns,
    seen: HashSet<u64>,
    foreign_keys: Vec<usize>,
}

/// Positions in a row, and whether the case of a value counts.
#[derive(Clone, PartialEq, Eq)]
struct Columns(Vec<(usize, bool)>);

impl References {
    /// A foreign key one of whose columns is not exported is left out: its rows cannot be told.
    pub(super) fn new(tables: &[TableDef]) -> Self {
        let mut references = Self {
            foreign_keys: Vec::new(),
            referenced: Vec::new(),
            tables: tables.iter().map(|_| (Vec::new(), Vec::new())).collect(),
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
        let position = self.foreign_keys.len();
        self.tables[index].0.push(position);
        if let Some(target) = target {
            self.referenced[target].foreign_keys.push(position);
        }
        let outside = OutsideReference {
            table: table.qualified(),
            columns: foreign_key.columns.iter().map(ToString::to_string).collect(),
            target: format!("{}.{}", foreign_key.schema, foreign_key.table),
            target_exported: target.is_some(),
            rows: 0,
            keys: Vec::new(),
        };
        self.foreign_keys.push(ForeignKey {
            outside,
            key: ScriptColumns::of(table).key,
            columns,
            target,
            waiting: HashMap::new(),
        });
    }

    /// The place of a table's columns, each once.
    fn referenced(&mut self, table: usize, columns: Columns) -> usize {
        let found = self.tables[table].1.iter().find(|position| self.referenced[**position].columns == columns);
        if let Some(position) = found {
            return *position;
        }
        self.tables[table].1.push(self.referenced.len());
        self.referenced.push(Referenced { columns, seen: HashSet::new(), foreign_keys: Vec::new() });
        self.referenced.len() - 1
    }

    /// A row of this table is exported.
    pub(super) fn row(&mut self, table: usize, literals: &[String]) {
        let (from, to) = &self.tables[table];
        for position in to {
            let referenced = &mut self.referenced[*position];
            let Some(hash) = referenced.columns.hash(literals) else { continue };
            if referenced.seen.insert(hash) {
                for foreign_key in &referenced.foreign_keys {
                    self.foreign_keys[*foreign_key].waiting.remove(&hash);
                }
            }
        }
        for position in from {
            let foreign_key = &mut self.foreign_keys[*position];
            let Some(hash) = foreign_key.columns.hash(literals) else { continue };
            if !foreign_key.target.is_some_and(|target| self.referenced[target].seen.contains(&hash)) {
                foreign_key.refers(hash, literals);
            }
        }
    }

    /// The foreign keys with rows that point outside, in the order of the tables.
    pub(super) fn finish(self) -> Vec<OutsideReference> {
        let outside = self.foreign_keys.into_iter().map(ForeignKey::finish);
        outside.filter(|outside| outside.rows > 0).collect()
    }
}

impl ForeignKey {
    /// A row that refers to what has not come; where it cannot come, only the first keys are kept.
    fn refers(&mut self, hash: u64, literals: &[String]) {
        self.outside.rows += 1;
        if self.target.is_some() {
            let row = (self.outside.rows, self.key(literals).into());
            self.waiting.entry(hash).or_default().push(row);
        } else if self.outside.keys.len() < MOST_KEYS {
            self.outside.keys.push(self.key(literals));
        }
    }

    fn key(&self, literals: &[String]) -> String {
        let columns = self.columns.0.iter().map(|(position, _)| position);
        let positions: Vec<_> = if self.key.is_empty() { columns.collect() } else { self.key.iter().collect() };
        let parts: Vec<_> = positions.into_iter().map(|position| literals[*position].as_str()).collect();
        parts.join(", ")
    }

    fn finish(mut self) -> OutsideReference {
        if self.target.is_some() {
            let mut rows: Vec<_> = self.waiting.into_values().flatten().collect();
            rows.sort_unstable();
            self.outside.rows = rows.len() as u64;
            self.outside.keys = rows.into_iter().take(MOST_KEYS).map(|(_, key)| key.into()).collect();
        }
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

    fn outside(table: TableDef, rows: &[[&str; 2]]) -> Vec<(u64, Vec<String>)> {
        let mut references = References::new(&[table]);
        for row in rows {
            references.row(0, &row.map(str::to_owned));
        }
        references.finish().into_iter().map(|outside| (outside.rows, outside.keys)).collect()
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

    #[test]
    fn rows_that_have_their_target_are_not_held() {
        let mut references = References::new(&[table("t", "int4")]);
        for number in 0..1000 {
            references.row(0, &[number.to_string(), (number + 1).to_string()]);
            assert_eq!(references.foreign_keys[0].waiting.len(), 1);
        }
        let keys: Vec<_> = references.finish().into_iter().flat_map(|outside| outside.keys).collect();
        assert_eq!(keys, ["999"]);
    }

    #[test]
    fn of_many_rows_the_first_keys_are_named_whether_their_target_is_exported_or_not() {
        let rows: Vec<_> = (0..1000).map(|number: u32| [number.to_string(), "-1".to_owned()]).collect();
        for target in ["t", "elsewhere"] {
            let mut references = References::new(&[table(target, "int4")]);
            for row in &rows {
                references.row(0, row);
            }
            let outside = references.finish().remove(0);
            assert_eq!((outside.target_exported, outside.rows, outside.keys.len()), (target == "t", 1000, MOST_KEYS));
            assert_eq!(outside.keys[99], "99");
        }
    }
}
