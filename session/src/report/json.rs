//! A report as JSON, for programs.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Mode, Outcome, Report, TestResult};
use crate::error::SessionError;
use crate::sql_failure::SqlFailure;

/// A report, and why it failed where it did: one object, its keys sorted.
pub fn json(report: &Report, error: Option<&SessionError>) -> Value {
    let mut found = BTreeMap::from([
        ("status", json!(if error.is_some() { "failed" } else { "success" })),
        ("filesLoaded", json!(report.files_loaded)),
        ("testMacros", json!(report.test_macros)),
        ("durationMs", json!(u64::try_from(report.duration.as_millis()).unwrap_or(u64::MAX))),
        ("database", json!(report.database)),
        ("compat", json!(report.compat)),
        ("tests", report.tests.iter().map(test).collect()),
    ]);
    if let Some(units) = report.units {
        found.extend([("executionUnits", json!(units)), ("unitsCommitted", json!(report.units_committed))]);
    }
    if report.dry_run {
        found.insert("dryRun", json!(true));
    }
    if let Some(error) = error {
        found.insert("error", json!(message(error)));
        found.extend(report.mode.map(|mode| ("executionMode", json!(mode.name()))));
        found.extend(error.sql().into_iter().flat_map(sql));
    }
    found.into_iter().collect()
}

/// What failed, in one line where the server said it: the rest has keys of its own.
fn message(error: &SessionError) -> String {
    error.sql().map_or_else(|| error.to_string(), |failure| failure.error.message.clone())
}

fn sql(failure: &SqlFailure) -> Vec<(&'static str, Value)> {
    let mut found = vec![("sqlstate", json!(failure.error.sqlstate)), ("failedFile", json!(failure.file))];
    let texts = [("detail", &failure.error.detail), ("hint", &failure.error.hint), ("where", &failure.context)];
    found.extend(texts.into_iter().filter_map(|(key, text)| Some((key, json!(text.as_ref()?)))));
    if let Some(place) = &failure.place {
        found.extend([
            ("script", json!(place.location.file)),
            ("line", json!(place.location.line)),
            ("column", json!(place.location.column)),
            ("sourceLine", json!(place.source_line)),
            ("scriptExpanded", json!(failure.expanded)),
        ]);
    }
    found
}

fn test(result: &TestResult) -> Value {
    let mut found = BTreeMap::from([
        ("path", json!(result.path)),
        ("durationMs", json!(result.duration.as_secs_f64() * 1000.0)),
        ("status", json!("passed")),
    ]);
    if let Outcome::Failed { message, line } = &result.outcome {
        found.extend([("status", json!("failed")), ("message", json!(message))]);
        found.extend(line.map(|line| ("line", json!(line))));
    }
    found.into_iter().collect()
}

impl Mode {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Atomic => "atomic",
            Self::Psql => "psql",
        }
    }
}
