//! A condition over a row, with SQL's third value: `None` is unknown.

use std::collections::HashSet;

use apollo_compiler::response::JsonValue;

use super::test::Test;
use crate::api::Row;
use crate::value::Kind;

/// A condition over a row.
pub(super) enum Predicate {
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
    Not(Box<Predicate>),
    /// A test of one column's value.
    Column {
        column: usize,
        kind: Kind,
        test: Test,
    },
    /// The columns together are one of the keys.
    Related {
        columns: Vec<usize>,
        keys: HashSet<String>,
    },
}

impl Predicate {
    /// Whether it is true, false or, because of a null, unknown.
    pub(super) fn holds(&self, row: &Row) -> Option<bool> {
        match self {
            Self::All(all) => combine(all, row, false),
            Self::Any(any) => combine(any, row, true),
            Self::Not(inner) => inner.holds(row).map(|holds| !holds),
            Self::Column { column, kind, test } => test.holds(&row[*column], kind),
            Self::Related { columns, keys } => Some(key(row, columns).is_some_and(|key| keys.contains(&key))),
        }
    }
}

/// `AND` and `OR`: one `decisive` part decides, else one unknown part leaves it unknown.
fn combine(parts: &[Predicate], row: &Row, decisive: bool) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part.holds(row) {
            Some(holds) if holds == decisive => return Some(decisive),
            Some(_) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(!decisive)
}

/// The values of columns as one text; none where one is null, for a null refers to nothing.
pub(super) fn key(row: &Row, columns: &[usize]) -> Option<String> {
    let values: Vec<_> = columns.iter().map(|column| &row[*column]).collect();
    (!values.iter().any(|value| value.is_null())).then(|| {
        let values: JsonValue = values.into_iter().cloned().collect();
        values.to_string()
    })
}
