//! When a request is sent again, and how long is waited before: jittered, growing pauses, within a budget that all
//! requests of an endpoint share.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use crate::row::Timestamptz;

/// The first pause; each further one is twice as long.
const FIRST: Duration = Duration::from_millis(200);
/// How often a server is tried again that has never answered.
const UNKNOWN_SERVER: u32 = 3;
/// The microseconds from where the system's clock counts to where PostgreSQL's instants do.
const FROM_1970_TO_2000: i64 = 946_684_800_000_000;
/// As dates in headers name them.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// The longest pause, unless the server asks for a longer one.
const LONGEST: Duration = Duration::from_secs(15);

/// How often, and for how long, requests are sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// How often one request is sent again.
    pub retries: u32,
    /// How long all requests of an endpoint may wait in total, pauses that overlap counted once each.
    pub budget: Duration,
}

impl Default for RetryPolicy {
    /// Six times, five minutes.
    fn default() -> Self {
        Self { retries: 6, budget: Duration::from_mins(5) }
    }
}

impl RetryPolicy {
    /// No request is sent again.
    pub const NONE: Self = Self { retries: 0, budget: Duration::ZERO };
}

/// How long to wait before another try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// As long as it is usual.
    Short,
    /// The same, for a server that may not be there at all: whoever mistyped an address is not kept waiting.
    Connect,
    /// As long as it is usual, and no second time: the same error is likely.
    Once,
    /// As long as the server asks for (`Retry-After`).
    Asked(Duration),
}

/// An error that another try may be spared.
pub(crate) trait Transient: Sized {
    /// How long to wait before another try; `None` where no try can succeed.
    fn pause(&self) -> Option<Pause>;

    /// The error where the pause that the server asks for is longer than what is left.
    fn busy(self, after: Duration, left: Duration) -> Self;
}

/// The budget of an endpoint.
#[derive(Debug)]
pub(crate) struct Budget {
    policy: RetryPolicy,
    left: Mutex<Duration>,
    /// Whether the server has ever answered.
    answered: AtomicBool,
}

impl Budget {
    pub(crate) fn new(policy: RetryPolicy) -> Self {
        Self { policy, left: Mutex::new(policy.budget), answered: AtomicBool::new(false) }
    }

    /// The tries of one request.
    pub(crate) fn tries(&self) -> Tries<'_> {
        Tries { budget: self, failed: 0 }
    }

    /// The server has answered.
    pub(crate) fn answered(&self) {
        self.answered.store(true, Ordering::Relaxed);
    }

    /// Whether the server has ever answered.
    pub(crate) fn has_answered(&self) -> bool {
        self.answered.load(Ordering::Relaxed)
    }

    /// How often a request may be sent again behind an error with this pause.
    fn retries(&self, pause: Pause) -> u32 {
        let most = match pause {
            Pause::Once => 1,
            Pause::Connect if !self.has_answered() => UNKNOWN_SERVER,
            Pause::Short | Pause::Connect | Pause::Asked(_) => u32::MAX,
        };
        self.policy.retries.min(most)
    }

    /// Takes a pause out of the budget; gives what is left where that is less.
    fn take(&self, pause: Duration) -> Result<(), Duration> {
        let mut left = self.left.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *left = left.checked_sub(pause).ok_or(*left)?;
        Ok(())
    }
}

/// The tries of one request.
#[derive(Debug)]
pub(crate) struct Tries<'b> {
    budget: &'b Budget,
    failed: u32,
}

