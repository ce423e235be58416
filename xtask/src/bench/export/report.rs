//! The table, in Markdown: no time stands in it without one of the same run beside it.

use std::error::Error;
use std::fmt::Display;
use std::fs;
use std::num::NonZero;
use std::thread;
use std::time::Duration;

use super::RUNS;
use crate::bench::ratio;
use crate::output;

/// The lines, in the order in which they were measured.
#[derive(Default)]
pub(super) struct Report {
    lines: Vec<[String; 4]>,
    failed: bool,
}

impl Report {
    /// What was measured, ours, another's, and what ours is beside it.
    pub(super) fn line(&mut self, what: &str, ours: impl Display, other: impl Display, ratio: f64) {
        let line = [what.to_owned(), ours.to_string(), other.to_string(), format!("{ratio:.2}")];
        output::note(line.join(" | "));
        self.lines.push(line);
    }

    /// A time beside another's.
    pub(super) fn beside(&mut self, what: &str, ours: Duration, (name, other): (&str, Duration)) {
        self.line(what, seconds(ours), format!("{name}: {}", seconds(other)), ratio(ours, other));
    }

    /// The most memory that was held, beside another's.
    pub(super) fn memory(&mut self, what: &str, ours: u64, (name, other): (&str, u64)) {
        let ratio = mebibytes(ours) / mebibytes(other);
        let shown = |kibibytes| format!("{:.1} MiB", mebibytes(kibibytes));
        self.line(&format!("{what}: most memory"), shown(ours), format!("{name}: {}", shown(other)), ratio);
    }

    /// Names what could not be measured.
    pub(super) fn fail(&mut self, what: &str, reason: &str) {
        self.failed = true;
        let reason = reason.replace('\n', " ");
        self.lines.push([what.to_owned(), format!("not measured: {reason}"), String::new(), String::new()]);
    }

    /// Prints the table, and of which machine and server it is.
    pub(super) fn print(&self, took: Duration) -> Result<(), Box<dyn Error>> {
        output::line(format!(
            "One run of {:.1} minutes on {}; medians of {RUNS}, taken by turns. The server is `typeferry-demo`, one \
             thread on the same machine; a delay is of each request, and none of a connection. PostGraphile itself is \
             not measured.\n",
            took.as_secs_f64() / 60.0,
            machine()
        ));
        output::line("| | typeferry | beside | typeferry : beside |\n|---|---|---|---|");
        for line in &self.lines {
            output::line(format!("| {} |", line.join(" | ")));
        }
        if self.failed { Err("not everything could be measured".into()) } else { Ok(()) }
    }
}

/// Cores and memory.
fn machine() -> String {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let memory = fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let total = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
        total.trim().strip_suffix(" kB")?.parse::<u64>().ok()
    });
    let memory = memory.map_or_else(|| "unknown".to_owned(), |kib| format!("{:.0} GiB", mebibytes(kib) / 1024.0));
    format!("{cores} cores with {memory} of memory")
}

/// A time as the table has it.
pub(super) fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

#[expect(clippy::cast_precision_loss, reason = "no process has 2^52 KiB")]
fn mebibytes(kibibytes: u64) -> f64 {
    kibibytes as f64 / 1024.0
}

/// A number with commas between its thousands.
pub(super) fn grouped(number: impl Display) -> String {
    let digits = number.to_string();
    let comma = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.chars().enumerate().fold(String::new(), |mut text, (at, digit)| {
        text.extend(comma(at).then_some(','));
        text.push(digit);
        text
    })
}
