//! A script's SQL: its statements as they are run, places in it, and what the server says of them.

mod place;
mod run;
mod statements;

pub use place::Place;

pub use run::{ScriptError, ServerError};

pub(crate) use place::byte_of;
pub(crate) use run::Running;
pub(crate) use statements::{executable, unterminated};

/// The ledger, where a database has none.
pub const LEDGER_SQL: &str = include_str!("ledger.sql");
