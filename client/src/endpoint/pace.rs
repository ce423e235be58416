//! How long an answer is waited for, once it has begun: a server that sends a byte from time to time is never silent,
//! and would be waited for without end.

use std::time::{Duration, Instant};

use super::Timeouts;

/// The pace of one answer.
#[derive(Debug)]
pub(super) struct Pace {
    began: Instant,
    timeouts: Timeouts,
}

impl Pace {
    /// The answer begins now.
    pub(super) fn begin(timeouts: Timeouts) -> Self {
        Self { began: Instant::now(), timeouts }
    }

    /// How long the answer takes so far.
    pub(super) fn taken(&self) -> Duration {
        self.began.elapsed()
    }

    /// How long the next bytes are waited for where so many have come.
    pub(super) fn patience(&self, bytes: usize) -> Duration {
        let left = allowed(&self.timeouts, bytes as u64).saturating_sub(self.taken());
        left.min(self.timeouts.stall)
    }
}

/// How long so many bytes may take: at the least rate, behind as long a time as the first one may take.
fn allowed(timeouts: &Timeouts, bytes: u64) -> Duration {
    let at_least = bytes.saturating_mul(1000).checked_div(timeouts.min_rate).map(Duration::from_millis);
    at_least.map_or(Duration::MAX, |time| timeouts.answer.saturating_add(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_taken_grows_with_what_has_come() {
        let timeouts = Timeouts { answer: Duration::from_secs(5), min_rate: 500, ..Timeouts::default() };
        assert_eq!(allowed(&timeouts, 0), Duration::from_secs(5));
        assert_eq!(allowed(&timeouts, 1000), Duration::from_secs(7));
        assert_eq!(allowed(&Timeouts { min_rate: 0, ..timeouts }, 0), Duration::MAX);
    }

    #[test]
    fn a_stall_is_not_waited_for_longer_than_a_stall() {
        let pace = Pace::begin(Timeouts { stall: Duration::from_secs(1), ..Timeouts::default() });
        assert_eq!(pace.patience(usize::MAX), Duration::from_secs(1));
    }
}
