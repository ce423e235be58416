//! Which value it is that a server cannot send: where its error does not say so, by asking for less.
//!
//! The error of a value has the path to it (GraphQL specification, section 7.1.2), but a server may cut the path, or
//! give none. Then halves of the page's rows are asked for, in the same order, and then halves of the columns of the
//! one row that is left: a page of 10,000 rows with 60 columns takes 24 requests at the most.

use std::borrow::Cow;
use std::convert::Infallible;

use super::answer_error::{AnswerError, RowError};
use super::node;
use super::page::Keep;
use super::planner::Planner;
use super::progress::Position;
use super::refusal::ErrorEntry;
use super::request::{Ask, Failure, List, Request, fetch, goes_on};
use crate::endpoint::Endpoint;
use crate::row::TableQuery;

/// A page that was answered with an error.
#[derive(Debug, Clone, Copy)]
pub(super) struct FailedPage<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) planner: &'a Planner,
    pub(super) ask: &'a Ask,
    pub(super) query: &'a TableQuery,
}

/// The value that the server cannot send.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The PostgreSQL column.
    pub(super) column: String,
    /// The row's key as it arrived, or its number where it has none.
    pub(super) row: String,
}

/// Why no value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lost {
    /// The same rows came without an error.
    Gone,
    /// It is no matter of a value: the rows cannot be had whatever column is asked for, or a smaller request got no
    /// answer that says anything.
    Elsewhere,
}

/// What an error says of its place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Hint {
    row: Option<u64>,
    column: Option<usize>,
}

/// Finds the value.
pub(super) async fn find(page: FailedPage<'_>, error: &ErrorEntry) -> Result<Place, Lost> {
    let hint = hint(error, page.query, page.ask);
    let search = Search { page, selections: selections(&page.query.selection) };
    let (row, column) = match hint {
        Hint { row: Some(row), column } => (row, column),
        Hint { row: None, .. } => search.row().await?,
    };
    let column = match column {
        Some(column) => column,
        None => search.column(row).await?,
    };
    let column = page.query.table.columns.get(column).ok_or(Lost::Elsewhere)?.name.to_string();
    Ok(Place { column, row: search.name(row).await })
}

/// The one of the lists of a request that fails.
pub(super) async fn list<'r>(endpoint: &Endpoint, planner: &Planner, request: &'r Request) -> Option<&'r List> {
    let mut lists = request.lists.as_slice();
    while let Some((first, second)) = lists.split_at_checked(lists.len() / 2).filter(|(first, _)| !first.is_empty()) {
        let asks: Vec<_> = first.iter().map(|list| list.ask.clone()).collect();
        let keepers = || first.iter().map(|_| First(None)).collect();
        lists = match fetch(endpoint, &planner.request(&asks), goes_on, keepers).await {
            Ok(_) => second,
            Err(Failure::Answer(AnswerError::Errors { .. })) => first,
            Err(_) => return None,
        };
    }
    lists.first()
}

/// The path `[list, rows, index, field, …]`, as far as it goes.
fn hint(error: &ErrorEntry, query: &TableQuery, ask: &Ask) -> Hint {
    let from = ask.from - u64::from(ask.overlaps);
    let mut below = error.path.iter().skip(1 + usize::from(query.page.rows.is_some()));
    let row = below.next().and_then(serde_json::Value::as_u64).map(|index| from + index);
    let field = below.next().and_then(serde_json::Value::as_str);
    let column = field.and_then(|name| query.fields.iter().position(|field| field == name));
    Hint { row, column: column.filter(|_| row.is_some()) }
}

struct Search<'a> {
    page: FailedPage<'a>,
    /// What selects each column.
    selections: Vec<&'a str>,
}

