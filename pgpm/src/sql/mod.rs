//! A script's SQL: its statements as they are run, and failures with their places.

mod error;
mod foreign;
mod runnable;
mod savepoints;
mod unterminated;

pub use error::ScriptError;
pub use runnable::Refusal;
pub use savepoints::UnknownSavepoint;

pub(crate) use foreign::contains_ignoring_case;
pub(crate) use runnable::Runnable;
pub(crate) use unterminated::unterminated;

/// The ledger, where a database has none.
pub const LEDGER_SQL: &str = include_str!("ledger.sql");
