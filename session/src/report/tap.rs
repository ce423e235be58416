//! A report as TAP 14 (<https://testanything.org/tap-version-14-specification.html>).

use super::{Outcome, Report, TestResult};
use crate::error::SessionError;

/// The tests that ran. What failed outside a test ends the file with `Bail out!`.
pub fn tap(report: &Report, error: Option<&SessionError>) -> String {
    let lines: String = report.tests.iter().enumerate().map(|(at, test)| point(at + 1, test)).collect();
    let failed = report.tests.iter().any(|test| test.outcome != Outcome::Passed);
    let bail = error.filter(|_| !failed).map(|error| format!("Bail out! {}\n", line(&error.to_string())));
    format!("TAP version 14\n1..{}\n{lines}{}", report.tests.len(), bail.unwrap_or_default())
}

fn point(number: usize, test: &TestResult) -> String {
    let name = test.path.replace('\\', "\\\\").replace('#', "\\#").replace(char::is_control, "\u{fffd}");
    match &test.outcome {
        Outcome::Passed => {
            let time = test.duration.as_secs_f64() * 1000.0;
            format!("ok {number} - {name}\n  ---\n  duration_ms: {time:.3}\n  ...\n")
        }
        Outcome::Failed { message, line: at } => {
            let at = at.map(|at| format!("\n  line: {at}")).unwrap_or_default();
            let (message, file) = (quoted(message), quoted(&test.path));
            format!("not ok {number} - {name}\n  ---\n  message: {message}\n  file: {file}{at}\n  ...\n")
        }
    }
}

fn line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// A text in YAML: JSON's strings are some of YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
