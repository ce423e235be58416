//! What an endpoint was asked so far.

use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;

/// What was sent to an endpoint, and what came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Traffic {
    /// Requests, those that were sent again among them.
    pub requests: u64,
    /// Requests that were sent again.
    pub retries: u64,
    /// Bytes of answers, decompressed.
    pub bytes: u64,
}

impl std::ops::Add for Traffic {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            requests: self.requests + other.requests,
            retries: self.retries + other.retries,
            bytes: self.bytes + other.bytes,
        }
    }
}

/// Counts, whoever sends.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    requests: AtomicU64,
    retries: AtomicU64,
    bytes: AtomicU64,
}

impl Counter {
    pub(crate) fn request(&self, again: bool) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.retries.fetch_add(u64::from(again), Ordering::Relaxed);
    }

    pub(crate) fn bytes(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(crate) fn traffic(&self) -> Traffic {
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Traffic { requests: of(&self.requests), retries: of(&self.retries), bytes: of(&self.bytes) }
    }
}
