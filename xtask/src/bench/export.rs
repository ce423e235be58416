//! The export of an API, as ratios of one run: beside bare requests by curl for the same rows, beside a client that pages
//! by a hundred, and beside what the file system and PostgreSQL's own programs need. The API is `typeferry-demo` with
//! rows that are made up.

mod curl;
mod decode;
mod distance;
mod field;
mod files;
mod growth;
mod paging;
mod platform;
mod report;
mod wide;

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use clap::ValueEnum;
use typeferry_demo::bulk::Size;

use super::{binary, sql};
use crate::output;
use platform::Exporter;
use report::{Beside, Report};

/// How often each is run, by turns; the middle time counts, and the highest memory.
const RUNS: usize = 3;

/// The platform that is exported: with the row of the database itself, 8,546 rows in 52 tables.
const PLATFORM: Size = Size { tables: 51, rows: 8_545, changes: 2_000 };

/// Rows of a table that does not fit into memory.
const MANY_ROWS: usize = 1_000_000;

/// A part of the measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    /// The way to the server: longer, and with pages that are capped
    Distance,
    /// A module of many files
    Files,
    /// More rows
    Growth,
    /// A table of a million rows
    Wide,
    /// Decoding
    Decode,
    /// A million rows over SQL
    Sql,
}

impl Part {
    fn measure(self, exporter: &Exporter, report: &mut Report) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Distance => distance::measure(exporter, report),
            Self::Files => files::measure(exporter, report),
            Self::Growth => growth::measure(exporter, report),
            Self::Wide => wide::measure(exporter, report),
            Self::Decode => decode::measure(exporter, report),
            Self::Sql => over_sql(exporter, report),
        }
    }

    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// Runs the measurements, all of them or these parts, and prints the table. A part that fails is named in it.
pub(super) fn run(root: &Path, parts: &[Part]) -> Result<(), Box<dyn Error>> {
    let exporter = Exporter::new(binary(root)?, root)?;
    let began = Instant::now();
    let mut report = Report::default();
    let is_wanted = |part: &&Part| parts.is_empty() || parts.contains(part);
    for part in Part::value_variants().iter().filter(is_wanted) {
        output::note(format!("measuring: {}", part.name()));
        if let Err(error) = part.measure(&exporter, &mut report) {
            report.fail(&part.name(), &error.to_string());
        }
    }
    report.print(began.elapsed())
}

/// What a platform has, in words.
fn size_in_words(size: Size) -> String {
    format!("{} rows, {} changes", report::grouped(size.rows + 1), report::grouped(size.changes))
}

fn over_sql(exporter: &Exporter, report: &mut Report) -> Result<(), Box<dyn Error>> {
    let [ours, dump, copy] = sql::take(exporter.program())?;
    let what = format!("{} rows over SQL", report::grouped(sql::ROWS));
    let beside = [("`pg_dump --inserts`", dump), ("`COPY`", copy)];
    let times = beside.map(|(name, other)| Beside::time(ours.time, name, other.time));
    report.line(&what, report::seconds(ours.time), &times);
    let memory = beside.map(|(name, other)| Beside::memory(ours.kibibytes, name, other.kibibytes));
    report.line(format!("{what}: most memory"), report::memory(ours.kibibytes), &memory);
    Ok(())
}
