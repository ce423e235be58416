//! `UPDATE` of one row, found by its key.

use typeferry_base::quote::identifier_if_needed;

use super::{StatementError, column, literal};
use crate::row::{Patch, TableDef, Value};

/// An `UPDATE` of one row.
#[must_use]
pub struct UpdateStatement<'a> {
    table: &'static TableDef,
    key: Vec<Value<'a>>,
    /// What is set, with the position of its column.
    set: Vec<(usize, Value<'a>)>,
}

/// Sets what the patch gives in the row with that key.
pub fn update<'a, P: Patch>(key: &'a P::Key, patch: &'a P) -> UpdateStatement<'a> {
    let (mut values, mut key_values) = (Vec::with_capacity(P::COLUMNS.len()), Vec::new());
    patch.to_values(&mut values);
    P::key_values(key, &mut key_values);
    let set = P::COLUMNS.iter().zip(values).filter_map(|(position, value)| Some((*position, value?)));
    UpdateStatement { table: P::TABLE, key: key_values, set: set.collect() }
}

impl UpdateStatement<'_> {
    /// The statement, without a semicolon.
    ///
    /// # Errors
    /// A patch with nothing set, or a value that PostgreSQL cannot hold.
    pub fn sql(&self) -> Result<String, StatementError> {
        if self.set.is_empty() {
            return Err(StatementError::NothingSet { table: self.table.qualified() });
        }
        let set = self.set.iter().map(|(position, value)| self.equation(*position, value));
        let set = set.collect::<Result<Vec<_>, _>>()?.join(", ");
        let key = self.table.key.iter().zip(&self.key).map(|(position, value)| self.equation(*position, value));
        let key = key.collect::<Result<Vec<_>, _>>()?.join(" AND ");
        let (schema, name) = (identifier_if_needed(&self.table.schema), identifier_if_needed(&self.table.name));
        Ok(format!("UPDATE {schema}.{name} SET {set} WHERE {key}"))
    }

    fn equation(&self, position: usize, value: &Value<'_>) -> Result<String, StatementError> {
        let column = identifier_if_needed(column(self.table, position));
        Ok(format!("{column} = {}", literal(self.table, position, value)?))
    }
}
