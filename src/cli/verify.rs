//! `typeferry verify`: a module against its source, row by row. Nothing is written anywhere.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use typeferry::export::ExportError;
use typeferry::module::Manifest;
use typeferry::source::SequenceBehind;
use typeferry::verify::{ChangesOutcome, Difference, TableOutcome, Verification, VerifyError, cut, verify};

use typeferry_base::quote::literal;
use typeferry_base::terminal::one_line;

use super::exit::Exit;
use super::export::Spinner;
use super::failure::Failure;
use super::output::{self, Format, Output};
use super::source::{Opened, SourceArgs};

/// So many lines of a table are shown unless all are asked for.
const SHOWN: usize = 10;

/// `verify`.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The folder of the module
    #[arg(value_name = "MODULE")]
    module: PathBuf,
    #[command(flatten)]
    source: SourceArgs,
    /// The database, by name or id; it must be the one that the module was exported from
    #[arg(long, value_name = "NAME|UUID")]
    database: Option<String>,
    /// Show every difference
    #[arg(long)]
    all: bool,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Compares, and says what was found.
pub(crate) fn run(args: &VerifyArgs, output: &Output) -> Result<Exit, Failure> {
    let manifest = Manifest::read(&args.module).map_err(VerifyError::from)?;
    let Opened { mut source, contract, .. } = args.source.open(args.database.as_deref())?;
    let spinner = output.spinner();
    let progress = &mut Spinner(spinner.clone());
    let result = verify(&args.module, &manifest, args.database.as_deref(), source.as_mut(), progress);
    spinner.finish_and_clear();
    let verification = result?;
    source.close().map_err(ExportError::from)?;
    for line in Opened::said(&contract) {
        output::note(&line);
    }
    for line in unread_sequences(&verification) {
        output::note(&line);
    }
    let differs = verification.differs();
    output.finding(&summary(&verification, if args.all { usize::MAX } else { SHOWN }), &verification, differs);
    Ok(Exit::of_check(differs))
}

/// What was found, for people.
fn summary(verification: &Verification, most: usize) -> String {
    let mut out = String::new();
    for table in verification.tables.iter().filter(|table| table.differs()) {
        part(&mut out, &table_head(table), &table_lines(table), most);
    }
    if let Some(changes) = verification.changes.as_ref().filter(|changes| changes.differs()) {
        part(&mut out, &changes_head(changes), &changes_lines(changes), most);
    }
    out + &total(verification)
}

fn part(out: &mut String, head: &str, lines: &[String], most: usize) {
    let _ = writeln!(out, "{head}");
    for line in lines.iter().take(most) {
        let _ = writeln!(out, "  {line}");
    }
    if lines.len() > most {
        let _ = writeln!(out, "  and {} more: --all shows them", lines.len() - most);
    }
}

fn table_head(table: &TableOutcome) -> String {
    let counts = counts(&table.missing, &table.extra, &table.different);
    format!("{}: {counts} ({} rows in the module, {} in the source)", table.table, table.rows, table.source_rows)
}

fn changes_head(changes: &ChangesOutcome) -> String {
    let counts = counts(&changes.missing, &changes.extra, &changes.different);
    format!("changes: {counts} ({} in the module, {} in the source)", changes.changes, changes.source_changes)
}

fn counts(missing: &[String], extra: &[String], different: &[Difference]) -> String {
    format!("{} missing, {} extra, {} different", missing.len(), extra.len(), different.len())
}

fn table_lines(table: &TableOutcome) -> Vec<String> {
    let mut lines = Vec::new();
    if table.unknown_table {
        lines.push("unknown: the source has no such table".to_owned());
    }
    if table.unplanned {
        lines.push("edited: the plan has no longer the change with these rows".to_owned());
    }
    lines.extend(script_lines(table.edited, table.manifest_rows, "rows"));
    lines.extend(table.sequences.iter().filter_map(sequence_line));
    lines.extend(table.missing_columns.iter().map(|column| format!("missing column: {column}")));
    lines.extend(table.extra_columns.iter().map(|column| format!("extra column: {column}")));
    lines.extend(found_lines(&table.missing, &table.extra, &table.different));
    lines
}

/// None where the role may not look at the sequence, which a note says.
fn sequence_line(found: &SequenceBehind) -> Option<String> {
    let SequenceBehind { sequence, column, last, reached } = found;
    let (last, reached) = (last.as_ref()?, reached.as_ref()?);
    let literal = literal(sequence);
    Some(format!(
        "sequence: {sequence} is at {last}, and {column} has reached {reached}: the next row gets a value that is taken; \
         SELECT setval({literal}, {reached}) moves it"
    ))
}

/// The sequences that the role may not look at.
fn unread_sequences(verification: &Verification) -> impl Iterator<Item = String> {
    let unread = |found: &&SequenceBehind| found.reached.is_none();
    let sequences = verification.tables.iter().flat_map(|table| &table.sequences).filter(unread);
    sequences.map(|SequenceBehind { sequence, column, .. }| {
        format!(
            "whether the sequence {sequence} is behind {column} cannot be seen, since the role may not read it: \
             GRANT SELECT ON SEQUENCE {sequence}"
        )
    })
}

fn changes_lines(changes: &ChangesOutcome) -> Vec<String> {
    let mut lines = script_lines(changes.edited, changes.manifest_changes, "changes");
    lines.extend(found_lines(&changes.missing, &changes.extra, &changes.different));
    lines
}

fn script_lines(edited: bool, counted: Option<u64>, what: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if edited {
        lines.push("edited: the module is not what was exported, its hash is not the manifest's".to_owned());
    }
    lines.extend(counted.map(|counted| format!("edited: the manifest counts {counted} {what}")));
    lines
}

fn found_lines(missing: &[String], extra: &[String], different: &[Difference]) -> Vec<String> {
    let missing = missing.iter().map(|key| format!("missing: {}", line(key)));
    let extra = extra.iter().map(|key| format!("extra: {}", line(key)));
    let column = |difference: &Difference| {
        let parts = difference.columns.iter();
        let parts = parts.map(|part| format!("{} {} | {}", part.column, line(&part.module), line(&part.source)));
        format!("different: {}: {}", line(&difference.key), parts.collect::<Vec<_>>().join(", "))
    };
    missing.chain(extra).chain(different.iter().map(column)).collect()
}

/// One line, cut.
fn line(value: &str) -> String {
    one_line(&cut(value)).into_owned()
}

fn total(verification: &Verification) -> String {
    let Verification { tables, changes, .. } = verification;
    let rows: u64 = tables.iter().map(|table| table.equal).sum();
    let rows = || format!("{rows} rows of {} tables", tables.len());
    let what = changes.as_ref().map_or_else(rows, |changes| format!("{} changes", changes.equal));
    let database = verification.name.clone().unwrap_or_else(|| verification.database.to_string());
    let verdict = if verification.differs() { "differs" } else { "is the same" };
    format!("{} {verdict}: {what} are equal to those of {database}", verification.module.display())
}
