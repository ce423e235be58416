//! Nothing is lost in silence: every table and column of the schema is selected, or left out with a reason.

use std::collections::{BTreeMap, BTreeSet};

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
    let mut known = BTreeSet::new();
    for def in schema.types.values() {
        let TypeKind::Object { fields, table: Some(table), .. } = &def.kind else { continue };
        known.insert(table.qualified());
        known.extend(fields.iter().filter_map(|field| qualified(table, field)));
        match by_row_type.get(def.name.as_str()) {
            Some(query) => columns(schema, config, table, fields, query, found),
            None if excused.contains(&def.name) => {}
            None => whole(schema, config, def, table, found),
        }
    }
    for name in config.left_out.keys().filter(|name| !known.contains(*name)) {
        let message = format!("typeferry.toml leaves out `{name}`, which the schema does not have");
        found.push(Diagnostic::error(message).nearest(name, known.iter().map(String::as_str)));
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
    let selected: BTreeSet<&str> = query.columns.iter().map(|column| column.field.as_str()).collect();
    for field in fields {
        let name = qualified(table, field);
        let left_out = name.as_ref().is_some_and(|name| config.left_out.contains_key(name));
        match (selected.contains(field.name.as_str()), left_out) {
            (true, false) | (false, true) => {}
            (false, false) => {
                let name = name.unwrap_or_else(|| format!("{}.{} (no @column)", table.qualified(), field.name));
                let (of, file) = (&query.row_type, &query.operation.at.file);
                let message = format!("the column {name} (`{}` of `{of}`) is selected by no document", field.name);
                let error = lost(message, &name).note(format!("its table's document is {file}"));
                found.push(error.at(schema.locate(field.at)));
            }
            (true, true) => {
                let message = format!("`{}` is selected, and typeferry.toml leaves it out", field.name);
                found.push(Diagnostic::error(message).at(query.operation.at.clone()));
            }
        }
    }
}

fn qualified(table: &TableAnnotation, field: &Field) -> Option<String> {
    Some(format!("{}.{}", table.qualified(), field.column.as_ref()?.name))
}

fn lost(message: String, name: &str) -> Diagnostic {
    Diagnostic::error(message).note(format!(
        "`typeferry queries --accept` selects it, or leave `{name}` out under [left-out] in typeferry.toml, with a reason"
    ))
}
