//! The sample platform, as it is or with other rows and schemas.

use std::sync::OnceLock;

use serde_json::{Map, Value};
use typeferry_demo::{Data, Endpoint, Server, ServerOptions, sample};

use super::TOKEN;

/// The contract that the command was built with.
pub(crate) const SCHEMA: &str = include_str!("../../../schema.graphql");
pub(crate) const MIGRATE_SCHEMA: &str = include_str!("../../../migrate/schema.graphql");

/// The sample platform with its two tenants, behind the token.
pub(crate) fn platform() -> &'static Server {
    static PLATFORM: OnceLock<Server> = OnceLock::new();
    PLATFORM.get_or_init(|| serve(ServerOptions::default(), endpoints()))
}

/// The endpoints of the sample platform: the metadata, then the changes.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    sample::endpoints(SCHEMA, MIGRATE_SCHEMA).unwrap()
}

/// Serves endpoints, behind the token.
pub(crate) fn serve(options: ServerOptions, endpoints: Vec<Endpoint>) -> Server {
    Server::start(ServerOptions { token: Some(TOKEN.into()), ..options }, endpoints).unwrap()
}

/// The sample platform with every row of one type changed, or left out where the change says no.
pub(crate) fn with_rows(row_type: &str, change: impl Fn(&mut Map<String, Value>) -> bool) -> Vec<Endpoint> {
    let mut endpoints = endpoints();
    let mut met = false;
    for endpoint in &mut endpoints {
        let mut data = Data::new();
        for (name, rows) in endpoint.data.row_types() {
            let mut rows = rows.to_vec();
            if name == row_type {
                rows.retain_mut(&change);
                met = true;
            }
            if !rows.is_empty() {
                data.extend(name, rows);
            }
        }
        endpoint.data = data;
    }
    assert!(met, "the sample has no rows of {row_type}");
    endpoints
}
