//! The documents of tables, written from the model: one a table, columns in PostgreSQL's order.

use std::fmt::Write;

use heck::ToUpperCamelCase;

use crate::config::Config;
use crate::diagnostic::visible;
use crate::dialect::FilterArgument;
use crate::model::{Column, KeyPath, Model, Paging, Table, TenantPath};

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
    let _ = writeln!(out, "  {}({}) {{\n    nodes {{", table.root.name, arguments.join(", "));
    for column in &table.columns {
        if !config.left_out.contains_key(&format!("{}.{}", table.qualified(), column.name)) {
            let _ = writeln!(out, "      {}", selection(column));
        }
    }
    let cursor = if table.paging == Paging::Cursor { " endCursor" } else { "" };
    let _ = writeln!(out, "    }}\n    pageInfo {{ hasNextPage{cursor} }}\n    totalCount\n  }}\n}}");
    out
}

/// The variables that the document declares, and the arguments that it calls the root field with.
fn calling(table: &Table) -> (Vec<String>, Vec<String>) {
    let mut variables = Vec::new();
    let mut arguments = Vec::new();
    if let (Some(tenant), Some(filter)) = (&table.tenant, &table.root.filter) {
        let (variable, value) = whose(tenant, filter);
        variables.push(variable);
        arguments.push(format!("{}: {value}", filter.name));
    }
    if let Some(order) = table.root.order.as_ref().filter(|order| !order.values.is_empty()) {
        arguments.push(format!("{}: [{}]", order.name, order.values.join(", ")));
    }
    variables.push("$first: Int!".to_owned());
    arguments.push("first: $first".to_owned());
    match table.paging {
        Paging::Cursor => {
            variables.push("$after: Cursor".to_owned());
            arguments.push("after: $after".to_owned());
        }
        Paging::Offset => {
            variables.push("$offset: Int".to_owned());
            arguments.push("offset: $offset".to_owned());
        }
    }
    (variables, arguments)
}

/// The variable that says whose rows are wanted, and the value of the filter.
fn whose(tenant: &TenantPath, filter: &FilterArgument) -> (String, String) {
    match tenant {
        TenantPath::Filter { fields, value_type, .. } => {
            let value = match &filter.equality {
                Some(operator) => format!("{{{operator}: $databaseId}}"),
                None => "$databaseId".to_owned(),
            };
            let nested = fields.iter().rev().fold(value, |inner, field| format!("{{{field}: {inner}}}"));
            (format!("$databaseId: {value_type}!"), nested)
        }
        TenantPath::Keys(KeyPath { field, operator, value_type, .. }) => {
            (format!("$keys: [{value_type}!]!"), format!("{{{field}: {{{operator}: $keys}}}}"))
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
