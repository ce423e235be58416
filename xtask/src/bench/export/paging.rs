//! A client that reads by pages of a hundred, one table after the other and one request after the other, over one
//! connection: as exporters of this platform do. It writes nothing.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};
use typeferry_client::blocking::Endpoint;
use typeferry_contract::{ContractDir, read_text};
use typeferry_demo::bulk::{self, Size};

use super::platform::Platform;

const PAGE: usize = 100;

/// What documents have that ask for rows by the keys of others.
const BY_KEYS: &str = "$keys";

/// The documents of the tables, and that of the changes.
pub(super) struct Documents {
    tables: Vec<String>,
    changes: String,
}

impl Documents {
    /// Those of the contracts in the repository; of the tables, those that are asked for by the tenant.
    pub(super) fn read(root: &Path) -> Result<Self, Box<dyn Error>> {
        let tables = ContractDir::new(root).table_documents()?.into_values();
        let tables = tables.filter(|document| !document.contains(BY_KEYS)).collect();
        let changes = read_text(&root.join("migrate/queries/operations/sql_actions.graphql"))?;
        Ok(Self { tables, changes })
    }

    /// Reads everything, which is as much as the platform was made with, and the row of the database.
    pub(super) fn page(&self, platform: &Platform, size: Size) -> Result<Duration, Box<dyn Error>> {
        let metadata = Platform::endpoint(platform.metadata())?;
        let changes = Platform::endpoint(platform.changes())?;
        let began = Instant::now();
        let mut rows = 0;
        for document in &self.tables {
            rows += list(&metadata, document)?;
        }
        rows += list(&changes, &self.changes)?;
        let time = began.elapsed();
        let there = size.rows + 1 + size.changes;
        if rows == there { Ok(time) } else { Err(format!("{rows} rows came by pages, {there} are there").into()) }
    }
}

/// The rows of a list, page after page.
fn list(endpoint: &Endpoint, document: &str) -> Result<usize, Box<dyn Error>> {
    let mut variables = json!({ "databaseId": bulk::database_id(), "first": PAGE, "offset": 0 });
    let mut rows = 0;
    loop {
        let body = json!({ "query": document, "variables": variables }).to_string();
        let answer: Value = serde_json::from_slice(endpoint.post(&body)?.bytes())?;
        let list = answer["data"].as_object().and_then(first).ok_or_else(|| format!("no list: {answer}"))?;
        rows += list["nodes"].as_array().map_or(0, Vec::len);
        if list["pageInfo"]["hasNextPage"] != true {
            return Ok(rows);
        }
        match list["pageInfo"].get("endCursor") {
            Some(cursor) => variables["after"] = cursor.clone(),
            None => variables["offset"] = rows.into(),
        }
    }
}

fn first(data: &Map<String, Value>) -> Option<&Value> {
    data.values().next()
}
