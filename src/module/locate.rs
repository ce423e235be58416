//! How an exported row is found again: by its key, or by every column where the table has no key.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::error::ModuleError;
use super::table::{TableSpec, TableSql};

/// One exported row, as a script refers to it.
#[derive(Debug)]
pub(super) struct Located {
    /// The key's value or values, or a condition on all columns: which one is the locator's to say.
    pub(super) sql: String,
    /// How many rows of the same content came before; always 0 with a key.
    pub(super) earlier: u64,
}

/// The way rows of one table are told from one another.
#[derive(Debug)]
pub(super) enum Locator {
    /// By a unique key.
    Key {
        /// What stands before `IN`: `id`, or `(a, b)`.
        columns: String,
        /// The key's positions in a row.
        positions: Vec<usize>,
    },
    /// By every column.
    Content {
        /// For each column, whether it is compared as text.
        as_text: Vec<bool>,
        /// How often each content came, by its hash. Two contents with one hash (a chance of 3 in 10^8 among a
        /// million rows) make verify ask for a row too many: it may fail, but never passes wrongly.
        seen: HashMap<u64, u64>,
    },
}

impl Locator {
    /// By the key if the table has one.
    pub(super) fn new(spec: &TableSpec, sql: &TableSql) -> Self {
        if spec.key.is_empty() {
            let as_text = (0..spec.columns.len()).map(|position| spec.text_compared.contains(&position)).collect();
            return Self::Content { as_text, seen: HashMap::new() };
        }
        let columns: Vec<&str> = spec.key.iter().map(|&position| sql.columns[position].as_str()).collect();
        Self::Key { columns: tuple(&columns), positions: spec.key.clone() }
    }

    /// The reference to a row; `number` is the row's, for errors.
    pub(super) fn locate(&mut self, sql: &TableSql, literals: &[String], number: u64) -> Result<Located, ModuleError> {
        match self {
            Self::Key { positions, .. } => {
                Ok(Located { sql: key_tuple(sql, positions, literals, number)?, earlier: 0 })
            }
            Self::Content { as_text, seen } => {
                let condition = condition(sql, as_text, literals);
                let count = seen.entry(hash(&condition)).or_default();
                let earlier = *count;
                *count += 1;
                Ok(Located { sql: condition, earlier })
            }
        }
    }
}

fn key_tuple(sql: &TableSql, positions: &[usize], literals: &[String], number: u64) -> Result<String, ModuleError> {
    if let Some(&position) = positions.iter().find(|&&position| is_null(&literals[position])) {
        let (table, column) = (sql.name.clone(), sql.columns[position].clone());
        return Err(ModuleError::NullKey { table, column, row: number });
    }
    let values: Vec<&str> = positions.iter().map(|&position| literals[position].as_str()).collect();
    Ok(tuple(&values))
}

fn is_null(literal: &str) -> bool {
    let bare = literal.split("::").next().unwrap_or(literal);
    bare.eq_ignore_ascii_case("null")
}

fn tuple(parts: &[&str]) -> String {
    match parts {
        [one] => (*one).to_owned(),
        many => format!("({})", many.join(", ")),
    }
}

fn condition(sql: &TableSql, as_text: &[bool], literals: &[String]) -> String {
    let terms = sql.columns.iter().zip(as_text).zip(literals);
    let terms: Vec<String> = terms.map(|((column, &as_text), literal)| term(column, as_text, literal)).collect();
    terms.join("\n    AND ")
}

/// The `CASE` gives the literal its column's type, so that it becomes the text that the stored value becomes.
fn term(column: &str, as_text: bool, literal: &str) -> String {
    if as_text {
        return format!("{column}::text IS NOT DISTINCT FROM (CASE WHEN true THEN {literal} ELSE {column} END)::text");
    }
    format!("{column} IS NOT DISTINCT FROM {literal}")
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
