//! A schema to SDL text: types by name, each member on a line of its own, nothing that differs from run to run.

use std::fmt::Write;

use super::annotation::{ColumnAnnotation, DEFINITIONS, ForeignKeyAnnotation, TableAnnotation};
use super::types::{EnumValue, Field, InputValue, Schema, TypeDef, TypeKind};

const HEADER: &str = "\
# The API contract: what the tables need of the schema, and the PostgreSQL names behind it.
# Written by `typeferry schema pull`; a change by hand lasts until the next pull.

";

const WHOLE_HEADER: &str = "\
# The API contract: the schema, and the PostgreSQL names behind it.
# Written by `typeferry schema pull --whole`; a change by hand lasts until the next pull.

";

/// The schema as SDL, annotations included.
pub fn print(schema: &Schema) -> String {
    let mut out = String::from(if schema.is_whole { WHOLE_HEADER } else { HEADER });
    out.push_str(DEFINITIONS);
    if schema.is_whole {
        out.push_str(&roots(schema));
    }
    for def in schema.types.values() {
        out.push('\n');
        type_def(&mut out, schema, def);
    }
    out
}

/// The root types, which a schema says that is all of an API.
fn roots(schema: &Schema) -> String {
    let mutation = schema.mutation.as_ref().map(|mutation| format!("  mutation: {mutation}\n")).unwrap_or_default();
    format!("\nschema {{\n  query: {}\n{mutation}}}\n", schema.query)
}

fn type_def(out: &mut String, schema: &Schema, def: &TypeDef) {
    let name = &def.name;
    match &def.kind {
        TypeKind::Scalar => members(out, &format!("scalar {name}"), Vec::new()),
        TypeKind::Union => {
            let objects = schema.objects(name).join(" | ");
            let equals = if objects.is_empty() { "" } else { " = " };
            members(out, &format!("union {name}{equals}{objects}"), Vec::new());
        }
        TypeKind::Object { fields, table, foreign_keys } => {
            let keyword = if schema.is_interface(name) { "interface" } else { "type" };
            let interfaces: Vec<_> = schema.interfaces(name).collect();
            let implements = if interfaces.is_empty() { "" } else { " implements " };
            let annotations = annotations(table.as_ref(), foreign_keys);
            let head = format!("{keyword} {name}{implements}{}{annotations}", interfaces.join(" & "));
            members(out, &head, fields.iter().map(field_text).collect());
        }
        TypeKind::Enum(values) => members(out, &format!("enum {name}"), values.iter().map(enum_value).collect()),
        TypeKind::Input(fields) => members(out, &format!("input {name}"), fields.iter().map(input_text).collect()),
    }
}

/// A type's head, and its members in braces, a line each; GraphQL has no empty braces. The brace follows on a line of
/// its own behind foreign keys.
fn members(out: &mut String, head: &str, members: Vec<String>) {
    out.push_str(head);
    if !members.is_empty() {
        out.push_str(if head.contains('\n') { "\n{\n" } else { " {\n" });
        for member in members {
            let _ = writeln!(out, "  {member}");
        }
        out.push('}');
    }
    out.push('\n');
}

/// What stands behind a type's name.
fn annotations(table: Option<&TableAnnotation>, foreign_keys: &[ForeignKeyAnnotation]) -> String {
    let table = table.map(|table| format!(" {}", table_text(table))).unwrap_or_default();
    foreign_keys.iter().fold(table, |text, key| format!("{text}\n  {}", foreign_key_text(key)))
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
    let mut out = field.name.clone();
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
    let assumed = if column.assumed { ", assumed: true" } else { "" };
    format!(" @column(name: {}, type: {}{default}{generation}{assumed})", quote(&column.name), quote(&column.pg_type))
}

fn enum_value(value: &EnumValue) -> String {
    let label = value.label.as_ref().map(|label| format!(" @label(name: {})", quote(label))).unwrap_or_default();
    format!("{}{label}{}", value.name, deprecation(value.deprecated.as_deref()))
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
