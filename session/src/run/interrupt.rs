//! Stopping a deploy from another thread: a signal's, or that of the clock.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use typeferry_connection::Canceller;

/// How often the server is asked again: between two statements it has nothing to stop, and forgets that it was asked.
const AGAIN: Duration = Duration::from_millis(50);

/// As long as it is asked; a server that has not answered by then is given up.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a deploy is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Interrupted,
    TimedOut,
}

/// Stops a deploy from another thread, such as a signal's.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    running: Option<Canceller>,
    stopped: Option<Stop>,
}

impl Interrupt {
    /// Cancels what the server runs; the deploy then ends as interrupted. `false` where nothing runs that a server
    /// could stop: the process can end at once.
    pub fn interrupt(&self) -> bool {
        self.stop(Stop::Interrupted)
    }

    pub(super) fn stop(&self, why: Stop) -> bool {
        self.state().stopped.get_or_insert(why);
        let mut asked = false;
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            let Some(running) = self.state().running.clone() else { return asked };
            asked |= running.cancel();
            thread::sleep(AGAIN);
        }
        if let Some(running) = self.state().running.clone() {
            running.give_up();
        }
        true
    }

    /// Whether, and why, to stop.
    pub(super) fn stopped(&self) -> Option<Stop> {
        self.state().stopped
    }

    /// From now on a server runs what can be stopped.
    pub(super) fn watch(&self, canceller: Canceller) -> Watched<'_> {
        self.state().running = Some(canceller);
        Watched(self)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// As long as it lives, a server runs what can be stopped.
pub(super) struct Watched<'i>(&'i Interrupt);

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        self.0.state().running = None;
    }
}

/// Stops a deploy when its time is over; dropped, it does no more.
pub(super) struct Clock {
    _ended: mpsc::Sender<()>,
}

impl Clock {
    pub(super) fn start(time: Duration, interrupt: &Interrupt) -> Self {
        let (ended, wait) = mpsc::channel();
        let interrupt = interrupt.clone();
        thread::spawn(move || {
            if wait.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                interrupt.stop(Stop::TimedOut);
            }
        });
        Self { _ended: ended }
    }
}
