//! What an export wrote, for people.

use std::fmt::Write;

use typeferry::export::{ModuleReport, NotRenamed, NotWritten, OutsideReference, Report, Resumed};
use typeferry_base::count;

use super::limits::limits;
use super::owned;
use super::source::{Opened, Takes};

/// What was written.
pub(crate) fn summary(report: &Report, takes: Takes) -> String {
    let mut out = String::new();
    let width = report.service.tables.iter().map(|table| table.schema.len() + table.table.len() + 1).max().unwrap_or(0);
    for table in &report.service.tables {
        let name = format!("{}.{}", table.schema, table.table);
        let taken_over = report.resumed.as_ref().is_some_and(|resumed| resumed.has(&table.schema, &table.table));
        let whence = if taken_over { "  taken over" } else { "" };
        let _ = writeln!(out, "  {name:width$}  {:>8}{whence}", table.rows);
    }
    for line in Opened::said(&report.contract) {
        let _ = writeln!(out, "{line}");
    }
    not_written(&mut out, &report.not_written);
    report.not_renamed.iter().for_each(|column| out.push_str(&not_renamed(column)));
    report.outside.iter().for_each(|reference| out.push_str(&outside(reference)));
    report.resumed.iter().for_each(|taken_over| resumed(&mut out, taken_over));
    let modules = || std::iter::once(&report.service).chain(&report.changes);
    modules().for_each(|module| owned::summary(&mut out, module, report.dry_run));
    modules().for_each(|module| owned::escaped(&mut out, module));
    let rows: u64 = report.service.tables.iter().map(|table| table.rows).sum();
    let verb = if report.dry_run { "would write" } else { "wrote" };
    let tables = report.service.tables.len();
    let _ = writeln!(out, "{verb} {} ({rows} rows of {tables} tables)", place(&report.service));
    if let Some(module) = &report.changes {
        let _ = writeln!(out, "{verb} {} ({} changes{})", place(module), module.changes, left_out(report));
    }
    if !report.limits.is_empty() {
        let _ = writeln!(out, "{}", limits(&report.limits));
    }
    let what = takes.words();
    let again = if report.retries == 0 { String::new() } else { format!(" ({} of them again)", report.retries) };
    let readings = if report.readings == 1 { String::new() } else { format!(" in {} readings", report.readings) };
    let _ = write!(out, "{}: {} {what}{again}{readings}, {:.2} s", report.database, report.requests, report.seconds);
    if report.changes.is_none() {
        let _ = write!(out, "\n{}", without_changes(report, takes));
    }
    out
}

/// That the migrations are not exported, why, and what that leaves: the last that is said.
fn without_changes(report: &Report, takes: Takes) -> String {
    let why = if report.metadata_only { "--metadata-only was given" } else { takes.no_changes() };
    let stays = report.stale.as_ref().map(|path| format!("; {} stays as an earlier export wrote it", path.display()));
    format!("the migrations are not part of this export: {why}{}", stays.unwrap_or_default())
}

/// The columns that are not written, each with the reason.
fn not_written(out: &mut String, columns: &[NotWritten]) {
    for column in columns {
        let lost = if column.lost { "; its values are lost" } else { "" };
        let NotWritten { schema, table, column, reason, .. } = column;
        let _ = writeln!(out, "not written: {schema}.{table}.{column}: {reason}{lost}");
    }
    if columns.iter().any(|column| column.lost) {
        let _ = writeln!(out, "what can be inserted all the same is stated under [generation] in typeferry.toml");
    }
}

fn not_renamed(NotRenamed { table, column, pg_type, values }: &NotRenamed) -> String {
    let values = if *values == 1 { "1 value".to_owned() } else { format!("{values} values") };
    format!("not renamed: {table}.{column} ({pg_type}): the old name of a schema stands in {values}, and stays\n")
}

/// So many keys of rows that point outside are said to people.
const SHOWN_KEYS: usize = 3;

fn outside(reference: &OutsideReference) -> String {
    let OutsideReference { table, columns, target, target_exported, rows, keys } = reference;
    let shown = keys.iter().take(SHOWN_KEYS).map(String::as_str).collect::<Vec<_>>().join("; ");
    let more = if *rows > SHOWN_KEYS as u64 { "; …" } else { "" };
    let why = if *target_exported { "rows that are not exported" } else { "a table that is not exported" };
    let columns = columns.join(", ");
    format!("note: {table} ({columns}) refers to {why}: {target}, in {rows} rows (of the key {shown}{more})\n")
}

/// What was taken over of an export that was cut off, and what was not.
fn resumed(out: &mut String, Resumed { tables, read_anew, notes }: &Resumed) {
    for note in notes {
        let _ = writeln!(out, "note: {note} (--resume)");
    }
    for table in read_anew {
        let _ = writeln!(out, "read anew: {}.{}: {}", table.schema, table.table, table.reason);
    }
    let rows: u64 = tables.iter().map(|table| table.rows).sum();
    let taken_over = format!("{rows} rows of {}", count(tables.len(), "table"));
    let taken_over = if tables.is_empty() { "nothing".to_owned() } else { taken_over };
    let _ = writeln!(out, "took over {taken_over} from an export that was cut off, and read everything else");
}

/// How many changes were left out, where there were any.
fn left_out(report: &Report) -> String {
    match report.excluded.iter().map(|excluded| excluded.changes).sum() {
        0_u64 => String::new(),
        changes => format!("; {changes} left out by --exclude-category"),
    }
}

fn place(module: &ModuleReport) -> String {
    module.path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_written_is_said_with_the_reason_and_what_to_do_where_values_are_lost() {
        let column = |column: &str, lost, reason: &str| NotWritten {
            schema: "app".into(),
            table: "t".into(),
            column: column.into(),
            lost,
            reason: reason.into(),
        };
        let (computed, lost) = (column("a", false, "the database computes it"), column("b", true, "no type has it"));
        let text = |columns: &[NotWritten]| {
            let mut out = String::new();
            not_written(&mut out, columns);
            out
        };
        let first = "not written: app.t.a: the database computes it\n";
        assert_eq!(text(std::slice::from_ref(&computed)), first);
        assert_eq!(
            text(&[computed, lost]),
            format!(
                "{first}not written: app.t.b: no type has it; its values are lost\n\
                 what can be inserted all the same is stated under [generation] in typeferry.toml\n"
            )
        );
    }
}
