//! What each kind of difference means: its two answers, and in words what it is, what it does to an export, and what to
//! do.

use super::answers::{OnBuild, OnProgram};
use super::difference::{Difference, Kind};

const ACCEPT: &str = "pull the schema (`typeferry schema pull`), then `typeferry queries --accept` takes the change";
const SELECT: &str = "pull the schema (`typeferry schema pull`), then `typeferry queries --accept` selects it; or leave \
                      it out under [left-out] in typeferry.toml, with a reason";
const GONE: &str = "if it is gone for good, pull the schema (`typeferry schema pull`), then `typeferry queries --accept` \
                    drops it; else ask the API's owner, or choose the endpoint that still has it";
const CALL: &str = "pull the schema (`typeferry schema pull`), then `typeferry queries --accept` writes the documents \
                    anew; an operation written by hand is changed by hand";
const CONVERT: &str = "pull the schema (`typeferry schema pull`), look at what the values are, then `typeferry queries \
                       --accept` takes the change; a type without a conversion stops the build with its name";
const ANNOTATE: &str = "`typeferry schema pull` writes the fields that are columns, with their annotations";
const REPLACE: &str = "ask the API's owner what takes its place; once nothing needs it, leave it out under [left-out] in \
                       typeferry.toml, with a reason, and `typeferry queries --accept`";
const RULE: &str = "take the rule out of typeferry.toml, or name what it is about by its name of today";

const PULL: &str = "pull the schema (`typeferry schema pull`)";
const OR_ELSE: &str = "if it is gone for good, pull the schema (`typeferry schema pull`)";
const ASK: &str = "else ask the API's owner, or choose the endpoint that still has it";
const THEN: &str = "then `typeferry queries --accept` takes the change";
const LEAVE_OUT: &str = "leave it out under [left-out] in typeferry.toml, with a reason";

/// What becomes of the documents by hand that use what a difference is about: `queries --accept` leaves them as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ByHand {
    /// They may stay.
    Stays,
    Change,
    Select,
    Delete,
    TakeOut,
    /// The same, before the schema is pulled.
    TakeOutBefore,
}

/// A title, what the build does, what a program does that was built before, whatever the difference is in particular, and
/// what to do: where every document is one that is written for its table, and with those by hand.
type Meaning = (&'static str, OnBuild, OnProgram, (&'static str, ByHand));

