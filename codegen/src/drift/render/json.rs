//! For programs. A reader looks at `format` first: what it does not know, it refuses.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Report;
use crate::diagnostic::Location;
use crate::drift::{ColumnNames, Difference, Kind, Severity, Sides, TableNames};

/// The version of what is written.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    before: &'a str,
    after: &'a str,
    counts: Counts,
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
    title: &'static str,
    table: &'a Sides<TableNames>,
    column: &'a Sides<ColumnNames>,
    before: Option<&'a str>,
    after: Option<&'a str>,
    location: Option<&'a Location>,
    effect: &'static str,
    remedy: &'static str,
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
        kinds: report.kinds(),
        differences: report.differences.iter().map(one).collect(),
    };
    // Nothing in it can fail to be written: names are text, and keys are names of kinds.
    serde_json::to_string_pretty(&written).unwrap_or_default() + "\n"
}

fn one(one: &Difference) -> One<'_> {
    One {
        kind: one.kind,
        severity: one.severity(),
        title: one.kind.title(),
        table: &one.table,
        column: &one.column,
        before: one.before.as_deref(),
        after: one.after.as_deref(),
        location: one.location.as_ref(),
        effect: one.kind.effect(),
        remedy: one.kind.remedy(),
    }
}
