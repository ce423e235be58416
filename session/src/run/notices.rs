//! The server's messages: those of the tests are for us, those of the script for whoever follows.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use postgres::error::DbError;
use typeferry_connection::OnNotice;

use crate::observer::{Event, Notice, Observer};
use crate::project::is_fixture;
use crate::report::{Outcome, TestResult};

/// A test begins: its path.
const STARTED: &str = "TFS01";
/// A statement of it begins: its path, and where in the file.
const STATEMENT: &str = "TFS02";
/// It ended well: its path, and microseconds.
const ENDED: &str = "TFS03";
/// `BEGIN` where a transaction is open (`active_sql_transaction`).
const IN_TRANSACTION: &str = "25001";

/// What the messages have told.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// The test that runs, and where in it the statement begins.
    pub(super) running: Option<(String, usize)>,
    /// The tests that ended well.
    pub(super) ended: Vec<TestResult>,
    /// Whether what is said is of our own statements, and nobody else's concern.
    pub(super) muted: bool,
    /// Whether there was a transaction where one was to begin.
    pub(super) in_transaction: bool,
}

/// Hears the server's messages.
#[derive(Clone)]
pub(super) struct Listener {
    heard: Arc<Mutex<Heard>>,
    observer: Arc<dyn Observer>,
}

impl Listener {
    pub(super) fn new(observer: Arc<dyn Observer>) -> Self {
        Self { heard: Arc::default(), observer }
    }

    /// What is called with each message.
    pub(super) fn callback(&self) -> OnNotice {
        let listener = self.clone();
        Arc::new(move |notice| listener.hear(&notice))
    }

    pub(super) fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn tell(&self, event: Event) {
        self.observer.event(event);
    }

    fn hear(&self, notice: &DbError) {
        let path = || notice.message().to_owned();
        let number = notice.detail().and_then(|detail| detail.parse::<u64>().ok()).unwrap_or_default();
        match notice.code().code() {
            STARTED => self.heard().running = Some((path(), 0)),
            STATEMENT => self.heard().running = Some((path(), usize::try_from(number).unwrap_or_default())),
            ENDED => self.ended(TestResult {
                path: path(),
                duration: Duration::from_micros(number),
                outcome: Outcome::Passed,
            }),
            code => {
                let mut heard = self.heard();
                heard.in_transaction |= code == IN_TRANSACTION;
                let muted = heard.muted;
                drop(heard);
                if !muted {
                    self.tell(Event::Notice(owned(notice)));
                }
            }
        }
    }

    fn ended(&self, result: TestResult) {
        let mut heard = self.heard();
        heard.running = None;
        if is_fixture(&result.path) {
            return;
        }
        heard.ended.push(result.clone());
        drop(heard);
        self.tell(Event::Tested(result));
    }
}

fn owned(notice: &DbError) -> Notice {
    Notice {
        severity: notice.severity().to_owned(),
        code: notice.code().code().to_owned(),
        message: notice.message().to_owned(),
        detail: notice.detail().map(str::to_owned),
        hint: notice.hint().map(str::to_owned),
    }
}
