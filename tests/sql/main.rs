//! The source that reads a database, against a real PostgreSQL.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod catalog;
mod support;
