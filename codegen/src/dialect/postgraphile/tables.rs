//! The tables of `_meta`, each name looked up in what the API shows.

use std::collections::BTreeMap;

use super::{inflection, types};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::meta::{Meta, MetaField, MetaTable};
use crate::schema::{ColumnAnnotation, Field, Schema};

/// The tables by the name of their row type.
pub(super) type Tables<'a> = BTreeMap<&'a str, &'a PulledTable<'a>>;

/// A table of `_meta`, with its names looked up in the schema.
pub(super) struct PulledTable<'a> {
    pub(super) meta: &'a MetaTable,
    pub(super) root: &'a Field,
    pub(super) columns: Vec<PulledColumn<'a>>,
    pub(super) key: Vec<String>,
}

/// A column of `_meta`, with its names looked up.
pub(super) struct PulledColumn<'a> {
    pub(super) field: &'a Field,
    pub(super) annotation: ColumnAnnotation,
    pub(super) meta: &'a MetaField,
}

impl PulledTable<'_> {
    pub(super) fn row_type(&self) -> &str {
        &self.meta.inflection.table_type
    }

    pub(super) fn qualified(&self) -> String {
        format!("{}.{}", self.meta.schema_name, self.meta.table_name)
    }

    /// The column behind a GraphQL field.
    pub(super) fn column_of_field(&self, field: &str) -> Option<String> {
        let column = self.columns.iter().find(|column| column.field.name == field)?;
        Some(column.annotation.name.clone())
    }

    /// The GraphQL field of a column.
    pub(super) fn field_of_column(&self, name: &str) -> Option<&str> {
        let column = self.columns.iter().find(|column| column.annotation.name == name)?;
        Some(&column.field.name)
    }

    /// The column called so in either naming: servers of different ages answer keys in one or the other.
    pub(super) fn column_called(&self, name: &str) -> Result<String, Diagnostic> {
        let by_column = self.columns.iter().find(|column| column.annotation.name == name);
        by_column.map(|column| column.annotation.name.clone()).or_else(|| self.column_of_field(name)).ok_or_else(|| {
            Diagnostic::error(format!("`_meta` has a key over `{name}`, which {} does not have", self.qualified()))
        })
    }
}

/// Every table of `_meta` whose names the API has, and what is wrong with the others.
pub(super) fn look_up<'a>(api: &'a Schema, meta: &'a Meta) -> (Vec<PulledTable<'a>>, Diagnostics) {
    let mut found = Vec::new();
    let mut tables = Vec::new();
    for table in &meta.tables {
        match look_up_table(api, table) {
            Ok(table) => tables.push(table),
            Err(errors) => found.extend(errors),
        }
    }
    (tables, found)
}

fn look_up_table<'a>(api: &'a Schema, meta: &'a MetaTable) -> Result<PulledTable<'a>, Diagnostics> {
    let qualified = format!("{}.{}", meta.schema_name, meta.table_name);
    let root = meta.query.all.as_deref().and_then(|name| api.field(&api.query, name));
    let Some(root) = root else {
        return Err(vec![Diagnostic::error(format!("the API has no root field for all rows of {qualified}"))]);
    };
    let columns = meta.fields.iter().map(|field| look_up_column(api, meta, field));
    let (columns, errors): (Vec<_>, Vec<_>) = columns.partition(Result::is_ok);
    let errors: Diagnostics = errors.into_iter().filter_map(Result::err).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut table = PulledTable { meta, root, columns: columns.into_iter().flatten().collect(), key: Vec::new() };
    let key = meta.primary_key_constraints.iter().flat_map(|key| &key.fields);
    let names = key.filter_map(|field| field.column_name.as_deref().or(field.name.as_deref()));
    table.key = names.map(|name| table.column_called(name)).collect::<Result<_, _>>().map_err(|error| vec![error])?;
    Ok(table)
}

fn look_up_column<'a>(api: &'a Schema, table: &MetaTable, meta: &'a MetaField) -> Result<PulledColumn<'a>, Diagnostic> {
    let qualified = format!("{}.{}", table.schema_name, table.table_name);
    let field = api.field(&table.inflection.table_type, &meta.name).ok_or_else(|| {
        Diagnostic::error(format!("`_meta` has the field `{}` of {qualified}, which the API does not", meta.name))
    })?;
    let name = meta.column_name.clone().or_else(|| inflection::column_of(&meta.name)).ok_or_else(|| {
        let message = format!("{qualified}: which column is behind `{}` cannot be told from its name", meta.name);
        Diagnostic::error(message).note("pull from a server whose `_meta` answers `columnName`")
    })?;
    let pg_type = types::pg_type(&meta.ty.pg_type, meta.ty.is_array);
    // `_meta` does not tell a generation: where one is known, the configuration states it.
    let (has_default, assumed) = (meta.has_default, meta.assumed);
    let annotation = ColumnAnnotation { name, pg_type, has_default, generation: None, assumed };
    Ok(PulledColumn { field, annotation, meta })
}
