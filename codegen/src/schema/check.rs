//! What must hold of every schema, whatever text it came from.

use super::types::{BUILT_IN_SCALARS, InputValue, Schema, TypeDef, TypeKind, TypeRef};
use crate::diagnostic::{Diagnostic, Diagnostics, tidy};

/// Every type reference resolves, and no type has two fields of one name.
pub(super) fn check(schema: Schema) -> Result<Schema, Diagnostics> {
    let mut found = Vec::new();
    if !matches!(schema.get(&schema.query).map(|def| &def.kind), Some(TypeKind::Object { .. })) {
        found.push(Diagnostic::error(format!("the query root type `{}` is not in the schema", schema.query)));
    }
    for def in schema.types.values() {
        check_type(&schema, def, &mut found);
    }
    if found.is_empty() { Ok(schema) } else { Err(tidy(found)) }
}

fn check_type(schema: &Schema, def: &TypeDef, found: &mut Diagnostics) {
    match &def.kind {
        TypeKind::Object { fields, .. } => {
            once(schema, def, fields.iter().map(|field| (field.name.as_str(), field.at)), found);
            for field in fields {
                resolves(schema, &field.ty, field.at, found);
                check_inputs(schema, &field.arguments, found);
            }
        }
        TypeKind::Input(fields) => {
            once(schema, def, fields.iter().map(|field| (field.name.as_str(), field.at)), found);
            check_inputs(schema, fields, found);
        }
        TypeKind::Enum(values) => once(schema, def, values.iter().map(|value| (value.name.as_str(), value.at)), found),
        TypeKind::Scalar | TypeKind::Union => {}
    }
}

fn check_inputs(schema: &Schema, values: &[InputValue], found: &mut Diagnostics) {
    for value in values {
        resolves(schema, &value.ty, value.at, found);
    }
}

fn resolves(schema: &Schema, ty: &TypeRef, at: usize, found: &mut Diagnostics) {
    let name = ty.name();
    if schema.get(name).is_none() && !BUILT_IN_SCALARS.contains(&name) {
        let known = schema.types.keys().map(String::as_str);
        found.push(Diagnostic::error(format!("unknown type `{name}`")).at(schema.locate(at)).nearest(name, known));
    }
}

fn once<'a>(schema: &Schema, def: &TypeDef, members: impl Iterator<Item = (&'a str, usize)>, found: &mut Diagnostics) {
    let mut seen = std::collections::BTreeSet::new();
    for (name, at) in members {
        if !seen.insert(name) {
            let message = format!("`{}` has `{name}` twice", def.name);
            found.push(Diagnostic::error(message).at(schema.locate(at)));
        }
    }
}
