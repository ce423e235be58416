//! Two schema files of one platform to one: its APIs show parts of it.

use std::collections::{BTreeMap, BTreeSet};

use super::types::{Field, InputValue, Schema, TypeDef, TypeKind};

/// `schema`, and of `beside` the tables of the PostgreSQL schemas that `schema` has no table of. Where both have a type
/// of one name, that of `schema` counts.
pub fn merge(schema: Schema, beside: &Schema) -> Schema {
    let mut merged = without(beside, &schemas(&schema));
    for (name, def) in schema.types {
        match merged.types.get_mut(&name) {
            Some(root) if name == schema.query => add_fields(root, def),
            _ => drop(merged.types.insert(name, def)),
        }
    }
    Schema { query: schema.query, mutation: schema.mutation, is_whole: schema.is_whole, ..merged }
}

fn schemas(schema: &Schema) -> BTreeSet<&str> {
    let tables = schema.types.values().filter_map(|def| match &def.kind {
        TypeKind::Object { table: Some(table), .. } => Some(table.schema.as_str()),
        _ => None,
    });
    tables.collect()
}

fn add_fields(root: &mut TypeDef, more: TypeDef) {
    if let (TypeKind::Object { fields, .. }, TypeKind::Object { fields: new, .. }) = (&mut root.kind, more.kind) {
        fields.extend(new);
        fields.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

/// A schema with the tables of these PostgreSQL schemas alone, and with what they need.
pub fn of_schemas(schema: &Schema, wanted: &[String]) -> Schema {
    let mut others = schemas(schema);
    others.retain(|name| !wanted.iter().any(|wanted| wanted == name));
    without(schema, &others)
}

/// The row type that a root field answers with, itself or in a field of what it answers.
fn leads_to<'s>(schema: &'s Schema, root: &'s Field) -> Option<&'s str> {
    let below = schema.fields(root.ty.name()).iter();
    [root].into_iter().chain(below).find_map(|field| schema.row_type(field.ty.name())).map(|row| row.name())
}

/// A schema without the tables of some PostgreSQL schemas, and without what only they need.
fn without(schema: &Schema, replaced: &BTreeSet<&str>) -> Schema {
    let is_replaced = |name: &str| match schema.get(name).map(|def| &def.kind) {
        Some(TypeKind::Object { table: Some(table), .. }) => replaced.contains(table.schema.as_str()),
        _ => false,
    };
    let (gone, roots): (Vec<_>, Vec<_>) =
        schema.fields(&schema.query).iter().cloned().partition(|root| leads_to(schema, root).is_some_and(is_replaced));
    let gone: BTreeSet<String> =
        gone.iter().flat_map(|root| &root.arguments).map(|argument| argument.ty.name().to_owned()).collect();
    let wanted = roots.iter().flat_map(|root| root.arguments.iter().map(|argument| argument.ty.name()));
    let wanted: BTreeSet<String> = wanted.map(str::to_owned).collect();
    // A filter of a table that goes is no field of one that stays.
    let gone: BTreeSet<_> = gone.difference(&wanted).cloned().collect();
    let mut types: BTreeMap<String, TypeDef> = schema.types.clone();
    if let Some(TypeDef { kind: TypeKind::Object { fields, .. }, .. }) = types.get_mut(&schema.query) {
        *fields = roots;
    }
    for def in types.values_mut() {
        if let TypeKind::Input(fields) = &mut def.kind {
            fields.retain(|field| !gone.contains(field.ty.name()));
        }
    }
    let reached = reached(&types, &schema.query);
    types.retain(|name, _| reached.contains(name));
    Schema { source: None, types, ..schema.clone() }
}

/// The types that can be reached from the root, and what rows are inserted and updated with.
fn reached(types: &BTreeMap<String, TypeDef>, query: &str) -> BTreeSet<String> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![query.to_owned()]);
    while let Some(name) = open.pop() {
        let Some(def) = types.get(&name) else { continue };
        if !reached.insert(name.clone()) {
            continue;
        }
        let values = |values: &[InputValue]| values.iter().map(|value| value.ty.name().to_owned()).collect::<Vec<_>>();
        match &def.kind {
            TypeKind::Object { fields, table, .. } => {
                open.extend(
                    fields
                        .iter()
                        .flat_map(|field| values(&field.arguments).into_iter().chain([field.ty.name().to_owned()])),
                );
                open.extend(table.iter().flat_map(|_| [format!("{name}Input"), format!("{name}Patch")]));
            }
            TypeKind::Input(fields) => open.extend(values(fields)),
            TypeKind::Enum(_) | TypeKind::Scalar | TypeKind::Union => {}
        }
    }
    reached
}
