//! A page of changes, as it is asked for and as it comes. What is read is written by hand: `category` is served by some
//! platforms alone, and an id may come as a number or as text.

use graphql_client::GraphQLQuery;
use serde::Deserialize;

use crate::row::Uuid;
use crate::source::ActionKey;
use crate::source::graphql::lists::integer;
use crate::source::graphql::operations::SqlActions;
use crate::source::graphql::operations::sql_actions::Variables;

/// A request for the page of so many changes that begins behind so many others.
pub(super) fn body(document: &str, database_id: Uuid, (offset, rows): (u64, usize)) -> serde_json::Value {
    let offset = i64::try_from(offset).unwrap_or(i64::MAX);
    let variables = Variables { database_id, first: integer(rows), offset };
    let asked = SqlActions::build_query(variables);
    serde_json::json!({ "operationName": asked.operation_name, "query": document, "variables": asked.variables })
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