impl Kind {
    fn meaning(self) -> Meaning {
        use ByHand::{Change, Delete, Select, Stays, TakeOut, TakeOutBefore};
        use OnBuild::{Stops, Warns};
        use OnProgram::{Fails, Loses, Nothing};
        match self {
            Self::TableGone => ("table gone", Stops, Fails, (GONE, Delete)),
            Self::TableNew => ("table new", Stops, Loses, (SELECT, Stays)),
            Self::TableRenamed => ("table renamed", Stops, Loses, (ACCEPT, Change)),
            Self::TableMoved => ("table moved to another schema", Stops, Loses, (ACCEPT, Change)),
            Self::RowTypeRenamed => ("row type renamed in the API", Stops, Fails, (CALL, Change)),
            Self::RootFieldRenamed => ("root field renamed", Stops, Fails, (CALL, Change)),
            Self::RootFieldGone => ("root field gone", Stops, Fails, (GONE, TakeOut)),
            Self::KeyChanged => ("primary key changed", Stops, Loses, (ACCEPT, Stays)),
            Self::ForeignKeyNew => ("foreign key new", Stops, Nothing, (ACCEPT, Stays)),
            Self::ForeignKeyGone => ("foreign key gone", Stops, Loses, (ACCEPT, Stays)),
            Self::ForeignKeyChanged => ("foreign key refers elsewhere", Stops, Loses, (ACCEPT, Stays)),
            Self::ArgumentGone => ("argument gone", Stops, Fails, (CALL, Change)),
            Self::ArgumentRenamed => ("argument renamed", Stops, Fails, (CALL, Change)),
            Self::ArgumentTypeChanged => ("argument of another type", Stops, Fails, (CALL, Change)),
            Self::ArgumentRequired => ("argument required", Stops, Fails, (CALL, Change)),
            Self::ArgumentLoosened => ("argument loosened", Warns, Nothing, (ACCEPT, Stays)),
            Self::PagingArgumentGone => ("paging argument gone", Stops, Fails, (CALL, Change)),
            Self::PagingFieldGone => ("paging field gone", Stops, Fails, (CALL, Change)),
            Self::PagingFieldTypeChanged => ("paging field of another type", Stops, Fails, (CALL, Change)),
            Self::OrderValueGone => ("order value gone", Stops, Fails, (CALL, Change)),
            Self::FilterFieldGone => ("filter field gone", Stops, Fails, (CALL, Change)),
            Self::FilterFieldTypeChanged => ("filter field of another type", Stops, Fails, (CALL, Change)),
            Self::FilterFieldRequired => ("filter field required", Stops, Fails, (CALL, Change)),
            Self::ColumnGone => ("column gone", Stops, Fails, (GONE, TakeOut)),
            Self::ColumnNew => ("column new", Stops, Loses, (SELECT, Select)),
            Self::ColumnRenamed => ("column renamed", Stops, Loses, (ACCEPT, Change)),
            Self::FieldRenamed => ("field renamed in the API", Stops, Fails, (CALL, Change)),
            Self::ColumnNotAnnotated => ("column without annotation", Stops, Loses, (ANNOTATE, Stays)),
            Self::FieldNotAnnotated => ("field that is no column", Stops, Loses, (ANNOTATE, Stays)),
            Self::TypeChanged => ("type changed", Stops, Fails, (CONVERT, Change)),
            Self::GraphqlTypeChanged => ("GraphQL type changed", Stops, Fails, (CONVERT, Change)),
            Self::PostgresTypeChanged => ("PostgreSQL type changed", Stops, Loses, (CONVERT, Stays)),
            Self::BecameList => ("became a list", Stops, Fails, (CONVERT, Change)),
            Self::BecameScalar => ("became a single value", Stops, Fails, (CONVERT, Change)),
            Self::NullabilityTightened => ("nullability tightened", Stops, Nothing, (ACCEPT, Stays)),
            Self::NullabilityLoosened => ("nullability loosened", Warns, Fails, (ACCEPT, Stays)),
            Self::EnumValueGone => ("enum value gone", Stops, Fails, (ACCEPT, Stays)),
            Self::EnumValueNew => ("enum value new", Warns, Fails, (ACCEPT, Stays)),
            Self::EnumValueRenamed => ("enum value renamed in the API", Stops, Fails, (ACCEPT, Stays)),
            Self::EnumValueRelabelled => ("enum value relabelled", Stops, Loses, (ACCEPT, Stays)),
            Self::EnumReordered => ("enum values reordered", Stops, Nothing, (ACCEPT, Stays)),
            Self::PartGone => ("part of an object gone", Stops, Fails, (ACCEPT, Change)),
            Self::PartNew => ("part of an object new", Stops, Loses, (ACCEPT, Change)),
            Self::PartTypeChanged => ("part of an object of another type", Stops, Fails, (CONVERT, Stays)),
            Self::Deprecated => ("deprecated", Warns, Nothing, (REPLACE, TakeOutBefore)),
            Self::RuleIdle => ("rule about nothing", Stops, Nothing, (RULE, Stays)),
        }
    }

