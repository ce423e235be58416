//! The order of tables: what is referred to comes first; within a cycle, and where nothing decides, by name.

use std::collections::{BTreeMap, BTreeSet};

use super::Table;

/// Sorts tables by their foreign keys, then by name. A foreign key that would close a cycle does not count.
pub(super) fn order(tables: Vec<Table>) -> Vec<Table> {
    let mut waiting: BTreeMap<String, Table> = tables.into_iter().map(|table| (table.qualified(), table)).collect();
    let mut out = Vec::with_capacity(waiting.len());
    while let Some(next) = next(&waiting) {
        out.extend(waiting.remove(&next));
    }
    out
}

/// The first table by name that waits for no other; in a cycle, the first of the cycle that waits only within it.
fn next(waiting: &BTreeMap<String, Table>) -> Option<String> {
    let free = waiting.iter().find(|(name, table)| needs(waiting, name, table).is_empty());
    if let Some((name, _)) = free {
        return Some(name.clone());
    }
    let cyclic = waiting.keys().find(|name| {
        let reach = reachable(waiting, name);
        reach.iter().all(|other| reachable(waiting, other).contains(*name))
    });
    cyclic.or_else(|| waiting.keys().next()).cloned()
}

fn needs(waiting: &BTreeMap<String, Table>, name: &str, table: &Table) -> BTreeSet<String> {
    let targets = table.foreign_keys.iter().map(|key| format!("{}.{}", key.schema, key.table));
    targets.filter(|target| target != name && waiting.contains_key(target)).collect()
}

/// Every table that `from` waits for, directly or not.
fn reachable(waiting: &BTreeMap<String, Table>, from: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(name) = open.pop() {
        let Some(table) = waiting.get(&name) else { continue };
        for target in needs(waiting, &name, table) {
            if seen.insert(target.clone()) {
                open.push(target);
            }
        }
    }
    seen
}
