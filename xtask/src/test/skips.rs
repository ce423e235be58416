//! What could not run, and the command that would let it run.

use std::collections::BTreeMap;

use typeferry_cluster::{Need, Skipped};

use crate::output;

/// Checks and tests that did not run.
#[derive(Debug, Default)]
pub(super) struct Skips {
    checks: Vec<(String, Need)>,
    tests: Vec<Skipped>,
}

impl Skips {
    /// A whole check.
    pub(super) fn check(&mut self, name: &str, need: Need) {
        self.checks.push((name.to_owned(), need));
    }

    /// Tests, and parts of tests.
    pub(super) fn tests(&mut self, tests: Vec<Skipped>) {
        self.tests.extend(tests);
    }

    /// How many tests did not run at all.
    pub(super) fn whole(&self) -> usize {
        let mut names: Vec<_> =
            self.tests.iter().filter(|test| test.is_whole()).map(|one| (&one.suite, &one.test)).collect();
        names.dedup();
        names.len()
    }

    /// Lists all of it, where there is something.
    pub(super) fn list(&self) {
        self.lines().iter().for_each(output::line);
    }

    /// What is missing, the command that brings it, and each test that waits for it.
    fn lines(&self) -> Vec<String> {
        let mut groups: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
        for (name, need) in &self.checks {
            groups.entry((&need.reason, &need.remedy)).or_default().push(name.clone());
        }
        for test in &self.tests {
            let part = if test.is_whole() { String::new() } else { format!(", in part: {}", test.part) };
            let name = format!("{}::{}{part}", test.suite, test.test);
            groups.entry((&test.reason, &test.remedy)).or_default().push(name);
        }
        let group = |((reason, remedy), names): ((&str, &str), Vec<String>)| {
            let head = format!("skipped: {reason}\n  to run what needs it: {remedy}");
            std::iter::once(head).chain(names.into_iter().map(|name| format!("  - {name}"))).collect::<Vec<_>>()
        };
        groups.into_iter().flat_map(group).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skipped(test: &str, part: &str, reason: &str) -> Skipped {
        let [suite, remedy] = ["sql", "install it"].map(str::to_owned);
        Skipped { suite, test: test.to_owned(), part: part.to_owned(), reason: reason.to_owned(), remedy }
    }

    #[test]
    fn n02_each_is_listed_once_below_what_it_lacks() {
        let mut skips = Skips::default();
        skips.check("live test", Need::new("node", "install it"));
        skips.tests(vec![
            skipped("a", "", "no postgis"),
            skipped("a", "", "no psql"),
            skipped("b", "", "no psql"),
            skipped("c", "its shapes", "no postgis"),
        ]);
        assert_eq!(skips.whole(), 2);
        let lines = [
            "skipped: no postgis\n  to run what needs it: install it",
            "  - sql::a",
            "  - sql::c, in part: its shapes",
            "skipped: no psql\n  to run what needs it: install it",
            "  - sql::a",
            "  - sql::b",
            "skipped: node\n  to run what needs it: install it",
            "  - live test",
        ];
        assert_eq!(skips.lines(), lines);
    }
}
