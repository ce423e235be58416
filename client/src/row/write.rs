//! What a statement says of a row: the traits that generated code implements for inserting and updating.

use super::{TableDef, ToValue, Value};

/// A value that may be given: `None` leaves the column to what it has by itself, its default or what it was.
pub type Given<T> = Option<T>;

/// The columns that an `INSERT` may name while the database assigns identities. Implemented by generated code alone.
pub trait Insert {
    /// The table.
    const TABLE: &'static TableDef;
    /// The columns, as positions in the table, in the order of the values.
    const COLUMNS: &'static [usize];

    /// The values, one a column.
    fn to_values<'a>(&'a self, out: &mut Vec<Given<Value<'a>>>);
}

/// The identities of a row that are kept rather than assigned: `GENERATED ALWAYS AS IDENTITY` is written with
/// `OVERRIDING SYSTEM VALUE` alone. Implemented by generated code alone.
pub trait KeptIdentities {
    /// The row that they are of.
    type Insert: Insert;
    /// The columns, as positions in the table, in the order of the values.
    const COLUMNS: &'static [usize];

    /// The values, one a column.
    fn to_values<'a>(&'a self, out: &mut Vec<Value<'a>>);
}

/// A column that an upsert may set: insertable, updatable and not of the key. Implemented by generated code alone.
pub trait UpsertColumn {
    /// The row that it is of.
    type Insert: Insert;

    /// Its position in the table.
    fn position(&self) -> usize;
}

/// The columns that an `UPDATE` may set. Implemented by generated code alone, for tables with a key.
pub trait Patch {
    /// The primary key of a row; a tuple where it has several columns.
    type Key;
    /// The table.
    const TABLE: &'static TableDef;
    /// The columns, as positions in the table, in the order of the values.
    const COLUMNS: &'static [usize];

    /// The values of a key, in key order.
    fn key_values<'a>(key: &'a Self::Key, out: &mut Vec<Value<'a>>);

    /// The values, one a column.
    fn to_values<'a>(&'a self, out: &mut Vec<Given<Value<'a>>>);
}

/// A value that may be given, as PostgreSQL has it.
pub fn given<T: ToValue>(value: &Given<T>) -> Given<Value<'_>> {
    value.as_ref().map(ToValue::to_value)
}
