//! Generated code through cargo and rustc, as people meet it: what drift looks like in a build, what a user of a lost
//! column sees, and whether a large contract compiles.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

mod blog;
mod cargo;
mod drift;
mod removed_column;
mod unwritable;
