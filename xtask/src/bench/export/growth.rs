//! What a row costs where there are more of them.

use std::error::Error;
use std::time::Duration;

use typeferry_demo::bulk::Size;

use super::platform::{Exporter, Platform, Way, What};
use super::report::{Beside, Report, grouped, seconds};
use super::{PLATFORM, RUNS};
use crate::bench::{median, ratio};

/// How many times as many rows there are.
const TIMES: [u32; 2] = [5, 50];

/// Measures the metadata with more rows.
pub(super) fn measure(exporter: &Exporter, report: &mut Report) -> Result<(), Box<dyn Error>> {
    let few = export(exporter, PLATFORM.rows)?;
    for times in TIMES {
        let rows = PLATFORM.rows * usize::try_from(times)?;
        let many = export(exporter, rows)?;
        let name = |rows: usize| format!("{} rows", grouped(rows + 1));
        let beside = Beside::new(ratio(many / times, few), format!("that of {}", name(PLATFORM.rows)), seconds(few));
        report.line(format!("time a row, {}", name(rows)), seconds(many), &[beside]);
    }
    Ok(())
}

fn export(exporter: &Exporter, rows: usize) -> Result<Duration, Box<dyn Error>> {
    let platform = Platform::start(Size { rows, changes: 0, ..PLATFORM }, Way::default())?;
    let export = |_| exporter.export(&platform, What::Metadata, &[]).map(|taken| taken.time);
    Ok(median((0..RUNS).map(export).collect::<Result<_, _>>()?))
}
