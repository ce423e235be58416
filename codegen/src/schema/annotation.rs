//! What the schema file says of PostgreSQL: directives of ours that carry the names which GraphQL does not show.

use typeferry_base::table::Generation;

/// `@table(schema, name, key)`: the row type's table. `key` has the columns of its primary key, in key order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TableAnnotation {
    /// The PostgreSQL schema.
    pub schema: String,
    /// The PostgreSQL table.
    pub name: String,
    /// The columns of the primary key; empty where there is none.
    pub key: Vec<String>,
}

impl TableAnnotation {
    /// `schema.table`, as people write it.
    pub fn qualified(&self) -> String {
        format!("{}.{}", self.schema, self.name)
    }
}

/// `@column(name, type, default, generation, assumed)`: the field's column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnAnnotation {
    /// The PostgreSQL column.
    pub name: String,
    /// The PostgreSQL type: PostgreSQL's own name for a type that it brings, else the server's name for an enum or
    /// a domain; `[]` behind it for an array.
    pub pg_type: String,
    /// Whether the column has a default.
    pub has_default: bool,
    /// How its values come about, where that is stated.
    pub generation: Option<Generation>,
    /// Whether name and type are assumed: no server has told them, and they follow from the field by rule.
    pub assumed: bool,
}

/// `@foreignKey(columns, schema, table, references, field)`: a foreign key of the row type's table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForeignKeyAnnotation {
    /// The columns of this table, in key order.
    pub columns: Vec<String>,
    /// The schema of the referenced table.
    pub schema: String,
    /// The referenced table.
    pub table: String,
    /// The referenced columns, in key order.
    pub references: Vec<String>,
    /// The GraphQL field that leads to the referenced row, where the API has one.
    pub field: Option<String>,
}

/// The definitions of the directives above, as they stand in every schema file that we write.
pub(crate) const DEFINITIONS: &str = "\
directive @table(schema: String!, name: String!, key: [String!]!) on OBJECT
directive @foreignKey(columns: [String!]!, schema: String!, table: String!, references: [String!]!, field: String) repeatable on OBJECT
directive @column(name: String!, type: String!, default: Boolean! = false, generation: String, assumed: Boolean! = false) on FIELD_DEFINITION
directive @label(name: String!) on ENUM_VALUE
";
