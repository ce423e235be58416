//! Two streams of rows of one table, side by side, in an order that should be alike and need not be.

use std::collections::HashMap;

/// A row, as literals.
pub(super) type Literals = Vec<String>;

/// How rows are told apart.
#[derive(Debug, Clone)]
pub(super) enum RowKey {
    /// By the columns at these positions.
    Columns(Vec<usize>),
    /// By all columns: equal rows are counted.
    Content,
}

/// What became of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Both sides have the row.
    Equal,
    /// Both have the key: the module's row, then the source's.
    Different(Literals, Literals),
}

/// Compares rows as they come.
///
/// A row of one side that is not the next of the other is held until the other side gives its key. Two streams in one
/// order hold nothing. A run of rows that one side lacks holds that run and, until its end, as many rows of the other
/// side; what is missing or extra stays held. Where the order is another, as many rows are held as one is away from its
/// place: the whole table at worst.
#[derive(Debug)]
pub(super) struct Comparer {
    key: RowKey,
    module: Pending,
    source: Pending,
}

/// Rows that wait, by key. A script that somebody edited may have one twice.
#[derive(Debug, Default)]
struct Pending {
    rows: HashMap<String, Vec<Literals>>,
    held: usize,
}

impl Comparer {
    /// For rows that are told apart so.
    pub(super) fn new(key: RowKey) -> Self {
        Self { key, module: Pending::default(), source: Pending::default() }
    }

    /// A row of the source came: `next` gives the module's next row, as often as it is asked, and `found` hears of each
    /// pair, with its key.
    ///
    /// # Errors
    /// Those of `next`.
    pub(super) fn source_row<E>(
        &mut self,
        row: &[String],
        mut next: impl FnMut() -> Result<Option<Literals>, E>,
        mut found: impl FnMut(String, Found),
    ) -> Result<(), E> {
        let key = self.key(row);
        if let Some(ours) = self.module.take(&key) {
            found(key, pair(ours, row.to_vec()));
            return Ok(());
        }
        while let Some(ours) = next()? {
            if ours == row {
                found(key, Found::Equal);
                return Ok(());
            }
            let our_key = self.key(&ours);
            if our_key == key {
                found(key, Found::Different(ours, row.to_vec()));
                return Ok(());
            }
            let Some(theirs) = self.source.take(&our_key) else {
                self.module.put(our_key, ours);
                break;
            };
            // The module is behind: a row that was missing here comes now.
            found(our_key, pair(ours, theirs));
        }
        self.source.put(key, row.to_vec());
        Ok(())
    }

    /// A row of the module came after the source's last.
    pub(super) fn module_row(&mut self, row: Literals, found: impl FnOnce(String, Found)) {
        let key = self.key(&row);
        match self.source.take(&key) {
            Some(theirs) => found(key, pair(row, theirs)),
            None => self.module.put(key, row),
        }
    }

    /// The keys that are left at the end, sorted: the module's, which are missing, and the source's, which are extra.
    pub(super) fn finish(self) -> (Vec<String>, Vec<String>) {
        (self.module.keys(), self.source.keys())
    }

    /// The key of a row, as literals.
    fn key(&self, row: &[String]) -> String {
        match &self.key {
            RowKey::Content => row.join(", "),
            RowKey::Columns(positions) => {
                let parts: Vec<_> = positions.iter().map(|position| row[*position].as_str()).collect();
                parts.join(", ")
            }
        }
    }
}

impl Pending {
    fn put(&mut self, key: String, row: Literals) {
        self.rows.entry(key).or_default().push(row);
        self.held += 1;
    }

    fn take(&mut self, key: &str) -> Option<Literals> {
        let rows = self.rows.get_mut(key)?;
        let row = rows.pop();
        if rows.is_empty() {
            self.rows.remove(key);
        }
        self.held -= usize::from(row.is_some());
        row
    }

    fn keys(self) -> Vec<String> {
        let mut keys: Vec<_> =
            self.rows.into_iter().flat_map(|(key, rows)| std::iter::repeat_n(key, rows.len())).collect();
        keys.sort_unstable();
        keys
    }
}

