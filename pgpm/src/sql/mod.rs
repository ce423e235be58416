//! A script's SQL: its statements as they are run, places in it, and what the server says of them.

mod error;
mod foreign;
mod place;
mod runnable;
mod savepoints;
mod unterminated;

pub use error::{ScriptError, ServerError};
pub use place::Place;
pub use runnable::Refusal;
pub use savepoints::UnknownSavepoint;

pub(crate) use error::{place_in, position_in};
pub(crate) use foreign::contains_ignoring_case;
pub(crate) use runnable::Runnable;
pub(crate) use unterminated::unterminated;

/// The ledger, where a database has none.
pub const LEDGER_SQL: &str = include_str!("ledger.sql");
