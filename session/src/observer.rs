//! What somebody may follow while a deploy runs.

use std::time::Duration;

use crate::report::TestResult;

/// A message of the server that is no error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// `NOTICE`, `WARNING`, `INFO`, `DEBUG` or `LOG`.
    pub severity: String,
    /// The SQLSTATE.
    pub code: String,
    /// What it says.
    pub message: String,
    /// More of it.
    pub detail: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// A step of a deploy.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// The database was not there, and was created.
    Created {
        /// Its name.
        database: String,
    },
    /// The contract is there, with the files.
    Applied {
        /// The contract's version.
        contract: &'static str,
        /// How many files were loaded.
        files: usize,
    },
    /// The server said something.
    Notice(Notice),
    /// A step of the work began, such as a change of a module.
    Began {
        /// What it is called.
        what: String,
    },
    /// A step of the work ended well.
    Ended {
        /// What it is called.
        what: String,
        /// How long it took.
        time: Duration,
    },
    /// A test ended well.
    Tested(TestResult),
}

/// Follows a deploy. It is called on the thread that waits for the server.
pub trait Observer: Send + Sync {
    /// A step was done.
    fn event(&self, event: Event);
}

/// Follows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn event(&self, _: Event) {}
}