fn pair(module: Literals, source: Literals) -> Found {
    if module == source { Found::Equal } else { Found::Different(module, source) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a comparison of two lists of rows came to.
    #[derive(Debug, Default, PartialEq, Eq)]
    struct Result {
        equal: usize,
        different: Vec<String>,
        missing: Vec<String>,
        extra: Vec<String>,
        /// The most rows that were held at once.
        held: usize,
    }

    fn compare(key: RowKey, module: &[Literals], source: &[Literals]) -> Result {
        let (mut comparer, mut result) = (Comparer::new(key), Result::default());
        let mut rows = module.iter().cloned();
        let add = |result: &mut Result, key: String, found: Found| match found {
            Found::Equal => result.equal += 1,
            Found::Different(..) => result.different.push(key),
        };
        for row in source {
            let next = || Ok::<_, std::convert::Infallible>(rows.next());
            let Ok(()) = comparer.source_row(row, next, |key, found| add(&mut result, key, found));
            result.held = result.held.max(comparer.module.held + comparer.source.held);
        }
        for row in rows {
            comparer.module_row(row, |key, found| add(&mut result, key, found));
            result.held = result.held.max(comparer.module.held + comparer.source.held);
        }
        (result.missing, result.extra) = comparer.finish();
        result
    }

    fn rows(numbers: impl IntoIterator<Item = u32>) -> Vec<Literals> {
        numbers.into_iter().map(|number| vec![format!("{number:05}"), "'x'".to_owned()]).collect()
    }

    fn by_key(module: &[Literals], source: &[Literals]) -> Result {
        compare(RowKey::Columns(vec![0]), module, source)
    }

    #[test]
    fn rows_in_one_order_are_not_held() {
        let all = rows(0..10_000);
        let result = by_key(&all, &all);
        assert_eq!(result, Result { equal: 10_000, ..Result::default() });
    }

    #[test]
    fn a_row_that_is_missing_or_extra_holds_no_others_for_long() {
        let (all, without) = (rows(0..10_000), rows((0..10_000).filter(|number| *number != 5_000)));
        let missing = by_key(&all, &without);
        assert_eq!((missing.equal, &missing.missing, &missing.extra), (9_999, &vec!["05000".to_owned()], &vec![]));
        let extra = by_key(&without, &all);
        assert_eq!((extra.equal, &extra.missing, &extra.extra), (9_999, &vec![], &vec!["05000".to_owned()]));
        assert!(missing.held <= 2 && extra.held <= 2, "{} and {}", missing.held, extra.held);
    }

    #[test]
    fn a_run_of_missing_rows_is_held_and_as_many_of_the_other_side() {
        let (all, without) = (rows(0..10_000), rows((0..2_000).chain(3_000..10_000)));
        for result in [by_key(&all, &without), by_key(&without, &all)] {
            assert_eq!((result.equal, result.missing.len() + result.extra.len()), (9_000, 1_000));
            assert!(result.held <= 2_000, "{}", result.held);
        }
    }

    #[test]
    fn another_order_is_no_difference() {
        let (forth, back) = (rows(0..100), rows((0..100).rev()));
        let result = by_key(&forth, &back);
        assert_eq!((result.equal, result.missing.len(), result.extra.len()), (100, 0, 0));
    }

    #[test]
    fn a_row_that_differs_is_one_wherever_it_stands() {
        let all = rows(0..10);
        let mut changed = all.clone();
        changed[4][1] = "NULL".to_owned();
        changed.swap(4, 8);
        let result = by_key(&all, &changed);
        assert_eq!((result.equal, result.different), (9, vec!["00004".to_owned()]));
        assert_eq!((result.missing, result.extra), (vec![], vec![]));
    }

    #[test]
    fn rows_without_a_key_are_counted() {
        let row = |text: &str| vec![text.to_owned()];
        let (module, source) = ([row("a"), row("b"), row("a"), row("a")], [row("b"), row("a"), row("c")]);
        let result = compare(RowKey::Content, &module, &source);
        assert_eq!((result.equal, result.missing, result.extra), (2, vec!["a".into(), "a".into()], vec!["c".into()]));
    }
}
