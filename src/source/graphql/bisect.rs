//! Which value it is that a server cannot send: where its error does not say so, by asking for less.
//!
//! The error of a value has the path to it (GraphQL specification, section 7.1.2), but a server may cut the path, or
//! give none. Then halves of the page's rows are asked for, in the same order, and then halves of the columns of the
//! one row that is left: a page of 10,000 rows with 60 columns takes 24 requests at the most.

use std::borrow::Cow;

use typeferry_client::Endpoint;

use super::answer::ErrorEntry;
use super::node;
use super::page::{self, PageError, PageInfo, Pages};
use super::planner::{Planner, Position};
use crate::row::TableQuery;

/// A page that was answered with an error.
#[derive(Debug, Clone, Copy)]
pub(super) struct FailedPage<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) planner: Planner<'a>,
    pub(super) query: &'a TableQuery,
    /// The rows of the table that stand before it.
    pub(super) from: u64,
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
struct Told {
    row: Option<u64>,
    column: Option<usize>,
}

/// Finds the value; `requests` counts what is asked for.
pub(super) fn find(page: FailedPage<'_>, error: &ErrorEntry, requests: &mut u64) -> Result<Place, Lost> {
    let told = told(error, page.query, page.from);
    let mut search = Search { page, selections: selections(&page.query.selection), requests };
    let (row, column) = match told {
        Told { row: Some(row), column } => (row, column),
        Told { row: None, .. } => search.row()?,
    };
    let column = match column {
        Some(column) => column,
        None => search.column(row)?,
    };
    let column = page.query.table.columns.get(column).ok_or(Lost::Elsewhere)?.name.to_string();
    Ok(Place { column, row: search.name(row) })
}

/// The one of the tables whose first pages were `asked` for together that fails, by its position there.
pub(super) fn table(
    endpoint: &Endpoint,
    planner: Planner<'_>,
    tables: &[TableQuery],
    asked: &[usize],
    requests: &mut u64,
) -> Option<usize> {
    let (mut from, mut to) = (0, asked.len());
    while to - from > 1 {
        let middle = from + (to - from) / 2;
        *requests += 1;
        let request = planner.first_page(tables, asked.get(from..middle)?.to_vec());
        let answer = endpoint.post(&request.body).ok()?;
        match page::read(answer.into_reader(), middle - from, &mut First(None)) {
            Ok(()) => from = middle,
            Err(PageError::Errors { .. }) => to = middle,
            Err(_) => return None,
        }
    }
    (to > from).then_some(from)
}

/// The path `[alias, "nodes", index, field, …]`, as far as it goes.
fn told(error: &ErrorEntry, query: &TableQuery, from: u64) -> Told {
    let row = error.path.get(2).and_then(serde_json::Value::as_u64).map(|index| from + index);
    let field = error.path.get(3).and_then(serde_json::Value::as_str);
    let column = field.and_then(|name| query.fields.iter().position(|field| field == name));
    Told { row, column: column.filter(|_| row.is_some()) }
}

struct Search<'a> {
    page: FailedPage<'a>,
    /// What selects each column.
    selections: Vec<&'a str>,
    requests: &'a mut u64,
}

