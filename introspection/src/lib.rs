//! What an endpoint serves: its schema by introspection, and whether it is what a contract says.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod cache;
mod drift;
mod fingerprint;
mod hints;
mod in_the_clear;
mod live;
mod meta;
mod options;
mod pull;
mod schema_pull;
mod token_command;

pub use cache::{ComparisonCache, NoCache};
pub use drift::{DriftError, DriftOptions, Drifted, drift};
pub use in_the_clear::note_of_clear;
pub use live::Live;
pub use options::{Credentials, EndpointOptions, parse_header, parse_headers};
pub use pull::{PullError, pull_endpoint, pull_saved};
pub use schema_pull::{SchemaPullError, SchemaPullOptions, schema_pull};
