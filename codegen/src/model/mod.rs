//! Tables as PostgreSQL has them, with the GraphQL names beside: nothing behind this module knows what server it was.

mod build;
mod order;
mod paths;
mod scalar;
mod tenant;
mod types;

pub use build::{build, current_times, without_tenant};
pub use order::{Ordered, TableName, order};
pub use scalar::{Scalar, equality_is_identity, has_order, kind_of};
pub use tenant::{Hop, Searched, Step, steps};
pub use typeferry_base::table::{
    Access, Generation, Identities, Kind, Loss, Mutability, PageInfoShape, PageShape, Reason,
};
pub use types::ColumnType;
pub(crate) use types::column_type;

use crate::diagnostic::Location;
use crate::dialect::RootField;
/// A foreign key is what the annotation says of it.
pub use crate::schema::ForeignKeyAnnotation as ForeignKey;

/// All tables of a contract, each behind the tables that it refers to, as far as there are no cycles.
#[derive(Debug, Clone)]
pub struct Model {
    /// The tables.
    pub tables: Vec<Table>,
    /// The enums that columns have, by their GraphQL name.
    pub enums: Vec<Enum>,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// The PostgreSQL schema.
    pub schema: String,
    /// The PostgreSQL table.
    pub name: String,
    /// The GraphQL type of its rows.
    pub row_type: String,
    /// The GraphQL field that answers with its rows.
    pub root: RootField,
    /// Its columns, in PostgreSQL's order.
    pub columns: Vec<Column>,
    /// The columns of its primary key, as positions in `columns`.
    pub key: Vec<usize>,
    /// Its foreign keys.
    pub foreign_keys: Vec<ForeignKey>,
    /// The shape of a page of its rows.
    pub page: PageShape,
    /// How a row says whose it is; `None` where every row is taken.
    pub tenant: Option<TenantPath>,
    /// The module that creates the table, where the configuration says so.
    pub module: Option<String>,
}

impl Table {
    /// `schema.table`, as people write it.
    pub fn qualified(&self) -> String {
        format!("{}.{}", self.schema, self.name)
    }
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The PostgreSQL column.
    pub name: String,
    /// The GraphQL field.
    pub field: String,
    /// Its type.
    pub ty: ColumnType,
    /// Its type's name in PostgreSQL, as the schema annotates it.
    pub pg_type: String,
    /// What may become of its values, or of their elements, before they arrive.
    pub losses: &'static [Loss],
    /// Whether null can occur.
    pub nullable: bool,
    /// Whether it has a value where none is given: a default, or what the database assigns or computes.
    pub has_default: bool,
    /// What a statement that keeps identities may do with it.
    pub mutability: Mutability,
    /// The fields of its GraphQL type, where that is an object, as a document selects them.
    pub parts: Vec<String>,
    /// The SQL expression that stands for a value which is not null, where the value belongs to the environment.
    pub environment: Option<String>,
}

/// The way from a row to its tenant, as the API lets rows be filtered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TenantPath {
    /// By a column of the row, or of the row at the end of relations.
    Filter {
        /// The fields of the filter, from the row's filter type to the column that names the tenant.
        fields: Vec<String>,
        /// The GraphQL type of the value that it is compared with.
        value_type: String,
        /// The column that the rows are ordered by before their key, where they are reached by another table.
        lead: Option<String>,
    },
    /// By the keys of another table's rows, which are read before.
    Keys(KeyPath),
}

impl TenantPath {
    /// The column that the rows are ordered by before their key, where they are reached by another table.
    pub fn lead(&self) -> Option<&str> {
        match self {
            Self::Filter { lead, .. } => lead.as_deref(),
            Self::Keys(path) => Some(&path.lead),
        }
    }
}

/// A column that holds keys of another table's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPath {
    /// The field of the filter.
    pub field: String,
    /// The operator that takes a list of keys.
    pub operator: String,
    /// The GraphQL type of a key.
    pub value_type: String,
    /// The column, by which the rows are ordered before their key.
    pub lead: String,
    /// The schema of the table that has the keys.
    pub schema: String,
    /// The table that has the keys.
    pub table: String,
    /// The column of it that has them.
    pub column: String,
}

/// An enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum {
    /// Its GraphQL name.
    pub name: String,
    /// Its values: GraphQL name and PostgreSQL label.
    pub values: Vec<(String, String)>,
    /// Where the schema has it, if the schema has a text.
    pub at: Option<Location>,
}
