//! A table of a million rows: memory beside that for ten thousand, and time beside bare requests for the same pages.
//! Each is done once: most of the time is the server's, and memory hardly differs from run to run.

use std::error::Error;

use typeferry_demo::bulk::Size;

use super::MANY_ROWS;
use super::curl::{Pace, Requests};
use super::platform::{Exporter, Platform, Way, What};
use super::report::{Beside, Report, grouped, memory, seconds};
use crate::bench::sql::Taken;

/// Rows of a table that fits into memory.
const FEW_ROWS: usize = 10_000;

/// Requests under way at once.
const JOBS: [usize; 2] = [1, 8];

/// Measures one table.
pub(super) fn measure(exporter: &Exporter, report: &mut Report) -> Result<(), Box<dyn Error>> {
    let few = Platform::start(size(FEW_ROWS), Way::default())?;
    let few = JOBS.map(|jobs| export(exporter, &few, jobs));
    let many = Platform::start(size(MANY_ROWS), Way::default())?;
    for (jobs, few) in JOBS.into_iter().zip(few) {
        let ours = export(exporter, &many, jobs)?;
        let requests = Requests::write(&many, &many.requests(), exporter.scratch())?;
        let bare = requests.send(if jobs == 1 { Pace::InTurn } else { Pace::AtOnce(jobs) })?;
        let what = format!("{} rows of one table, --jobs {jobs}", grouped(MANY_ROWS));
        let time = Beside::time(ours.time, format!("curl, the same requests, {jobs} at once"), bare.time);
        report.line(&what, seconds(ours.time), &[time]);
        let others = format!("that for {} rows", grouped(FEW_ROWS));
        let others = Beside::memory(ours.kibibytes, others, few?.kibibytes);
        report.line(format!("{what}: most memory"), memory(ours.kibibytes), &[others]);
    }
    Ok(())
}

fn size(rows: usize) -> Size {
    Size { tables: 1, rows, changes: 0 }
}

fn export(exporter: &Exporter, platform: &Platform, jobs: usize) -> Result<Taken, Box<dyn Error>> {
    exporter.export(platform, What::Metadata, &["--jobs", &jobs.to_string()])
}
