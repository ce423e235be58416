//! For people.

use std::fmt::Write;

use super::{Report, answers, change, column, table};
use crate::diagnostic::visible;
use crate::drift::Difference;

pub(super) fn render(report: &Report<'_>) -> String {
    let (before, after) = (visible(report.before), visible(report.after));
    if report.differences.is_empty() {
        return format!("no difference between {before} and {after}\n");
    }
    let alike = |one: &Difference, next: &Difference| one.kind == next.kind && words(one) == words(next);
    let mut out = by_table(report, |out, of_table| {
        for alike in of_table.chunk_by(alike) {
            lines(out, alike);
            for text in alike.first().into_iter().flat_map(words) {
                let _ = writeln!(out, "      {}", visible(&text));
            }
        }
    });
    let _ = writeln!(out, "{} between {before} and {after}", report.counts());
    for (kind, count) in report.kinds() {
        let _ = writeln!(out, "  {count:>5} {}", kind.title());
    }
    out
}

/// For people who cannot build the program anew: what differs, without what a build would do about it.
pub(super) fn brief(report: &Report<'_>) -> String {
    by_table(report, lines)
}

fn by_table(report: &Report<'_>, write: impl Fn(&mut String, &[Difference])) -> String {
    let mut out = String::new();
    for of_table in report.differences.chunk_by(|one, next| one.table == next.table) {
        let heading = of_table.first().and_then(|one| table(&one.table, visible));
        let _ = writeln!(out, "{}", heading.as_deref().unwrap_or("what is of no table"));
        write(&mut out, of_table);
    }
    out
}

/// A line each.
fn lines(out: &mut String, differences: &[Difference]) {
    for one in differences {
        let column = column(&one.column, visible).map(|column| format!(" {column}")).unwrap_or_default();
        let change = change(one, visible).map(|change| format!(": {change}")).unwrap_or_default();
        let _ = writeln!(out, "  {} {}{column}{change}", one.severity().word(), one.kind.title());
    }
}

/// What they do and what to do: said once of those of which it is the same.
fn words(one: &Difference) -> [String; 3] {
    [one.kind.effect().to_owned(), answers(one), one.remedy()]
}
