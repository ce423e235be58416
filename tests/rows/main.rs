//! What the scripts of rows do in a real PostgreSQL, whoever runs them: a superuser, the owner of the tables, and a role
//! that may do less.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails where it stands")]

mod conflicts;
mod cycles;
mod keys;
mod owner;
mod sequences;
mod support;
