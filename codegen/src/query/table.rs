//! A document that reads one table: the shape that paging needs, and the columns in the order they are selected.

use std::collections::BTreeSet;

use super::by_hand::is_by_hand;
use super::document::{Operation, Selected};
use super::reading::KEYS;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::PageShape;
use crate::schema::{Schema, TypeKind};

/// The query of one table, as its document says it.
#[derive(Debug, Clone)]
pub struct TableQuery {
    /// The operation.
    pub operation: Operation,
    /// Its one root field.
    pub root: Selected,
    /// The row type.
    pub row_type: String,
    /// The selected fields of a row, in the document's order.
    pub columns: Vec<Selected>,
}

impl TableQuery {
    /// The operation as a table's query, of an API whose pages have this shape.
    ///
    /// # Errors
    /// What keeps it from being paged or its rows from being read by position.
    pub(super) fn of(schema: &Schema, page: &PageShape, operation: Operation) -> Result<Self, Diagnostics> {
        let mut found = Vec::new();
        let root = match operation.roots.as_slice() {
            [root] => Some(root.clone()),
            _ => None,
        };
        let Some((root, rows)) = root.and_then(|root| Some((root.clone(), check_root(page, &root, &mut found)?)))
        else {
            let message = format!("a table's document selects one root field{}", parts_of_a_page(page));
            found.push(Diagnostic::error(message).at(operation.at.clone()));
            return Err(found);
        };
        check_columns(schema, &rows, is_by_hand(&operation.text), &mut found);
        check_variables(page, &operation, &mut found);
        let (row_type, columns) = (rows.ty.name().to_owned(), rows.children);
        if found.is_empty() { Ok(Self { operation, root, row_type, columns }) } else { Err(found) }
    }
}

/// The caller fills the variables: a document has no others.
fn check_variables(page: &PageShape, operation: &Operation, found: &mut Diagnostics) {
    let known: Vec<_> = [page.tenant, KEYS].into_iter().chain(page.arguments()).collect();
    for (name, variable) in operation.variables.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
        let message = format!("`${name}` is no variable of a table's document ({})", known.join(", "));
        found.push(Diagnostic::error(message).at(variable.at.clone()));
    }
}

/// The rows of a root field that has all that paging needs.
fn check_root(page: &PageShape, root: &Selected, found: &mut Diagnostics) -> Option<Selected> {
    no_alias(root, found);
    if let Some(info) = page.info {
        root.child(info.field)?.child(info.more)?;
    }
    if let Some(total) = page.total {
        root.child(total)?;
    }
    let Some(rows) = page.rows else {
        return root.ty.nullable().element().is_some().then(|| root.clone());
    };
    let rows = root.child(rows)?;
    no_alias(rows, found);
    Some(rows.clone())
}

/// What a document selects of a root field so that its rows can be paged, in words that follow "one root field".
fn parts_of_a_page(page: &PageShape) -> String {
    let parts = [page.rows, page.info.map(|info| info.field), page.total].into_iter().flatten();
    let parts: Vec<_> = parts.map(|part| format!("`{part}`")).collect();
    match parts.as_slice() {
        [] => ", which is a list of rows".to_owned(),
        [only] => format!(", with {only} of it"),
        [first @ .., last] => format!(", with {} and {last} of it", first.join(", ")),
    }
}

fn check_columns(schema: &Schema, rows: &Selected, by_hand: bool, found: &mut Diagnostics) {
    let table = schema.get(rows.ty.name()).map(|def| &def.kind);
    if !matches!(table, Some(TypeKind::Object { table: Some(_), .. })) {
        let message = format!("`{}` is no table: it has no @table in the schema", rows.ty.name());
        found.push(Diagnostic::error(message).at(rows.at.clone()));
        return;
    }
    let mut seen = BTreeSet::new();
    for column in &rows.children {
        no_alias(column, found);
        parts(schema, column, by_hand, found);
        if column.alias.is_none() && !seen.insert(&column.field) {
            let message = format!("`{}` is selected twice", column.field);
            found.push(Diagnostic::error(message).at(column.at.clone()));
        }
        let field = schema.field(&column.parent, &column.field);
        if field.is_some_and(|field| field.column.is_none()) {
            let message = format!("`{}` of `{}` is no column: it has no @column", column.field, column.parent);
            found.push(Diagnostic::error(message).at(column.at.clone()));
        }
    }
}

/// A value that is an object is whole only with all its parts.
fn parts(schema: &Schema, column: &Selected, by_hand: bool, found: &mut Diagnostics) {
    for part in schema.fields(column.ty.name()).iter().filter(|part| column.child(&part.name).is_none()) {
        let message = format!("the part `{}` of `{}` is not selected: the value is not whole", part.name, column.field);
        let error = Diagnostic::error(message).at(column.at.clone()).note(if by_hand {
            "select it in this document, which is by hand, then `typeferry queries --accept` takes the change"
        } else {
            "`typeferry queries --accept` selects it"
        });
        found.push(match schema.locate(part.at) {
            Some(location) => error.note(format!("see {location}")),
            None => error,
        });
    }
    for part in &column.children {
        no_alias(part, found);
        parts(schema, part, by_hand, found);
    }
}

fn no_alias(selected: &Selected, found: &mut Diagnostics) {
    if selected.alias.is_some() {
        let message = format!("`{}` has an alias: rows are read by the names of their fields", selected.field);
        found.push(Diagnostic::error(message).at(selected.at.clone()));
    }
}
