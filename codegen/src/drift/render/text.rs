//! For people.

use std::fmt::Write;

use super::{Report, answers, change, column, said, table};
use crate::diagnostic::visible;
use crate::drift::Difference;

pub(super) fn render(report: &Report<'_>) -> String {
    let (before, after) = (visible(report.before), visible(report.after));
    if report.differences.is_empty() {
        return format!("no difference between {before} and {after}\n");
    }
    let mut out = String::new();
    for of_table in report.differences.chunk_by(|one, next| one.table == next.table) {
        let heading = of_table.first().and_then(|one| table(&one.table, visible));
        let _ = writeln!(out, "{}", heading.as_deref().unwrap_or("what is of no table"));
        let alike = |one: &Difference, next: &Difference| one.kind == next.kind && words(one) == words(next);
        of_table.chunk_by(alike).for_each(|alike| differences(&mut out, alike));
    }
    let _ = writeln!(out, "{} between {before} and {after}", report.counts());
    for (kind, count) in report.kinds() {
        let _ = writeln!(out, "  {count:>5} {}", kind.title());
    }
    out
}

fn words(one: &Difference) -> [String; 3] {
    [one.kind.effect().to_owned(), answers(one), one.remedy()]
}

/// Differences of which the same is to be said: a line each, then what they do and what to do, once.
fn differences(out: &mut String, alike: &[Difference]) {
    for one in alike {
        let column = column(&one.column, visible).map(|column| format!(" {column}")).unwrap_or_default();
        let change = change(one, visible).map(|change| format!(": {change}")).unwrap_or_default();
        let _ = writeln!(out, "  {} {}{column}{change}", said(one.severity()), one.kind.title());
    }
    if let Some(one) = alike.first() {
        for line in words(one) {
            let _ = writeln!(out, "      {}", visible(&line));
        }
    }
}
