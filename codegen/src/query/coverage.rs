//! Nothing is lost in silence: every table and column of the schema is selected, or left out with a reason.

use std::collections::{BTreeMap, BTreeSet};

use super::by_hand::is_by_hand;
use super::document::Selected;
use super::table::TableQuery;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Field, Schema, TableAnnotation, TypeDef, TypeKind};

/// Checks that `queries` select what the schema has. `excused` are row types whose document has errors of its own.
pub(super) fn check(
    schema: &Schema,
    config: &Config,
    queries: &[TableQuery],
    excused: &BTreeSet<String>,
    found: &mut Diagnostics,
) {
    let mut by_row_type: BTreeMap<&str, &TableQuery> = BTreeMap::new();
    for query in queries {
        if let Some(other) = by_row_type.insert(&query.row_type, query) {
            let message = format!("`{}` has a second document: the first is at {}", query.row_type, other.operation.at);
            found.push(Diagnostic::error(message).at(query.operation.at.clone()));
        }
    }
    for def in schema.types.values() {
        let TypeKind::Object { fields, table: Some(table), .. } = &def.kind else { continue };
        match by_row_type.get(def.name.as_str()) {
            Some(query) if config.left_out.contains_key(&table.qualified()) => {
                found.push(both(config, &table.qualified(), query, None));
            }
            Some(query) => columns(schema, config, table, fields, query, found),
            None if excused.contains(&def.name) => {}
            None => whole(schema, config, def, table, found),
        }
    }
}

fn whole(schema: &Schema, config: &Config, def: &TypeDef, table: &TableAnnotation, found: &mut Diagnostics) {
    let name = table.qualified();
    if !config.left_out.contains_key(&name) {
        let message = format!("the table {name} (`{}`) is selected by no document", def.name);
        found.push(lost(message, &name).at(schema.locate(def.at)));
    }
}

fn columns(
    schema: &Schema,
    config: &Config,
    table: &TableAnnotation,
    fields: &[Field],
    query: &TableQuery,
    found: &mut Diagnostics,
) {
    let by_field: BTreeMap<_, _> = query.columns.iter().rev().map(|column| (column.field.as_str(), column)).collect();
    for field in fields {
        let selected = by_field.get(field.name.as_str());
        let name = qualified(table, field);
        let left_out = name.as_ref().filter(|name| config.left_out.contains_key(*name));
        match (selected, left_out) {
            (None, Some(_)) | (Some(_), None) => {}
            (None, None) => {
                let error = missing(table, field, name.as_deref(), query);
                found.push(error.at(schema.locate(field.at)));
            }
            (Some(selected), Some(name)) => found.push(both(config, name, query, Some(selected))),
        }
    }
}

fn missing(table: &TableAnnotation, field: &Field, name: Option<&str>, query: &TableQuery) -> Diagnostic {
    let Some(name) = name else {
        let message = format!("`{}` of {} is no column: it has no @column", field.name, table.qualified());
        return Diagnostic::error(message).note("`typeferry schema pull` writes the fields that are columns");
    };
    let message = format!("the column {name} (`{}`) is selected by no document", field.name);
    let document = &query.operation.at.file;
    if is_by_hand(&query.operation.text) {
        return Diagnostic::error(message).note(format!(
            "select `{}` in {document}, which is by hand, or leave `{name}` out under [left-out] in typeferry.toml, with \
             a reason; then `typeferry queries --accept` takes the change",
            field.name
        ));
    }
    lost(message, name).note(format!("its table's document is {document}"))
}

/// A table that is left out and has a document, or a column that is left out and selected.
fn both(config: &Config, name: &str, query: &TableQuery, column: Option<&Selected>) -> Diagnostic {
    let at = column.map_or(&query.operation.at, |column| &column.at);
    let error = Diagnostic::error(format!("`{name}` is selected, and left out on purpose")).at(at.clone());
    let error = match config.locate("left-out", name) {
        Some(location) => error.note(format!("see {location}")),
        None => error,
    };
    let document = &query.operation.at.file;
    error.note(match (is_by_hand(&query.operation.text), column) {
        (false, _) => "`typeferry queries --accept` writes the documents without it, unless the rule goes".to_owned(),
        (true, None) => format!("delete {document}, which is by hand, or the rule, then `typeferry queries --accept`"),
        (true, Some(_)) => {
            format!("take it out of {document}, which is by hand, or the rule away, then `typeferry queries --accept`")
        }
    })
}

fn qualified(table: &TableAnnotation, field: &Field) -> Option<String> {
    Some(format!("{}.{}", table.qualified(), field.column.as_ref()?.name))
}

fn lost(message: String, name: &str) -> Diagnostic {
    Diagnostic::error(message).note(format!(
        "`typeferry queries --accept` selects it, or leave `{name}` out under [left-out] in typeferry.toml, with a reason"
    ))
}
