//! A contract on disk and on the wire: what the command line and the project's own tasks share.
//!
//! A contract is a folder with `schema.graphql`, `typeferry.toml` and `queries/`. The generator is pure; the files
//! and the network are here.

mod command;
mod endpoint;
mod files;
mod pull;

pub use command::{CommandError, EndpointArgs, Outcome, QueriesArgs, SchemaCommand, SchemaPullArgs};
pub use endpoint::{Answer, Endpoint, EndpointError};
pub use files::{ContractDir, FileError};
pub use pull::{META_QUERY, PullError, pull_endpoint, pull_saved};
