//! `typeferry.manifest.json`: what an export wrote, so that it can be checked, and so that we know our own folder.

use serde::Serialize;

/// The layout of the manifest itself; a reader refuses one that it does not know.
const FORMAT: u32 = 1;

/// What a module holds, and of which contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Manifest {
    format: u32,
    /// The contract that the rows were read by, such as `constructive-1`.
    pub contract: String,
    /// The exported database's name, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// The tables in the order in which they are deployed.
    pub tables: Vec<TableCount>,
}

/// How many rows of a table were exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableCount {
    /// PostgreSQL's name of the schema.
    pub schema: String,
    /// PostgreSQL's name of the table.
    pub table: String,
    /// Rows in the deploy script.
    pub rows: u64,
}

impl Manifest {
    /// A manifest without tables, of the current format.
    pub fn new(contract: impl Into<String>, database: Option<String>) -> Self {
        Self { format: FORMAT, contract: contract.into(), database, tables: Vec::new() }
    }

    /// The file's text: the same for the same values, with a line end.
    pub(super) fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_json_of_format_1_without_what_is_unknown() {
        let text = Manifest::new("constructive-1", None).text().unwrap();
        assert_eq!(text, "{\n  \"format\": 1,\n  \"contract\": \"constructive-1\",\n  \"tables\": []\n}\n");
    }
}
