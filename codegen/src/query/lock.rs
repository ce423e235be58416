//! `contract.lock`: the part of the schema that the documents name, as somebody last accepted it.
//!
//! Without it, code that is generated from the schema alone would follow a changed column in silence. One sorted
//! line an item, `kind path: text`; the path is the document's own, so that a change on the other side is one line.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::document::{Input, Operation, Selected};
use super::item::Item;
use super::select::TYPENAME;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Source, shown, visible};
use crate::schema::Schema;

const HEADER: &str = "# What the documents name, as it was last accepted. Written by `typeferry queries --accept`.\n";

pub(super) const ACCEPT: &str = "`typeferry queries --accept` takes the change";

/// What the documents name, by line key (`kind path`).
#[derive(Debug, Default)]
pub struct Lock {
    pub(super) lines: BTreeMap<String, Line>,
}

/// A line of the lock.
#[derive(Debug)]
pub(super) struct Line {
    /// What stands behind the key.
    pub(super) text: String,
    /// What it says; `None` where it does not read.
    pub(super) item: Option<Item>,
    /// The place in the document, or in the lock that was read.
    pub(super) at: Location,
    /// The place in the schema, as a byte offset.
    pub(super) schema_at: usize,
}

impl Lock {
    /// The lock of these operations as the schema is now.
    pub fn of(schema: &Schema, operations: &[&Operation]) -> Self {
        let mut lock = Self::default();
        for operation in operations {
            for root in operation.roots.iter().filter(|root| root.field != TYPENAME) {
                lock.selected(schema, &format!("{}.{}", operation.name, root.field), root);
            }
        }
        lock
    }

    fn selected(&mut self, schema: &Schema, path: &str, selected: &Selected) {
        for Input { path: input, ty, at, schema_at } in &selected.inputs {
            self.add(&format!("{path}({input})"), Item::Argument(ty.clone()), at, *schema_at);
        }
        let column = schema.field(&selected.parent, &selected.field).and_then(|field| field.column.clone());
        let field = match column {
            Some(column) => Item::Column(selected.ty.clone(), column),
            None => Item::Field(selected.ty.clone()),
        };
        self.add(path, field, &selected.at, selected.schema_at);
        self.of_type(schema, path, selected);
        for child in selected.children.iter().filter(|child| child.field != TYPENAME) {
            self.selected(schema, &format!("{path}.{}", child.step(selected)), child);
        }
    }

    /// What the schema says of the type of something selected: the values of an enum, the table of a row type.
    fn of_type(&mut self, schema: &Schema, path: &str, selected: &Selected) {
        let name = selected.ty.name();
        if let Some((values, def)) = schema.values(name).zip(schema.get(name)) {
            self.add(name, Item::Enum(values.to_vec()), &selected.at, def.at);
        }
        if let Some(row) = schema.row_type(name) {
            self.add(path, Item::Table(row.table.clone()), &selected.at, row.def.at);
            for key in row.foreign_keys {
                self.add(path, Item::ForeignKey(key.clone()), &selected.at, row.def.at);
            }
        }
    }

    fn add(&mut self, path: &str, item: Item, at: &Location, schema_at: usize) {
        let key = visible(&item.key(path));
        let line = || Line { text: visible(&item.to_string()), item: Some(item), at: at.clone(), schema_at };
        self.lines.entry(key).or_insert_with(line);
    }

    /// Reads a lock file. A line that `today` has as well is what it is today, however else it could be read.
    pub(super) fn read(file: &Source, today: &Self, diagnostics: &mut Diagnostics) -> Self {
        let mut lock = Self::default();
        let mut at = 0;
        for line in file.text().split_inclusive('\n') {
            let text = line.trim_end_matches(['\n', '\r']);
            if !text.trim().is_empty() && !text.starts_with('#') {
                let (key, text) = text.split_once(": ").unwrap_or((text, ""));
                let line = Line::read(key, text, file.locate(at), today.lines.get(key));
                if lock.lines.insert(key.to_owned(), line).is_some() {
                    let message = format!("`{key}` stands here for the second time");
                    diagnostics.push(Diagnostic::error(message).at(file.locate(at)).note(ACCEPT));
                }
            }
            at += line.len();
        }
        lock
    }

    /// The file's text.
    pub fn text(&self) -> String {
        let mut out = String::from(HEADER);
        for (key, line) in &self.lines {
            let _ = writeln!(out, "{key}: {}", line.text);
        }
        out
    }
}

impl Line {
    fn read(key: &str, text: &str, at: Location, today: Option<&Self>) -> Self {
        let item = match today.filter(|line| line.text == text) {
            Some(line) => line.item.clone(),
            None => Item::read(key, &shown(text), today.and_then(|line| line.item.as_ref())),
        };
        Self { text: text.to_owned(), item, at, schema_at: 0 }
    }
}
