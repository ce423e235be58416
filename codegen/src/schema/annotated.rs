//! What a schema needs to be a contract: tables.

use super::types::{Schema, TypeKind};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Checks that the schema has a table: without one there is nothing to read, and nothing to compare.
///
/// # Errors
/// No type has `@table`; the message says how a schema is pulled that has it.
pub fn has_tables(schema: &Schema) -> Result<(), Diagnostics> {
    let objects = schema.types.values().filter(|def| matches!(def.kind, TypeKind::Object { .. }));
    let is_table = |kind: &TypeKind| matches!(kind, TypeKind::Object { table: Some(_), .. });
    if schema.types.values().any(|def| is_table(&def.kind)) {
        return Ok(());
    }
    let message = format!("the schema has no table: `@table` stands at none of its {} object types", objects.count());
    let error = Diagnostic::error(message).at(schema.locate(0));
    Err(vec![error.note(WHY).note(PULL)])
}

const WHY: &str = "which rows of PostgreSQL a type stands for is said by @table and @column, and an API's own schema has \
                   neither, so there is nothing to read or to compare";

const PULL: &str = "`typeferry schema pull --graphql-endpoint URL --output FILE` writes the schema with both, where the \
                    server answers `_meta`; of saved answers, `typeferry schema pull --introspection FILE --meta FILE`, \
                    or `--tables FILE` where there is no answer to `_meta`";
