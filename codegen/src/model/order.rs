//! The order of tables: what is referred to comes first; within a cycle, and where nothing decides, by name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Table, TenantPath};

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
        let keys = self.foreign_keys.iter().map(|key| TableName::new(&key.schema, &key.table));
        let read_before = match &self.tenant {
            Some(TenantPath::Keys(path)) => Some(TableName::new(&path.schema, &path.table)),
            _ => None,
        };
        keys.chain(read_before).collect()
    }
}

/// Sorts tables by their foreign keys, then by name. A foreign key that would close a cycle does not count.
///
/// The first table by name that waits for no other comes next; where each waits, the first that waits only within its
/// cycle.
pub fn order<T: Ordered>(tables: Vec<T>) -> Vec<T> {
    let by_name: BTreeMap<TableName, T> = tables.into_iter().map(|table| (table.name(), table)).collect();
    let places: BTreeMap<&TableName, usize> = by_name.keys().enumerate().map(|(at, name)| (name, at)).collect();
    let needs = by_name.values().enumerate().map(|(at, table)| {
        let targets = table.refers_to();
        targets.iter().filter_map(|target| places.get(target).copied()).filter(|target| *target != at).collect()
    });
    let places = Waiting::of(needs.collect()).places();
    let mut tables: Vec<_> = by_name.into_values().map(Some).collect();
    places.into_iter().filter_map(|at| tables.get_mut(at)?.take()).collect()
}

/// Tables by their place in the order of names, and what each still waits for.
struct Waiting {
    needs: Vec<BTreeSet<usize>>,
    needed_by: Vec<Vec<usize>>,
    left: BTreeSet<usize>,
    /// Those that wait for nothing.
    free: BTreeSet<usize>,
}

impl Waiting {
    fn of(needs: Vec<BTreeSet<usize>>) -> Self {
        let mut needed_by = vec![Vec::new(); needs.len()];
        for (at, targets) in needs.iter().enumerate() {
            for target in targets {
                needed_by[*target].push(at);
            }
        }
        let free = (0..needs.len()).filter(|at| needs[*at].is_empty()).collect();
        Self { left: (0..needs.len()).collect(), needs, needed_by, free }
    }

    /// All of them in the order of what they wait for.
    fn places(mut self) -> Vec<usize> {
        let mut out = Vec::with_capacity(self.left.len());
        while let Some(next) = self.free.first().copied().or_else(|| self.first_in_a_cycle()) {
            self.left.remove(&next);
            self.free.remove(&next);
            for at in &self.needed_by[next] {
                self.needs[*at].remove(&next);
                if self.needs[*at].is_empty() && self.left.contains(at) {
                    self.free.insert(*at);
                }
            }
            out.push(next);
        }
        out
    }

    /// The first by name of what can be reached from all that it reaches itself.
    fn first_in_a_cycle(&self) -> Option<usize> {
        let mut leads_out = BTreeSet::new();
        for at in &self.left {
            if leads_out.contains(at) {
                continue;
            }
            let back = self.reachable(*at, |at| self.needed_by[at].iter());
            if self.reachable(*at, |at| self.needs[at].iter()).is_subset(&back) {
                return Some(*at);
            }
            // What leads here leads out of its cycle as well.
            leads_out.extend(back);
        }
        self.left.first().copied()
    }

    /// What is left and can be reached from one, directly or not.
    fn reachable<'a, E>(&'a self, from: usize, edges: impl Fn(usize) -> E) -> BTreeSet<usize>
    where
        E: Iterator<Item = &'a usize>,
    {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            open.extend(edges(at).copied().filter(|to| self.left.contains(to) && seen.insert(*to)));
        }
        seen
    }
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

    /// The order by its definition: what can be reached is looked for anew for each.
    fn by_definition(needs: &[BTreeSet<usize>]) -> Vec<usize> {
        let mut left: BTreeSet<usize> = (0..needs.len()).collect();
        let mut out = Vec::new();
        while !left.is_empty() {
            let reach = |from: usize| {
                let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
                while let Some(at) = open.pop() {
                    open.extend(needs[at].iter().filter(|to| left.contains(to) && seen.insert(**to)));
                }
                seen
            };
            let within = |at: &usize| reach(*at).into_iter().all(|other| reach(other).contains(at));
            let free = left.iter().find(|at| reach(**at).is_empty());
            let next = *free.or_else(|| left.iter().find(|at| within(at))).unwrap();
            left.remove(&next);
            out.push(next);
        }
        out
    }

    proptest::proptest! {
        #[test]
        fn the_order_is_the_one_that_is_defined(edges in proptest::collection::vec((0..7_usize, 0..7_usize), 0..14)) {
            let mut needs = vec![BTreeSet::new(); 7];
            for (from, to) in edges.into_iter().filter(|(from, to)| from != to) {
                needs[from].insert(to);
            }
            proptest::prop_assert_eq!(Waiting::of(needs.clone()).places(), by_definition(&needs));
        }
    }

    #[test]
    fn a_name_with_a_dot_is_no_other_table() {
        assert_ne!(TableName::new("a.b", "c"), TableName::new("a", "b.c"));
    }
}
