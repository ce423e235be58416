//! What generated code says of a table, and what it can do with a row.

use super::{CellError, Cells, Value};

/// A table of the contract. Implemented by generated code alone.
pub trait Table: Row + Sized + 'static {
    /// Its names, columns and checked query.
    const DEF: &'static TableDef;

    /// A row of the cells of one node, by position.
    ///
    /// # Errors
    /// A cell that is no value of its column's type, named by table, column and key.
    fn from_cells(cells: &Cells<'_>) -> Result<Self, CellError>;
}

/// A typed row of some table.
pub trait Row {
    /// Its values, in the order of the table's columns.
    fn to_values<'a>(&'a self, out: &mut Vec<Value<'a>>);
}

/// A table of the contract, both namings side by side.
#[derive(Debug)]
pub struct TableDef {
    /// The PostgreSQL schema.
    pub schema: &'static str,
    /// The PostgreSQL table.
    pub name: &'static str,
    /// The GraphQL type of its rows.
    pub row_type: &'static str,
    /// The GraphQL field that answers with its rows.
    pub root_field: &'static str,
    /// The arguments of that field, paging excepted, as the document has them; `$databaseId` stands for the tenant.
    pub arguments: &'static str,
    /// The GraphQL type of `$databaseId`; `None` where the document filters by no tenant.
    pub tenant_type: Option<&'static str>,
    /// The GraphQL type of a cursor; `None` where the rows have no unique key, and an offset pages them.
    pub cursor_type: Option<&'static str>,
    /// The selection of a node, as the document has it.
    pub selection: &'static str,
    /// The selected columns, in the document's order.
    pub columns: &'static [ColumnDef],
    /// The columns of the primary key, as positions in `columns`; empty where there is none.
    pub key: &'static [usize],
    /// The foreign keys.
    pub foreign_keys: &'static [ForeignKeyDef],
    /// The module that creates the table, where that is known.
    pub module: Option<&'static str>,
    /// Reads a row of the cells of one node.
    pub read: fn(&Cells<'_>) -> Result<Box<dyn Row>, CellError>,
}

impl TableDef {
    /// `schema.table`, as people write it.
    pub fn qualified(&self) -> String {
        format!("{}.{}", self.schema, self.name)
    }
}

/// A column of the contract.
#[derive(Debug)]
pub struct ColumnDef {
    /// The PostgreSQL column.
    pub name: &'static str,
    /// The GraphQL field.
    pub field: &'static str,
    /// The PostgreSQL type, as the schema annotates it.
    pub pg_type: &'static str,
    /// Whether null can occur.
    pub nullable: bool,
    /// The SQL expression that stands for a value which is not null, where the value belongs to the environment.
    pub environment: Option<&'static str>,
}

impl ColumnDef {
    /// Whether PostgreSQL has an equality operator for the type (`pg_operator`: `json` and `xml` have none).
    pub fn has_equality(&self) -> bool {
        !matches!(self.pg_type.trim_end_matches("[]"), "json" | "xml" | "point" | "polygon")
    }
}

/// A foreign key of the contract.
#[derive(Debug)]
pub struct ForeignKeyDef {
    /// The columns, in key order.
    pub columns: &'static [&'static str],
    /// The schema of the table that it refers to.
    pub schema: &'static str,
    /// The table that it refers to.
    pub table: &'static str,
    /// The columns that it refers to, in key order.
    pub references: &'static [&'static str],
}

/// Reads a row of one table without its type: what [`TableDef::read`] points to.
///
/// # Errors
/// As [`Table::from_cells`].
pub fn read<T: Table>(cells: &Cells<'_>) -> Result<Box<dyn Row>, CellError> {
    Ok(Box::new(T::from_cells(cells)?))
}
