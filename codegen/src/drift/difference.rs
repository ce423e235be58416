//! A difference as data.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Location;

/// What is otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The table, or the annotation that says which it is, is gone. `before` lists its columns.
    TableGone,
    /// The table is selected by nothing, and not left out. `after` lists its columns.
    TableNew,
    /// The table has another name in PostgreSQL, and may have in the API.
    TableRenamed,
    /// The table is in another PostgreSQL schema.
    TableMoved,
    /// The row type has another name, and the root field may have.
    RowTypeRenamed,
    /// The root field has another name.
    RootFieldRenamed,
    /// No root field answers with the rows.
    RootFieldGone,
    /// The primary key is over other columns.
    KeyChanged,
    /// A foreign key is new.
    ForeignKeyNew,
    /// A foreign key is gone.
    ForeignKeyGone,
    /// A foreign key refers to another table or to other columns.
    ForeignKeyChanged,
    /// An argument that is given is gone.
    ArgumentGone,
    /// An argument that is given has another name.
    ArgumentRenamed,
    /// An argument that is given is of another type.
    ArgumentTypeChanged,
    /// An argument or a field of the filter that is given need not be: it may be null.
    ArgumentLoosened,
    /// An argument that is not given must be.
    ArgumentRequired,
    /// An argument that pages is gone.
    PagingArgumentGone,
    /// A field that pages (`nodes`, `pageInfo`, a cursor, a count) is gone.
    PagingFieldGone,
    /// A field that pages is of another type.
    PagingFieldTypeChanged,
    /// The order that is asked for is gone.
    OrderValueGone,
    /// A field or operator of the filter that is used is gone.
    FilterFieldGone,
    /// A field or operator of the filter that is used is of another type.
    FilterFieldTypeChanged,
    /// A field of the filter that is not given must be.
    FilterFieldRequired,
    /// The column is gone.
    ColumnGone,
    /// The column is selected by nothing, and not left out.
    ColumnNew,
    /// The column has another name in PostgreSQL, and may have in the API.
    ColumnRenamed,
    /// The field has another name; the column keeps its own.
    FieldRenamed,
    /// The field is there, and no annotation says which column it is.
    ColumnNotAnnotated,
    /// A field that is no column came to a row type.
    FieldNotAnnotated,
    /// The type is another, in PostgreSQL and in the API.
    TypeChanged,
    /// The GraphQL type is another.
    GraphqlTypeChanged,
    /// The PostgreSQL type is another.
    PostgresTypeChanged,
    /// A single value became a list, or a list one of lists.
    BecameList,
    /// A list became a single value, or a list of lists one of values.
    BecameScalar,
    /// Null does not occur any more.
    NullabilityTightened,
    /// Null may occur.
    NullabilityLoosened,
    /// A value of an enum is gone.
    EnumValueGone,
    /// A value of an enum is new.
    EnumValueNew,
    /// A value of an enum has another name in the API; its label is as it was.
    EnumValueRenamed,
    /// A value of an enum stands for another label.
    EnumValueRelabelled,
    /// The values of an enum stand in another order.
    EnumReordered,
    /// A part of a value that is an object is gone.
    PartGone,
    /// A part of a value that is an object is new.
    PartNew,
    /// A part of a value that is an object is of another type.
    PartTypeChanged,
    /// What is selected is deprecated.
    Deprecated,
    /// A rule of the configuration is about something that is not there any more.
    RuleIdle,
}

impl Kind {
    /// Whether something is called otherwise: what names it follows.
    pub(crate) fn is_rename(self) -> bool {
        matches!(self, Self::TableRenamed | Self::TableMoved | Self::RowTypeRenamed | Self::ColumnRenamed)
    }
}

/// The state before and the state after; one of them is absent where something came or went.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sides<T> {
    /// Before.
    pub before: Option<T>,
    /// After.
    pub after: Option<T>,
}

impl<T> Default for Sides<T> {
    fn default() -> Self {
        Self { before: None, after: None }
    }
}

impl<T> Sides<T> {
    /// The one before, or else the one after.
    pub fn either(&self) -> Option<&T> {
        self.before.as_ref().or(self.after.as_ref())
    }
}

/// A table in both namings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TableNames {
    /// `schema.table`.
    pub postgres: String,
    /// The row type.
    pub graphql: String,
    /// The root field, where there is one.
    pub root_field: Option<String>,
}

/// A column in both namings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ColumnNames {
    /// The column, where an annotation says which it is.
    pub postgres: Option<String>,
    /// The field.
    pub graphql: String,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Difference {
    /// What is otherwise.
    pub kind: Kind,
    /// The table; absent where an operation or a rule is of none.
    pub table: Sides<TableNames>,
    /// The column; absent where it is about the table or how it is read.
    pub column: Sides<ColumnNames>,
    /// What it is about, as it was.
    pub before: Option<String>,
    /// What it is about, as it is.
    pub after: Option<String>,
    /// The place of what it is about in the schema before, or of what it would stand in; a rule's is in the
    /// configuration.
    pub location: Option<Location>,
    /// The documents by hand that use it: nobody writes these anew.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "byHand")]
    pub by_hand: Vec<String>,
}
