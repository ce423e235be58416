//! What is said while a deploy runs, on standard error.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use typeferry_session::{Event, Observer};

use crate::cli::output;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Follow {
    /// What the server says.
    Server,
    /// The steps of the work, too.
    Steps,
    /// All there is.
    Everything,
}

impl Follow {
    /// Everything, or what the server says.
    pub(super) fn verbose_if(verbose: bool) -> Self {
        if verbose { Self::Everything } else { Self::Server }
    }
}

/// Says what happens, as it happens.
pub(crate) struct Follower {
    follow: Follow,
    /// Whether a line is begun: that of the step that runs.
    open: Mutex<bool>,
}

impl Follower {
    pub(crate) fn new(follow: Follow) -> Self {
        Self { follow, open: Mutex::new(false) }
    }

    /// The line of a step is begun when it begins, and has its time when it ends.
    fn began(&self, what: &str) {
        output::part(what);
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = true;
    }

    fn ended(&self, what: &str, time: Duration) {
        let open = std::mem::take(&mut *self.open.lock().unwrap_or_else(PoisonError::into_inner));
        let what = if open { "" } else { what };
        output::note(&format!("{what}: {:.2} s", time.as_secs_f64()));
    }

    fn note(&self, line: &str) {
        if std::mem::take(&mut *self.open.lock().unwrap_or_else(PoisonError::into_inner)) {
            output::part("\n");
        }
        output::note(line);
    }
}

impl Drop for Follower {
    /// What is said next begins a line.
    fn drop(&mut self) {
        if *self.open.lock().unwrap_or_else(PoisonError::into_inner) {
            output::part("\n");
        }
    }
}

impl Observer for Follower {
    fn event(&self, event: Event) {
        let (steps, everything) = (self.follow != Follow::Server, self.follow == Follow::Everything);
        match event {
            Event::Created { database } => self.note(&format!("created the database {database}")),
            Event::Began { what } if steps => self.began(&what),
            Event::Ended { what, time } if steps => self.ended(&what, time),
            Event::Applied { contract, files } if everything => {
                self.note(&format!("Loaded {files} files"));
                self.note(&format!("Applied API contract v{contract}"));
            }
            Event::Tested(test) if everything => {
                self.note(&format!("passed {} in {:.3} s", test.path, test.duration.as_secs_f64()));
            }
            Event::Notice(notice) => {
                self.note(&notice.message);
                let more = [("detail", notice.detail), ("hint", notice.hint)];
                for (name, text) in more.into_iter().filter_map(|(name, text)| Some((name, text?))) {
                    self.note(&format!("  {name}: {text}"));
                }
            }
            _ => {}
        }
    }
}
