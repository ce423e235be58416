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

/// The same platform, whose changes have a key and a category each.
pub(crate) fn keyed_platform() -> &'static Server {
    static PLATFORM: OnceLock<Server> = OnceLock::new();
    PLATFORM.get_or_init(|| serve(ServerOptions::default(), keyed_endpoints()))
}

/// The endpoints of that platform.
pub(crate) fn keyed_endpoints() -> Vec<Endpoint> {
    sample::endpoints(SCHEMA, &keyed_migrate_schema()).unwrap()
}

/// The schema of changes that are served of a table with a key, rather than of a view.
fn keyed_migrate_schema() -> String {
    let id = "  id: Int @column(name: \"id\", type: \"int4\")\n";
    let from = MIGRATE_SCHEMA.find("type SqlAction @table").unwrap();
    let keyed = MIGRATE_SCHEMA[from..]
        .replacen("key: []", "key: [\"id\"]", 1)
        .replacen(id, &format!("{}{CATEGORY}", id.replace("Int ", "Int! ")), 1)
        .replacen("input SqlActionFilter {\n", "input SqlActionFilter {\n  category: StringFilter\n", 1)
        .replacen("  CONTENT_ASC\n", "  CATEGORY_ASC\n  CATEGORY_DESC\n  CONTENT_ASC\n", 1)
        .replacen("  NATURAL\n", "  NATURAL\n  PRIMARY_KEY_ASC\n  PRIMARY_KEY_DESC\n", 1);
    assert_eq!(keyed.matches("\n  category: ").count(), 2);
    assert!(keyed.contains("key: [\"id\"]") && keyed.contains("id: Int! @column"));
    format!("{}{keyed}", &MIGRATE_SCHEMA[..from])
}

const CATEGORY: &str = "  category: String @column(name: \"category\", type: \"text\")\n";

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
    with_rows_of(endpoints(), row_type, change)
}

/// The same of other endpoints.
pub(crate) fn with_rows_of(
    mut endpoints: Vec<Endpoint>,
    row_type: &str,
    change: impl Fn(&mut Map<String, Value>) -> bool,
) -> Vec<Endpoint> {
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
