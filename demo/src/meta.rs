//! The answer to `_meta`, computed once from the annotations.

use apollo_compiler::Schema;
use apollo_compiler::response::JsonValue;
use serde_json::{Value, json};

use crate::tables::{Column, ForeignKey, Table, Tables};

/// The types of the answer, to be served beside the schema's own.
pub(crate) const TYPES: &str = include_str!("meta.graphql");

/// The whole answer; what a request selects of it is the executor's affair.
pub(crate) fn answer(schema: &Schema, tables: &Tables) -> JsonValue {
    let tables: Vec<_> = tables.all.iter().map(|table| describe(schema, table, tables)).collect();
    json!({ "tables": tables }).into()
}

fn describe(schema: &Schema, table: &Table, tables: &Tables) -> Value {
    let primary = primary_key(table);
    let foreign: Vec<_> = table.foreign_keys.iter().map(|key| foreign_key(table, key, tables)).collect();
    let patch = format!("{}Patch", table.row_type);
    json!({
        "name": table.row_type,
        "tableName": table.name,
        "schemaName": table.schema,
        "fields": fields(table, 0..table.columns.len()),
        "constraints": { "primaryKey": primary, "foreignKey": foreign },
        "primaryKeyConstraints": primary.iter().collect::<Vec<_>>(),
        "foreignKeyConstraints": foreign,
        "inflection": {
            "tableType": table.row_type,
            "allRows": table.root.field,
            "connection": table.root.connection,
            "filterType": table.root.filter.as_ref().map(|(_, ty)| ty),
            "orderByType": table.root.order,
            "patchType": schema.get_input_object(&patch).map(|_| patch.as_str()),
        },
        "query": { "all": table.root.field, "one": null },
    })
}

fn primary_key(table: &Table) -> Option<Value> {
    (!table.key.is_empty()).then(|| {
        let name = format!("{}_pkey", table.name);
        json!({ "name": name, "fields": fields(table, table.key.iter().copied()) })
    })
}

fn foreign_key(table: &Table, key: &ForeignKey, tables: &Tables) -> Value {
    let target = &tables.all[key.target];
    let columns: Vec<_> = key.columns.iter().map(|at| table.columns[*at].name.as_str()).collect();
    let references: Vec<_> = key.references.iter().map(|at| target.columns[*at].field.as_str()).collect();
    json!({
        "name": format!("{}_{}_fkey", table.name, columns.join("_")),
        "fields": fields(table, key.columns.iter().copied()),
        "referencedTable": target.row_type,
        "referencedFields": references,
        "refFields": fields(target, key.references.iter().copied()),
        "refTable": { "name": target.row_type },
    })
}

fn fields(table: &Table, columns: impl Iterator<Item = usize>) -> Vec<Value> {
    columns.map(|at| field(table, at)).collect()
}

fn field(table: &Table, at: usize) -> Value {
    let column = &table.columns[at];
    json!({
        "name": column.field,
        "columnName": column.name,
        "type": {
            "pgType": codec(&column.pg_type),
            "gqlType": column.ty.inner_named_type().as_str(),
            "isArray": column.ty.is_list(),
            "isNotNull": column.ty.is_non_null(),
            "hasDefault": column.has_default,
        },
        "isNotNull": column.ty.is_non_null(),
        "hasDefault": column.has_default,
        "isPrimaryKey": table.key.contains(&at),
        "isForeignKey": table.foreign_keys.iter().any(|key| key.columns.contains(&at)),
        "enumValues": enum_values(column),
    })
}

/// The server's name for a type: its codecs call an array `citextArray`.
fn codec(pg_type: &str) -> String {
    pg_type.strip_suffix("[]").map_or_else(|| pg_type.to_owned(), |element| format!("{element}Array"))
}

fn enum_values(column: &Column) -> Option<Value> {
    let labels = column.labels.as_ref()?;
    Some(json!({ "name": column.pg_type.trim_end_matches("[]"), "values": labels }))
}
