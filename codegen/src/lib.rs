//! Turns an annotated GraphQL schema into typed PostgreSQL tables: the query of each table, its row type, and the
//! mapper from the row to its columns.
//!
//! The crate is pure: texts go in, texts come out. It touches no file, no environment and no network; the build
//! script or the command line does that. One direction: [`schema`] → [`dialect`] → [`model`] → [`query`] and [`emit`].
//! [`drift`] compares two schemas by what the documents of one of them ask for.

pub mod config;
pub mod diagnostic;
pub mod dialect;
pub mod drift;
pub mod emit;
mod generate;
mod literal;
pub mod model;
mod operation;
pub mod query;
mod readable;
pub mod schema;
mod syntax;

pub use generate::{Contract, Generated};
pub use readable::Readable;
