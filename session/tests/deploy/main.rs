//! Deploys through the library, against a real PostgreSQL.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod failures;
mod support;
mod transactions;
