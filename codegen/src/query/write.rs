//! The documents of tables, written from the model: one a table, columns in PostgreSQL's order.

use std::fmt::Write;

use heck::ToUpperCamelCase;

use super::reading::KEYS;
use crate::config::Config;
use crate::diagnostic::visible;
use crate::dialect::FilterArgument;
use crate::model::{Column, KeyPath, Model, PageShape, Table, TenantPath};

/// A document to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path below the folder of documents: `schema/table.graphql`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The document of each table that is not left out.
pub fn write(model: &Model, config: &Config) -> Vec<Written> {
    let kept = model.tables.iter().filter(|table| !config.left_out.contains_key(&table.qualified()));
    kept.map(|table| written(table, config)).collect()
}

/// The document of one table.
pub(super) fn written(table: &Table, config: &Config) -> Written {
    Written { path: path(&table.schema, &table.name), text: document(table, config) }
}

/// The path of a table's document. A name of PostgreSQL may have any character; a file's does not leave its folder.
pub(super) fn path(schema: &str, table: &str) -> String {
    let plain = |name: &str| -> String {
        let keep = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
        name.chars().map(|c| if keep(c) { c.to_string() } else { format!("%{:02x}", u32::from(c)) }).collect()
    };
    format!("{}/{}.graphql", plain(schema), plain(table))
}

fn document(table: &Table, config: &Config) -> String {
    let (variables, arguments) = calling(table);
    let name = table.root.name.to_upper_camel_case();
    let title = visible(&table.qualified());
    let mut out = format!("# {title}\nquery {name}({}) {{\n", variables.join(", "));
    let _ = writeln!(out, "  {}({}) {{", table.root.name, arguments.join(", "));
    page(table, config, &mut out);
    out.push_str("  }\n}\n");
    out
}

/// The selection of a page: the rows, with what stands beside them where they are a field of it.
fn page(table: &Table, config: &Config, out: &mut String) {
    let is_kept = |column: &&Column| !config.left_out.contains_key(&format!("{}.{}", table.qualified(), column.name));
    let columns = table.columns.iter().filter(is_kept).map(selection);
    let Some(rows) = table.page.rows else {
        out.extend(columns.map(|column| format!("    {column}\n")));
        return;
    };
    let _ = writeln!(out, "    {rows} {{");
    out.extend(columns.map(|column| format!("      {column}\n")));
    out.push_str("    }\n");
    let beside = table.page.beside_rows(table.root.cursor_type.is_some());
    out.extend(beside.into_iter().map(|line| format!("    {line}\n")));
}

/// The variables that the document declares, and the arguments that it calls the root field with.
fn calling(table: &Table) -> (Vec<String>, Vec<String>) {
    let mut variables = Vec::new();
    let mut arguments = Vec::new();
    if let (Some(tenant), Some(filter)) = (&table.tenant, &table.root.filter) {
        let (variable, value) = whose(tenant, filter, table.page.tenant);
        variables.push(variable);
        arguments.push(format!("{}: {value}", filter.name));
    }
    if let Some(order) = table.root.order.as_ref().filter(|order| !order.values.is_empty()) {
        arguments.push(format!("{}: [{}]", order.name, order.values.join(", ")));
    }
    paged(table, |name, ty| {
        variables.push(format!("${name}: {ty}"));
        arguments.push(format!("{name}: ${name}"));
    });
    (variables, arguments)
}

/// The arguments that page, each with the type of the variable for it.
fn paged(table: &Table, mut add: impl FnMut(&str, &str)) {
    let PageShape { limit, offset, after, integer, .. } = table.page;
    add(limit, &format!("{integer}!"));
    match (after, &table.root.cursor_type) {
        (Some(after), Some(ty)) => add(after, ty),
        _ => add(offset, integer),
    }
}

/// The variable that says whose rows are wanted, and the value of the filter.
fn whose(path: &TenantPath, filter: &FilterArgument, tenant: &str) -> (String, String) {
    match path {
        TenantPath::Filter { fields, value_type, .. } => {
            let value = match &filter.equality {
                Some(operator) => format!("{{{operator}: ${tenant}}}"),
                None => format!("${tenant}"),
            };
            let nested = fields.iter().rev().fold(value, |inner, field| format!("{{{field}: {inner}}}"));
            (format!("${tenant}: {value_type}!"), nested)
        }
        TenantPath::Keys(KeyPath { field, operator, value_type, .. }) => {
            (format!("${KEYS}: [{value_type}!]!"), format!("{{{field}: {{{operator}: ${KEYS}}}}}"))
        }
    }
}

/// What a document selects of a column.
pub(super) fn selection(column: &Column) -> String {
    if column.parts.is_empty() {
        return column.field.clone();
    }
    format!("{} {{ {} }}", column.field, column.parts.join(" "))
}
