//! For programs. A reader looks at `format` first: what it does not know, it refuses.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Report;
use crate::diagnostic::Location;
use crate::drift::{ColumnNames, Difference, Kind, OnBuild, OnProgram, Severity, Sides, TableNames};

/// The version of what is written.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    before: &'a str,
    after: &'a str,
    counts: Counts,
    /// What the build does, at how many.
    build: BTreeMap<OnBuild, usize>,
    /// What a program built before does, at how many.
    program: BTreeMap<OnProgram, usize>,
    kinds: BTreeMap<Kind, usize>,
    differences: Vec<One<'a>>,
}

#[derive(Serialize)]
struct Counts {
    breaking: usize,
    additive: usize,
    harmless: usize,
}

#[derive(Serialize)]
struct One<'a> {
    kind: Kind,
    severity: Severity,
    build: OnBuild,
    program: OnProgram,
    title: &'static str,
    table: &'a Sides<TableNames>,
    column: &'a Sides<ColumnNames>,
    before: Option<&'a str>,
    after: Option<&'a str>,
    location: Option<&'a Location>,
    effect: &'static str,
    remedy: String,
    #[serde(rename = "byHand")]
    by_hand: &'a [String],
}

pub(super) fn render(report: &Report<'_>) -> String {
    let written = Written {
        format: FORMAT,
        before: report.before,
        after: report.after,
        counts: Counts {
            breaking: report.count(Severity::Breaking),
            additive: report.count(Severity::Additive),
            harmless: report.count(Severity::Harmless),
        },
        build: counted([OnBuild::Stops, OnBuild::Warns, OnBuild::Nothing], report, Difference::build),
        program: counted([OnProgram::Fails, OnProgram::Loses, OnProgram::Nothing], report, Difference::program),
        kinds: report.kinds(),
        differences: report.differences.iter().map(one).collect(),
    };
    // Nothing in it can fail to be written: names are text, and keys are names of kinds.
    serde_json::to_string_pretty(&written).unwrap_or_default() + "\n"
}

/// How many differences have each answer; none is left out.
fn counted<A: Ord + Copy>(all: [A; 3], report: &Report<'_>, of: fn(&Difference) -> A) -> BTreeMap<A, usize> {
    all.map(|answer| (answer, report.differences.iter().filter(|one| of(one) == answer).count())).into()
}

fn one(one: &Difference) -> One<'_> {
    One {
        kind: one.kind,
        severity: one.severity(),
        build: one.build(),
        program: one.program(),
        title: one.kind.title(),
        table: &one.table,
        column: &one.column,
        before: one.before.as_deref(),
        after: one.after.as_deref(),
        location: one.location.as_ref(),
        effect: one.kind.effect(),
        remedy: one.remedy(),
        by_hand: &one.by_hand,
    }
}
