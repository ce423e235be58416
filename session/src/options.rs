//! Where a deploy goes, and how.

use std::time::Duration;

use typeferry_connection::Connection;

use crate::contract::Contract;

/// The database that is deployed into.
#[derive(Debug)]
pub struct Target {
    /// How it is connected to; its `dbname` is the database that is deployed into.
    pub connection: Connection,
    /// The database that is connected to in order to create the target, where that is not there yet.
    pub maintenance: String,
    /// Whether the database is dropped and created anew first; somebody has approved of it.
    pub overwrite: bool,
}

/// How a deploy is done.
#[derive(Debug, Clone)]
pub struct Options {
    /// The contract that the script is written against; the latest by default.
    pub contract: Contract,
    /// Whether the deploys of one database exclude one another: by an advisory lock of the session.
    pub lock: bool,
    /// After this time the running statement is cancelled. `None` waits for ever.
    pub timeout: Option<Duration>,
    /// Everything runs in one transaction that is rolled back at its end.
    pub dry_run: bool,
    /// Whether the server is asked for its `DEBUG` messages too.
    pub verbose: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            contract: Contract::latest(),
            lock: true,
            timeout: Some(Duration::from_mins(3)),
            dry_run: false,
            verbose: false,
        }
    }
}
