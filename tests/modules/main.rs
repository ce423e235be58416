//! The deployer as people run it: the real binary, modules on disk, a real PostgreSQL.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails where it stands")]

mod addresses;
mod command;
mod support;
mod workspaces;
