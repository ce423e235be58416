//! A contract on disk and on the wire: what the command line and the project's own tasks share.
//!
//! A contract is a folder with `schema.graphql`, `typeferry.toml` and `queries/`. The generator is pure; the files
//! and the network are here.

#[cfg(feature = "command")]
mod cache;
#[cfg(feature = "command")]
mod command;
#[cfg(feature = "command")]
mod compiled;
#[cfg(feature = "command")]
mod documents;
#[cfg(feature = "command")]
mod drift;
#[cfg(feature = "wire")]
mod endpoint;
mod files;
#[cfg(feature = "command")]
mod fingerprint;
#[cfg(feature = "command")]
mod known;
#[cfg(feature = "command")]
mod live;
#[cfg(feature = "wire")]
mod meta;
#[cfg(feature = "wire")]
mod pull;
#[cfg(feature = "wire")]
mod redact;
#[cfg(feature = "command")]
pub mod terminal;

#[cfg(feature = "command")]
pub use command::{
    CommandError, EndpointArgs, Outcome, QueriesArgs, SchemaCommand, SchemaPullArgs, Unrepeated, WriteMode,
    parse_header, parse_headers,
};
#[cfg(feature = "command")]
pub use compiled::Compiled;
#[cfg(feature = "command")]
pub use drift::{DriftArgs, DriftError, DriftFormat, DriftOutcome, FailOn};
#[cfg(feature = "wire")]
pub use endpoint::{Answer, Endpoint, EndpointError};
pub use files::{ContractDir, FileError, write_if_changed};
#[cfg(feature = "command")]
pub use live::{Checked, Live};
#[cfg(feature = "wire")]
pub use pull::{PullError, pull_endpoint, pull_saved};
