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

/// What makes a column and a literal of its values comparable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Both as they stand.
    Bare,
    /// The literal is given the column's type: a bare string in a comparison would be another (`oid` for `regclass`),
    /// or none (a composite).
    Typed,
    /// The column is given the literal's type: an array of a domain has no operator with `money[]`.
    MoneyArray,
}

impl Form {
    fn of(spec: &TableSpec) -> Vec<Self> {
        let form = |position: usize| {
            if spec.money_arrays.contains(&position) {
                return Self::MoneyArray;
            }
            if spec.typed.contains(&position) { Self::Typed } else { Self::Bare }
        };
        (0..spec.columns.len()).map(form).collect()
    }

    fn column(self, column: &str) -> String {
        if self == Self::MoneyArray { format!("{column}::money[]") } else { column.to_owned() }
    }

    fn literal(self, column: &str, literal: &str) -> String {
        if self == Self::Typed { typed(column, literal) } else { literal.to_owned() }
    }
}

/// The `CASE` gives the literal the type of what stands there.
fn typed(column: &str, literal: &str) -> String {
    format!("(CASE WHEN true THEN {literal} ELSE {column} END)")
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
        /// For each column of the row, what makes it and its literal comparable.
        forms: Vec<Form>,
    },
    /// By every column.
    Content {
        /// For each column, whether it is compared as text.
        as_text: Vec<bool>,
        /// For each column, what makes it and its literal comparable.
        forms: Vec<Form>,
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
            return Self::Content { as_text, forms: Form::of(spec), seen: HashMap::new() };
        }
        let forms = Form::of(spec);
        let columns = spec.key.iter().map(|&position| forms[position].column(&sql.columns[position])).collect();
        Self::Key { columns: tuple(columns), positions: spec.key.clone(), forms }
    }

    /// The reference to a row; `number` is the row's, for errors.
    pub(super) fn locate(&mut self, sql: &TableSql, literals: &[String], number: u64) -> Result<Located, ModuleError> {
        match self {
            Self::Key { positions, forms, .. } => {
                Ok(Located { sql: key_tuple(sql, (positions, forms), literals, number)?, earlier: 0 })
            }
            Self::Content { as_text, forms, seen } => {
                let condition = condition(sql, as_text, forms, literals);
                let count = seen.entry(hash(&condition)).or_default();
                let earlier = *count;
                *count += 1;
                Ok(Located { sql: condition, earlier })
            }
        }
    }
}

fn key_tuple(
    sql: &TableSql,
    (positions, forms): (&[usize], &[Form]),
    literals: &[String],
    number: u64,
) -> Result<String, ModuleError> {
    if let Some(&position) = positions.iter().find(|&&position| is_null(&literals[position])) {
        let (table, column) = (sql.name.clone(), sql.columns[position].clone());
        return Err(ModuleError::NullKey { table, column, row: number });
    }
    let value = |&position: &usize| forms[position].literal(&sql.columns[position], &literals[position]);
    Ok(tuple(positions.iter().map(value).collect()))
}

fn is_null(literal: &str) -> bool {
    let bare = literal.split("::").next().unwrap_or(literal);
    bare.eq_ignore_ascii_case("null")
}

fn tuple(mut parts: Vec<String>) -> String {
    match (parts.pop(), parts.is_empty()) {
        (Some(one), true) => one,
        (last, _) => {
            parts.extend(last);
            format!("({})", parts.join(", "))
        }
    }
}

fn condition(sql: &TableSql, as_text: &[bool], forms: &[Form], literals: &[String]) -> String {
    let terms = sql.columns.iter().zip(as_text.iter().zip(forms)).zip(literals);
    let terms: Vec<String> =
        terms.map(|((column, (&as_text, form)), literal)| term(&form.column(column), as_text, literal)).collect();
    terms.join("\n    AND ")
}

/// The literal gets its column's type, so that it becomes the text that the stored value becomes.
fn term(column: &str, as_text: bool, literal: &str) -> String {
    if as_text {
        return format!("{column}::text IS NOT DISTINCT FROM {}::text", typed(column, literal));
    }
    format!("{column} IS NOT DISTINCT FROM {literal}")
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
