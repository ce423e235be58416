//! `typeferry deploy` against a real PostgreSQL: each case of the session interface, by its number, and each place
//! where typeferry does it in its own way. `TYPEFERRY_PG_BIN` names another server's programs to run them against.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod connections;
mod contract;
mod failures;
mod files;
mod macros;
mod ours;
mod overwrite;
mod parameters;
mod standard_output;
mod stopping;
mod suites;
mod support;
mod templates;
