//! The answer to `_meta`: which column, type and label of PostgreSQL stands behind each GraphQL name.
//!
//! Servers of different ages answer different parts; what is absent is `None`, and what it means that it is absent
//! is the dialect's affair.

use serde::Deserialize;

use super::types::{Field, Schema, TypeKind};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The answer to `_meta`.
#[derive(Debug, Deserialize)]
pub struct Meta {
    /// The tables that the API shows.
    pub tables: Vec<MetaTable>,
}

impl Meta {
    /// Takes the columns that the server does not tell from a schema file that has the same table with the same field.
    pub fn complete(&mut self, known: &Schema) {
        for table in &mut self.tables {
            let Some(fields) = fields_of(known, &table.schema_name, &table.table_name) else { continue };
            for field in table.fields.iter_mut().filter(|field| field.column_name.is_none()) {
                let same = fields.iter().find(|known| known.name == field.name);
                field.column_name = same.and_then(|known| Some(known.column.as_ref()?.name.clone()));
            }
        }
    }
}

/// The fields of a table's row type.
fn fields_of<'s>(schema: &'s Schema, namespace: &str, name: &str) -> Option<&'s [Field]> {
    schema.types.values().find_map(|def| match &def.kind {
        TypeKind::Object { fields, table: Some(table), .. } if table.schema == namespace && table.name == name => {
            Some(fields.as_slice())
        }
        _ => None,
    })
}

/// A table that the API shows.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MetaTable {
    /// The PostgreSQL table.
    pub table_name: String,
    /// The PostgreSQL schema.
    pub schema_name: String,
    /// Its columns, in their order in the table.
    pub fields: Vec<MetaField>,
    /// The GraphQL names that belong to it.
    pub inflection: MetaInflection,
    /// The root fields that read it.
    pub query: MetaQuery,
    /// Its primary key, as a list of none or one.
    #[serde(default)]
    pub primary_key_constraints: Vec<MetaKey>,
    /// Its foreign keys; `None` where the server was not asked.
    pub foreign_key_constraints: Option<Vec<MetaForeignKey>>,
}

/// A column.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MetaField {
    /// The GraphQL field.
    pub name: String,
    /// The PostgreSQL column; absent on servers from before 30 July 2026.
    pub column_name: Option<String>,
    /// Whether the column has a default.
    pub has_default: bool,
    /// Its type.
    #[serde(rename = "type")]
    pub ty: MetaType,
    /// Its labels, if its type is an enum.
    pub enum_values: Option<MetaEnum>,
    /// Whether no server told this of the column.
    #[serde(skip)]
    pub assumed: bool,
}

/// A column's type.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MetaType {
    /// The server's name for the PostgreSQL type.
    pub pg_type: String,
    /// The GraphQL type without wrappers.
    pub gql_type: String,
    /// Whether it is an array.
    pub is_array: bool,
}

/// An enum.
#[derive(Debug, Deserialize)]
pub struct MetaEnum {
    /// Its labels, in the order of PostgreSQL.
    pub values: Vec<String>,
}

/// The GraphQL names of a table.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MetaInflection {
    /// The row type.
    pub table_type: String,
    /// The connection type.
    pub connection: String,
}

/// The root fields of a table.
#[derive(Debug, Deserialize)]
pub struct MetaQuery {
    /// The field that answers with a connection of all rows.
    pub all: Option<String>,
}

/// A primary key.
#[derive(Debug, Deserialize)]
pub struct MetaKey {
    /// Its columns, in key order.
    pub fields: Vec<MetaKeyField>,
}

/// A column of a key.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MetaKeyField {
    /// The GraphQL field, where the server was asked for it.
    pub name: Option<String>,
    /// The PostgreSQL column, where the server knows it.
    pub column_name: Option<String>,
}

/// A foreign key.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MetaForeignKey {
    /// Its columns, in key order.
    pub fields: Vec<MetaKeyField>,
    /// The GraphQL type of the referenced row.
    pub referenced_table: String,
    /// The referenced columns or fields, in key order.
    pub referenced_fields: Vec<String>,
}

#[derive(Deserialize)]
struct Answer {
    data: Option<Data>,
    #[serde(rename = "_meta")]
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Data {
    #[serde(rename = "_meta")]
    meta: Option<Meta>,
}

/// Reads an answer to `_meta`, with or without the `data` around it.
///
/// # Errors
/// The text is no such answer.
pub fn read(json: &str) -> Result<Meta, Diagnostics> {
    let wrong = |message: String| vec![Diagnostic::error(message)];
    let answer: Answer =
        serde_json::from_str(json).map_err(|error| wrong(format!("not an answer to `_meta`: {error}")))?;
    answer.meta.or(answer.data.and_then(|data| data.meta)).ok_or_else(|| wrong("no `_meta` in the answer".into()))
}
