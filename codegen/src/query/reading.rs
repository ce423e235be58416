//! How the rows of a table are asked for and read, of the table and its checked document: what generated code has as
//! constants, and what a program may make while it runs.

use std::collections::BTreeMap;

use super::document::Selected;
use super::table::TableQuery;
use crate::model::{Column, KeyPath, Table, TenantPath};

/// The variable of a table's document for the keys of another table's rows that the wanted rows refer to.
pub(super) const KEYS: &str = "keys";

/// A table as a document reads it.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The table.
    pub table: &'a Table,
    /// The columns that the document selects, in its order.
    pub columns: Vec<&'a Column>,
    /// The primary key, as positions in `columns`. One of which a column is left out is no key of what is selected.
    pub key: Vec<usize>,
    /// The field that is asked; the document's own: an API may have several for one table.
    pub root_field: &'a str,
    query: &'a TableQuery,
}

impl<'a> Reading<'a> {
    /// The reading of a table by a document of it.
    pub fn new(table: &'a Table, query: &'a TableQuery) -> Self {
        let by_field: BTreeMap<_, _> =
            table.columns.iter().rev().map(|column| (column.field.as_str(), column)).collect();
        let find = |selected: &Selected| by_field.get(selected.field.as_str()).copied();
        let columns: Vec<&Column> = query.columns.iter().filter_map(find).collect();
        let position = |key: &usize| {
            let own = table.columns.get(*key)?;
            columns.iter().position(|column| column.name == own.name)
        };
        let key = table.key.iter().map(position).collect::<Option<_>>().unwrap_or_default();
        Self { table, columns, key, root_field: &query.root.field, query }
    }

    /// The arguments of the root field, paging excepted: the reader of pages puts its own there.
    pub fn arguments(&self) -> String {
        let pages = |name: &str| self.table.page.arguments().any(|argument| argument == name);
        let kept = self.query.root.arguments.iter().filter(|(name, _)| !pages(name));
        kept.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", ")
    }

    /// The way to the keys that the document filters by (`$keys`), with their GraphQL type, where it does.
    pub fn keys(&self) -> Option<(&KeyPath, String)> {
        match &self.table.tenant {
            Some(TenantPath::Keys(path)) => Some((path, self.variable_type(KEYS)?)),
            _ => None,
        }
    }

    /// The GraphQL type of the document's cursor, where it pages by one.
    pub fn cursor_type(&self) -> Option<String> {
        self.variable_type(self.table.page.after?)
    }

    /// The GraphQL type of the tenant, where the document filters by it.
    pub fn tenant_type(&self) -> Option<String> {
        self.variable_type(self.table.page.tenant)
    }

    /// The GraphQL type of one of the document's variables, where it has that one.
    fn variable_type(&self, name: &str) -> Option<String> {
        self.query.operation.variables.get(name).map(|variable| variable.ty.to_string())
    }

    /// The selection of a node.
    pub fn selection(&self) -> String {
        selection(&self.query.columns)
    }
}

fn selection(columns: &[Selected]) -> String {
    let text = |column: &Selected| match column.children.as_slice() {
        [] => column.field.clone(),
        children => format!("{} {{ {} }}", column.field, selection(children)),
    };
    columns.iter().map(text).collect::<Vec<_>>().join(" ")
}
