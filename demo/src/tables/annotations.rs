//! Our directives on a parsed schema, read into tables.

use std::collections::HashMap;

use apollo_compiler::Schema;
use apollo_compiler::ast::{Directive, FieldDefinition, Value};
use apollo_compiler::schema::{ExtendedType, ObjectType};

use super::{Column, ForeignKey, Root, Table, Tables};
use crate::value::Kind;

/// An annotation that cannot be used: the type that carries it, and what is wrong.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub(crate) type_name: String,
    pub(crate) problem: String,
}

/// The tables of all types with `@table`, in the order of the schema.
pub(crate) fn read(schema: &Schema) -> Result<Tables, Malformed> {
    let roots = roots(schema);
    let mut tables = Vec::new();
    for object in annotated(schema) {
        tables.push(table(schema, object, &roots).map_err(|problem| malformed(object, problem))?);
    }
    for (at, object) in annotated(schema).enumerate() {
        tables[at].foreign_keys = foreign_keys(object, at, &tables).map_err(|problem| malformed(object, problem))?;
    }
    Ok(Tables::new(tables))
}

fn annotated(schema: &Schema) -> impl Iterator<Item = &ObjectType> {
    schema.types.values().filter_map(|def| match def {
        ExtendedType::Object(object) if object.directives.has("table") => Some(&**object),
        _ => None,
    })
}

fn malformed(object: &ObjectType, problem: String) -> Malformed {
    Malformed { type_name: object.name.to_string(), problem }
}

/// The root fields by the row type of their connection's nodes.
fn roots(schema: &Schema) -> HashMap<&str, &FieldDefinition> {
    let query = schema.schema_definition.query.as_ref().and_then(|name| schema.get_object(name));
    let fields = query.into_iter().flat_map(|query| query.fields.values());
    fields
        .filter_map(|field| {
            let connection = schema.get_object(field.ty.inner_named_type())?;
            Some((connection.fields.get("nodes")?.ty.inner_named_type().as_str(), &***field))
        })
        .collect()
}

fn table(schema: &Schema, object: &ObjectType, roots: &HashMap<&str, &FieldDefinition>) -> Result<Table, String> {
    let directive = object.directives.get("table").ok_or("has no @table")?;
    let columns = object.fields.values().filter_map(|field| column(schema, field).transpose());
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    let by_field = columns.iter().enumerate().map(|(at, column)| (column.field.clone(), at)).collect();
    let root = roots.get(object.name.as_str()).ok_or("is a table that no root field reads as a connection")?;
    let mut table = Table {
        row_type: object.name.to_string(),
        schema: text(directive, "schema")?,
        name: text(directive, "name")?,
        columns,
        key: Vec::new(),
        foreign_keys: Vec::new(),
        root: read_root(root),
        by_field,
    };
    table.key = indexes(&table, &texts(directive, "key")?)?;
    Ok(table)
}

fn read_root(field: &FieldDefinition) -> Root {
    let argument = |name: &str| {
        let argument = field.arguments.iter().find(|argument| argument.name == name)?;
        Some((name.to_owned(), argument.ty.inner_named_type().to_string()))
    };
    Root {
        field: field.name.to_string(),
        connection: field.ty.inner_named_type().to_string(),
        filter: ["where", "filter"].into_iter().find_map(argument),
        order: argument("orderBy").map(|(_, ty)| ty),
    }
}

fn column(schema: &Schema, field: &FieldDefinition) -> Result<Option<Column>, String> {
    let Some(directive) = field.directives.get("column") else { return Ok(None) };
    let pg_type = text(directive, "type")?;
    let (values, labels) = enum_of(schema, field).unzip();
    Ok(Some(Column {
        field: field.name.to_string(),
        name: text(directive, "name")?,
        has_default: directive.specified_argument_by_name("default").is_some_and(|value| value.to_bool() == Some(true)),
        ty: field.ty.clone(),
        kind: Kind::of(&pg_type, values),
        labels: labels.flatten(),
        pg_type,
    }))
}

/// The values of the enum that is a column's type, and their labels where all have one.
fn enum_of(schema: &Schema, field: &FieldDefinition) -> Option<(Vec<String>, Option<Vec<String>>)> {
    let values = &schema.get_enum(field.ty.inner_named_type())?.values;
    let label = |directive: &Directive| text(directive, "name").ok();
    let labels = values.values().map(|value| label(value.directives.get("label")?)).collect();
    Some((values.keys().map(ToString::to_string).collect(), labels))
}

fn foreign_keys(object: &ObjectType, at: usize, tables: &[Table]) -> Result<Vec<ForeignKey>, String> {
    let keys = object.directives.get_all("foreignKey");
    keys.map(|directive| foreign_key(directive, &tables[at], tables)).collect()
}

fn foreign_key(directive: &Directive, table: &Table, tables: &[Table]) -> Result<ForeignKey, String> {
    let (schema, name) = (text(directive, "schema")?, text(directive, "table")?);
    let target = tables.iter().position(|table| table.schema == schema && table.name == name);
    let target = target.ok_or_else(|| format!("has a @foreignKey to {schema}.{name}, which is no table here"))?;
    Ok(ForeignKey {
        columns: indexes(table, &texts(directive, "columns")?)?,
        references: indexes(&tables[target], &texts(directive, "references")?)?,
        field: directive.specified_argument_by_name("field").and_then(|value| value.as_str()).map(str::to_owned),
        target,
    })
}

fn indexes(table: &Table, names: &[String]) -> Result<Vec<usize>, String> {
    let find = |name: &String| {
        table.column_called(name).ok_or_else(|| format!("has a key over `{name}`, no column of {}", table.row_type))
    };
    names.iter().map(find).collect()
}

fn text(directive: &Directive, argument: &str) -> Result<String, String> {
    let value = directive.specified_argument_by_name(argument).and_then(|value| value.as_str());
    value.map(str::to_owned).ok_or_else(|| format!("has a @{} without a text as `{argument}`", directive.name))
}

fn texts(directive: &Directive, argument: &str) -> Result<Vec<String>, String> {
    let wrong = || format!("has a @{} without a list of texts as `{argument}`", directive.name);
    let items = directive.specified_argument_by_name(argument).and_then(|value| value.as_list()).ok_or_else(wrong)?;
    items.iter().map(|item| Value::as_str(item).map(str::to_owned).ok_or_else(wrong)).collect()
}
