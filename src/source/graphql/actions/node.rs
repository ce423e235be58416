//! A page of changes, as it is asked for and as it comes. What is read is written by hand: `category` is served by some
//! platforms alone, and an id may come as a number or as text.

use serde::Deserialize;

use crate::row::{Cell, FromCell, Mismatch, Operation, Uuid};
use crate::source::ActionKey;
use crate::source::graphql::lists::integer;
use crate::tables::migrate::operations::SqlActions;

/// A request for the page of so many changes that begins behind so many others.
pub(super) fn body(document: &str, database_id: Uuid, (offset, rows): (u64, usize)) -> String {
    let offset = i32::try_from(offset).unwrap_or(i32::MAX);
    SqlActions { database_id, first: integer(rows), offset }.request_with(document)
}

/// A change.
#[derive(Debug, Deserialize)]
pub(in crate::source::graphql) struct Node {
    pub(super) id: Option<Id>,
    pub(super) deploy: Option<String>,
    pub(super) deps: Option<Vec<Option<String>>>,
    pub(super) content: Option<String>,
    pub(super) revert: Option<String>,
    pub(super) verify: Option<String>,
    /// Absent where it was not asked for.
    pub(super) category: Option<String>,
}

/// An `Int`, or a `BigInt`, which comes as text.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "Written")]
pub(in crate::source::graphql) struct Id(i64);

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Number(i64),
    Text(String),
}

impl FromCell for Node {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        serde_json::from_str(cell.0.unwrap_or("null")).map_err(|error| Mismatch::new("a change", &error.to_string()))
    }
}

impl Node {
    pub(super) fn key(&self) -> ActionKey {
        ActionKey { id: self.id.map(i64::from), deploy: self.deploy.clone() }
    }
}

impl TryFrom<Written> for Id {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        match written {
            Written::Number(number) => Ok(Self(number)),
            Written::Text(text) => text.parse().map(Self).map_err(|_| format!("the id {text:?} is no whole number")),
        }
    }
}

impl From<Id> for i64 {
    fn from(Id(number): Id) -> Self {
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(json: &str) -> Result<Option<i64>, String> {
        let node: Result<Node, _> = serde_json::from_str(&format!(r#"{{"id":{json},"deploy":"a"}}"#));
        node.map(|node| node.id.map(i64::from)).map_err(|error| error.to_string())
    }

    #[test]
    fn an_id_is_a_number_or_a_text_or_null() {
        assert_eq!(id("7"), Ok(Some(7)));
        assert_eq!(id("\"9007199254740993\""), Ok(Some(9_007_199_254_740_993)));
        assert_eq!(id("null"), Ok(None));
        assert!(id("\"x\"").unwrap_err().contains("the id \"x\" is no whole number"));
        assert!(id("7.5").is_err());
    }
}
