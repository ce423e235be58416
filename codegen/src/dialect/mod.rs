//! What a server makes of a database: the only place that knows the conventions of one.

mod postgraphile;

use std::collections::BTreeSet;

pub use postgraphile::{Assumed, NamedTable, PAGE, Roots, assume, pull, write_fields};

/// How a root field that answers with all rows of a table is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootField {
    /// The field.
    pub name: String,
    /// The argument that filters.
    pub filter: Option<FilterArgument>,
    /// The argument that orders, and the values that do so by the key, or by every column where there is no key.
    pub order: Option<OrderArgument>,
    /// The GraphQL type of the cursor that it takes, where it takes one and the rows have a unique key.
    pub cursor_type: Option<String>,
}

/// An argument that filters rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterArgument {
    /// The argument.
    pub name: String,
    /// Its input type.
    pub ty: String,
    /// The operator of equality under a column; without one, the column's value stands there itself.
    pub equality: Option<String>,
    /// The operator that takes a list of values, where there are operators.
    pub within: Option<String>,
}

/// An argument that orders rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderArgument {
    /// The argument.
    pub name: String,
    /// The values, in order.
    pub values: Vec<String>,
}

/// The fields that an API lets be written of a table: an upper bound, because the database may refuse more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WriteFields {
    /// The fields of the type for inserting; `None` where there is no such type, which says nothing.
    pub input: Option<BTreeSet<String>>,
    /// The fields of the type for updating; `None` where there is no such type, which says nothing.
    pub patch: Option<BTreeSet<String>>,
}
