//! What each kind of difference means, in words: what it does to an export, what to do.

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

impl Kind {
    /// What is otherwise, in a few words.
    pub fn title(self) -> &'static str {
        match self {
            Self::TableGone => "table gone",
            Self::TableNew => "table new",
            Self::TableRenamed => "table renamed",
            Self::TableMoved => "table moved to another schema",
            Self::RowTypeRenamed => "row type renamed in the API",
            Self::RootFieldRenamed => "root field renamed",
            Self::RootFieldGone => "root field gone",
            Self::KeyChanged => "primary key changed",
            Self::ForeignKeyNew => "foreign key new",
            Self::ForeignKeyGone => "foreign key gone",
            Self::ForeignKeyChanged => "foreign key refers elsewhere",
            Self::ArgumentGone => "argument gone",
            Self::ArgumentRenamed => "argument renamed",
            Self::ArgumentTypeChanged => "argument of another type",
            Self::ArgumentRequired => "argument required",
            Self::ArgumentLoosened => "argument loosened",
            Self::PagingArgumentGone => "paging argument gone",
            Self::PagingFieldGone => "paging field gone",
            Self::PagingFieldTypeChanged => "paging field of another type",
            Self::OrderValueGone => "order value gone",
            Self::FilterFieldGone => "filter field gone",
            Self::FilterFieldTypeChanged => "filter field of another type",
            Self::FilterFieldRequired => "filter field required",
            Self::ColumnGone => "column gone",
            Self::ColumnNew => "column new",
            Self::ColumnRenamed => "column renamed",
            Self::FieldRenamed => "field renamed in the API",
            Self::ColumnNotAnnotated => "column without annotation",
            Self::FieldNotAnnotated => "field that is no column",
            Self::TypeChanged => "type changed",
            Self::GraphqlTypeChanged => "GraphQL type changed",
            Self::PostgresTypeChanged => "PostgreSQL type changed",
            Self::BecameList => "became a list",
            Self::BecameScalar => "became a single value",
            Self::NullabilityTightened => "nullability tightened",
            Self::NullabilityLoosened => "nullability loosened",
            Self::EnumValueGone => "enum value gone",
            Self::EnumValueNew => "enum value new",
            Self::EnumValueRenamed => "enum value renamed in the API",
            Self::EnumValueRelabelled => "enum value relabelled",
            Self::EnumReordered => "enum values reordered",
            Self::PartGone => "part of an object gone",
            Self::PartNew => "part of an object new",
            Self::PartTypeChanged => "part of an object of another type",
            Self::Deprecated => "deprecated",
            Self::RuleIdle => "rule about nothing",
        }
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

    /// What to do, where every document is one that is written for its table.
    fn remedy(self) -> &'static str {
        match self {
            Self::TableGone | Self::ColumnGone | Self::RootFieldGone => GONE,
            Self::TableNew | Self::ColumnNew => SELECT,
            Self::ColumnNotAnnotated | Self::FieldNotAnnotated => ANNOTATE,
            Self::ArgumentGone
            | Self::ArgumentRenamed
            | Self::ArgumentTypeChanged
            | Self::ArgumentRequired
            | Self::PagingArgumentGone
            | Self::PagingFieldGone
            | Self::PagingFieldTypeChanged
            | Self::OrderValueGone
            | Self::FilterFieldGone
            | Self::FilterFieldTypeChanged
            | Self::FilterFieldRequired
            | Self::RootFieldRenamed
            | Self::RowTypeRenamed
            | Self::FieldRenamed => CALL,
            Self::TypeChanged
            | Self::GraphqlTypeChanged
            | Self::PostgresTypeChanged
            | Self::BecameList
            | Self::BecameScalar
            | Self::PartTypeChanged => CONVERT,
            Self::Deprecated => REPLACE,
            Self::RuleIdle => RULE,
            _ => ACCEPT,
        }
    }
}

impl Kind {
    /// Whether a document may have to be another for it.
    fn is_named(self) -> bool {
        !matches!(
            self,
            Self::TableNew
                | Self::KeyChanged
                | Self::ForeignKeyNew
                | Self::ForeignKeyGone
                | Self::ForeignKeyChanged
                | Self::ArgumentLoosened
                | Self::ColumnNotAnnotated
                | Self::FieldNotAnnotated
                | Self::PostgresTypeChanged
                | Self::NullabilityTightened
                | Self::NullabilityLoosened
                | Self::EnumValueGone
                | Self::EnumValueNew
                | Self::EnumValueRenamed
                | Self::EnumValueRelabelled
                | Self::EnumReordered
                | Self::PartTypeChanged
                | Self::RuleIdle
        )
    }
}

impl Difference {
    /// What to do. Documents by hand that use what it is about are named: `queries --accept` leaves them as they are.
    pub fn remedy(&self) -> String {
        if self.by_hand.is_empty() || !self.kind.is_named() {
            return self.kind.remedy().to_owned();
        }
        let files = self.by_hand.join(" and ");
        let are = if self.by_hand.len() == 1 { "is" } else { "are" };
        match self.kind {
            Kind::ColumnNew => format!("{PULL}, select it in {files}, which is by hand, {THEN}; or {LEAVE_OUT}"),
            Kind::TableGone => format!("{OR_ELSE}, delete {files}, which {are} by hand, {THEN}; {ASK}"),
            Kind::ColumnGone | Kind::RootFieldGone => {
                format!("{OR_ELSE}, take it out of {files}, which {are} by hand, {THEN}; {ASK}")
            }
            Kind::Deprecated => format!("{}; {files} {are} by hand, so take it out there before", self.kind.remedy()),
            _ => format!("{PULL}, change it in {files}, which {are} by hand, {THEN}"),
        }
    }
}

const PULL: &str = "pull the schema (`typeferry schema pull`)";
const OR_ELSE: &str = "if it is gone for good, pull the schema (`typeferry schema pull`)";
const ASK: &str = "else ask the API's owner, or choose the endpoint that still has it";
const THEN: &str = "then `typeferry queries --accept` takes the change";
const LEAVE_OUT: &str = "leave it out under [left-out] in typeferry.toml, with a reason";
