//! The order of tables: what is referred to comes first; within a cycle, and where nothing decides, by name.

use std::collections::{BTreeMap, BTreeSet};

use super::Table;

/// A table's name, ordered as people write it: `schema.table`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TableName {
    qualified: String,
    schema: String,
}

impl TableName {
    /// The name of a table of a schema.
    pub fn new(schema: &str, table: &str) -> Self {
        Self { qualified: format!("{schema}.{table}"), schema: schema.to_owned() }
    }
}

/// What has a place in the order of tables.
pub trait Ordered {
    /// Its name.
    fn name(&self) -> TableName;
    /// The tables that its foreign keys lead to, itself or not.
    fn refers_to(&self) -> Vec<TableName>;
}

impl Ordered for Table {
    fn name(&self) -> TableName {
        TableName::new(&self.schema, &self.name)
    }

    fn refers_to(&self) -> Vec<TableName> {
        self.foreign_keys.iter().map(|key| TableName::new(&key.schema, &key.table)).collect()
    }
}

/// A table, and the others that it waits for as long as they are waiting themselves.
struct Waiting<T> {
    table: T,
    needs: BTreeSet<TableName>,
}

type Tables<T> = BTreeMap<TableName, Waiting<T>>;

/// Sorts tables by their foreign keys, then by name. A foreign key that would close a cycle does not count.
pub fn order<T: Ordered>(tables: Vec<T>) -> Vec<T> {
    let wait = |table: T| {
        let name = table.name();
        let needs = table.refers_to().into_iter().filter(|target| *target != name).collect();
        (name, Waiting { table, needs })
    };
    let mut waiting: Tables<T> = tables.into_iter().map(wait).collect();
    let mut out = Vec::with_capacity(waiting.len());
    while let Some(next) = next(&waiting) {
        out.extend(waiting.remove(&next).map(|waited| waited.table));
    }
    out
}

/// The first table by name that waits for no other; in a cycle, the first of the cycle that waits only within it.
fn next<T>(waiting: &Tables<T>) -> Option<TableName> {
    let is_free = |table: &Waiting<T>| !table.needs.iter().any(|target| waiting.contains_key(target));
    if let Some((name, _)) = waiting.iter().find(|(_, table)| is_free(table)) {
        return Some(name.clone());
    }
    let cyclic = waiting.keys().find(|name| {
        let reach = reachable(waiting, name);
        reach.iter().all(|other| reachable(waiting, other).contains(name))
    });
    cyclic.or_else(|| waiting.keys().next()).cloned()
}

/// Every table that `from` waits for, directly or not.
fn reachable<'a, T>(waiting: &'a Tables<T>, from: &'a TableName) -> BTreeSet<&'a TableName> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        let Some(table) = waiting.get(name) else { continue };
        let targets = table.needs.iter().filter(|target| waiting.contains_key(*target));
        open.extend(targets.filter(|target| seen.insert(*target)));
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Named(&'static str, &'static [&'static str]);

    impl Ordered for Named {
        fn name(&self) -> TableName {
            TableName::new("s", self.0)
        }

        fn refers_to(&self) -> Vec<TableName> {
            self.1.iter().map(|name| TableName::new("s", name)).collect()
        }
    }

    fn ordered(tables: Vec<Named>) -> Vec<&'static str> {
        order(tables).iter().map(|table| table.0).collect()
    }

    #[test]
    fn what_is_referred_to_comes_first_then_the_name_decides() {
        let tables = vec![Named("a", &["c", "a"]), Named("c", &["not there"]), Named("b", &[]), Named("d", &["a"])];
        assert_eq!(ordered(tables), ["b", "c", "a", "d"]);
    }

    #[test]
    fn a_cycle_is_entered_by_name_behind_what_it_needs_and_before_what_needs_it() {
        let tables = vec![Named("a", &["m"]), Named("m", &["x"]), Named("x", &["m", "z"]), Named("z", &[])];
        assert_eq!(ordered(tables), ["z", "m", "a", "x"]);
    }

    #[test]
    fn a_name_with_a_dot_is_no_other_table() {
        assert_ne!(TableName::new("a.b", "c"), TableName::new("a", "b.c"));
    }
}
