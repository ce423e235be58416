//! Compares the rows of a tenant in the source with the rows in the target.
//!
//! The published modules bring a few rows of their own, which are there before the export is: they must stay.

use std::cmp::Ordering;
use std::collections::HashSet;

use postgres::Client;

use super::error::LiveError;
use super::stage::{STRANGER, TENANT, tenant_id};
use super::tables::{self, Table};

/// The two databases, and the tenants in the first.
pub(super) struct Comparison {
    pub(super) source: Client,
    pub(super) target: Client,
    pub(super) tables: Vec<Table>,
    /// The exported tenant, by the id of its database.
    pub(super) tenant: String,
    /// The tenant that must not be in the target.
    pub(super) stranger: String,
    /// What the export renames: a schema as the platform calls it, and as the module does.
    pub(super) renamed: Vec<(String, String)>,
    /// The rows that the target has without the export, a list a table.
    pub(super) brought: Vec<Vec<String>>,
}

/// Rows counted in a comparison.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Counted {
    /// Tables that the tenant has rows in.
    pub(super) filled: usize,
    /// Rows of the tenant in the source, each equal to one in the target.
    pub(super) tenant: usize,
    /// Rows of the other tenant in the source.
    pub(super) stranger: usize,
}

impl Comparison {
    /// To be made before the export is deployed: it keeps what the target has without it.
    ///
    /// # Errors
    /// A query fails.
    pub(super) fn between(mut source: Client, mut target: Client, tables: Vec<Table>) -> Result<Self, LiveError> {
        let (tenant, stranger) = (tenant_id(&mut source, TENANT)?, tenant_id(&mut source, STRANGER)?);
        let renamed = renamed_schemas(&mut source, &tenant)?;
        let brought = tables.iter().map(|table| all_rows(&mut target, table)).collect::<Result<_, _>>()?;
        Ok(Self { source, target, tables, tenant, stranger, renamed, brought })
    }

    /// Compares every table.
    ///
    /// # Errors
    /// The first table whose rows differ, or that holds a row of the other tenant.
    pub(super) fn run(&mut self) -> Result<Counted, LiveError> {
        let mut counted = Counted::default();
        for (table, brought) in self.tables.iter().zip(&self.brought) {
            let rows = rows_of(&mut self.source, table, &self.tenant, &self.renamed)?;
            let expected = rows.iter().chain(brought).cloned().collect();
            same_rows(table, expected, all_rows(&mut self.target, table)?)?;
            counted.filled += usize::from(!rows.is_empty());
            counted.tenant += rows.len();
            counted.stranger += strangers(&mut self.source, &mut self.target, table, &self.stranger, &self.tenant)?;
        }
        Ok(counted)
    }

    /// Makes sure that the target has nothing but what it had without the export.
    ///
    /// # Errors
    /// The first table that has more, or less.
    pub(super) fn nothing_is_left(&mut self) -> Result<(), LiveError> {
        for (table, brought) in self.tables.iter().zip(&self.brought) {
            same_rows(table, brought.clone(), all_rows(&mut self.target, table)?)?;
        }
        Ok(())
    }
}

/// What an export calls the schemas of a tenant.
fn renamed_schemas(source: &mut Client, tenant: &str) -> Result<Vec<(String, String)>, LiveError> {
    let schemas = |column: &str| {
        format!(
            "SELECT {column} FROM metaschema_public.schema WHERE database_id = '{tenant}' ORDER BY schema_name COLLATE \"C\""
        )
    };
    let from = tables::column(source, &schemas("schema_name"))?;
    let names = tables::column(source, &schemas("name"))?;
    Ok(from.into_iter().zip(names.iter().map(|name| format!("{TENANT}_{name}"))).collect())
}

/// Every row of a table as text.
///
/// # Errors
/// PostgreSQL refuses.
fn all_rows(client: &mut Client, table: &Table) -> Result<Vec<String>, LiveError> {
    tables::column(client, &format!("SELECT {} FROM {}", table.row_text(), table.name))
}

/// The rows of a tenant as text, with the schemas renamed as the export does: whole names only.
fn rows_of(
    source: &mut Client,
    table: &Table,
    tenant: &str,
    renamed: &[(String, String)],
) -> Result<Vec<String>, LiveError> {
    let text = renamed.iter().fold(table.row_text(), |text, (from, to)| {
        format!(r"regexp_replace({text}, '(?<![A-Za-z0-9_$]){from}(?![A-Za-z0-9_$])', '{to}', 'g')")
    });
    tables::column(source, &format!("SELECT {text} FROM {} WHERE {}", table.name, table.belongs_to(tenant)?))
}

/// Counts the rows of the other tenant in the source, none of which may be in the target. What both tenants use is
/// no stranger's.
fn strangers(
    source: &mut Client,
    target: &mut Client,
    table: &Table,
    stranger: &str,
    tenant: &str,
) -> Result<usize, LiveError> {
    let (name, key) = (&table.name, table.key());
    let (theirs, ours) = (table.belongs_to(stranger)?, table.belongs_to(tenant)?);
    let theirs = tables::column(source, &format!("SELECT {key} FROM {name} WHERE {theirs} AND NOT ({ours})"))?;
    let there: HashSet<String> = tables::column(target, &format!("SELECT {key} FROM {name}"))?.into_iter().collect();
    match theirs.iter().find(|key| there.contains(*key)) {
        Some(key) => Err(LiveError::Leak { table: name.clone(), key: key.clone() }),
        None => Ok(theirs.len()),
    }
}

/// Two tables hold the same rows, each as often as in the other.
fn same_rows(table: &Table, mut source: Vec<String>, mut target: Vec<String>) -> Result<(), LiveError> {
    source.sort_unstable();
    target.sort_unstable();
    let (missing, extra) = differences(&source, &target);
    let Some(example) = missing.first().or(extra.first()) else { return Ok(()) };
    Err(LiveError::Rows {
        table: table.name.clone(),
        missing: missing.len(),
        extra: extra.len(),
        example: (*example).to_owned(),
    })
}

/// What only the first has, and what only the second has; both are sorted.
fn differences<'a>(first: &'a [String], second: &'a [String]) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut left, mut right) = (first.iter().peekable(), second.iter().peekable());
    let (mut only_first, mut only_second) = (Vec::new(), Vec::new());
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return (only_first, only_second),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(left), Some(right)) => left.cmp(right),
        };
        match order {
            Ordering::Less => only_first.extend(left.next().map(String::as_str)),
            Ordering::Greater => only_second.extend(right.next().map(String::as_str)),
            Ordering::Equal => drop((left.next(), right.next())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::differences;

    fn texts(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_row_that_is_there_once_too_often_is_a_difference() {
        let (first, second) = (texts(&["a", "a", "b"]), texts(&["a", "b", "c"]));
        assert_eq!(differences(&first, &second), (vec!["a"], vec!["c"]));
    }

    #[test]
    fn the_same_rows_do_not_differ() {
        let rows = texts(&["a", "b", "b"]);
        assert_eq!(differences(&rows, &rows), (vec![], vec![]));
    }
}
