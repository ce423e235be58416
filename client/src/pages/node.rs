//! One node of a page to the cells of its table, in the order of the table's columns.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::row::{Cell, Key, TableQuery};

/// The cells of a node.
///
/// # Errors
/// The node is no object, lacks a selected field, or has one that was not asked for; in words.
pub(super) fn cells<'a>(query: &TableQuery, node: &'a str) -> Result<Vec<Cell<'a>>, String> {
    let mut json = serde_json::Deserializer::from_str(node);
    let cells = json.deserialize_map(Node { query }).map_err(|error| error.to_string())?;
    json.end().map_err(|error| error.to_string())?;
    Ok(cells)
}

struct Node<'q> {
    query: &'q TableQuery,
}

impl<'a> Visitor<'a> for Node<'_> {
    type Value = Vec<Cell<'a>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a row of {}", self.query.table.qualified())
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let fields = &self.query.fields;
        let mut cells = vec![None; fields.len()];
        let mut expected = 0;
        while let Some(Key(name)) = map.next_key::<Key<'a>>()? {
            // Answers have their fields in the order of the selection (GraphQL specification, section 7.1.1).
            let in_order = fields.get(expected).is_some_and(|field| *field == name);
            let position = if in_order { Some(expected) } else { fields.iter().position(|field| *field == name) };
            let place = position.and_then(|position| Some((position, cells.get_mut(position)?)));
            let Some((position, cell)) = place else {
                return Err(serde::de::Error::custom(format_args!("the field `{name}` was not asked for")));
            };
            *cell = Some(Cell::json(map.next_value::<&'a RawValue>()?));
            expected = position + 1;
        }
        let missing = |field| serde::de::Error::custom(format_args!("the field `{field}` is missing"));
        cells.into_iter().zip(fields.iter()).map(|(cell, field)| cell.ok_or_else(|| missing(field))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Domain, Table};

    fn read(json: &str) -> Result<Vec<Option<String>>, String> {
        let cells = cells(Domain::QUERY, json)?;
        Ok(cells.into_iter().map(|cell| cell.0.map(str::to_owned)).collect())
    }

    #[test]
    fn cells_stand_in_the_order_of_the_columns() {
        let expected = Ok(vec![Some("\"a\"".to_owned()), None]);
        assert_eq!(read(r#"{"id":"a","databaseId":null}"#), expected);
        assert_eq!(read(r#"{"databaseId":null,"id":"a"}"#), expected);
    }

    #[test]
    fn a_field_too_few_or_too_many_is_named() {
        assert!(read(r#"{"id":"a"}"#).unwrap_err().contains("`databaseId` is missing"));
        assert!(read(r#"{"id":"a","databaseId":null,"x":1}"#).unwrap_err().contains("`x` was not asked for"));
        assert!(read("[1]").unwrap_err().contains("app.domains"));
    }
}
