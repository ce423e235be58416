//! For people who cannot build the program anew: what differs, without what a build would do about it.

use std::fmt::Write;

use super::{Report, change, column, said, table};
use crate::diagnostic::visible;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for of_table in report.differences.chunk_by(|one, next| one.table == next.table) {
        let heading = of_table.first().and_then(|one| table(&one.table, visible));
        let _ = writeln!(out, "{}", heading.as_deref().unwrap_or("what is of no table"));
        for one in of_table {
            let column = column(&one.column, visible).map(|column| format!(" {column}")).unwrap_or_default();
            let change = change(one, visible).map(|change| format!(": {change}")).unwrap_or_default();
            let _ = writeln!(out, "  {} {}{column}{change}", said(one.severity()), one.kind.title());
        }
    }
    out
}
