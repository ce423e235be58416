//! What a deploy did.

mod json;
mod junit;
mod tap;
#[cfg(test)]
mod tests;

use std::time::Duration;

pub use json::json;
pub use junit::junit;
pub use tap::tap;

/// What a deploy did, also one that failed.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Report {
    /// The database.
    pub database: String,
    /// The contract's version.
    pub compat: String,
    /// How many files were loaded, tests among them.
    pub files_loaded: usize,
    /// How many `CALL pgmi_test(…)` the script has.
    pub test_macros: usize,
    /// In how many pieces the script was sent; `None` before it was.
    pub units: Option<usize>,
    /// How many of them are committed.
    pub units_committed: usize,
    /// How the last piece that was sent is run.
    pub mode: Option<Mode>,
    /// How long it took.
    pub duration: Duration,
    /// The tests that ran, in their order.
    pub tests: Vec<TestResult>,
    /// Whether everything was rolled back because nothing but that was asked for.
    pub dry_run: bool,
}

/// How a piece of the script runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The head, up to the first `COMMIT`: all or nothing.
    Atomic,
    /// The tail: each statement for itself, as psql sends them.
    Psql,
}

/// A test that ran.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TestResult {
    /// Its path, with `./` in front.
    pub path: String,
    /// How long it took.
    pub duration: Duration,
    /// How it ended.
    pub outcome: Outcome,
}

/// How a test ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// Well.
    Passed,
    /// With an error; the deploy ends with it too.
    Failed {
        /// What it said.
        message: String,
        /// The line of the test's file, from 1, where it is known.
        line: Option<usize>,
    },
}
