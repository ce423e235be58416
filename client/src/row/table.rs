//! What is known of a table, and what can be done with a row of it.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use typeferry_base::table::{Access, Generation, Identities, Kind, Loss, Mutability, PageShape, Reason};

use super::{CellError, Cells, Value};

/// A name or a text: the program's own, or read while it runs.
pub type Text = Cow<'static, str>;

/// A list: the program's own, or read while it runs.
pub type List<T> = Cow<'static, [T]>;

/// A table of a contract. Implemented by generated code alone.
pub trait Table: Row + Sized + 'static {
    /// Its names, columns and checked query.
    const QUERY: &'static TableQuery;
    /// The table, whatever serves it.
    const DEF: &'static TableDef = &Self::QUERY.table;

    /// A row of the cells of one node, by position.
    ///
    /// # Errors
    /// A cell that is no value of its column's type, named by table, column and key.
    fn from_cells(cells: &Cells<'_>) -> Result<Self, CellError>;
}

/// A row of some table; threads may hand it to each other.
pub trait Row: Send + Sync {
    /// Its values, in the order of the table's columns.
    fn to_values<'a>(&'a self, out: &mut Vec<Value<'a>>);
}

/// A table as everything behind a source knows it: PostgreSQL's names alone.
#[derive(Debug, Clone)]
pub struct TableDef {
    /// The schema.
    pub schema: Text,
    /// The table.
    pub name: Text,
    /// The columns, in the order of each row's values.
    pub columns: List<ColumnDef>,
    /// The columns of the primary key, as positions in `columns`; empty where there is none.
    pub key: List<usize>,
    /// The foreign keys.
    pub foreign_keys: List<ForeignKeyDef>,
    /// The module that creates the table, where that is known.
    pub module: Option<Text>,
}

impl TableDef {
    /// `schema.table`, as people write it.
    pub fn qualified(&self) -> String {
        format!("{}.{}", self.schema, self.name)
    }
}

/// How a GraphQL API is asked for the rows of a table.
#[derive(Debug, Clone)]
pub struct TableQuery {
    /// The table.
    pub table: TableDef,
    /// The GraphQL type of its rows.
    pub row_type: Text,
    /// The GraphQL field that answers with its rows.
    pub root_field: Text,
    /// The arguments of that field, paging excepted, as the document has them; a variable stands for the tenant,
    /// `$keys` for keys of another table's rows.
    pub arguments: Text,
    /// How the document says whose rows are wanted.
    pub tenancy: Tenancy,
    /// How a page is asked for, and how it arrives.
    pub page: PageShape,
    /// The GraphQL type of a cursor; `None` where the rows have no unique key, and an offset pages them.
    pub cursor_type: Option<Text>,
    /// The selection of a node, as the document has it.
    pub selection: Text,
    /// The GraphQL field of each column of the table.
    pub fields: List<Text>,
    /// Reads a row of the cells of one node.
    pub read: Reader,
}

/// How a document says whose rows are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tenancy {
    /// Not at all: it asks for every row.
    All,
    /// By its variable for the tenant ([`PageShape::tenant`]), of this GraphQL type.
    Tenant(Text),
    /// By `$keys`, which rows of another table have.
    Keys(KeySource),
}

/// Keys that a document filters by, some at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySource {
    /// The GraphQL type of `$keys`.
    pub list_type: Text,
    /// The schema of the table whose rows have them.
    pub schema: Text,
    /// The table whose rows have them.
    pub table: Text,
    /// The column that has them.
    pub column: Text,
}

impl KeySource {
    /// `schema.table`, as people write it.
    pub fn qualified(&self) -> String {
        format!("{}.{}", self.schema, self.table)
    }
}

/// A column.
#[derive(Debug, Clone)]
pub struct ColumnDef {
    /// The PostgreSQL column.
    pub name: Text,
    /// The PostgreSQL type, `[]` behind it for an array.
    pub pg_type: Text,
    /// How a value is written; of an array, how an element is.
    pub kind: Kind,
    /// Whether it is an array.
    pub array: bool,
    /// Whether null can occur.
    pub nullable: bool,
    /// Whether it has a default.
    pub has_default: bool,
    /// What a statement that keeps identities may do with it.
    pub mutability: Mutability,
    /// The SQL expression that stands for a value which is not null, where the value belongs to the environment.
    pub environment: Option<Text>,
    /// What a literal of the type is compared as.
    pub comparison: Comparison,
    /// What may become of its values, or of their elements, before they arrive.
    pub losses: &'static [Loss],
}

