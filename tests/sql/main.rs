//! The source that reads a database, against a real PostgreSQL.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod actions;
mod beyond;
mod catalog;
mod command;
mod connect;
mod refusals;
mod same_bytes;
mod support;
mod tenant;
mod values;
mod view;
