//! Runs that look random, each the same for the same number: how many there are, and what they draw.

use std::str::FromStr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// So many runs are under way at once, at the most: much of a run is waiting.
const AT_ONCE: u64 = 4;

/// Whoever begins costs as much as some runs.
const RUNS_EACH: u64 = 20;

/// Numbers that look random, the same for the same seed (splitmix64).
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// One of these.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[usize::try_from(self.below(items.len() as u64)).unwrap()]
    }
}

/// The number of runs: what the environment says, else a few.
pub(crate) fn runs(variable: &str, few: u64) -> u64 {
    std::env::var(variable).map_or(few, |number| u64::from_str(&number).unwrap())
}

/// Does a run for each number from 0 on (or from that in `TYPEFERRY_FIRST_RUN`, to see one again), some at once, and gives
/// what each came to, in their order. Each thread has a place of its own, made once.
pub(crate) fn each<P, T: Send>(runs: u64, place: impl Fn() -> P + Sync, run: impl Fn(&P, u64) -> T + Sync) -> Vec<T> {
    let first = self::runs("TYPEFERRY_FIRST_RUN", 0);
    let (next, outcomes) = (AtomicU64::new(first), Mutex::new(Vec::new()));
    let work = || {
        let place = place();
        let seeds =
            std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed)).take_while(|seed| *seed < first + runs);
        for seed in seeds {
            let outcome = run(&place, seed);
            outcomes.lock().unwrap().push((seed, outcome));
        }
    };
    let threads = runs.div_ceil(RUNS_EACH).min(AT_ONCE);
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    let mut outcomes = outcomes.into_inner().unwrap();
    outcomes.sort_by_key(|(seed, _)| *seed);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}
