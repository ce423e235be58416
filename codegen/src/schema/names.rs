//! Names and defaults that came as JSON, where they could be any text: what is written into a schema file from them
//! must be what it says it is.

use super::constant;
use super::types::{InputValue, Schema, TypeDef, TypeKind};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Checks every name and default.
pub(super) fn check(schema: &Schema, found: &mut Diagnostics) {
    for def in schema.types.values() {
        let members: Vec<&str> = match &def.kind {
            TypeKind::Object { fields, .. } => fields.iter().map(|field| field.name.as_str()).collect(),
            TypeKind::Enum(values) => values.iter().map(|value| value.name.as_str()).collect(),
            TypeKind::Input(fields) => fields.iter().map(|field| field.name.as_str()).collect(),
            TypeKind::Scalar | TypeKind::Union => Vec::new(),
        };
        let inputs = inputs(def);
        let names =
            members.into_iter().chain(inputs.iter().map(|value| value.name.as_str())).chain([def.name.as_str()]);
        for name in names.filter(|name| !is_name(name)) {
            found.push(Diagnostic::error(format!("{name:?} in `{}` is no GraphQL name", def.name.escape_debug())));
        }
        for value in inputs {
            let default = value.default.as_deref().filter(|default| constant::read(default).is_none());
            found.extend(default.map(|default| {
                Diagnostic::error(format!("the default {default:?} of `{}` is no GraphQL value", value.name))
            }));
        }
    }
}

fn inputs(def: &TypeDef) -> Vec<&InputValue> {
    match &def.kind {
        TypeKind::Object { fields, .. } => fields.iter().flat_map(|field| &field.arguments).collect(),
        TypeKind::Input(fields) => fields.iter().collect(),
        TypeKind::Scalar | TypeKind::Union | TypeKind::Enum(_) => Vec::new(),
    }
}

/// GraphQL specification, section 2.1.9.
fn is_name(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name.bytes().next().is_some_and(|byte| !byte.is_ascii_digit())
}
