//! `typeferry verify` against real databases: the one that was exported, and the one that the module was deployed into.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod differences;
mod references;
mod support;
