//! The export of a platform near and far, whose pages are capped or not.

use std::error::Error;
use std::time::Duration;

use typeferry_demo::Kept;

use super::curl::{Pace, Requests};
use super::paging::Documents;
use super::platform::{Exporter, Platform, Way, What};
use super::report::{Beside, Report, seconds};
use super::{PLATFORM, RUNS, size_in_words};
use crate::bench::{median, ratio};

/// What is added to each round trip.
const DELAYS: [Duration; 3] = [Duration::ZERO, Duration::from_millis(20), Duration::from_millis(100)];

/// From here on, round trips show among what else takes time.
const FAR: Duration = Duration::from_millis(100);

/// The most rows of a page.
const CAPS: [Option<usize>; 2] = [None, Some(100)];

/// Times, and the requests of one run.
#[derive(Debug, Clone, Default)]
struct Side {
    times: Vec<Duration>,
    requests: usize,
}

/// What was seen of one way.
#[derive(Debug, Default)]
struct Seen {
    /// The export, where the schema was compared before.
    known: Side,
    /// The export, where it was not.
    unknown: Side,
    in_turn: Side,
    at_once: Side,
    paged: Side,
}

impl Side {
    fn add(&mut self, time: Duration, requests: usize) {
        self.times.push(time);
        self.requests = requests;
    }

    fn time(&self) -> Duration {
        median(self.times.clone())
    }

    /// The time, the requests and, from afar, how many round trips stand in a row.
    fn text(&self, near: &Self, way: Way) -> String {
        let text = format!("{}, {} requests", seconds(self.time()), self.requests);
        if way.delay < FAR {
            return text;
        }
        format!("{text}, {:.1} in a row", ratio(self.time().saturating_sub(near.time()), way.delay))
    }
}

/// Measures every way.
pub(super) fn measure(exporter: &Exporter, report: &mut Report) -> Result<(), Box<dyn Error>> {
    let documents = Documents::read(exporter.root())?;
    for cap in CAPS {
        let ways = DELAYS.map(|delay| Way { delay, cap });
        let seen = ways.iter().map(|way| see(exporter, &documents, *way)).collect::<Result<Vec<_>, _>>()?;
        for (way, far) in ways.iter().zip(&seen) {
            tell(report, *way, far, &seen[0]);
        }
    }
    Ok(())
}

fn see(exporter: &Exporter, documents: &Documents, way: Way) -> Result<Seen, Box<dyn Error>> {
    let platform = Platform::start(PLATFORM, way)?;
    let export = |side: &mut Side| -> Result<Vec<Kept>, Box<dyn Error>> {
        let taken = exporter.export(&platform, What::Everything, &[])?;
        let requests = platform.requests();
        side.add(taken.time, requests.len());
        Ok(requests)
    };
    let mut seen = Seen::default();
    for round in 0..RUNS {
        exporter.forget()?;
        export(&mut seen.unknown)?;
        let requests = export(&mut seen.known)?;
        let bare = Requests::write(&platform, &requests, exporter.scratch())?;
        seen.in_turn.add(bare.send(Pace::InTurn)?.time, requests.len());
        seen.at_once.add(bare.send(Pace::AtOnce(requests.len()))?.time, requests.len());
        // From afar it takes so long that nothing else in it shows.
        if round == 0 || way.delay.is_zero() {
            platform.requests();
            let time = documents.page(&platform, PLATFORM)?;
            seen.paged.add(time, platform.requests().len());
        }
    }
    Ok(seen)
}

fn tell(report: &mut Report, way: Way, far: &Seen, near: &Seen) {
    let cap = way.cap.map_or_else(|| "no cap".to_owned(), |cap| format!("at most {cap} rows a page"));
    let what = format!("{}, {} ms a round trip, {cap}", size_in_words(PLATFORM), way.delay.as_millis());
    let ours = far.known.time();
    let paged = far.paged.text(&near.paged, way);
    let unknown = far.unknown.text(&near.unknown, way);
    let beside = [
        Beside::time(ours, "curl, the same requests in turn", far.in_turn.time()),
        Beside::time(ours, "curl, all at once", far.at_once.time()),
        Beside::new(ratio(ours, far.paged.time()), "a client that pages by 100, in turn", paged),
        Beside::new(ratio(ours, far.unknown.time()), "itself, the first time", unknown),
    ];
    report.line(what, far.known.text(&near.known, way), &beside);
}
