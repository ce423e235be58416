//! What a kind of server makes of a database: the only place that knows the conventions of one.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod choice;
mod postgraphile;
mod roots;

use std::collections::BTreeSet;
use std::fmt;

pub use postgraphile::PostGraphile;
pub use roots::Roots;
pub use typeferry_base::Headers;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Loss, PageShape, Scalar};
use crate::schema::meta::Meta;
use crate::schema::{Field, Schema, TableAnnotation};

/// The dialects that `dialect` in `typeferry.toml` can name; the first is that of a contract which names none.
pub static DIALECTS: [&dyn Dialect; 2] = [&PostGraphile::PLAIN, &PostGraphile::CONSTRUCTIVE];

/// The dialect of Constructive's platform.
pub static CONSTRUCTIVE: &dyn Dialect = &PostGraphile::CONSTRUCTIVE;

/// A kind of server: how its API shows the tables of a database, and is asked for their rows.
///
/// Everything that it says of one API, it reads from the schema of that API: what is not there is `None`.
pub trait Dialect: fmt::Debug + Send + Sync {
    /// The name that `dialect` in `typeferry.toml` gives it.
    fn name(&self) -> &'static str;

    /// How a page of rows is asked for, and how it arrives.
    fn page(&self) -> PageShape;

    /// The argument of a root field that filters its rows.
    fn filter(&self, root: &Field) -> Option<FilterArgument>;

    /// The argument of a root field that orders its rows, with the values that do so by the primary key; where there is
    /// none, by every column that can be ordered by, so that an offset means the same row in each request.
    fn order(&self, rows: &RowsField<'_>) -> Option<OrderArgument>;

    /// The value of that argument which orders by one column (of PostgreSQL's name), ascending.
    fn ascending(&self, rows: &RowsField<'_>, column: &str) -> Option<String>;

    /// The fields that the API lets be written of a table; nothing is known of that unless a dialect says so.
    fn write_fields(&self, _schema: &Schema, _row_type: &str) -> WriteFields {
        WriteFields::default()
    }

    /// How the values of a type arrive; `None` where the API does not send them whole.
    fn arrival(&self, scalar: Scalar) -> Option<Arrival> {
        Some(Arrival { graphql: scalar.graphql(), is_text: false })
    }

    /// Scalars that are no type of PostgreSQL, and whose values are texts that only the server reads; none unless a dialect
    /// says so.
    fn texts(&self) -> &'static [&'static str] {
        &[]
    }

    /// What such a server does to values of a type so that no client can see it; nothing unless a dialect says so.
    fn losses(&self, _scalar: Scalar) -> &'static [Loss] {
        &[]
    }

    /// The headers by which such a server is told what is wanted of it; none unless a dialect says so.
    fn headers(&self) -> Headers {
        Headers::default()
    }

    /// The annotated schema of every table that `meta` lists, of an introspected one.
    ///
    /// # Errors
    /// The two do not match; or the dialect pulls no schemas, unless it says how: then the file is written by hand.
    fn pull(&self, _api: &Schema, _meta: &Meta) -> Result<Schema, Diagnostics> {
        Err(vec![not_pulled(self.name())])
    }

    /// What `meta` would be, of an API of which the names of its tables are known, and, of some of their columns, what
    /// another schema file says.
    ///
    /// # Errors
    /// A name or a type that can only be guessed; or, unless the dialect says how, that it pulls no schemas.
    fn assume(&self, _api: &Schema, _tables: &[NamedTable], _known: Option<&Schema>) -> Result<Assumed, Diagnostics> {
        Err(vec![not_pulled(self.name())])
    }
}

fn not_pulled(name: &str) -> Diagnostic {
    let error = Diagnostic::error(format!("the dialect `{name}` pulls no schemas"));
    error.note("write schema.graphql by hand: the types of the tables with @table, and their fields with @column")
}

/// A root field that answers with the rows of a table.
#[derive(Debug, Clone, Copy)]
pub struct RowsField<'s> {
    /// The schema of the API.
    pub schema: &'s Schema,
    /// The root field.
    pub root: &'s Field,
    /// The GraphQL type of the rows.
    pub row_type: &'s str,
    /// The table.
    pub table: &'s TableAnnotation,
}

impl<'s> RowsField<'s> {
    /// The field of a column, of PostgreSQL's name.
    pub fn column(&self, name: &str) -> Option<&'s Field> {
        let is_column = |field: &&Field| field.column.as_ref().is_some_and(|column| column.name == name);
        self.schema.fields(self.row_type).iter().find(is_column)
    }

    /// The GraphQL type of an argument of the root field.
    pub fn argument_type(&self, name: &str) -> Option<&'s str> {
        self.root.arguments.iter().find(|argument| argument.name == name).map(|argument| argument.ty.name())
    }
}

/// How the values of a type arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// The GraphQL type that they have.
    pub graphql: &'static str,
    /// Whether they arrive as PostgreSQL's own text of them, rather than in the form that the Rust type of the table of
    /// types reads. That is possible for types of [`Kind::Plain`](crate::model::Kind::Plain) alone.
    pub is_text: bool,
}

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
    /// The values, in order, each as GraphQL text.
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

/// A table that an API is said to have.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct NamedTable {
    /// The PostgreSQL schema.
    pub schema: String,
    /// The PostgreSQL table.
    pub table: String,
}

/// What can be assumed of an API.
#[derive(Debug)]
pub struct Assumed {
    /// As `_meta` would tell it.
    pub meta: Meta,
    /// The tables (`schema.table`) that the API does not show.
    pub not_shown: Vec<String>,
}
