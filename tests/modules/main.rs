//! The deployer as people run it: the real binary, modules on disk, a real PostgreSQL.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails where it stands")]

/// As long as a command may take to show something.
const PATIENCE: std::time::Duration = std::time::Duration::from_mins(1);

mod addresses;
mod command;
mod prerequisites;
mod readers;
mod reverting;
mod support;
#[path = "../command/support/terminal.rs"]
#[expect(dead_code, reason = "the tests of other commands use more of it")]
mod terminal;
mod workspaces;
