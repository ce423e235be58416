//! The table, in Markdown: no time stands in it without one of the same run beside it.

use std::error::Error;
use std::fmt::{self, Display};
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
    lines: Vec<[String; 3]>,
    failed: bool,
}

/// What ours is beside something of the same run.
pub(super) struct Beside {
    ratio: f64,
    name: String,
    shown: String,
}

impl Beside {
    /// `ratio` is ours by the other's, which is `shown`.
    pub(super) fn new(ratio: f64, name: impl Into<String>, shown: impl Into<String>) -> Self {
        Self { ratio, name: name.into(), shown: shown.into() }
    }

    /// A time beside another's.
    pub(super) fn time(ours: Duration, name: impl Into<String>, other: Duration) -> Self {
        Self::new(ratio(ours, other), name, seconds(other))
    }

    /// The most memory that was held beside another's.
    pub(super) fn memory(ours: u64, name: impl Into<String>, other: u64) -> Self {
        Self::new(mebibytes(ours) / mebibytes(other), name, memory(other))
    }
}

impl Display for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "**{:.2}** × {} ({})", self.ratio, self.name, self.shown)
    }
}

impl Report {
    /// What was measured, ours, and what it is beside others.
    pub(super) fn line(&mut self, what: impl Into<String>, ours: impl Into<String>, beside: &[Beside]) {
        let beside: Vec<_> = beside.iter().map(ToString::to_string).collect();
        let line = [what.into(), ours.into(), beside.join(", ")];
        output::note(line.join(" | "));
        self.lines.push(line);
    }

    /// Names what could not be measured.
    pub(super) fn fail(&mut self, what: &str, reason: &str) {
        self.failed = true;
        let reason = format!("not measured: {}", reason.replace('\n', " "));
        output::note(format!("{what}: {reason}"));
        self.lines.push([what.to_owned(), reason, String::new()]);
    }

    /// Prints the table, and of which machine and server it is.
    pub(super) fn print(&self, took: Duration) -> Result<(), Box<dyn Error>> {
        output::line(format!(
            "One run of {:.1} minutes on {}; medians of {RUNS}, taken by turns. The server is `typeferry-demo`, one \
             thread on the same machine; a delay is of each request, and none of a connection. PostGraphile itself is \
             not measured.",
            took.as_secs_f64() / 60.0,
            machine()
        ));
        output::line("");
        output::line("| | typeferry | beside |");
        output::line("|---|---|---|");
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

/// An amount of memory as the table has it.
pub(super) fn memory(kibibytes: u64) -> String {
    format!("{:.1} MiB", mebibytes(kibibytes))
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

#[cfg(test)]
mod tests {
    use super::{Beside, grouped};

    #[test]
    fn thousands_have_commas() {
        assert_eq!([0, 999, 1_000, 1_000_000].map(grouped), ["0", "999", "1,000", "1,000,000"]);
    }

    #[test]
    fn a_ratio_stands_before_what_it_is_of() {
        assert_eq!(Beside::new(1.5, "curl", "2.00 s").to_string(), "**1.50** × curl (2.00 s)");
    }
}
