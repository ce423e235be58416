//! Which rows of a table a filter passes, in an order. The pages of one list ask for the same ones: they are picked once.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use apollo_compiler::response::JsonMap;

use crate::api::Api;
use crate::filter;
use crate::order::Order;

/// How many are kept; the oldest gives way.
const MOST: usize = 256;

/// The arguments that say which page, and not of what.
const PAGING: [&str; 3] = ["first", "after", "offset"];

/// The rows that were picked last. They never change.
#[derive(Debug, Default)]
pub(crate) struct Selections(Mutex<VecDeque<Selection>>);

#[derive(Debug)]
struct Selection {
    table: usize,
    /// The arguments without those of paging, as text.
    arguments: String,
    rows: Arc<[usize]>,
}

impl Selections {
    /// The rows of a table that pass the filters among the arguments, in the order, as positions.
    pub(crate) fn rows(
        &self,
        api: &Api,
        table: usize,
        order: &Order<'_>,
        arguments: &JsonMap,
    ) -> Result<Arc<[usize]>, String> {
        let key = text(arguments);
        if let Some(rows) = self.kept(table, &key) {
            return Ok(rows);
        }
        let rows: Arc<[usize]> = pick(api, table, order, arguments)?.into();
        self.keep(Selection { table, arguments: key, rows: Arc::clone(&rows) });
        Ok(rows)
    }

    fn kept(&self, table: usize, arguments: &str) -> Option<Arc<[usize]>> {
        let selections = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = selections.iter().find(|kept| kept.table == table && kept.arguments == arguments);
        kept.map(|kept| Arc::clone(&kept.rows))
    }

    fn keep(&self, selection: Selection) {
        let mut selections = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if selections.len() == MOST {
            selections.pop_front();
        }
        selections.push_back(selection);
    }
}

fn text(arguments: &JsonMap) -> String {
    let chosen = arguments.iter().filter(|(name, _)| !PAGING.contains(&name.as_str()));
    chosen.map(|(name, value)| format!("{}: {value} ", name.as_str())).collect::<Vec<_>>().concat()
}

fn pick(api: &Api, table: usize, order: &Order<'_>, arguments: &JsonMap) -> Result<Vec<usize>, String> {
    let mut rows = filter::rows(api, table, arguments)?;
    if !order.is_stored() {
        let stored = &api.rows[table];
        rows.sort_by(|a, b| order.compare(&stored[*a], &stored[*b]));
    }
    Ok(rows)
}
