//! A schema to SDL text: types by name, each member on a line of its own, nothing that differs from run to run.

use std::fmt::Write;

use super::annotation::{ColumnAnnotation, DEFINITIONS, ForeignKeyAnnotation, TableAnnotation};
use super::types::{EnumValue, Field, InputValue, Schema, TypeDef, TypeKind};

const HEADER: &str = "\
# The API contract: what the tables need of the schema, and the PostgreSQL names behind it.
# Written by `typeferry schema pull`; a change by hand lasts until the next pull.

";

/// The schema as SDL, annotations included.
pub fn print(schema: &Schema) -> String {
    let mut out = String::from(HEADER);
    out.push_str(DEFINITIONS);
    for def in schema.types.values() {
        out.push('\n');
        type_def(&mut out, def);
    }
    out
}

fn type_def(out: &mut String, def: &TypeDef) {
    match &def.kind {
        TypeKind::Scalar => line(out, &format!("scalar {}", def.name)),
        TypeKind::Union => line(out, &format!("union {}", def.name)),
        TypeKind::Object { fields, table, foreign_keys } => {
            line(out, &format!("type {}{}{{", def.name, annotations(table.as_ref(), foreign_keys)));
            for field in fields {
                line(out, &field_text(field));
            }
            line(out, "}");
        }
        TypeKind::Enum(values) => {
            line(out, &format!("enum {} {{", def.name));
            for value in values {
                line(out, &enum_value(value));
            }
            line(out, "}");
        }
        TypeKind::Input(fields) => {
            line(out, &format!("input {} {{", def.name));
            for field in fields {
                line(out, &format!("  {}", input_text(field)));
            }
            line(out, "}");
        }
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// What stands between a type's name and its brace: the brace follows on a line of its own behind foreign keys.
fn annotations(table: Option<&TableAnnotation>, foreign_keys: &[ForeignKeyAnnotation]) -> String {
    let table = table.map(|table| format!(" {}", table_text(table))).unwrap_or_default();
    let keys: Vec<_> = foreign_keys.iter().map(foreign_key_text).collect();
    if keys.is_empty() { format!("{table} ") } else { format!("{table}\n  {}\n", keys.join("\n  ")) }
}

fn table_text(table: &TableAnnotation) -> String {
    format!("@table(schema: {}, name: {}, key: {})", quote(&table.schema), quote(&table.name), list(&table.key))
}

fn foreign_key_text(key: &ForeignKeyAnnotation) -> String {
    let field = key.field.as_ref().map(|field| format!(", field: {}", quote(field))).unwrap_or_default();
    format!(
        "@foreignKey(columns: {}, schema: {}, table: {}, references: {}{field})",
        list(&key.columns),
        quote(&key.schema),
        quote(&key.table),
        list(&key.references)
    )
}

fn field_text(field: &Field) -> String {
    let mut out = format!("  {}", field.name);
    if !field.arguments.is_empty() {
        let arguments: Vec<_> = field.arguments.iter().map(input_text).collect();
        let _ = write!(out, "({})", arguments.join(", "));
    }
    let _ = write!(out, ": {}", field.ty);
    if let Some(column) = &field.column {
        out.push_str(&column_text(column));
    }
    out.push_str(&deprecation(field.deprecated.as_deref()));
    out
}

fn column_text(column: &ColumnAnnotation) -> String {
    let default = if column.has_default { ", default: true" } else { "" };
    let generation = column.generation.map(|generation| format!(", generation: {}", quote(generation.word())));
    let generation = generation.unwrap_or_default();
    format!(" @column(name: {}, type: {}{default}{generation})", quote(&column.name), quote(&column.pg_type))
}

fn enum_value(value: &EnumValue) -> String {
    let label = value.label.as_ref().map(|label| format!(" @label(name: {})", quote(label))).unwrap_or_default();
    format!("  {}{label}{}", value.name, deprecation(value.deprecated.as_deref()))
}

fn input_text(value: &InputValue) -> String {
    match &value.default {
        Some(default) => format!("{}: {} = {default}", value.name, value.ty),
        None => format!("{}: {}", value.name, value.ty),
    }
}

fn deprecation(reason: Option<&str>) -> String {
    reason.map(|reason| format!(" @deprecated(reason: {})", quote(reason))).unwrap_or_default()
}

fn list(texts: &[String]) -> String {
    let quoted: Vec<_> = texts.iter().map(|text| quote(text)).collect();
    format!("[{}]", quoted.join(", "))
}

/// A string literal (GraphQL specification, section 2.9.4). Control characters are written by number: not every reader
/// agrees on `\b`.
pub(super) fn quote(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
