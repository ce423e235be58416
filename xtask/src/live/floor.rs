//! The floor of an export's time: one bare request by curl for the same rows of the same tables.

use std::path::Path;

use serde_json::Value;

use super::error::LiveError;
use super::server::{Server, curl, unexpected};

const META: &str = "{ _meta { tables { tableName fields { name columnName type { gqlType } } query { all } } } }";

/// More than any table has: everything in one page.
const EVERYTHING: u32 = 100_000;

/// The documents that bring all rows of a tenant: of the metadata, and of its SQL actions.
pub(super) struct Floor {
    metadata: String,
    actions: String,
}

/// What the bare requests brought.
pub(super) struct Brought {
    /// Seconds for the metadata.
    pub(super) metadata_seconds: f64,
    /// Seconds for the SQL actions.
    pub(super) actions_seconds: f64,
    /// Rows of the metadata.
    pub(super) metadata_rows: usize,
    /// SQL actions.
    pub(super) actions: usize,
}

impl Floor {
    /// Writes the documents from the server's own `_meta`.
    ///
    /// # Errors
    /// The server does not answer, or not as it should.
    pub(super) fn new(server: &Server, tenant: &str, scratch: &Path) -> Result<Self, LiveError> {
        let documents = |endpoint: &str| {
            let (meta, _) = curl(endpoint, META, scratch)?;
            document(&meta, tenant).ok_or_else(|| unexpected("`_meta`", &meta.to_string()))
        };
        let metadata = documents(&server.endpoint())?;
        Ok(Self { metadata, actions: documents(&server.migrate_endpoint())? })
    }

    /// Sends both.
    ///
    /// # Errors
    /// The server does not answer, or with errors.
    pub(super) fn run(&self, server: &Server, scratch: &Path) -> Result<Brought, LiveError> {
        let (metadata, metadata_seconds) = curl(&server.endpoint(), &self.metadata, scratch)?;
        let (actions, actions_seconds) = curl(&server.migrate_endpoint(), &self.actions, scratch)?;
        Ok(Brought { metadata_seconds, actions_seconds, metadata_rows: rows(&metadata), actions: rows(&actions) })
    }
}

/// One document with a root field a table.
fn document(meta: &Value, tenant: &str) -> Option<String> {
    // `extension` is the platform's own, and no export has it.
    let tables = meta["_meta"]["tables"].as_array()?.iter().filter(|table| table["tableName"] != "extension");
    let fields = tables.enumerate().map(|(at, table)| root_field(at, table, tenant));
    Some(format!("{{ {} }}", fields.collect::<Option<Vec<_>>>()?.join(" ")))
}

fn root_field(at: usize, table: &Value, tenant: &str) -> Option<String> {
    let fields = table["fields"].as_array()?;
    let selection = fields.iter().map(selected).collect::<Option<Vec<_>>>()?.join(" ");
    let condition = match table["tableName"].as_str()? {
        "database" => format!("id: {{ equalTo: \"{tenant}\" }}"),
        _ => format!("databaseId: {{ equalTo: \"{tenant}\" }}"),
    };
    let all = table["query"]["all"].as_str()?;
    Some(format!("t{at}: {all}(first: {EVERYTHING}, where: {{ {condition} }}) {{ nodes {{ {selection} }} }}"))
}

fn selected(field: &Value) -> Option<String> {
    let name = field["name"].as_str()?;
    let parts = match field["type"]["gqlType"].as_str()? {
        "Interval" => " { years months days hours minutes seconds }",
        _ => "",
    };
    Some(format!("{name}{parts}"))
}

fn rows(data: &Value) -> usize {
    let tables = data.as_object().into_iter().flat_map(|tables| tables.values());
    tables.filter_map(|table| table["nodes"].as_array()).map(Vec::len).sum()
}
