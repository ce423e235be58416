//! The server is what the contract says, and what it costs to see that, beside the requests themselves.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use typeferry_codegen::schema::introspection;

use super::command::output as run_program;
use super::error::LiveError;
use super::export::median;
use super::server::{TOKEN, curl, unexpected};
use super::stage::Stage;
use crate::output;

const RUNS: usize = 5;

/// Compares by turns with and without a cache, and asks for introspection alone.
///
/// # Errors
/// The server differs from the contract, or does not answer.
pub(super) fn run(typeferry: &Path, stage: &Stage<'_>) -> Result<(), LiveError> {
    let endpoint = stage.server.endpoint();
    let (mut cold, mut warm, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    drift(typeferry, stage, &endpoint, &[])?;
    for _ in 0..RUNS {
        cold.push(drift(typeferry, stage, &endpoint, &["--no-cache"])?);
        warm.push(drift(typeferry, stage, &endpoint, &[])?);
        alone.push(curl(&endpoint, introspection::QUERY, &stage.scratch)?.1);
    }
    let (cold, warm, alone) = (median(cold), median(warm), median(alone));
    output::line(format!(
        "drift: none; {:.2} times one bare introspection request with a cold cache, {:.2} times with a warm one \
         ({cold:.3} s, {warm:.3} s, {alone:.3} s; medians of {RUNS})",
        cold / alone,
        warm / alone
    ));
    Ok(())
}

/// The seconds that it took.
fn drift(typeferry: &Path, stage: &Stage<'_>, endpoint: &str, args: &[&str]) -> Result<f64, LiveError> {
    let mut drift = Command::new(typeferry);
    drift
        .args(["drift", "--compat", "1", "--fail-on", "any", "--graphql-endpoint", endpoint, "--token", TOKEN])
        .args(args);
    let start = Instant::now();
    let printed = run_program(drift.env("XDG_CACHE_HOME", stage.scratch.join("cache")))?;
    let seconds = start.elapsed().as_secs_f64();
    if printed.starts_with("no difference between") {
        Ok(seconds)
    } else {
        Err(unexpected("typeferry drift", &printed))
    }
}
