//! Statements for whoever writes rows with the generated types: SQL text with its values as literals.
//!
//! What the types do not have cannot be written: a generated column is in none of them, an identity that the database
//! assigns is in [`KeptIdentities`](crate::row::KeptIdentities) alone, and an upsert sets what may be both inserted and
//! updated. Generated inserts have no defaults: a column that the API gains is a field that the compiler asks for.

mod error;
mod insert;
mod update;

use std::borrow::Cow;

pub use error::StatementError;
pub use insert::{InsertStatement, insert};
pub use update::{UpdateStatement, update};

use crate::row::{Rename, TableDef, Value, write_literal};

/// The literal of a column's value.
fn literal(table: &TableDef, position: usize, value: &Value<'_>) -> Result<String, StatementError> {
    let mut out = String::new();
    write_literal(&mut out, value, &AsItIs).map_err(|cause| {
        let (table, column) = (table.qualified(), column(table, position).to_owned());
        StatementError::Literal { table, column, cause }
    })?;
    Ok(out)
}

/// The name of the column at a position; generated code has no other positions.
fn column(table: &TableDef, position: usize) -> &str {
    table.columns.get(position).map_or("?", |column| &column.name)
}

/// Nothing in a value is renamed.
struct AsItIs;

impl Rename for AsItIs {
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }

    fn json<'t>(&self, json: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(json)
    }
}
