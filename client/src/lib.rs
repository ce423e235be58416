//! A GraphQL endpoint: one request a document, its schema, and whether it is what a contract says.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod cache;
mod drift;
mod endpoint;
mod fingerprint;
mod hints;
mod live;
mod meta;
mod options;
mod pull;
mod redact;
mod schema_pull;

pub use cache::{ComparisonCache, NoCache};
pub use drift::{DriftError, DriftOptions, Drifted, drift};
pub use endpoint::{Answer, Endpoint, EndpointError};
pub use live::Live;
pub use options::{EndpointOptions, parse_header, parse_headers};
pub use pull::{PullError, pull_endpoint, pull_saved};
pub use schema_pull::{SchemaPullError, SchemaPullOptions, schema_pull};
