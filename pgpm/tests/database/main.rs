//! Modules in a real PostgreSQL: deployed, continued, verified, reverted.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod changed;
mod deploy;
mod failures;
mod revert;
mod routines;
mod support;
mod transactions;
mod verify;
