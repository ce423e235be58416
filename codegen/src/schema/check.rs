//! What must hold of every schema, whatever text it came from.

use std::collections::{BTreeMap, BTreeSet};

use typeferry_base::nearest;

use super::names;
use super::types::{BUILT_IN_SCALARS, InputValue, Schema, TypeDef, TypeKind, TypeRef};
use crate::diagnostic::{Diagnostic, Diagnostics, tidy};

/// Every type reference resolves, no type has two fields of one name, and no two types or fields are one table or
/// column. Names that came in an introspection answer are names, and their defaults values.
pub(super) fn check(schema: Schema) -> Result<Schema, Diagnostics> {
    let mut found = Vec::new();
    let mut unknown = Unknown::default();
    if !matches!(schema.get(&schema.query).map(|def| &def.kind), Some(TypeKind::Object { .. })) {
        let message = format!("the query root type `{}` is not in the schema", schema.query);
        found.push(Diagnostic::error(message).at(schema.locate(0)));
    }
    for def in schema.types.values() {
        check_type(&schema, def, &mut unknown, &mut found);
    }
    check_annotations(&schema, &mut found);
    check_nul(&schema, &mut found);
    if schema.source.is_none() {
        names::check(&schema, &mut found);
    }
    if found.is_empty() { Ok(schema) } else { Err(tidy(found)) }
}

fn check_type<'a>(schema: &'a Schema, def: &'a TypeDef, unknown: &mut Unknown<'a>, found: &mut Diagnostics) {
    match &def.kind {
        TypeKind::Object { fields, .. } => {
            once(schema, def, fields.iter().map(|field| (field.name.as_str(), field.at)), found);
            for field in fields {
                unknown.resolves(schema, &field.ty, field.at, found);
                unknown.check_inputs(schema, &field.arguments, found);
            }
        }
        TypeKind::Input(fields) => {
            once(schema, def, fields.iter().map(|field| (field.name.as_str(), field.at)), found);
            unknown.check_inputs(schema, fields, found);
        }
        TypeKind::Enum(values) => once(schema, def, values.iter().map(|value| (value.name.as_str(), value.at)), found),
        TypeKind::Scalar | TypeKind::Union => {}
    }
}

fn check_annotations(schema: &Schema, found: &mut Diagnostics) {
    let mut tables = BTreeMap::new();
    for def in schema.types.values() {
        let TypeKind::Object { fields, table: Some(table), .. } = &def.kind else { continue };
        if let Some(first) = tables.insert(table.qualified(), &def.name) {
            let message = format!("`{first}` and `{}` are both the table {}", def.name, table.qualified());
            found.push(Diagnostic::error(message).at(schema.locate(def.at)));
        }
        let mut columns = BTreeMap::new();
        for (field, column) in fields.iter().filter_map(|field| Some((field, field.column.as_ref()?))) {
            let first = columns.insert(&column.name, &field.name);
            if let Some(first) = first.filter(|first| **first != field.name) {
                let (table, column) = (table.qualified(), &column.name);
                let message = format!("`{first}` and `{}` are both the column {table}.{column}", field.name);
                found.push(Diagnostic::error(message).at(schema.locate(field.at)));
            }
        }
    }
}

/// No name or label of PostgreSQL has the character NUL: no statement could be sent with it
/// (<https://www.postgresql.org/docs/current/datatype-character.html>).
fn check_nul(schema: &Schema, found: &mut Diagnostics) {
    for def in schema.types.values() {
        let names: Vec<(&String, usize)> = match &def.kind {
            TypeKind::Object { fields, table, .. } => {
                let of_table = table.iter().flat_map(|table| [&table.schema, &table.name]).map(|name| (name, def.at));
                let columns = fields.iter().filter_map(|field| Some((&field.column.as_ref()?.name, field.at)));
                of_table.chain(columns).collect()
            }
            TypeKind::Enum(values) => {
                values.iter().filter_map(|value| Some((value.label.as_ref()?, value.at))).collect()
            }
            TypeKind::Scalar | TypeKind::Union | TypeKind::Input(_) => Vec::new(),
        };
        for (name, at) in names.into_iter().filter(|(name, _)| name.contains('\0')) {
            let message = format!("`{name}` has the character NUL, which no name of PostgreSQL has");
            found.push(Diagnostic::error(message).at(schema.locate(at)));
        }
    }
}

/// Types that are not there, each with the nearest that is: one may be missed in many places.
#[derive(Default)]
struct Unknown<'a>(BTreeMap<&'a str, Option<&'a str>>);

/// So many names at most are sought the nearest of: who has more to mend has another mistake.
const SOUGHT: usize = 100;

impl<'a> Unknown<'a> {
    fn check_inputs(&mut self, schema: &'a Schema, values: &'a [InputValue], found: &mut Diagnostics) {
        for value in values {
            self.resolves(schema, &value.ty, value.at, found);
        }
    }

    fn resolves(&mut self, schema: &'a Schema, ty: &'a TypeRef, at: usize, found: &mut Diagnostics) {
        let name = ty.name();
        if schema.knows(name) {
            return;
        }
        let many = self.0.len() >= SOUGHT;
        let near = self.0.entry(name).or_insert_with(|| {
            let known = schema.types.keys().map(String::as_str).chain(BUILT_IN_SCALARS);
            if many { None } else { nearest(name, known) }
        });
        let error = Diagnostic::error(format!("unknown type `{name}`")).at(schema.locate(at));
        found.push(match near {
            Some(near) => error.note(format!("did you mean `{near}`?")),
            None => error,
        });
    }
}

fn once<'a>(schema: &Schema, def: &TypeDef, members: impl Iterator<Item = (&'a str, usize)>, found: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for (name, at) in members {
        if !seen.insert(name) {
            let message = format!("`{}` has `{name}` twice", def.name);
            found.push(Diagnostic::error(message).at(schema.locate(at)));
        }
    }
}
