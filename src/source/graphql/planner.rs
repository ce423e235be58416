//! Which requests are made: the first pages of as many tables as one document may ask for, then page after page of
//! each table that has more.

use std::fmt::Write;

use serde_json::{Value, json};

use super::page::PageInfo;
use crate::row::{TableQuery, Uuid};

/// Root fields in one document: 90 were planned by a server in 0.1 s, 500 in 0.9 s, 2,000 in 23 s.
const MOST_FIELDS: usize = 90;
/// Bytes of a request's body: servers refuse bodies of about 100 KB.
const MOST_BYTES: usize = 64 * 1024;

/// Where a table's rows go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Position {
    /// Behind this cursor.
    After(String),
    /// Behind so many rows.
    Offset(u64),
}

impl Position {
    /// Where a table's rows go on behind a page; `None` where it was the last. `read` are the rows up to there.
    ///
    /// # Errors
    /// There is another page and no way to it; in words.
    pub(super) fn behind(page: PageInfo, by_cursor: bool, read: u64) -> Result<Option<Self>, &'static str> {
        match (page.has_next_page, by_cursor, page.end_cursor) {
            (false, ..) => Ok(None),
            (true, true, Some(cursor)) => Ok(Some(Self::After(cursor))),
            (true, true, None) => Err("another page, and no cursor to it"),
            (true, false, _) => Ok(Some(Self::Offset(read))),
        }
    }
}

/// One request: a document, its variables, and the tables that its root fields `t0`, `t1`, … answer for.
#[derive(Debug)]
pub(super) struct Request {
    /// The tables, as positions in the list that was asked for.
    pub(super) tables: Vec<usize>,
    /// The body to send.
    pub(super) body: String,
}

/// What every request of one export has in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Planner {
    /// The tenant.
    pub(super) database: Uuid,
    /// Rows of a table to ask for at once.
    pub(super) page: usize,
}

impl Planner {
    /// The requests for the first pages of all tables, in their order.
    pub(super) fn first_pages(self, tables: &[TableQuery]) -> Vec<Request> {
        let mut requests = Vec::new();
        let mut batch: Vec<usize> = Vec::new();
        let mut bytes = 0;
        for (position, table) in tables.iter().enumerate() {
            let field = root_field(0, table, "").len();
            let other_tenant = batch.first().is_some_and(|first| tables[*first].tenant_type != table.tenant_type);
            if other_tenant || batch.len() == MOST_FIELDS || (bytes + field > MOST_BYTES && !batch.is_empty()) {
                requests.push(self.first_page(tables, std::mem::take(&mut batch)));
                bytes = 0;
            }
            batch.push(position);
            bytes += field;
        }
        if !batch.is_empty() {
            requests.push(self.first_page(tables, batch));
        }
        requests
    }

    /// The request for the first pages of some of the tables.
    pub(super) fn first_page(self, tables: &[TableQuery], batch: Vec<usize>) -> Request {
        let mut fields = String::new();
        for (alias, position) in batch.iter().enumerate() {
            fields.push_str(&root_field(alias, &tables[*position], ""));
        }
        let tenant = batch.first().and_then(|first| tables[*first].tenant_type.as_deref());
        self.request(batch, tenant, None, &fields)
    }

    /// The request for the page of one table that begins at `position`.
    pub(super) fn next_page(self, index: usize, table: &TableQuery, position: &Position) -> Request {
        let (argument, variable) = match position {
            Position::After(cursor) => {
                (", after: $after", ("after", table.cursor_type.as_deref().unwrap_or("Cursor"), json!(cursor)))
            }
            Position::Offset(offset) => (", offset: $offset", ("offset", "Int!", json!(offset))),
        };
        self.request(vec![index], table.tenant_type.as_deref(), Some(variable), &root_field(0, table, argument))
    }

    fn request(
        self,
        tables: Vec<usize>,
        tenant: Option<&str>,
        position: Option<(&str, &str, Value)>,
        fields: &str,
    ) -> Request {
        let mut declared = String::from("$first: Int!");
        let mut variables = json!({ "first": self.page });
        if let Some(ty) = tenant {
            let _ = write!(declared, ", $databaseId: {ty}");
            variables["databaseId"] = json!(self.database);
        }
        if let Some((name, ty, value)) = position {
            let _ = write!(declared, ", ${name}: {ty}");
            variables[name] = value;
        }
        let query = format!("query Rows({declared}) {{\n{fields}}}\n");
        let body = json!({ "query": query, "variables": variables, "operationName": "Rows" }).to_string();
        Request { tables, body }
    }
}

/// The root field of one table, from the arguments and the selection that the build has checked.
fn root_field(alias: usize, table: &TableQuery, position: &str) -> String {
    let TableQuery { root_field, arguments, selection, .. } = table;
    let comma = if arguments.is_empty() { "" } else { ", " };
    let page = if table.cursor_type.is_some() { "hasNextPage endCursor" } else { "hasNextPage" };
    format!(
        "t{alias}: {root_field}({arguments}{comma}first: $first{position}) \
         {{ nodes {{ {selection} }} pageInfo {{ {page} }} totalCount }}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::TABLES;

    const PLANNER: Planner = Planner { database: Uuid::nil(), page: 100 };

    fn all() -> Vec<TableQuery> {
        TABLES.iter().map(|query| (*query).clone()).collect()
    }

    #[test]
    fn one_request_asks_for_the_first_page_of_every_table_of_the_contract() {
        let requests = PLANNER.first_pages(&all());
        assert_eq!(requests.len(), 1);
        assert_eq!(requests[0].tables, (0..TABLES.len()).collect::<Vec<_>>());
        assert!(requests[0].body.len() < MOST_BYTES, "{}", requests[0].body.len());
    }

    #[test]
    fn more_tables_than_a_document_may_ask_for_are_split_in_order() {
        let many: Vec<_> = all().into_iter().cycle().take(4 * MOST_FIELDS).collect();
        let requests = PLANNER.first_pages(&many);
        assert!(requests.len() >= 4);
        assert!(requests.iter().all(|request| request.tables.len() <= MOST_FIELDS));
        assert!(requests.iter().all(|request| request.body.len() < 100_000));
        let order: Vec<usize> = requests.iter().flat_map(|request| request.tables.clone()).collect();
        assert_eq!(order, (0..many.len()).collect::<Vec<_>>());
    }

    #[test]
    fn the_next_page_goes_by_cursor_or_by_offset() {
        let after = PLANNER.next_page(3, TABLES[3], &Position::After("c\"1".into()));
        let body: Value = serde_json::from_str(&after.body).unwrap();
        assert_eq!(body["variables"]["after"], "c\"1");
        assert!(body["query"].as_str().unwrap().contains("first: $first, after: $after"));
        let offset = PLANNER.next_page(3, TABLES[3], &Position::Offset(200));
        let body: Value = serde_json::from_str(&offset.body).unwrap();
        assert_eq!(body["variables"]["offset"], 200);
        assert!(body["query"].as_str().unwrap().contains("$offset: Int!"));
    }
}
