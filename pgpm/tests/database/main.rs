//! Modules in a real PostgreSQL: deployed, continued, verified, reverted.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod alone;
mod changed;
mod deploy;
mod dying;
mod failures;
mod isolation;
mod many;
mod places;
mod revert;
mod reverting;
mod routines;
mod support;
mod transactions;
mod verify;
