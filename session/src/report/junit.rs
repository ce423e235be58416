//! A report as the XML of `JUnit`, for CI (<https://github.com/testmoapp/junitxml>).

use std::fmt::Write;

use super::{Outcome, Report, TestResult};
use crate::error::SessionError;

/// The tests that ran. What failed outside a test is an error of the script, so that no reader takes it for a success.
pub fn junit(report: &Report, error: Option<&SessionError>) -> String {
    let failures = report.tests.iter().filter(|test| test.outcome != Outcome::Passed).count();
    let error = error.filter(|_| failures == 0);
    let tests = report.tests.len() + usize::from(error.is_some());
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{}\"", usize::from(error.is_some()));
    let cases: String = report.tests.iter().map(case).collect();
    let (time, name) = (report.duration.as_secs_f64(), escaped(&report.database));
    let broken = error.map(broken).unwrap_or_default();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts} time=\"{time:.6}\">\n  \
         <testsuite name=\"{name}\" {counts} time=\"{time:.6}\">\n{cases}{broken}  </testsuite>\n</testsuites>\n"
    )
}

fn case(test: &TestResult) -> String {
    let (folder, name) = test.path.rsplit_once('/').unwrap_or((".", &test.path));
    let path = escaped(&test.path);
    let time = test.duration.as_secs_f64();
    let mut out = format!(
        "    <testcase classname=\"{}\" name=\"{}\" file=\"{path}\" time=\"{time:.6}\"",
        escaped(folder),
        escaped(name)
    );
    match &test.outcome {
        Outcome::Passed => out.push_str("/>\n"),
        Outcome::Failed { message, line } => {
            let at = line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"));
            // Writing to a string cannot fail.
            let _ = writeln!(
                out,
                "{}>\n      <failure message=\"{}\">{at}</failure>\n    </testcase>",
                line.map(|line| format!(" line=\"{line}\"")).unwrap_or_default(),
                escaped(message)
            );
        }
    }
    out
}

fn broken(error: &SessionError) -> String {
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    format!(
        "    <testcase classname=\".\" name=\"deploy.sql\">\n      <error message=\"{}\">{}</error>\n    </testcase>\n",
        escaped(first),
        escaped(&text)
    )
}

/// As text and as a value in quotes; control characters, of which XML 1.0 cannot have most, are shown as U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
