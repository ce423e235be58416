//! The fourteen ways in which today's tool loses or changes what it exports: a test each, of the real binary, and of
//! the values in a real PostgreSQL that has run the exported scripts.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails where it stands"
)]

mod contract;
mod database;
mod failures;
mod names;
mod scripts;
#[expect(dead_code, unused_imports, reason = "the tests of the command need more of it")]
#[path = "../command/support/mod.rs"]
mod support;
mod template;
mod values;
