//! Foreign keys: as `_meta` says them, or as the relation fields of the schema show them.

use super::tables::{PulledTable, Tables};
use crate::diagnostic::Diagnostic;
use crate::schema::meta::{MetaForeignKey, MetaKeyField};
use crate::schema::{Field, ForeignKeyAnnotation, Schema};

/// The foreign keys of a table, sorted.
///
/// # Errors
/// `_meta` names a column that it does not list.
pub(super) fn foreign_keys(
    schema: &Schema,
    table: &PulledTable<'_>,
    tables: &Tables<'_>,
) -> Result<Vec<ForeignKeyAnnotation>, Diagnostic> {
    let relations = relations(schema, table, tables);
    let mut keys = match &table.meta.foreign_key_constraints {
        Some(said) => {
            said.iter().filter_map(|key| said_key(schema, table, key, tables, &relations).transpose()).collect()
        }
        None => Ok(relations),
    }?;
    keys.sort();
    keys.dedup();
    Ok(keys)
}

/// A foreign key of `_meta`; `None` where it leads to a table that the API does not show.
fn said_key(
    schema: &Schema,
    table: &PulledTable<'_>,
    key: &MetaForeignKey,
    tables: &Tables<'_>,
    relations: &[ForeignKeyAnnotation],
) -> Result<Option<ForeignKeyAnnotation>, Diagnostic> {
    let Some(target) = tables.get(key.referenced_table.as_str()) else { return Ok(None) };
    let columns = key.fields.iter().map(|field| column(table, field)).collect::<Result<Vec<_>, _>>()?;
    let references = key.referenced_fields.iter().map(|name| target.column_called(name)).collect::<Result<_, _>>()?;
    let (target_schema, name) = (target.meta.schema_name.clone(), target.meta.table_name.clone());
    let same = |relation: &&ForeignKeyAnnotation| {
        relation.columns == columns && relation.schema == target_schema && relation.table == name
    };
    let shown = relations.iter().find(same).and_then(|relation| relation.field.clone());
    let field = shown.or_else(|| field_by_columns(schema, table, target, &columns));
    Ok(Some(ForeignKeyAnnotation { columns, schema: target_schema, table: name, references, field }))
}

/// The field that leads along a key, named by the key's columns: `authorByAuthorId`, `pageByBookIdAndNumber`. The way
/// back from a key of the other table may be called alike: of two, none is taken.
fn field_by_columns(
    schema: &Schema,
    table: &PulledTable<'_>,
    target: &PulledTable<'_>,
    columns: &[String],
) -> Option<String> {
    let fields: Option<Vec<_>> = columns.iter().map(|column| table.field_of_column(column).map(capital)).collect();
    let by_columns = format!("By{}", fields?.join("And"));
    let leads = |field: &&Field| field.ty.name() == target.row_type() && field.name.ends_with(&by_columns);
    let mut leading = schema.fields(table.row_type()).iter().filter(leads);
    let first = leading.next()?;
    leading.next().is_none().then(|| first.name.clone())
}

fn capital(field: &str) -> String {
    let mut letters = field.chars();
    letters.next().map(|first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str())).unwrap_or_default()
}

fn column(table: &PulledTable<'_>, field: &MetaKeyField) -> Result<String, Diagnostic> {
    match (&field.column_name, &field.name) {
        (Some(name), _) | (None, Some(name)) => table.column_called(name),
        (None, None) => Err(Diagnostic::error(format!("`_meta` names no column in a key of {}", table.qualified()))),
    }
}

/// The foreign keys that relation fields show. A field that leads to one row and is no column is either a key of
/// this table (`table` by the column `tableId`; or, where the other side calls its way back `fieldModuleByName`, by
/// the columns named there) or the way back from a unique key of the other.
fn relations(schema: &Schema, table: &PulledTable<'_>, tables: &Tables<'_>) -> Vec<ForeignKeyAnnotation> {
    let is_relation = |field: &&Field| table.columns.iter().all(|column| column.field.name != field.name);
    schema
        .fields(table.row_type())
        .iter()
        .filter(is_relation)
        .filter_map(|field| relation(schema, table, field, tables.get(field.ty.name())?))
        .collect()
}

fn relation(
    schema: &Schema,
    table: &PulledTable<'_>,
    field: &Field,
    target: &PulledTable<'_>,
) -> Option<ForeignKeyAnnotation> {
    let [key] = target.key.as_slice() else { return None };
    let by_field = table.column_of_field(&format!("{}Id", field.name));
    let column = by_field.or_else(|| column_by_way_back(schema, table, target))?;
    Some(ForeignKeyAnnotation {
        columns: vec![column],
        schema: target.meta.schema_name.clone(),
        table: target.meta.table_name.clone(),
        references: vec![key.clone()],
        field: Some(field.name.clone()),
    })
}

/// The column that the target's way back names: `databaseExtensionByName` leads here by the column of `name`.
fn column_by_way_back(schema: &Schema, table: &PulledTable<'_>, target: &PulledTable<'_>) -> Option<String> {
    let back = schema.fields(target.row_type()).iter().filter(|field| field.ty.name() == table.row_type());
    let mut named = back.filter_map(|field| {
        let (_, by) = field.name.rsplit_once("By")?;
        let mut letters = by.chars();
        let first = letters.next()?.to_ascii_lowercase();
        table.column_of_field(&format!("{first}{}", letters.as_str()))
    });
    named.next()
}