impl Tries<'_> {
    /// How often the request has failed.
    pub(crate) fn failed(&self) -> u32 {
        self.failed
    }

    /// The pause before another try behind this error.
    ///
    /// # Errors
    /// The error, where there is to be no other try.
    pub(crate) fn again<E: Transient>(&mut self, error: E) -> Result<(E, Duration), E> {
        let Some(pause) = error.pause().filter(|pause| self.failed < self.budget.retries(*pause)) else {
            return Err(error);
        };
        let wait = match pause {
            Pause::Short | Pause::Connect | Pause::Once => {
                jittered(FIRST.saturating_mul(1 << self.failed.min(16)).min(LONGEST))
            }
            // Not earlier than asked, and not all at the same moment.
            Pause::Asked(asked) => asked + jittered(FIRST),
        };
        match (self.budget.take(wait), pause) {
            (Ok(()), _) => {
                self.failed += 1;
                Ok((error, wait))
            }
            (Err(left), Pause::Asked(asked)) => Err(error.busy(asked, left)),
            (Err(_), _) => Err(error),
        }
    }
}

/// Between half of a pause and the whole.
fn jittered(pause: Duration) -> Duration {
    // Each state has random keys.
    let random = RandomState::new().build_hasher().finish();
    let share = u32::try_from(random >> 32).unwrap_or_default();
    pause / 2 + pause.mul_f64(f64::from(share) / f64::from(u32::MAX) / 2.0)
}

/// How long a server asks to wait, by `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3).
pub(crate) fn retry_after(value: &str) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    // A date that is over asks for no pause.
    Some(http_date(value)?.duration_since(SystemTime::now()).unwrap_or_default())
}

/// A date in the one form that a server may write: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
fn http_date(text: &str) -> Option<SystemTime> {
    let (_, date) = text.strip_suffix(" GMT")?.split_once(", ")?;
    let mut parts = date.splitn(4, ' ');
    let (day, month, year, time) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let instant = Timestamptz::parse(&format!("{year}-{month:02}-{day} {time}Z"))?;
    let micros = instant.micros().checked_add(FROM_1970_TO_2000)?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_micros(u64::try_from(micros).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Failed(Option<Pause>);

    impl Transient for Failed {
        fn pause(&self) -> Option<Pause> {
            self.0
        }

        fn busy(self, _after: Duration, _left: Duration) -> Self {
            Self(None)
        }
    }

    fn budget(retries: u32, seconds: u64) -> Budget {
        Budget::new(RetryPolicy { retries, budget: Duration::from_secs(seconds) })
    }

    #[test]
    fn pauses_grow_and_end() {
        let budget = budget(3, 600);
        let mut tries = budget.tries();
        let mut waits = Vec::new();
        while let Ok((_, wait)) = tries.again(Failed(Some(Pause::Short))) {
            waits.push(wait);
        }
        assert_eq!(waits.len(), 3);
        for (wait, most) in waits.iter().zip([200, 400, 800].map(Duration::from_millis)) {
            assert!(*wait >= most / 2 && *wait <= most, "{wait:?} of {most:?}");
        }
    }

    #[test]
    fn what_no_try_can_mend_is_not_tried() {
        let budget = budget(3, 600);
        assert_eq!(budget.tries().again(Failed(None)), Err(Failed(None)));
    }

    #[test]
    fn all_requests_share_the_budget() {
        let budget = budget(100, 1);
        let mut pauses = 0;
        while budget.tries().again(Failed(Some(Pause::Asked(Duration::from_millis(200))))).is_ok() {
            pauses += 1;
        }
        assert!((2..=4).contains(&pauses), "{pauses}");
    }

    #[test]
    fn a_server_that_asks_for_a_day_is_not_waited_for() {
        let budget = budget(3, 300);
        let day = Failed(Some(Pause::Asked(Duration::from_hours(24))));
        assert_eq!(budget.tries().again(day), Err(Failed(None)));
        assert!(budget.tries().again(Failed(Some(Pause::Short))).is_ok());
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(retry_after(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert!(retry_after("Fri, 31 Dec 9999 23:59:59 GMT") > Some(Duration::from_hours(24)));
        assert_eq!(
            http_date("Mon, 01 Jan 2024 00:00:01 GMT"),
            Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_704_067_201))
        );
        for text in ["soon", "", "-1", "Mon, 32 Jan 2024 00:00:01 GMT", "Mon, 01 Foo 2024 00:00:01 GMT"] {
            assert_eq!(retry_after(text), None, "{text}");
        }
    }
}
