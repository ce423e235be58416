//! A page of a connection: which rows the arguments of a root field ask for.

use apollo_compiler::response::{JsonMap, JsonValue};

use crate::api::{Api, Row};
use crate::order::Order;

/// The rows of a page, and what stands around them.
pub(crate) struct Page<'a> {
    pub(crate) table: usize,
    pub(crate) order: Order<'a>,
    pub(crate) rows: Vec<&'a Row>,
    /// The rows that pass the filter, on this page or not.
    pub(crate) total: usize,
    pub(crate) has_previous: bool,
    pub(crate) has_next: bool,
}

impl<'a> Page<'a> {
    /// Reads the arguments of the root field of a table, and picks the rows.
    pub(crate) fn read(api: &'a Api, table: usize, arguments: &JsonMap) -> Result<Self, String> {
        known_arguments(api, table, arguments)?;
        let order = Order::read(&api.tables.all[table], arguments.get("orderBy"))?;
        let chosen = api.selections.rows(api, table, &order, arguments)?;
        let stored = &api.rows[table];
        let total = chosen.len();
        let after = after(&order, (stored, &chosen), arguments)?;
        let start = (after + count(arguments, "offset")?.unwrap_or(0)).min(total);
        let first = count(arguments, "first")?.into_iter().chain(api.max_page).min();
        let end = first.map_or(total, |first| start.saturating_add(first).min(total));
        let rows = chosen[start..end].iter().map(|at| &stored[*at]).collect();
        Ok(Self { table, order, rows, total, has_previous: start > 0, has_next: end < total })
    }
}

/// An argument that nobody heeds would be a lie about the rows.
fn known_arguments(api: &Api, table: usize, arguments: &JsonMap) -> Result<(), String> {
    let filter = api.tables.all[table].root.filter.as_ref().map(|(name, _)| name.as_str());
    let known = ["first", "after", "offset", "orderBy", "condition"];
    let given = arguments.iter().filter(|(_, value)| !value.is_null()).map(|(name, _)| name.as_str());
    match given.into_iter().find(|name| !known.contains(name) && Some(*name) != filter) {
        Some(name) => Err(format!("the demo does not know the argument `{name}`")),
        None => Ok(()),
    }
}

/// How many rows the cursor leaves behind.
fn after(order: &Order<'_>, (stored, chosen): (&[Row], &[usize]), arguments: &JsonMap) -> Result<usize, String> {
    let Some(cursor) = arguments.get("after").and_then(JsonValue::as_str) else { return Ok(0) };
    if !order.is_unique() {
        return Err("Can only use 'after' cursor when there is a unique defined order".into());
    }
    let cursor = order.read_cursor(cursor)?;
    Ok(chosen.partition_point(|at| order.compare_to_cursor(&stored[*at], &cursor).is_le()))
}

fn count(arguments: &JsonMap, name: &str) -> Result<Option<usize>, String> {
    match arguments.get(name) {
        None | Some(JsonValue::Null) => Ok(None),
        Some(value) => {
            let count = value.as_u64().and_then(|count| usize::try_from(count).ok());
            count.map(Some).ok_or_else(|| format!("Invalid value for '{name}': {value} is not a whole number from 0"))
        }
    }
}
