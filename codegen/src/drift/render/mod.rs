//! Differences as text: for people, for programs, for a pull request, for a check's annotations.

mod github;
mod json;
mod markdown;
mod text;

use std::collections::BTreeMap;

use super::answers::{OnBuild, OnProgram, Severity};
use super::difference::{ColumnNames, Difference, Sides, TableNames};
use super::kind::Kind;
use crate::diagnostic::visible;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people: grouped by table, with the counts at the end.
    Text,
    /// For programs: one JSON value of `format: 1`.
    Json,
    /// For a pull request: a table.
    Markdown,
    /// For GitHub Actions: workflow commands, a line each.
    Github,
}

/// The differences of two schemas, and what the two are called.
#[derive(Debug)]
pub struct Report<'a> {
    /// What was compared: a file or what is compiled in.
    pub before: &'a str,
    /// What it was compared with: an address or a file.
    pub after: &'a str,
    /// The differences, by table.
    pub differences: &'a [Difference],
}

impl Report<'_> {
    /// The report as text. Names that somebody else gave are written so that no terminal, page or runner takes them for
    /// anything but names.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => text::render(self),
            Format::Json => json::render(self),
            Format::Markdown => markdown::render(self),
            Format::Github => github::render(self),
        }
    }

    /// A line a difference, below its table: without what a build does about it, which not everybody can do.
    pub fn brief(&self) -> String {
        text::brief(self)
    }

    /// How many differences matter so.
    pub fn count(&self, severity: Severity) -> usize {
        self.differences.iter().filter(|one| one.severity() == severity).count()
    }

    /// How many differences of each kind there are.
    pub fn kinds(&self) -> BTreeMap<Kind, usize> {
        let mut kinds = BTreeMap::new();
        self.differences.iter().for_each(|one| *kinds.entry(one.kind).or_default() += 1);
        kinds
    }

    /// `3 differences: 1 breaking, 1 additive, 1 harmless`.
    fn counts(&self) -> String {
        let of = |severity| format!("{} {}", self.count(severity), severity.word());
        let all = match self.differences.len() {
            1 => "1 difference".to_owned(),
            count => format!("{count} differences"),
        };
        let severities = [Severity::Breaking, Severity::Additive, Severity::Harmless].map(of);
        format!("{all}: {}", severities.join(", "))
    }
}

impl std::fmt::Display for Difference {
    /// In one line: what is otherwise, and of what.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let about = [table(&self.table, visible), column(&self.column, visible), change(self, visible)];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join(": ");
        write!(f, "{}: {about}", self.kind.title())
    }
}

/// Both answers, in a sentence.
fn answers(one: &Difference) -> String {
    let build = match one.build() {
        OnBuild::Stops => "stops",
        OnBuild::Warns => "warns",
        OnBuild::Nothing => "says nothing",
    };
    let program = match one.program() {
        OnProgram::Fails => "fails",
        OnProgram::Loses => "loses it without an error",
        OnProgram::Nothing => "goes on as it did",
    };
    format!("The build {build}; a program built before {program}.")
}

/// A table in both namings, as `write` writes each name; where the names are others now, both.
fn table(names: &Sides<TableNames>, write: impl Fn(&str) -> String) -> Option<String> {
    let one = |names: &TableNames| format!("{} ({})", write(&names.postgres), write(&names.graphql));
    arrow(names, one)
}

fn column(names: &Sides<ColumnNames>, write: impl Fn(&str) -> String) -> Option<String> {
    let one = |names: &ColumnNames| match &names.postgres {
        Some(postgres) => format!("{} ({})", write(postgres), write(&names.graphql)),
        None => format!("({})", write(&names.graphql)),
    };
    arrow(names, one)
}

fn arrow<T>(sides: &Sides<T>, one: impl Fn(&T) -> String) -> Option<String> {
    let (before, after) = (sides.before.as_ref().map(&one), sides.after.as_ref().map(&one));
    match (before, after) {
        (Some(before), Some(after)) if before != after => Some(format!("{before} → {after}")),
        (before, after) => before.or(after),
    }
}

/// What a difference is about, before and after.
fn change(one: &Difference, write: impl Fn(&str) -> String) -> Option<String> {
    match (&one.before, &one.after) {
        (Some(before), Some(after)) => Some(format!("{} → {}", write(before), write(after))),
        (Some(only), None) | (None, Some(only)) => Some(write(only)),
        (None, None) => None,
    }
}
