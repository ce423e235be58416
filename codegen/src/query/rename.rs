//! What the schema calls otherwise than the lock does. A rename is one finding, at the line that is about it; the
//! other lines that name what was renamed are compared in today's names.

use std::collections::BTreeMap;

/// Names of the lock with the names of today.
#[derive(Debug, Default)]
pub(super) struct Renames<'a> {
    /// `schema.table`, by the path of the rows in a document: as accepted.
    paths: BTreeMap<&'a str, &'a str>,
    /// `schema.table`.
    tables: BTreeMap<&'a str, &'a str>,
    /// Columns, each with its accepted table.
    columns: BTreeMap<(&'a str, &'a str), &'a str>,
    /// Row types.
    types: BTreeMap<&'a str, &'a str>,
}

impl<'a> Renames<'a> {
    /// What differs between the accepted values and today's of the lines that both have: key, accepted, today.
    pub(super) fn of(lines: impl Iterator<Item = (&'a str, &'a str, &'a str)> + Clone) -> Self {
        let mut renames = Self::default();
        for (key, before, now) in lines.clone() {
            let Some(path) = key.strip_prefix("table ") else { continue };
            let (Some((before, _)), Some((now, _))) = (before.split_once(" key("), now.split_once(" key(")) else {
                continue;
            };
            renames.paths.insert(path, before);
            if before != now {
                renames.tables.insert(before, now);
            }
        }
        for (key, before, now) in lines {
            match key.split_once(' ') {
                Some(("column", path)) => renames.column(path, before, now),
                Some(("field", path)) if renames.paths.contains_key(path) => {
                    renames.types.insert(bare(before), bare(now));
                }
                _ => {}
            }
        }
        renames
    }

    fn column(&mut self, path: &'a str, before: &'a str, now: &'a str) {
        let Some((rows, _)) = path.rsplit_once('.') else { return };
        let (Some(table), Some(before), Some(now)) = (self.paths.get(rows), name_of(before), name_of(now)) else {
            return;
        };
        if before != now {
            self.columns.insert((*table, before), now);
        }
    }

    /// A line's key in today's names.
    pub(super) fn key(&self, key: &str) -> String {
        let parts = key.strip_prefix("foreign-key ").and_then(|rest| rest.strip_suffix(')')?.split_once('('));
        match parts.and_then(|(path, columns)| Some((path, columns, *self.paths.get(path)?))) {
            Some((path, columns, table)) => format!("foreign-key {path}({})", self.columns(table, columns)),
            None => key.to_owned(),
        }
    }

    /// A line's value in today's names, but for what the line itself is about.
    pub(super) fn value(&self, key: &str, value: &str) -> String {
        match key.split_once(' ') {
            Some(("table", _)) => self.table(value, " key(", false),
            Some(("foreign-key", _)) => self.table(value, "(", true),
            Some(("argument", _)) => renamed_type(&self.types, value),
            Some(("field", path)) if !self.paths.contains_key(path) => renamed_type(&self.types, value),
            _ => value.to_owned(),
        }
    }

    /// A table with some of its columns; `table` says whether its own name is taken as renamed.
    fn table(&self, value: &str, open: &str, renamed: bool) -> String {
        let Some((table, columns)) = value.split_once(open) else { return value.to_owned() };
        let columns = self.columns(table, columns.trim_end_matches(')'));
        let today = self.tables.get(table).filter(|_| renamed).copied().unwrap_or(table);
        format!("{today}{open}{columns})")
    }

    fn columns(&self, table: &str, columns: &str) -> String {
        let today = |column| self.columns.get(&(table, column)).copied().unwrap_or(column);
        columns.split(", ").map(today).collect::<Vec<_>>().join(", ")
    }
}

/// A type that is named after a row type (its connection, its filter, its order), by the row types' names of today: the
/// longest row type that its name begins with.
pub(crate) fn renamed_type(row_types: &BTreeMap<&str, &str>, ty: &str) -> String {
    let name = bare(ty);
    let mut heads = (1..=name.len()).rev().filter_map(|end| name.split_at_checked(end));
    match heads.find_map(|(head, rest)| Some((row_types.get(head)?, rest))) {
        Some((now, rest)) => ty.replacen(name, &format!("{now}{rest}"), 1),
        None => ty.to_owned(),
    }
}

/// The name of a type without its wrappers.
fn bare(ty: &str) -> &str {
    ty.trim_matches(['[', ']', '!'])
}

/// The column in `type name pg_type`.
fn name_of(value: &str) -> Option<&str> {
    let (_, rest) = value.split_once(' ')?;
    Some(rest.rsplit_once(' ')?.0)
}
