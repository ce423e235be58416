//! The order in which tables begin: pages that come early wait for the first page of every table before theirs.

use std::collections::BTreeMap;

/// What waits, by the position of its table.
#[derive(Debug)]
pub(super) struct Gate<T> {
    /// The first table of which nothing has come.
    next: usize,
    held: BTreeMap<usize, Vec<T>>,
}

impl<T> Gate<T> {
    /// Nothing has come.
    pub(super) fn new() -> Self {
        Self { next: 0, held: BTreeMap::new() }
    }

    /// Whether a table has begun: its next pages may be asked for.
    pub(super) fn has_begun(&self, table: usize) -> bool {
        table < self.next
    }

    /// Takes something of a table; gives what may go on now, in order.
    pub(super) fn pass(&mut self, table: usize, item: T) -> Vec<T> {
        if self.has_begun(table) {
            return vec![item];
        }
        self.held.entry(table).or_default().push(item);
        let mut passed = Vec::new();
        while let Some(items) = self.held.remove(&self.next) {
            passed.extend(items);
            self.next += 1;
        }
        passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_waits_for_those_before_it_and_then_goes_on_at_once() {
        let mut gate = Gate::new();
        assert_eq!(gate.pass(0, 'a'), ['a']);
        assert!(gate.pass(2, 'c').is_empty());
        assert!(gate.pass(2, 'd').is_empty());
        assert_eq!(gate.pass(0, 'b'), ['b']);
        assert!(gate.has_begun(0) && !gate.has_begun(1) && !gate.has_begun(2));
        assert_eq!(gate.pass(1, 'x'), ['x', 'c', 'd']);
        assert_eq!(gate.pass(2, 'e'), ['e']);
    }
}
