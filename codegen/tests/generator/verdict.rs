//! The two ways of a change: what the build says of it once the schema is pulled, and what `typeferry drift` says before.

use std::collections::BTreeSet;

use typeferry_codegen::diagnostic::{Diagnostic, Diagnostics, Location};
use typeferry_codegen::drift::{Difference, OnBuild};

use crate::contract::Texts;

/// What comes of a change.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Silent,
    Warns,
    Stops,
}

/// What a finding is about: the table, where it says so, and the words of the line that it points to.
#[derive(Debug)]
struct Place {
    table: Option<String>,
    words: BTreeSet<String>,
}

/// Says where the build and the differences do not come to the same: the verdict, or the tables and columns that are
/// named.
pub(crate) fn agree(base: &Texts, texts: &Texts, differences: &[Difference]) -> Vec<String> {
    let mut wrong = Vec::from_iter(same_verdict(texts, differences));
    let (_, found) = build(texts);
    let places: Vec<_> = found.iter().map(|finding| place(base, texts, finding)).collect();
    let unnamed = differences.iter().filter(|one| places.iter().all(|place| !place.is_of(one)));
    wrong.extend(unnamed.map(|one| format!("no finding is about {one:#?}, but about {places:#?}")));
    let unexplained = places.iter().filter(|place| differences.iter().all(|one| !place.is_of(one)));
    wrong.extend(unexplained.map(|place| format!("no difference is about {place:?}")));
    wrong
}

/// Says where one stops an export and the other does not, or one warns and the other says nothing.
pub(crate) fn same_verdict(texts: &Texts, differences: &[Difference]) -> Option<String> {
    let (build, found) = build(texts);
    let worst = |one: &Difference| match one.build() {
        OnBuild::Stops => Verdict::Stops,
        OnBuild::Warns => Verdict::Warns,
        OnBuild::Nothing => Verdict::Silent,
    };
    let drift = differences.iter().map(worst).max().unwrap_or(Verdict::Silent);
    (build != drift).then(|| format!("the build {build:?}, drift {drift:?}: {found:#?} {differences:#?}"))
}

fn build(texts: &Texts) -> (Verdict, Diagnostics) {
    match texts.generate() {
        Ok(generated) if generated.warnings.is_empty() => (Verdict::Silent, Vec::new()),
        Ok(generated) => (Verdict::Warns, generated.warnings),
        Err(errors) => (Verdict::Stops, errors),
    }
}

impl Place {
    fn is_of(&self, one: &Difference) -> bool {
        let tables: Vec<_> = [&one.table.before, &one.table.after].into_iter().flatten().collect();
        let columns: Vec<_> = [&one.column.before, &one.column.after].into_iter().flatten().collect();
        let of_table = match &self.table {
            Some(table) => tables.iter().any(|names| names.postgres == *table),
            None => tables.is_empty(),
        };
        of_table && (columns.is_empty() || columns.iter().any(|names| self.words.contains(&names.graphql)))
    }
}

fn place(base: &Texts, texts: &Texts, finding: &Diagnostic) -> Place {
    let at = finding.location.as_ref().unwrap();
    let line = line(texts, at);
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned).collect();
    let table = match at.file.as_str() {
        "typeferry.toml" => None,
        "schema.graphql" => table_above(texts.schema(), at),
        "queries/contract.lock" => table_of_operation(base, line),
        document => Some(table_of_document(&base.0[document])),
    };
    Place { table, words }
}

fn line<'t>(texts: &'t Texts, at: &Location) -> &'t str {
    texts.0[&at.file].lines().nth(at.line - 1).unwrap_or_default()
}

/// The table of the row type that the place is in.
fn table_above(schema: &str, at: &Location) -> Option<String> {
    let above = schema.lines().take(at.line).filter(|line| line.contains("@table(")).last()?;
    let value = |name: &str| above.split(&format!("{name}: \"")).nth(1)?.split('"').next();
    Some(format!("{}.{}", value("schema")?, value("name")?))
}

/// A document begins with its table in a comment; one by hand says so before.
fn table_of_document(text: &str) -> String {
    let line = text.lines().find(|line| !line.starts_with("# by hand")).unwrap();
    line.trim_start_matches("# ").to_owned()
}

/// The table of a line of the lock: `kind Operation.path: value`.
fn table_of_operation(base: &Texts, line: &str) -> Option<String> {
    let (_, path) = line.split_once(' ')?;
    let operation = format!("query {}(", path.split('.').next()?);
    base.0.values().find(|text| text.contains(&operation)).map(|text| table_of_document(text))
}
