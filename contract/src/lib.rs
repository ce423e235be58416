//! The files of a contract: read, written, checked, and compared with another schema.
//!
//! A contract is a folder with `schema.graphql`, `typeferry.toml` and `queries/`. The generator is pure; its files are
//! here.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod build_script;
mod compare;
mod compiled;
mod documents;
mod files;
mod known;
mod outcome;
mod queries;

pub use build_script::{BuildScriptError, build_script};
pub use compare::{CompareError, Compared};
pub use compiled::{Compiled, text_parts};
pub use files::{ContractDir, FileError, contract_of, read_text, write_if_changed};
pub use known::Known;
pub use outcome::{Outcome, WriteMode, settle};
pub use queries::{QueriesError, QueriesOptions, write_queries};
