//! Keys of rows that came, for the tables that are filtered by them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use crate::row::{Cell, KeySource, TableQuery, Tenancy, plain_integers};

/// Bytes of keys in one request: servers refuse bodies of about 100 KB, and the document has its part of that.
const MOST_BYTES: usize = 48 * 1024;

/// The keys of the columns that tables are filtered by, each once, sorted as PostgreSQL sorts them: the rows of one
/// request are in order, and so are the requests.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// By the table and the column, as positions in the list of tables and in the table.
    columns: BTreeMap<(usize, usize), BTreeSet<Key>>,
}

/// A key: a number, or a text such as a UUID's, whose bytes are its order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Text(String),
}

impl Keys {
    /// None yet, of all columns that one of the tables is filtered by.
    pub(super) fn wanted(tables: &[Arc<TableQuery>]) -> Self {
        let columns = tables.iter().filter_map(|table| match &table.tenancy {
            Tenancy::Keys(source) => position(tables, source),
            Tenancy::All | Tenancy::Tenant(_) => None,
        });
        Self { columns: columns.map(|at| (at, BTreeSet::new())).collect() }
    }

    /// Whether the rows that have a table's keys come before it: a cycle of foreign keys may have put them behind.
    pub(super) fn come_before(tables: &[Arc<TableQuery>], source: &KeySource, table: usize) -> bool {
        position(tables, source).is_some_and(|(index, _)| index < table)
    }

    /// Of each of so many tables, the columns whose keys are wanted.
    pub(super) fn columns(&self, tables: usize) -> Vec<Vec<usize>> {
        (0..tables).map(|index| self.columns_of(index)).collect()
    }

    fn columns_of(&self, index: usize) -> Vec<usize> {
        self.columns.range((index, 0)..=(index, usize::MAX)).map(|((_, column), _)| *column).collect()
    }

    /// Takes the keys that rows of the table at `index` have.
    pub(super) fn extend(&mut self, index: usize, keys: RowKeys) {
        for (column, key) in keys.keys {
            if let Some(keys) = self.columns.get_mut(&(index, column)) {
                keys.insert(key);
            }
        }
    }

    /// The keys for a table that is filtered by them, in requests of a bounded size; none where no row has one.
    pub(super) fn parts(&self, tables: &[Arc<TableQuery>], source: &KeySource) -> Vec<Vec<Value>> {
        let keys = position(tables, source).and_then(|at| self.columns.get(&at));
        let (mut parts, mut bytes) = (Vec::<Vec<Value>>::new(), 0);
        for key in keys.into_iter().flatten().map(Key::value) {
            let length = key.to_string().len() + 1;
            if let Some(part) = parts.last_mut().filter(|_| bytes + length <= MOST_BYTES) {
                part.push(key);
            } else {
                parts.push(vec![key]);
                bytes = 0;
            }
            bytes += length;
        }
        parts
    }
}

/// The keys that the rows of a page have.
#[derive(Debug, Default)]
pub(super) struct RowKeys {
    /// The columns that have them.
    columns: Vec<usize>,
    /// Each with its column.
    keys: Vec<(usize, Key)>,
}

impl RowKeys {
    /// None yet, of these columns.
    pub(super) fn of_columns(columns: Vec<usize>) -> Self {
        Self { columns, keys: Vec::new() }
    }

    /// Keeps the keys that a row has.
    pub(super) fn row(&mut self, cells: &[Cell<'_>]) {
        for column in &self.columns {
            let text = cells.get(*column).and_then(|cell| cell.0);
            let value = text.and_then(|text| serde_json::from_str(&plain_integers(text)).ok());
            self.keys.extend(value.and_then(Key::of).map(|key| (*column, key)));
        }
    }
}

impl Key {
    fn of(value: Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(text.parse().map_or_else(|_| Self::Text(text), Self::Number)),
            value => value.as_i64().map(Self::Number),
        }
    }

    fn value(&self) -> Value {
        match self {
            Self::Number(number) => Value::from(*number),
            Self::Text(text) => Value::from(text.as_str()),
        }
    }
}

/// Where the keys are: the table's position, and the column's in it.
fn position(tables: &[Arc<TableQuery>], source: &KeySource) -> Option<(usize, usize)> {
    let is_table = |query: &Arc<TableQuery>| query.table.schema == source.schema && query.table.name == source.table;
    let table = tables.iter().position(is_table)?;
    let column = tables.get(table)?.table.columns.iter().position(|column| column.name == source.column)?;
    Some((table, column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::tables;

    fn all() -> Vec<Arc<TableQuery>> {
        tables().into_iter().map(Arc::new).collect()
    }

    fn source(tables: &[Arc<TableQuery>]) -> KeySource {
        let keys = tables.iter().find_map(|table| match &table.tenancy {
            Tenancy::Keys(source) => Some(source.clone()),
            Tenancy::All | Tenancy::Tenant(_) => None,
        });
        keys.unwrap()
    }

    fn kept(texts: &[String]) -> Vec<Vec<Value>> {
        let tables = all();
        let source = source(&tables);
        let (index, column) = position(&tables, &source).unwrap();
        let mut keys = Keys::wanted(&tables);
        let mut of_page = RowKeys::of_columns(keys.columns_of(index));
        for text in texts {
            let mut cells = vec![Cell(None); tables[index].table.columns.len()];
            cells[column] = Cell(Some(text));
            of_page.row(&cells);
        }
        keys.extend(index, of_page);
        keys.parts(&tables, &source)
    }

    #[test]
    fn fifty_thousand_keys_are_parts_of_a_bounded_size_in_order_and_each_once() {
        let key = |n: u32| format!("\"{:08x}-0000-4000-8000-000000000000\"", n.wrapping_mul(0x9e37_79b1));
        let texts: Vec<_> = (0..50_000).chain(0..10).map(key).collect();
        let parts = kept(&texts);
        assert!(parts.iter().all(|part| Value::from(part.clone()).to_string().len() < 50_000));
        let all: Vec<_> = parts.concat().iter().map(|key| key.as_str().unwrap().to_owned()).collect();
        assert!(all.len() == 50_000 && all.is_sorted());
    }

    #[test]
    fn keys_that_come_behind_their_table_are_no_empty_table() {
        let mut tables = all();
        let by_keys = |table: &Arc<TableQuery>| matches!(table.tenancy, Tenancy::Keys(_));
        let at = tables.iter().position(by_keys).unwrap();
        let source = source(&tables);
        assert!(Keys::come_before(&tables, &source, at));
        tables.reverse();
        assert!(!Keys::come_before(&tables, &source, tables.len() - 1 - at));
        tables.retain(by_keys);
        assert!(!Keys::come_before(&tables, &source, 0));
    }

    #[test]
    fn no_row_is_no_request_and_null_is_no_key() {
        assert!(kept(&[]).is_empty() && kept(&["null".to_owned()]).is_empty());
    }

    #[test]
    fn numbers_are_in_the_order_of_numbers_however_they_arrive() {
        let parts = kept(&["10".to_owned(), "\"9\"".to_owned(), "-1".to_owned()]);
        assert_eq!(parts, [[-1, 9, 10].map(Value::from).to_vec()]);
    }
}
