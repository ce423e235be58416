//! All documents and the lock against the schema, in one run.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Operation;
use super::lock::Lock;
use super::select::check_document;
use super::table::TableQuery;
use super::{accepted, coverage, meant, rules};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::model::PageShape;
use crate::schema::Schema;

/// What was checked.
#[derive(Debug)]
pub struct Checked {
    /// The tables' queries, in the order of their documents.
    pub tables: Vec<TableQuery>,
    /// The hand-written operations.
    pub operations: Vec<Operation>,
    /// The lock as the schema and the documents are now.
    pub lock: Lock,
    /// What is worth knowing and stops nothing.
    pub warnings: Diagnostics,
}

/// Checks the documents of tables, the hand-written operations, and the lock that was accepted. Without an accepted
/// lock, the comparison with it is left out: that is how a new one is made.
///
/// # Errors
/// Everything that is wrong, each at its place.
pub fn check(
    schema: &Schema,
    config: &Config,
    tables: &[Source],
    operations: &[Source],
    accepted: Option<&Source>,
) -> Result<Checked, Diagnostics> {
    let mut found = Vec::new();
    let (queries, excused) = check_tables(schema, &config.dialect.page(), tables, &mut found);
    let operations: Vec<_> =
        operations.iter().filter_map(|source| check_document(schema, source, true, &mut found)).collect();
    once(queries.iter().map(|query| &query.operation).chain(&operations), &mut found);
    let broken = found.iter().any(Diagnostic::is_error);
    rules::check(schema, config, &mut found);
    coverage::check(schema, config, &queries, &excused, &mut found);
    let all: Vec<_> = queries.iter().map(|query| &query.operation).chain(&operations).collect();
    let lock = Lock::of(schema, &all);
    if let Some(file) = accepted {
        let today = accepted::Today { lock: &lock, schema, dialect: config.dialect };
        accepted::check(&today, file, broken, &mut found);
    }
    let (errors, warnings): (Diagnostics, Diagnostics) = found.into_iter().partition(Diagnostic::is_error);
    if errors.is_empty() {
        Ok(Checked { tables: queries, operations, lock, warnings })
    } else {
        Err(crate::diagnostic::tidy(errors.into_iter().chain(warnings).collect()))
    }
}

/// The queries that check, and the row types that documents with errors were meant for.
fn check_tables(
    schema: &Schema,
    page: &PageShape,
    sources: &[Source],
    found: &mut Diagnostics,
) -> (Vec<TableQuery>, BTreeSet<String>) {
    let (mut queries, mut broken) = (Vec::new(), Vec::new());
    for source in sources {
        match check_document(schema, source, false, found).map(|operation| TableQuery::of(schema, page, operation)) {
            Some(Ok(query)) => queries.push(query),
            Some(Err(errors)) => {
                found.extend(errors);
                broken.push(source);
            }
            None => broken.push(source),
        }
    }
    let excused = broken.into_iter().flat_map(|source| meant::row_types(schema, page, source)).collect();
    (queries, excused)
}

fn once<'a>(operations: impl Iterator<Item = &'a Operation>, found: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for operation in operations {
        if let Some(first) = seen.insert(&operation.name, &operation.at) {
            let message = format!("a second operation is called `{}`: the first is at {first}", operation.name);
            found.push(Diagnostic::error(message).at(operation.at.clone()));
        }
    }
}