/// What a bare string is taken for where a value of a type is compared with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// A value of the type.
    Bare,
    /// Another, or none: composites, `regclass` and its like. Their values come from a database alone, no API sends
    /// them. The literal has to be given its type.
    Typed,
}

impl ColumnDef {
    /// A column that is no array, never null, without default, and may be written.
    pub const fn new(name: &'static str, pg_type: &'static str, kind: Kind) -> Self {
        Self {
            name: Cow::Borrowed(name),
            pg_type: Cow::Borrowed(pg_type),
            kind,
            array: false,
            nullable: false,
            has_default: false,
            mutability: Mutability::PLAIN,
            environment: None,
            comparison: Comparison::Bare,
            losses: &[],
        }
    }

    /// The column, an array.
    #[must_use]
    pub const fn array(mut self) -> Self {
        self.array = true;
        self
    }

    /// The column, which may be null.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// The column, with a default.
    #[must_use]
    pub const fn with_default(mut self) -> Self {
        self.has_default = true;
        self
    }

    /// The column, `GENERATED ALWAYS AS IDENTITY`.
    #[must_use]
    pub const fn identity_always(mut self) -> Self {
        self.mutability = Mutability::of(Generation::IdentityAlways, Identities::Kept);
        self
    }

    /// The column, computed by the database.
    #[must_use]
    pub const fn generated(mut self) -> Self {
        self.mutability = Mutability::of(Generation::Stored, Identities::Kept);
        self
    }

    /// The column, which the API's type for inserting does not have.
    #[must_use]
    pub const fn not_in_input(mut self) -> Self {
        self.mutability.insertable = Access::No(Reason::NotInInput);
        self
    }

    /// The column, which the API's type for updating does not have.
    #[must_use]
    pub const fn not_in_patch(mut self) -> Self {
        self.mutability.updatable = Access::No(Reason::NotInPatch);
        self
    }

    /// The column, with values of which an API may lose something.
    #[must_use]
    pub const fn losing(mut self, losses: &'static [Loss]) -> Self {
        self.losses = losses;
        self
    }

    /// The column, with an expression that stands for its values.
    #[must_use]
    pub const fn environment(mut self, expression: &'static str) -> Self {
        // What is replaced is none, or the program's own text: there is nothing to free.
        std::mem::forget(self.environment.replace(Cow::Borrowed(expression)));
        self
    }
}

/// A foreign key.
#[derive(Debug, Clone)]
pub struct ForeignKeyDef {
    /// The columns, in key order.
    pub columns: List<Text>,
    /// The schema of the table that it refers to.
    pub schema: Text,
    /// The table that it refers to.
    pub table: Text,
    /// The columns that it refers to, in key order.
    pub references: List<Text>,
}

/// What reads a row of the cells of one node, without naming the row's type.
#[derive(Clone)]
pub enum Reader {
    /// By the code that was generated for the table.
    Typed(ReadRow),
    /// By what is known of the table while the program runs.
    Adapted(Arc<dyn ReadAdapted>),
}

/// Reads a row of the cells of one node by what it knows of the table.
pub trait ReadAdapted: Fn(&Cells<'_>) -> Result<Box<dyn Row>, CellError> + Send + Sync {}

impl<F: Fn(&Cells<'_>) -> Result<Box<dyn Row>, CellError> + Send + Sync> ReadAdapted for F {}

/// Reads a row of the cells of one node.
pub type ReadRow = fn(&Cells<'_>) -> Result<Box<dyn Row>, CellError>;

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Typed(_) => "Typed",
            Self::Adapted(_) => "Adapted",
        })
    }
}

impl Reader {
    /// A row of the cells of one node.
    ///
    /// # Errors
    /// As [`Table::from_cells`].
    pub fn read(&self, cells: &Cells<'_>) -> Result<Box<dyn Row>, CellError> {
        match self {
            Self::Typed(read) => read(cells),
            Self::Adapted(read) => read(cells),
        }
    }
}

/// Reads a row of one table without its type: what [`Reader::Typed`] points to.
///
/// # Errors
/// As [`Table::from_cells`].
pub fn read<T: Table>(cells: &Cells<'_>) -> Result<Box<dyn Row>, CellError> {
    Ok(Box::new(T::from_cells(cells)?))
}