impl Search<'_> {
    /// The row, and the column where an answer tells it.
    async fn row(&self) -> Result<(u64, Option<usize>), Lost> {
        let FailedPage { ask, .. } = self.page;
        let (from, rows) = (ask.from, ask.rows as u64);
        let every = 0..self.selections.len();
        if self.error(from, rows, "__typename").await?.is_some() {
            return Err(Lost::Elsewhere);
        }
        let selection = self.selection(every);
        let whole = self.error(from, rows, &selection).await?.ok_or(Lost::Gone)?;
        if let Hint { row: Some(row), column } = whole {
            return Ok((row, column));
        }
        let (mut from, mut to) = (from, from + rows);
        while to - from > 1 {
            let middle = from + (to - from) / 2;
            match self.error(from, middle - from, &selection).await? {
                None => from = middle,
                Some(Hint { row: Some(row), column }) => return Ok((row, column)),
                Some(_) => to = middle,
            }
        }
        Ok((from, None))
    }

    /// The column of a row, which fails also when it is asked for alone.
    async fn column(&self, row: u64) -> Result<usize, Lost> {
        let (mut from, mut to) = (0, self.selections.len());
        while to - from > 1 {
            let middle = from + (to - from) / 2;
            let selection = self.selection(from..middle);
            match self.error(row, 1, &selection).await? {
                None => from = middle,
                Some(Hint { column: Some(column), .. }) => return Ok(column),
                Some(_) => to = middle,
            }
        }
        let alone = self.selection(from..to);
        self.error(row, 1, &alone).await?.map(|_| from).ok_or(Lost::Gone)
    }

    /// The row as a message names it.
    async fn name(&self, row: u64) -> String {
        self.key(row)
            .await
            .unwrap_or_else(|| format!("number {} in the order of the API, whose key it does not tell", row + 1))
    }

    async fn key(&self, row: u64) -> Option<String> {
        let query = self.page.query;
        let key = &query.table.key;
        let fields: Option<Vec<_>> = key.iter().map(|position| query.fields.get(*position).cloned()).collect();
        let selections: Option<Vec<_>> = key.iter().map(|position| self.selections.get(*position).copied()).collect();
        let (fields, selection) = (fields.filter(|fields| !fields.is_empty())?, selections?.join(" "));
        let node = self.ask(row, 1, &selection).await.ok()?.ok()??;
        let of_key = TableQuery { fields: Cow::Owned(fields), ..query.clone() };
        let cells = node::cells(&of_key, &node).ok()?;
        let texts: Option<Vec<_>> = cells.iter().map(|cell| cell.0).collect();
        Some(texts?.join(", "))
    }

    /// The selection of some columns.
    fn selection(&self, columns: std::ops::Range<usize>) -> String {
        self.selections.get(columns).unwrap_or_default().join(" ")
    }

    /// The error that so much is answered with.
    async fn error(&self, from: u64, rows: u64, selection: &str) -> Result<Option<Hint>, Lost> {
        Ok(self.ask(from, rows, selection).await?.err())
    }

    /// The first node of an answer, or what its error tells.
    async fn ask(&self, from: u64, rows: u64, selection: &str) -> Result<Result<Option<String>, Hint>, Lost> {
        let FailedPage { endpoint, planner, query, ask } = self.page;
        let less = TableQuery { selection: Cow::Owned(selection.to_owned()), ..query.clone() };
        let (rows, position) = (usize::try_from(rows).unwrap_or(usize::MAX), Some(Position::Offset(from)));
        let ask = Ask { position, from, rows, overlaps: false, ..ask.clone() };
        let request = planner.request_for(&[(&ask, &less)]);
        match fetch(endpoint, &request, goes_on, || vec![First(None)]).await {
            Ok(pages) => Ok(Ok(pages.into_iter().next().and_then(|page| page.rows.0))),
            Err(Failure::Answer(AnswerError::Errors { errors, .. })) => {
                Ok(Err(errors.first().map(|error| hint(error, query, &ask)).unwrap_or_default()))
            }
            Err(_) => Err(Lost::Elsewhere),
        }
    }
}

/// What selects each field of a selection: its name, and its parts where it has some.
fn selections(selection: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, None);
    for (at, c) in selection.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth > 0 || c.is_whitespace() => {}
            _ if !selection.get(..at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\n', '}'])) => {
            }
            _ => parts.extend(start.replace(at).and_then(|start: usize| selection.get(start..at))),
        }
    }
    parts.extend(start.and_then(|start| selection.get(start..)));
    parts.into_iter().map(str::trim).collect()
}

/// Keeps the first node of a page.
struct First(Option<String>);

impl Keep for First {
    type Id = Infallible;

    fn row(&mut self, node: &str) -> Result<Option<Infallible>, RowError> {
        self.0.get_or_insert_with(|| node.to_owned());
        Ok(None)
    }

    fn id(&self, _node: &str) -> Result<Option<Infallible>, RowError> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tables;

    #[test]
    fn each_column_of_the_contract_is_selected_by_its_own_part() {
        for query in tables() {
            let selections = selections(&query.selection);
            assert_eq!(selections.join(" "), query.selection);
            let names: Vec<_> = selections.iter().map(|text| text.split(' ').next().unwrap_or_default()).collect();
            assert_eq!(names, query.fields.iter().map(|field| &**field).collect::<Vec<_>>());
        }
        assert_eq!(selections("a b { c d { e } } f"), ["a", "b { c d { e } }", "f"]);
        assert_eq!(selections(""), Vec::<&str>::new());
    }

    #[test]
    fn a_path_tells_as_much_as_it_has() {
        let query = &tables()[0];
        let ask = Ask { from: 20, ..Ask::default() };
        let hint = |path: &str| {
            let error = serde_json::from_str(&format!(r#"{{"message":"no","path":{path}}}"#)).unwrap();
            let Hint { row, column } = hint(&error, query, &ask);
            (row, column)
        };
        let last = query.fields.len() - 1;
        assert_eq!(hint(&format!(r#"["t4","nodes",3,"{}",0]"#, query.fields[last])), (Some(23), Some(last)));
        assert_eq!(hint(r#"["t4","nodes",3,"elsewhere"]"#), (Some(23), None));
        assert_eq!(hint(r#"["t4","nodes",3]"#), (Some(23), None));
        assert_eq!(hint(r#"["t4"]"#), (None, None));
        assert_eq!(hint("[]"), (None, None));
    }
}
