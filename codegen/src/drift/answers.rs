//! The two answers that each difference has: what the build does with it, and what a program does that was built before.

use serde::{Deserialize, Serialize};

use super::difference::{Difference, Sides};
use super::kind::Kind;

/// What the build does once the schema is pulled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnBuild {
    /// It stops, so that somebody decides.
    Stops,
    /// It warns.
    Warns,
    /// Nothing.
    Nothing,
}

/// What a program does that was built before and is not told of the difference: the worst that it may come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnProgram {
    /// It ends with an error, at once or at the first row that has to do with the difference.
    Fails,
    /// It ends well, and what it wrote lacks something or is not what the database has.
    Loses,
    /// Nothing: what it writes is right.
    Nothing,
}

/// How much a difference matters, worst first: both answers in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// What was promised is so no more: a program built before fails at it, or writes it otherwise.
    Breaking,
    /// The build stops, so that somebody decides; of what was promised, nothing is lost.
    Additive,
    /// The build warns at most, and what a program built before writes is right.
    Harmless,
}

impl OnBuild {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stops => "stops",
            Self::Warns => "warns",
            Self::Nothing => "nothing",
        }
    }
}

impl Severity {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Additive => "additive",
            Self::Harmless => "harmless",
        }
    }
}

impl OnProgram {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fails => "fails",
            Self::Loses => "loses",
            Self::Nothing => "nothing",
        }
    }
}

impl Difference {
    /// What the build does once the schema is pulled.
    pub fn build(&self) -> OnBuild {
        self.kind.build()
    }

    /// What a program does that was built before. One that asks for what has another name in the API too does not get as
    /// far as to write the old name.
    pub fn program(&self) -> OnProgram {
        let asks_otherwise = match self.kind {
            Kind::TableRenamed | Kind::TableMoved => renamed(&self.table, |names| names.root_field.as_deref()),
            Kind::ColumnRenamed => renamed(&self.column, |names| Some(names.graphql.as_str())),
            _ => false,
        };
        if asks_otherwise { OnProgram::Fails } else { self.kind.program() }
    }

    /// Both answers in a word.
    pub fn severity(&self) -> Severity {
        match (self.program(), self.build()) {
            (OnProgram::Loses, _) if self.kind.is_addition() => Severity::Additive,
            (OnProgram::Fails | OnProgram::Loses, _) => Severity::Breaking,
            (OnProgram::Nothing, OnBuild::Stops) => Severity::Additive,
            (OnProgram::Nothing, OnBuild::Warns | OnBuild::Nothing) => Severity::Harmless,
        }
    }
}

/// Whether both sides have the name, and not the same.
fn renamed<T>(sides: &Sides<T>, name: impl Fn(&T) -> Option<&str>) -> bool {
    let names = sides.before.as_ref().and_then(&name).zip(sides.after.as_ref().and_then(&name));
    names.is_some_and(|(before, after)| before != after)
}
