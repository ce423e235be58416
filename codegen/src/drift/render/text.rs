//! For people.

use std::fmt::Write;

use super::{Report, change, column, said, table};
use crate::diagnostic::visible;
use crate::drift::Difference;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    let mut last = None;
    for one in report.differences {
        let heading = table(&one.table, visible).unwrap_or_else(|| "typeferry.toml and operations".to_owned());
        if last.as_ref() != Some(&heading) {
            let _ = writeln!(out, "{heading}");
            last = Some(heading);
        }
        difference(&mut out, one);
    }
    let (before, after) = (visible(report.before), visible(report.after));
    if report.differences.is_empty() {
        let _ = writeln!(out, "no difference between {before} and {after}");
        return out;
    }
    let _ = writeln!(out, "{} between {before} and {after}", report.counts());
    for (kind, count) in report.kinds() {
        let _ = writeln!(out, "  {count:>5} {}", kind.title());
    }
    out
}

fn difference(out: &mut String, one: &Difference) {
    let column = column(&one.column, visible).map(|column| format!(" {column}")).unwrap_or_default();
    let change = change(one, visible).map(|change| format!(": {change}")).unwrap_or_default();
    let _ = writeln!(out, "  {:<8} {}{column}{change}", said(one.severity()), one.kind.title());
    let _ = writeln!(out, "           {}", one.kind.effect());
    let _ = writeln!(out, "           {}", one.kind.remedy());
}
