//! Networks and servers that fail at any byte: an export that meets a few faults in passing writes what one without them
//! writes; one that meets anything else ends so too, or with an error, and the old module stays.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Duration;

use tempfile::TempDir;
use typeferry_demo::{Server, ServerOptions};

use crate::support::{End, Fault, Proxy, Random, Sandbox, Script, Tree, each, endpoints, platform, runs, serve, tree};

/// So many runs where nobody says how many.
const FEW: u64 = 16;

/// How many requests at the beginning may be spoilt; an export of this platform takes eight, or twice as many by pages.
const REQUESTS: u64 = 16;

/// One in so many runs knows nothing of the endpoint, and asks for its schema first.
const COLD: u64 = 8;

/// What befalls a request in passing: the next try may meet nothing.
fn passing(random: &mut Random) -> Fault {
    let share = random.below(1000);
    let end = *random.pick(&[End::Closed, End::Reset]);
    *random.pick(&[
        Fault::AskCut(share, end),
        Fault::AnswerCut(share, end),
        Fault::AnswerCut(share, end),
        Fault::Late(Duration::from_millis(share / 5)),
        Fault::Slow,
        Fault::Status("408 Request Timeout"),
        Fault::Status("425 Too Early"),
        Fault::Status("429 Too Many Requests"),
        Fault::Status("502 Bad Gateway"),
        Fault::Status("503 Service Unavailable"),
        Fault::Status("504 Gateway Timeout"),
        Fault::Internal,
        Fault::LongLength,
        Fault::Chunks,
        Fault::BadChunk,
        Fault::NoLastChunk,
        Fault::IdleClose,
    ])
}

/// What no try can mend, most of it.
const REFUSALS: [&str; 6] = [
    "204 No Content",
    "301 Moved Permanently",
    "400 Bad Request",
    "401 Unauthorized",
    "403 Forbidden",
    "404 Not Found",
];

/// What befalls a request at all.
fn anything(random: &mut Random) -> Fault {
    let status = *random.pick(&REFUSALS);
    let other = *random.pick(&[
        Fault::Page,
        Fault::HalfBody,
        Fault::TwiceBody,
        Fault::ShortLength,
        Fault::Stale,
        Fault::FirstPage,
        Fault::Status(status),
    ]);
    if random.below(3) == 0 { other } else { passing(random) }
}

fn some(random: &mut Random, most: u64, fault: impl Fn(&mut Random) -> Fault) -> BTreeMap<u64, Fault> {
    (0..=random.below(most)).map(|_| (random.below(REQUESTS), fault(random))).collect()
}

/// A platform that gives ten rows at once, whatever is asked for.
fn by_pages() -> &'static Server {
    static BY_PAGES: OnceLock<Server> = OnceLock::new();
    BY_PAGES.get_or_init(|| serve(ServerOptions { max_page: Some(10), ..ServerOptions::default() }, endpoints()))
}

/// A proxy with the same address in many runs, so that the command knows the schema behind it.
struct Lane {
    proxy: Proxy,
    cache: TempDir,
}

/// How a run ended.
#[derive(Debug, PartialEq)]
enum Ended {
    Whole { retries: u64 },
    Failed { code: i32, message: String },
}

impl Lane {
    fn new() -> Self {
        Self { proxy: Proxy::before(platform().address()), cache: tempfile::tempdir().unwrap() }
    }

    fn run(&self, seed: u64, script: &Script, args: &[&str]) -> Ended {
        let upstream: SocketAddr = if seed.is_multiple_of(2) { platform().address() } else { by_pages().address() };
        self.proxy.play(upstream, script.clone());
        let sandbox = Sandbox::with_an_export();
        let before = tree(&sandbox.work());
        let mut export = sandbox.export(&self.proxy.url());
        export.args(["--jobs", ["1", "8", "16"][usize::try_from(seed % 3).unwrap()]]).args(args);
        if !seed.is_multiple_of(COLD) {
            export.env("XDG_CACHE_HOME", self.cache.path());
        }
        // One that does not end is killed, and fails the test.
        let outcome = sandbox.run(export);
        match outcome.code {
            Some(0) => {
                assert!(tree(&sandbox.out()) == *undisturbed(), "{seed}: other files: {script:?}");
                Ended::Whole { retries: again(&outcome.stdout) }
            }
            Some(code @ (1 | 3 | 4 | 5)) => {
                let message = sandbox.failed(code, &before, &outcome);
                Ended::Failed { code, message }
            }
            _ => panic!("{seed}: {outcome:?}: {script:?}"),
        }
    }
}

/// `8 requests (2 of them again), …`
fn again(stdout: &str) -> u64 {
    let number = stdout.split_once(" requests (").and_then(|(_, rest)| rest.split(' ').next());
    number.map_or(0, |number| number.parse().unwrap())
}

fn undisturbed() -> &'static Tree {
    static UNDISTURBED: OnceLock<Tree> = OnceLock::new();
    UNDISTURBED.get_or_init(|| tree(&Sandbox::with_an_export().out()))
}

#[test]
fn up_to_three_faults_in_passing_do_not_show_but_in_the_report() {
    let runs = runs("TYPEFERRY_FAULT_RUNS", FEW);
    let ended = each(runs, Lane::new, |lane, seed| {
        let script = Script { faults: some(&mut Random::new(seed), 3, passing), from: None };
        (lane.run(seed, &script, &["--retries", "6"]), script)
    });
    let failed: Vec<_> = ended.iter().filter(|(ended, _)| !matches!(ended, Ended::Whole { .. })).collect();
    assert!(failed.is_empty(), "{} of {runs} exports failed: {failed:#?}", failed.len());
    let again = |ended: &Ended| if let Ended::Whole { retries } = ended { *retries } else { 0 };
    let again: u64 = ended.iter().map(|(ended, _)| again(ended)).sum();
    println!("all of {runs} exports with up to three faults in passing are whole; {again} requests were sent again");
    assert!(again > runs / 2, "{again} requests were sent again");
}

#[test]
fn whatever_befalls_an_export_it_is_whole_or_the_old_one_stays() {
    let runs = runs("TYPEFERRY_FAULT_RUNS", FEW);
    let ended = each(runs, Lane::new, |lane, seed| {
        let mut random = Random::new(!seed);
        let faults = some(&mut random, 6, anything);
        let from = (random.below(4) == 0).then(|| (random.below(REQUESTS), anything(&mut random)));
        let retries = random.below(4).to_string();
        lane.run(seed, &Script { faults, from }, &["--retries", &retries, "--retry-for", "5"])
    });
    let mut shares = BTreeMap::new();
    for ended in &ended {
        let code = if let Ended::Failed { code, .. } = ended { *code } else { 0 };
        *shares.entry(code).or_insert(0) += 1;
    }
    let whole = shares.get(&0).copied().unwrap_or(0);
    println!("of {runs} exports that anything befalls, {whole} are whole, the others leave the old module: {shares:?}");
}
