//! Nothing is lost in silence: every table and column of the schema is selected, or left out with a reason.

use std::collections::{BTreeMap, BTreeSet};

use super::by_hand::is_by_hand;
use super::document::Selected;
use super::table::TableQuery;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Field, RowType, Schema, TableAnnotation};

/// A table that nothing selects and nothing leaves out, or such a field of one that is selected.
pub(crate) struct Missing<'s> {
    pub(crate) row: RowType<'s>,
    pub(crate) field: Option<&'s Field>,
}

/// What is missing where `selected` has the fields that are selected of each row type.
pub(crate) fn missing<'s>(
    schema: &'s Schema,
    config: &Config,
    selected: &BTreeMap<&str, BTreeSet<&str>>,
) -> Vec<Missing<'s>> {
    let is_out = |name: &String| config.left_out.contains_key(name);
    let mut missing = Vec::new();
    for row in schema.row_types().filter(|row| !is_out(&row.table.qualified())) {
        let Some(selected) = selected.get(row.name()) else {
            missing.push(Missing { row, field: None });
            continue;
        };
        let fields = row.fields.iter().filter(|field| !selected.contains(field.name.as_str()));
        let fields = fields.filter(|field| !qualified(row.table, field).is_some_and(|name| is_out(&name)));
        // All of an API has fields that are no columns: relations, and what is computed.
        let fields = fields.filter(|field| !schema.is_whole || field.column.is_some());
        missing.extend(fields.map(|field| Missing { row, field: Some(field) }));
    }
    missing
}

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
        left_out(schema, config, query, found);
    }
    let selected = by_row_type.iter().map(|(name, query)| (*name, fields(query))).collect();
    for Missing { row, field } in missing(schema, config, &selected) {
        match (by_row_type.get(row.name()), field) {
            (Some(query), Some(field)) => found.push(column(row.table, field, query).at(schema.locate(field.at))),
            _ if excused.contains(row.name()) => {}
            _ => found.push(table(&row).at(schema.locate(row.def.at))),
        }
    }
}

fn fields(query: &TableQuery) -> BTreeSet<&str> {
    query.columns.iter().map(|column| column.field.as_str()).collect()
}

/// What is left out and selected all the same.
fn left_out(schema: &Schema, config: &Config, query: &TableQuery, found: &mut Diagnostics) {
    let Some(row) = schema.row_type(&query.row_type) else { return };
    let name = row.table.qualified();
    if config.left_out.contains_key(&name) {
        found.push(both(config, &name, query, None));
        return;
    }
    for field in row.fields {
        let Some(name) = qualified(row.table, field).filter(|name| config.left_out.contains_key(name)) else {
            continue;
        };
        let selected = query.columns.iter().find(|column| column.field == field.name);
        found.extend(selected.map(|selected| both(config, &name, query, Some(selected))));
    }
}

fn table(row: &RowType<'_>) -> Diagnostic {
    let name = row.table.qualified();
    lost(format!("the table {name} (`{}`) is selected by no document", row.name()), &name)
}

fn column(table: &TableAnnotation, field: &Field, query: &TableQuery) -> Diagnostic {
    let Some(name) = qualified(table, field) else {
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
    lost(message, &name).note(format!("its table's document is {document}"))
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
