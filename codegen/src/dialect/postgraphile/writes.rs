//! What an API lets be written of a table: read from its input types.

use super::names;
use crate::dialect::WriteFields;
use crate::schema::{Schema, TypeKind};

/// The fields of `row_type` that the API's types for inserting and updating have.
pub(super) fn write_fields(schema: &Schema, row_type: &str) -> WriteFields {
    let fields = |name: &str| match schema.get(name).map(|def| &def.kind) {
        Some(TypeKind::Input(fields)) => Some(fields.iter().map(|field| field.name.clone()).collect()),
        _ => None,
    };
    WriteFields { input: fields(&names::input_type(row_type)), patch: fields(&names::patch_type(row_type)) }
}
