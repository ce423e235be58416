use super::super::shape::Shape;
use super::super::shape::tests::CONNECTION;
use super::*;
use crate::row::{Row, ToValue, Value as RowValue};
use crate::testing;

/// The table that is filtered by keys.
const BY_KEYS: usize = 1;
/// The lists of that table, the rows of each, and those of a page.
const LISTS: usize = 12;
const ROWS: u64 = 45;
const PAGE: usize = 10;
const JOBS: usize = 4;

/// A row that says which of all rows it is.
struct Numbered(i64);

impl Row for Numbered {
    fn to_values<'a>(&'a self, out: &mut Vec<RowValue<'a>>) {
        out.push(self.0.to_value());
    }
}

/// A reading whose first table has no rows, and whose second one has been found by keys in several requests.
fn reading() -> TableReading {
    let endpoint = Endpoint::new("http://localhost/graphql", Vec::new(), None).unwrap();
    let tables = testing::tables().into_iter().take(2).map(Arc::new).collect();
    let (tenant, at_hand) = (String::new(), Vec::new());
    let mut reading = TableReader { endpoint, tables, tenant, page: PAGE, jobs: JOBS, at_hand }.begin().unwrap();
    for ask in reading.asks() {
        answer(&mut reading, ask, 0);
    }
    reading.add_lists(BY_KEYS, (0..LISTS).map(|key| vec![Value::from(key)]).collect());
    reading
}

/// The server's answer to a page of a list of so many rows.
fn answer(reading: &mut TableReading, ask: Ask, rows: u64) {
    let query = Arc::clone(&reading.tables()[ask.table]);
    let mut page = Page::new(TableRows::new(query, Vec::new()));
    let to = (ask.from + ask.rows as u64).min(rows);
    (page.count, page.total, page.more) = (to - ask.from, ask.counts.then_some(rows), Some(to < rows));
    (page.before, page.last, page.cursor) = (ask.overlaps.then_some(ask.from), Some(to), Some(to.to_string()));
    let number = |row: u64| Numbered(i64::try_from(ask.index as u64 * 100 + row).unwrap());
    page.rows.rows.extend((ask.from..to).map(|row| Box::new(number(row)) as Box<dyn Row>));
    let shape = Shape { page: CONNECTION, by_cursor: true, counts: ask.counts };
    reading.take(List { key: "t0".into(), name: "app.t".into(), shape, ask }, page).unwrap();
}

/// The rows of the table that have been given on.
fn given(reading: &mut TableReading) -> Vec<i64> {
    let rows = reading.ready.drain(..).filter_map(|event| match event {
        TableEvent::Rows { table: BY_KEYS, rows } => Some(rows),
        _ => None,
    });
    let number = |row: Box<dyn Row>| {
        let mut values = Vec::new();
        row.to_values(&mut values);
        let [RowValue::Int(number)] = values[..] else { panic!("a row has one number") };
        number
    };
    rows.flatten().map(number).collect()
}

#[test]
fn rows_of_later_requests_come_behind_those_of_earlier_ones_and_few_wait() {
    let (mut reading, mut rows) = (reading(), Vec::new());
    let first = reading.lists.len() - LISTS;
    loop {
        let asks = reading.asks();
        if asks.is_empty() {
            break;
        }
        for ask in asks {
            answer(&mut reading, ask, ROWS);
            assert!(reading.early.len() < JOBS, "{} first pages wait", reading.early.len());
        }
        rows.extend(given(&mut reading));
    }
    let list = |list: usize| (0..i64::try_from(ROWS).unwrap()).map(move |row| i64::try_from(list).unwrap() * 100 + row);
    assert_eq!(rows, (first..first + LISTS).flat_map(list).collect::<Vec<_>>());
    assert!(reading.is_whole().is_ok());
}
