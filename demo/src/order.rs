//! `orderBy`, and the cursors that an order gives.

use std::cmp::Ordering;

use apollo_compiler::response::JsonValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::api::Row;
use crate::tables::Table;

/// An order of a table's rows: what was asked, and behind it the primary key.
pub(crate) struct Order<'a> {
    table: &'a Table,
    /// The enum values that were asked for: a cursor of another order does not fit.
    asked: Vec<String>,
    by: Vec<By>,
}

struct By {
    column: usize,
    descending: bool,
}

impl<'a> Order<'a> {
    /// `argument` is the value of `orderBy`: a list, one value, or null where it was not given.
    pub(crate) fn read(table: &'a Table, argument: Option<&JsonValue>) -> Result<Self, String> {
        let asked: Vec<String> = match argument {
            None | Some(JsonValue::Null) => Vec::new(),
            Some(JsonValue::Array(items)) => items.iter().filter_map(text).collect(),
            Some(one) => text(one).into_iter().collect(),
        };
        let mut by = Vec::new();
        for name in &asked {
            by.extend(columns(table, name)?);
        }
        by.extend(table.key.iter().map(|column| By { column: *column, descending: false }));
        Ok(Self { table, asked, by })
    }

    /// Whether the rows stand in this order already, being kept by their key.
    pub(crate) fn is_stored(&self) -> bool {
        let key = &self.table.key;
        match self.by.get(..key.len()) {
            Some(first) if !key.is_empty() => {
                first.iter().zip(key).all(|(by, key)| !by.descending && by.column == *key)
            }
            _ => self.by.is_empty(),
        }
    }

    /// Whether no two rows are equal in it.
    pub(crate) fn is_unique(&self) -> bool {
        !self.table.key.is_empty()
    }

    pub(crate) fn compare(&self, a: &Row, b: &Row) -> Ordering {
        self.compare_with(a, |_, column| &b[column])
    }

    /// Compares a row with the place that a cursor names.
    pub(crate) fn compare_to_cursor(&self, row: &Row, cursor: &[JsonValue]) -> Ordering {
        self.compare_with(row, |at, _| &cursor[at])
    }

    fn compare_with<'b>(&self, row: &Row, other: impl Fn(usize, usize) -> &'b JsonValue) -> Ordering {
        let orders = self.by.iter().enumerate().map(|(at, by)| {
            let order = self.table.columns[by.column].kind.compare(&row[by.column], other(at, by.column));
            if by.descending { order.reverse() } else { order }
        });
        orders.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    /// The opaque text that names a row's place.
    pub(crate) fn cursor(&self, row: &Row) -> String {
        let asked: JsonValue = self.asked.iter().map(|name| JsonValue::from(name.as_str())).collect();
        let values: JsonValue = self.by.iter().map(|by| row[by.column].clone()).collect();
        STANDARD.encode(JsonValue::Array(vec![asked, values]).to_string())
    }

    /// The values of the row that a cursor was made from.
    pub(crate) fn read_cursor(&self, cursor: &str) -> Result<Vec<JsonValue>, String> {
        let wrong = || "Invalid cursor, please enter a cursor from a previous request, or null.".to_owned();
        let bytes = STANDARD.decode(cursor).map_err(|_| wrong())?;
        let (asked, values): (Vec<String>, Vec<JsonValue>) = serde_json::from_slice(&bytes).map_err(|_| wrong())?;
        if asked == self.asked && values.len() == self.by.len() { Ok(values) } else { Err(wrong()) }
    }
}

fn text(value: &JsonValue) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// The columns of one enum value: `NATURAL`, `PRIMARY_KEY_ASC`, or a column in constant case and its direction.
fn columns(table: &Table, name: &str) -> Result<Vec<By>, String> {
    if name == "NATURAL" {
        return Ok(Vec::new());
    }
    let unknown = || format!("the demo does not know how to order {} by {name}", table.row_type);
    let (what, descending) = match (name.strip_suffix("_ASC"), name.strip_suffix("_DESC")) {
        (Some(what), _) => (what, false),
        (_, Some(what)) => (what, true),
        _ => return Err(unknown()),
    };
    if what == "PRIMARY_KEY" {
        return Ok(table.key.iter().map(|column| By { column: *column, descending }).collect());
    }
    let by_column = table.columns.iter().position(|column| column.name.eq_ignore_ascii_case(what));
    let by_letters = || table.columns.iter().position(|column| letters(&column.field) == letters(what));
    let column = by_column.or_else(by_letters).ok_or_else(unknown)?;
    Ok(vec![By { column, descending }])
}

/// A name without case and underscores: `enableI18N` and `ENABLE_I18_N` have the same letters.
fn letters(name: &str) -> String {
    name.chars().filter(|c| *c != '_').map(|c| c.to_ascii_uppercase()).collect()
}
