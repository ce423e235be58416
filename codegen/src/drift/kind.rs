//! What may differ: each kind with its title, its two answers, what to do, and what it does to an export.

use serde::{Deserialize, Serialize};

use super::answers::OnBuild::{self, Stops, Warns};
use super::answers::OnProgram::{self, Fails, Loses, Nothing};
use super::remedy::ByHand::{self, Change, Delete, Select, Stays, TakeOut, TakeOutBefore};
use super::remedy::{ACCEPT, ANNOTATE, CALL, CONVERT, GONE, REPLACE, RULE, SELECT};

/// A kind a row: its title, what the build does, what a program does that was built before, whatever the difference is in
/// particular, and what to do, without documents by hand and with them; then what it does to an export.
macro_rules! kinds {
    ($($(#[$doc:meta])+ $kind:ident: $title:literal, $build:ident, $program:ident, $remedy:tt, $effect:literal;)+) => {
        /// What is otherwise.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind {
            $($(#[$doc])+ $kind,)+
        }

        impl Kind {
            /// What is otherwise, in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$kind => $title,)+ }
            }

            /// What the build does.
            pub fn build(self) -> OnBuild {
                match self { $(Self::$kind => $build,)+ }
            }

            /// What a program does that was built before, whatever the difference is in particular.
            pub(super) fn program(self) -> OnProgram {
                match self { $(Self::$kind => $program,)+ }
            }

            /// What to do.
            pub(super) fn remedy(self) -> (&'static str, ByHand) {
                match self { $(Self::$kind => $remedy,)+ }
            }

            /// What it does to an export, in one sentence.
            pub fn effect(self) -> &'static str {
                match self { $(Self::$kind => $effect,)+ }
            }
        }
    };
}

kinds! {
    /// The table, or the annotation that says which it is, is gone. `before` lists its columns.
    TableGone: "table gone", Stops, Fails, (GONE, Delete),
        "An export asks for rows that nothing answers with, and fails.";
    /// The table is selected by nothing, and not left out. `after` lists its columns.
    TableNew: "table new", Stops, Loses, (SELECT, Stays),
        "Its rows would be missing from an export.";
    /// The table has another name in PostgreSQL, and may have in the API.
    TableRenamed: "table renamed", Stops, Loses, (ACCEPT, Change),
        "The module would write to a table of the old name.";
    /// The table is in another PostgreSQL schema.
    TableMoved: "table moved to another schema", Stops, Loses, (ACCEPT, Change),
        "The module would write to a table of the old name.";
    /// The row type has another name, and the root field may have.
    RowTypeRenamed: "row type renamed in the API", Stops, Fails, (CALL, Change),
        "The query of the table does not fit the API any more.";
    /// The root field has another name.
    RootFieldRenamed: "root field renamed", Stops, Fails, (CALL, Change),
        "The query of the table does not fit the API any more.";
    /// No root field answers with the rows.
    RootFieldGone: "root field gone", Stops, Fails, (GONE, TakeOut),
        "The query of the table does not fit the API any more.";
    /// The primary key is over other columns.
    KeyChanged: "primary key changed", Stops, Loses, (ACCEPT, Stays),
        "Rows are ordered, told apart and deleted by other columns.";
    /// A foreign key is new.
    ForeignKeyNew: "foreign key new", Stops, Nothing, (ACCEPT, Stays),
        "Tables may have to be written in another order, and one more reference is checked.";
    /// A foreign key is gone.
    ForeignKeyGone: "foreign key gone", Stops, Loses, (ACCEPT, Stays),
        "A reference is not checked any more, and tables may be written in another order.";
    /// A foreign key refers to another table or to other columns.
    ForeignKeyChanged: "foreign key refers elsewhere", Stops, Loses, (ACCEPT, Stays),
        "A reference is checked against other rows than the database's own.";
    /// An argument that is given is gone.
    ArgumentGone: "argument gone", Stops, Fails, (CALL, Change),
        "The server refuses the query of the table.";
    /// An argument that is given has another name.
    ArgumentRenamed: "argument renamed", Stops, Fails, (CALL, Change),
        "The server refuses the query of the table.";
    /// An argument that is given is of another type.
    ArgumentTypeChanged: "argument of another type", Stops, Fails, (CALL, Change),
        "The server refuses the query of the table.";
    /// An argument that is not given must be.
    ArgumentRequired: "argument required", Stops, Fails, (CALL, Change),
        "The server refuses the query of the table.";
    /// An argument or a field of the filter that is given need not be: it may be null.
    ArgumentLoosened: "argument loosened", Warns, Nothing, (ACCEPT, Stays),
        "Nothing: what is given may be given as before.";
    /// An argument that pages is gone.
    PagingArgumentGone: "paging argument gone", Stops, Fails, (CALL, Change),
        "The table cannot be read to its end page by page.";
    /// A field that pages (`nodes`, `pageInfo`, a cursor, a count) is gone.
    PagingFieldGone: "paging field gone", Stops, Fails, (CALL, Change),
        "The table cannot be read to its end page by page.";
    /// A field that pages is of another type.
    PagingFieldTypeChanged: "paging field of another type", Stops, Fails, (CALL, Change),
        "The table cannot be read to its end page by page.";
    /// The order that is asked for is gone.
    OrderValueGone: "order value gone", Stops, Fails, (CALL, Change),
        "The server refuses the query: without an order, no page follows another.";
    /// A field or operator of the filter that is used is gone.
    FilterFieldGone: "filter field gone", Stops, Fails, (CALL, Change),
        "The server refuses the query: the rows of one tenant cannot be asked for.";
    /// A field or operator of the filter that is used is of another type.
    FilterFieldTypeChanged: "filter field of another type", Stops, Fails, (CALL, Change),
        "The server refuses the query: the rows of one tenant cannot be asked for.";
    /// A field of the filter that is not given must be.
    FilterFieldRequired: "filter field required", Stops, Fails, (CALL, Change),
        "The server refuses the query: the rows of one tenant cannot be asked for.";
    /// The column is gone.
    ColumnGone: "column gone", Stops, Fails, (GONE, TakeOut),
        "The server refuses the query of the table: the column's values are not there.";
    /// The column is selected by nothing, and not left out.
    ColumnNew: "column new", Stops, Loses, (SELECT, Select),
        "Its values would be missing from an export.";
    /// The column has another name in PostgreSQL, and may have in the API.
    ColumnRenamed: "column renamed", Stops, Loses, (ACCEPT, Change),
        "The module would write a column of the old name.";
    /// The field has another name; the column keeps its own.
    FieldRenamed: "field renamed in the API", Stops, Fails, (CALL, Change),
        "The server refuses the query of the table: the field has another name.";
    /// The field is there, and no annotation says which column it is.
    ColumnNotAnnotated: "column without annotation", Stops, Loses, (ANNOTATE, Stays),
        "Which column its values belong to is not known.";
    /// A field that is no column came to a row type.
    FieldNotAnnotated: "field that is no column", Stops, Loses, (ANNOTATE, Stays),
        "Which column its values belong to is not known.";
    /// The type is another, in PostgreSQL and in the API.
    TypeChanged: "type changed", Stops, Fails, (CONVERT, Change),
        "The values that come are not those that the export reads.";
    /// The GraphQL type is another.
    GraphqlTypeChanged: "GraphQL type changed", Stops, Fails, (CONVERT, Change),
        "The values that come are not those that the export reads.";
    /// The PostgreSQL type is another.
    PostgresTypeChanged: "PostgreSQL type changed", Stops, Loses, (CONVERT, Stays),
        "The values would be written as the old type.";
    /// A single value became a list, or a list one of lists.
    BecameList: "became a list", Stops, Fails, (CONVERT, Change),
        "The values that come are not those that the export reads.";
    /// A list became a single value, or a list of lists one of values.
    BecameScalar: "became a single value", Stops, Fails, (CONVERT, Change),
        "The values that come are not those that the export reads.";
    /// Null does not occur any more.
    NullabilityTightened: "nullability tightened", Stops, Nothing, (ACCEPT, Stays),
        "Rows are read as before; the row type that was accepted is another.";
    /// Null may occur.
    NullabilityLoosened: "nullability loosened", Warns, Fails, (ACCEPT, Stays),
        "An export that was built before fails at the first null.";
    /// A value of an enum is gone.
    EnumValueGone: "enum value gone", Stops, Fails, (ACCEPT, Stays),
        "The server cannot send a row that still has the value, and its label may be none of the database's.";
    /// A value of an enum is new.
    EnumValueNew: "enum value new", Warns, Fails, (ACCEPT, Stays),
        "An export that was built before fails at the first row with the value.";
    /// A value of an enum has another name in the API; its label is as it was.
    EnumValueRenamed: "enum value renamed in the API", Stops, Fails, (ACCEPT, Stays),
        "The value comes under a name that the export does not know.";
    /// A value of an enum stands for another label.
    EnumValueRelabelled: "enum value relabelled", Stops, Loses, (ACCEPT, Stays),
        "The module would write the old label.";
    /// The values of an enum stand in another order.
    EnumReordered: "enum values reordered", Stops, Nothing, (ACCEPT, Stays),
        "Rows are read and written as before; what sorts by the value sorts otherwise.";
    /// A part of a value that is an object is gone.
    PartGone: "part of an object gone", Stops, Fails, (ACCEPT, Change),
        "The value does not come as the export reads it.";
    /// A part of a value that is an object is new.
    PartNew: "part of an object new", Stops, Loses, (ACCEPT, Change),
        "The value would be written without the part: it is not whole.";
    /// A part of a value that is an object is of another type.
    PartTypeChanged: "part of an object of another type", Stops, Fails, (CONVERT, Stays),
        "The value does not come as the export reads it.";
    /// What is selected is deprecated.
    Deprecated: "deprecated", Warns, Nothing, (REPLACE, TakeOutBefore),
        "Nothing yet: it is read as before until the API drops it.";
    /// A rule of the configuration is about something that is not there any more.
    RuleIdle: "rule about nothing", Stops, Nothing, (RULE, Stays),
        "Nothing: no table or column is read otherwise for it.";
}

impl Kind {
    /// Whether something is called otherwise: what names it follows.
    pub(crate) fn is_rename(self) -> bool {
        matches!(self, Self::TableRenamed | Self::TableMoved | Self::RowTypeRenamed | Self::ColumnRenamed)
    }

    /// Whether something came beside what was promised.
    pub(super) fn is_addition(self) -> bool {
        matches!(self, Self::TableNew | Self::ColumnNew | Self::FieldNotAnnotated)
    }
}
