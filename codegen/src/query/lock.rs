//! `contract.lock`: the type and nullability of everything that the documents name, as somebody last accepted it.
//!
//! Without it, code that is generated from the schema alone would follow a changed column in silence. One sorted
//! line each, `kind path: value`; the path is the document's own, so that a change on the other side is one line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::document::{Input, Operation, Selected};
use super::looser::is_looser;
use super::rename::Renames;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Source, visible};
use crate::schema::{EnumValue, Schema, TypeKind};

const HEADER: &str = "# What the documents name, as it was last accepted. Written by `typeferry queries --accept`.\n";

const ACCEPT: &str = "`typeferry queries --accept` takes the change";

/// What the documents name, by line key (`kind path`).
#[derive(Debug, Default)]
pub struct Lock {
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug)]
struct Entry {
    value: String,
    at: Location,
    schema_at: usize,
}

impl Lock {
    /// The lock of these operations as the schema is now.
    pub fn of(schema: &Schema, operations: &[&Operation]) -> Self {
        let mut lock = Self::default();
        for operation in operations {
            for root in &operation.roots {
                lock.selected(schema, &format!("{}.{}", operation.name, root.field), root);
            }
        }
        lock
    }

    fn selected(&mut self, schema: &Schema, path: &str, selected: &Selected) {
        for Input { path: input, ty, at, schema_at } in &selected.inputs {
            self.add(&format!("argument {path}({input})"), ty, at, *schema_at);
        }
        let column = schema.field(&selected.parent, &selected.field).and_then(|field| field.column.as_ref());
        match column {
            Some(column) => {
                let value = format!("{} {} {}", selected.ty, column.name, column.pg_type);
                self.add(&format!("column {path}"), &value, &selected.at, selected.schema_at);
            }
            None => self.add(&format!("field {path}"), &selected.ty.to_string(), &selected.at, selected.schema_at),
        }
        self.labels(schema, selected);
        self.table(schema, path, selected);
        for child in &selected.children {
            self.selected(schema, &format!("{path}.{}", child.field), child);
        }
    }

    fn labels(&mut self, schema: &Schema, selected: &Selected) {
        let name = selected.ty.name();
        let Some((values, def)) = schema.values(name).zip(schema.get(name)) else { return };
        self.add(&format!("enum {name}"), &labelled(values).join(" "), &selected.at, def.at);
    }

    fn table(&mut self, schema: &Schema, path: &str, selected: &Selected) {
        let Some(def) = schema.get(selected.ty.name()) else { return };
        let TypeKind::Object { table: Some(table), foreign_keys, .. } = &def.kind else { return };
        let value = format!("{} key({})", table.qualified(), table.key.join(", "));
        self.add(&format!("table {path}"), &value, &selected.at, def.at);
        for key in foreign_keys {
            let value = format!("{}.{}({})", key.schema, key.table, key.references.join(", "));
            // A key ends at its colon.
            let columns = key.columns.join(", ").replace(':', "\\u{3a}");
            self.add(&format!("foreign-key {path}({columns})"), &value, &selected.at, def.at);
        }
    }

    fn add(&mut self, key: &str, value: &str, at: &Location, schema_at: usize) {
        let entry = Entry { value: visible(value), at: at.clone(), schema_at };
        self.entries.entry(visible(key)).or_insert(entry);
    }

    /// The file's text.
    pub fn text(&self) -> String {
        let mut out = String::from(HEADER);
        for (key, entry) in &self.entries {
            let _ = writeln!(out, "{key}: {}", entry.value);
        }
        out
    }