    /// What is otherwise, in a few words.
    pub fn title(self) -> &'static str {
        self.meaning().0
    }

    /// What the build does.
    pub fn build(self) -> OnBuild {
        self.meaning().1
    }

    /// What a program does that was built before, whatever the difference is in particular.
    pub(super) fn program(self) -> OnProgram {
        self.meaning().2
    }

    /// What it does to an export, in one sentence.
    pub fn effect(self) -> &'static str {
        match self {
            Self::TableGone => "An export asks for rows that nothing answers with, and fails.",
            Self::TableNew => "Its rows would be missing from an export.",
            Self::TableRenamed | Self::TableMoved => "The module would write to a table of the old name.",
            Self::RowTypeRenamed | Self::RootFieldRenamed | Self::RootFieldGone => {
                "The query of the table does not fit the API any more."
            }
            Self::KeyChanged => "Rows are ordered, told apart and deleted by other columns.",
            Self::ForeignKeyNew => "Tables may have to be written in another order, and one more reference is checked.",
            Self::ForeignKeyGone => "A reference is not checked any more, and tables may be written in another order.",
            Self::ForeignKeyChanged => "A reference is checked against other rows than the database's own.",
            Self::ArgumentGone | Self::ArgumentRenamed | Self::ArgumentTypeChanged | Self::ArgumentRequired => {
                "The server refuses the query of the table."
            }
            Self::ArgumentLoosened => "Nothing: what is given may be given as before.",
            Self::PagingArgumentGone | Self::PagingFieldGone | Self::PagingFieldTypeChanged => {
                "The table cannot be read to its end page by page."
            }
            Self::OrderValueGone => "The server refuses the query: without an order, no page follows another.",
            Self::FilterFieldGone | Self::FilterFieldTypeChanged | Self::FilterFieldRequired => {
                "The server refuses the query: the rows of one tenant cannot be asked for."
            }
            Self::ColumnGone => "The server refuses the query of the table: the column's values are not there.",
            Self::ColumnNew => "Its values would be missing from an export.",
            Self::ColumnRenamed => "The module would write a column of the old name.",
            Self::FieldRenamed => "The server refuses the query of the table: the field has another name.",
            Self::ColumnNotAnnotated | Self::FieldNotAnnotated => "Which column its values belong to is not known.",
            Self::TypeChanged | Self::GraphqlTypeChanged | Self::BecameList | Self::BecameScalar => {
                "The values that come are not those that the export reads."
            }
            Self::PostgresTypeChanged => "The values would be written as the old type.",
            Self::NullabilityTightened => "Rows are read as before; the row type that was accepted is another.",
            Self::NullabilityLoosened => "An export that was built before fails at the first null.",
            Self::EnumValueGone => {
                "The server cannot send a row that still has the value, and its label may be none of the database's."
            }
            Self::EnumValueNew => "An export that was built before fails at the first row with the value.",
            Self::EnumValueRenamed => "The value comes under a name that the export does not know.",
            Self::EnumValueRelabelled => "The module would write the old label.",
            Self::EnumReordered => "Rows are read and written as before; what sorts by the value sorts otherwise.",
            Self::PartGone | Self::PartTypeChanged => "The value does not come as the export reads it.",
            Self::PartNew => "The value would be written without the part: it is not whole.",
            Self::Deprecated => "Nothing yet: it is read as before until the API drops it.",
            Self::RuleIdle => "Nothing: no table or column is read otherwise for it.",
        }
    }
}

impl Difference {
    /// What to do. Documents by hand that use what it is about are named.
    pub fn remedy(&self) -> String {
        let (_, _, _, (remedy, by_hand)) = self.kind.meaning();
        let files = self.by_hand.join(" and ");
        let are = if self.by_hand.len() == 1 { "is" } else { "are" };
        match by_hand {
            _ if self.by_hand.is_empty() => remedy.to_owned(),
            ByHand::Stays => remedy.to_owned(),
            ByHand::Change => format!("{PULL}, change it in {files}, which {are} by hand, {THEN}"),
            ByHand::Select => format!("{PULL}, select it in {files}, which is by hand, {THEN}; or {LEAVE_OUT}"),
            ByHand::Delete => format!("{OR_ELSE}, delete {files}, which {are} by hand, {THEN}; {ASK}"),
            ByHand::TakeOut => format!("{OR_ELSE}, take it out of {files}, which {are} by hand, {THEN}; {ASK}"),
            ByHand::TakeOutBefore => format!("{remedy}; {files} {are} by hand, so take it out there before"),
        }
    }
}
