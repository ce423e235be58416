//! A script to the pieces that it is sent in: the head, up to the first end of a transaction, as one; then each
//! statement for itself.

use crate::report::Mode;
use typeferry_sql::{Statement, Transaction, blank, statements};

/// A piece of a script that is sent as one message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) mode: Mode,
    /// Where its text begins in the script.
    pub(super) start: usize,
    pub(super) text: String,
    /// The statements of it that are run, by their place in the script.
    pub(super) statements: Vec<Statement>,
}

/// The pieces of a script.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let mut head = statements(text);
    let ends = |statement: &Statement| {
        matches!(statement.transaction, Some(Transaction::Commit { .. } | Transaction::Rollback { .. }))
    };
    let tail = head.iter().position(ends).map(|end| head.split_off(end + 1)).unwrap_or_default();
    let Some(end) = head.last().map(|last| last.range.end) else { return Vec::new() };
    let head = Unit { mode: Mode::Atomic, start: 0, text: text[..end].to_owned(), statements: head };
    let tail = tail.into_iter().map(|statement| Unit {
        mode: Mode::Psql,
        start: statement.range.start,
        text: text[statement.range.clone()].to_owned(),
        statements: vec![statement],
    });
    std::iter::once(head).chain(tail).collect()
}

/// The pieces of a script for a dry run: its transaction commands become white space, so that everything is in the
/// one transaction around it. A piece ends where a transaction did. The statement that a dry run cannot have is the
/// error.
pub(super) fn dry_units(text: &str) -> Result<Vec<Unit>, Statement> {
    let mut found = Vec::new();
    let mut blanked = text.to_owned();
    let mut open = Vec::new();
    let mut start = 0;
    for statement in statements(text) {
        let end = statement.range.end;
        match statement.transaction {
            None => {
                open.push(statement);
                continue;
            }
            Some(Transaction::Begin | Transaction::Commit { .. }) => {}
            Some(Transaction::Rollback { .. } | Transaction::Prepare) => return Err(statement),
        }
        blank(&mut blanked, statement.range.clone());
        if statement.transaction != Some(Transaction::Begin) && !open.is_empty() {
            found.push((start..end, std::mem::take(&mut open)));
            start = end;
        }
    }
    if !open.is_empty() {
        found.push((start..text.len(), open));
    }
    let unit = |(range, statements): (std::ops::Range<usize>, _)| Unit {
        mode: Mode::Atomic,
        start: range.start,
        text: blanked[range].to_owned(),
        statements,
    };
    Ok(found.into_iter().map(unit).collect())
}

/// Which of the pieces are committed.
#[derive(Debug, Default)]
pub(super) struct Committed {
    /// How many are.
    pub(super) count: usize,
    waiting: usize,
    open: bool,
    rolled_back: bool,
}

impl Committed {
    /// A piece was run.
    pub(super) fn ran(&mut self, unit: &Unit) {
        for statement in &unit.statements {
            match statement.transaction {
                None => {}
                Some(Transaction::Begin) => self.open = true,
                Some(Transaction::Commit { chain }) => self.end(chain, false),
                Some(Transaction::Rollback { chain }) => self.end(chain, true),
                Some(Transaction::Prepare) => self.end(false, true),
            }
        }
        self.waiting += 1;
        if !self.open {
            self.count += if self.rolled_back { 0 } else { self.waiting };
            (self.waiting, self.rolled_back) = (0, false);
        }
    }

    fn end(&mut self, chain: bool, rolled_back: bool) {
        // What waited and was rolled back does not wait any more; with a chain, what follows is another transaction.
        if rolled_back {
            self.waiting = 0;
        }
        if chain && !rolled_back {
            self.count += std::mem::take(&mut self.waiting);
        }
        self.open = chain;
        self.rolled_back = rolled_back && !chain;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(script: &str) -> Vec<String> {
        units(script).into_iter().map(|unit| unit.text).collect()
    }

    fn committed(script: &str) -> usize {
        let mut committed = Committed::default();
        for unit in units(script) {
            committed.ran(&unit);
        }
        committed.count
    }

    #[test]
    fn the_head_ends_with_the_first_end_of_a_transaction() {
        assert_eq!(texts("BEGIN; a; ROLLBACK TO s; COMMIT; b; c"), ["BEGIN; a; ROLLBACK TO s; COMMIT;", "b;", "c"]);
        assert_eq!(texts(" -- x\na; COMMIT PREPARED 'x'; b;\n"), [" -- x\na; COMMIT PREPARED 'x'; b;"]);
        assert_eq!(texts("-- nothing"), Vec::<String>::new());
    }

    #[test]
    fn what_an_open_transaction_has_is_not_committed() {
        assert_eq!(committed("a; b"), 1);
        assert_eq!(committed("BEGIN; a; COMMIT; b; c"), 3);
        assert_eq!(committed("BEGIN; a; COMMIT; BEGIN; b;"), 1);
        assert_eq!(committed("BEGIN; a; COMMIT; BEGIN; b; COMMIT"), 4);
        assert_eq!(committed("BEGIN; a; COMMIT; BEGIN; b; ROLLBACK; c"), 2);
        assert_eq!(committed("BEGIN; a; COMMIT AND CHAIN; b;"), 0);
        assert_eq!(committed("BEGIN; a; COMMIT AND CHAIN; b; COMMIT;"), 3);
        assert_eq!(committed("BEGIN; a; ROLLBACK; b;"), 1);
    }

    #[test]
    fn a_dry_run_has_no_transaction_commands_and_every_byte_in_its_place() {
        let script = "BEGIN;\na;\nCOMMIT; b; START TRANSACTION;\nc; END";
        let dry = dry_units(script).unwrap();
        let texts: Vec<&str> = dry.iter().map(|unit| unit.text.as_str()).collect();
        assert_eq!(texts, ["      \na;\n       ", " b;                   \nc;    "]);
        assert!(dry.iter().all(|unit| script[unit.start..].len() >= unit.text.len()));
        assert_eq!(dry_units("a; ROLLBACK;").unwrap_err().keyword, "ROLLBACK");
    }
}
