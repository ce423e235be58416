//! Turns an annotated GraphQL schema into typed PostgreSQL tables: the query of each table, its row type, and the
//! mapper from the row to its columns.
//!
//! The crate is pure: texts go in, texts come out. It touches no file, no environment and no network; the build
//! script or the command line does that. One direction: [`schema`] → [`dialect`] → model → queries and code.

pub mod diagnostic;
pub mod dialect;
mod nearest;
pub mod schema;