impl Search<'_> {
    /// The row, and the column where an answer tells it.
    fn row(&mut self) -> Result<(u64, Option<usize>), Lost> {
        let FailedPage { from, planner, .. } = self.page;
        let rows = planner.page as u64;
        let every = 0..self.selections.len();
        if self.error(from, rows, "__typename")?.is_some() {
            return Err(Lost::Elsewhere);
        }
        let selection = self.selection(every);
        let whole = self.error(from, rows, &selection)?.ok_or(Lost::Gone)?;
        if let Told { row: Some(row), column } = whole {
            return Ok((row, column));
        }
        let (mut from, mut to) = (from, from + rows);
        while to - from > 1 {
            let middle = from + (to - from) / 2;
            match self.error(from, middle - from, &selection)? {
                None => from = middle,
                Some(Told { row: Some(row), column }) => return Ok((row, column)),
                Some(_) => to = middle,
            }
        }
        Ok((from, None))
    }

    /// The column of a row, which fails also when it is asked for alone.
    fn column(&mut self, row: u64) -> Result<usize, Lost> {
        let (mut from, mut to) = (0, self.selections.len());
        while to - from > 1 {
            let middle = from + (to - from) / 2;
            let selection = self.selection(from..middle);
            match self.error(row, 1, &selection)? {
                None => from = middle,
                Some(Told { column: Some(column), .. }) => return Ok(column),
                Some(_) => to = middle,
            }
        }
        let alone = self.selection(from..to);
        self.error(row, 1, &alone)?.map(|_| from).ok_or(Lost::Gone)
    }

    /// The row as a message names it.
    fn name(&mut self, row: u64) -> String {
        self.key(row)
            .unwrap_or_else(|| format!("number {} in the order of the API, whose key it does not tell", row + 1))
    }

    fn key(&mut self, row: u64) -> Option<String> {
        let query = self.page.query;
        let key = &query.table.key;
        let fields: Option<Vec<_>> = key.iter().map(|position| query.fields.get(*position).cloned()).collect();
        let selections: Option<Vec<_>> = key.iter().map(|position| self.selections.get(*position).copied()).collect();
        let (fields, selection) = (fields.filter(|fields| !fields.is_empty())?, selections?.join(" "));
        let node = self.ask(row, 1, &selection).ok()?.ok()??;
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
    fn error(&mut self, from: u64, rows: u64, selection: &str) -> Result<Option<Told>, Lost> {
        Ok(self.ask(from, rows, selection)?.err())
    }

    /// The first node of an answer, or its error.
    fn ask(&mut self, from: u64, rows: u64, selection: &str) -> Result<Result<Option<String>, Told>, Lost> {
        *self.requests += 1;
        let FailedPage { endpoint, planner, query, .. } = self.page;
        let planner = Planner { page: usize::try_from(rows).unwrap_or(usize::MAX), ..planner };
        let less = TableQuery { selection: Cow::Owned(selection.to_owned()), ..query.clone() };
        let request = planner.next_page(0, &less, &Position::Offset(from));
        let answer = endpoint.post(&request.body).map_err(|_| Lost::Elsewhere)?;
        let mut first = First(None);
        match page::read(answer.into_reader(), 1, &mut first) {
            Ok(()) => Ok(Ok(first.0)),
            Err(PageError::Errors { errors, .. }) => {
                Ok(Err(errors.first().map(|error| told(error, query, from)).unwrap_or_default()))
            }
            Err(_) => Err(Lost::Elsewhere),
        }
    }
}

/// What selects each field of a selection: its name, and its parts where it has some.
fn selections(selection: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0_usize, None);
    for (at, c) in selection.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth > 0 || c.is_whitespace() => {}
            _ if at > 0 && !selection[..at].ends_with([' ', '\n', '}']) => {}
            _ => found.extend(start.replace(at).map(|start: usize| selection[start..at].trim())),
        }
    }
    found.extend(start.map(|start| selection[start..].trim()));
    found
}

/// Keeps the first node of an answer.
struct First(Option<String>);

impl Pages for First {
    type Error = std::convert::Infallible;

    fn node(&mut self, _: usize, node: &str) -> Result<(), Self::Error> {
        self.0.get_or_insert_with(|| node.to_owned());
        Ok(())
    }

    fn end(&mut self, _: usize, _: PageInfo, _: u64) -> Result<(), Self::Error> {
        Ok(())
    }

    fn may_be_explained(reason: &Self::Error) -> bool {
        match *reason {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::TABLES;

    #[test]
    fn each_column_of_the_contract_is_selected_by_its_own_part() {
        for query in TABLES {
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
        let query = TABLES[0];
        let told = |path: &str| {
            let error = serde_json::from_str(&format!(r#"{{"message":"no","path":{path}}}"#)).unwrap();
            let Told { row, column } = told(&error, query, 20);
            (row, column)
        };
        let last = query.fields.len() - 1;
        assert_eq!(told(&format!(r#"["t4","nodes",3,"{}",0]"#, query.fields[last])), (Some(23), Some(last)));
        assert_eq!(told(r#"["t4","nodes",3,"elsewhere"]"#), (Some(23), None));
        assert_eq!(told(r#"["t4","nodes",3]"#), (Some(23), None));
        assert_eq!(told(r#"["t4"]"#), (None, None));
        assert_eq!(told("[]"), (None, None));
    }
}
