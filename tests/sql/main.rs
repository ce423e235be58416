//! The source that reads a database, against a real PostgreSQL.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod actions;
mod beyond;
mod catalog;
mod command;
mod connect;
mod odd_names;
mod other_types;
mod refusals;
mod row_security;
mod same_bytes;
mod support;
mod tenant;
mod values;
mod view;