    /// Compares with the lock file: what has changed since it was accepted, what is new, what is gone.
    ///
    /// `broken` says that a document did not check: what is gone or new then is that document's affair.
    pub(super) fn compare(&self, schema: &Schema, accepted: &Source, broken: bool, found: &mut Diagnostics) {
        let lines = lines(accepted, found);
        if lines.is_empty() && !self.entries.is_empty() {
            let error = Diagnostic::error("nothing is accepted yet: the lock is empty or not there").note(ACCEPT);
            found.push(error.at(accepted.locate(0)));
            return;
        }
        let both = lines.iter().filter_map(|(key, (value, _))| Some((*key, *value, self.value(key)?)));
        let renames = Renames::of(both);
        let today: BTreeMap<String, &str> = lines.iter().map(|(key, (value, _))| (renames.key(key), *value)).collect();
        for (key, entry) in &self.entries {
            match lines.get(key.as_str()).map(|(value, _)| *value).or_else(|| today.get(key).copied()) {
                Some(value) if value == entry.value || renames.value(key, value) == entry.value => {}
                Some(value) => found.push(changed(schema, key, (value, &renames.value(key, value)), entry)),
                None if broken => {}
                None => found.push(settle(schema, format!("`{key}` is not accepted yet: {}", entry.value), entry)),
            }
        }
        if !broken {
            let is_gone = |key: &str| self.value(key).or_else(|| self.value(&renames.key(key))).is_none();
            let gone = lines.iter().filter(|(key, _)| is_gone(key)).map(|(key, (_, at))| (*key, *at));
            self.gone(&gone.collect::<Vec<_>>(), accepted, found);
        }
    }

    /// Lines that nothing is selected for any more: an operation that is gone is one finding, at the first of its lines.
    fn gone(&self, lines: &[(&str, usize)], accepted: &Source, found: &mut Diagnostics) {
        let today: BTreeSet<&str> = self.entries.keys().filter_map(|key| operation(key)).collect();
        let mut lost: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (key, at) in lines {
            if let Some(operation) = operation(key).filter(|operation| !today.contains(operation)) {
                lost.entry(operation).or_default().push(*at);
                continue;
            }
            let message = format!("`{key}` was accepted, and no document selects it any more");
            found.push(Diagnostic::error(message).at(accepted.locate(*at)).note(ACCEPT));
        }
        for (operation, places) in lost {
            let message = format!("the operation `{operation}` was accepted, and no document has it any more");
            let first = places.first().copied().unwrap_or_default();
            found.push(Diagnostic::error(message).at(accepted.locate(first)).note(ACCEPT));
        }
    }

    fn value(&self, key: &str) -> Option<&str> {
        self.entries.get(key).map(|entry| entry.value.as_str())
    }
}

/// The values of an enum, each with its label.
fn labelled(values: &[EnumValue]) -> Vec<String> {
    let pair = |value: &EnumValue| match &value.label {
        Some(label) => format!("{}={label}", value.name),
        None => value.name.clone(),
    };
    values.iter().map(pair).collect()
}

/// The operation that a line is of, where its kind has one: `kind Operation.path`.
fn operation(key: &str) -> Option<&str> {
    let (kind, path) = key.split_once(' ')?;
    let has_one = matches!(kind, "argument" | "column" | "field" | "foreign-key" | "table");
    path.split('.').next().filter(|_| has_one)
}

/// What was accepted, as the lock has it and in today's names, and is not so any more.
fn changed(schema: &Schema, key: &str, (before, today): (&str, &str), entry: &Entry) -> Diagnostic {
    let error = settle(schema, format!("`{key}` was accepted as `{before}` and is now `{}`", entry.value), entry);
    let values = key.strip_prefix("enum ").and_then(|name| schema.values(name)).unwrap_or_default();
    let labels: Vec<_> = labelled(values).iter().map(|label| visible(label)).collect();
    if is_looser(key, today, &entry.value, &labels) { error.only_warns() } else { error }
}

fn settle(schema: &Schema, message: String, entry: &Entry) -> Diagnostic {
    let mut error = Diagnostic::error(message).at(entry.at.clone());
    if let Some(location) = schema.locate(entry.schema_at) {
        error = error.note(format!("see {location}"));
    }
    error.note(ACCEPT)
}

/// The lines of a lock file by key, each with its value and offset. A malformed line has no value, and so differs.
fn lines<'s>(accepted: &'s Source, found: &mut Diagnostics) -> BTreeMap<&'s str, (&'s str, usize)> {
    let mut lines = BTreeMap::new();
    let mut at = 0;
    for line in accepted.text().split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        if !text.trim().is_empty() && !text.starts_with('#') {
            let (key, value) = text.split_once(": ").unwrap_or((text, ""));
            if lines.insert(key, (value, at)).is_some() {
                let message = format!("`{key}` stands here for the second time");
                found.push(Diagnostic::error(message).at(accepted.locate(at)).note(ACCEPT));
            }
        }
        at += line.len();
    }
    lines
}
