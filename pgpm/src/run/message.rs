//! What is sent for a change as one message, and where in it a failure is.

use std::ops::Range;

use typeferry_connection::RunError;
use typeferry_session::{ServerError, place_in, position_in};
use typeferry_sql::statements;

use super::error::{During, RunFailure};
use crate::module::ChangeId;
use crate::script::Script;
use crate::sql::{Runnable, ScriptError, contains_ignoring_case};

/// The last row that a message brought.
pub(super) type Answer = Option<Vec<Option<String>>>;

/// A script that is run, and what the ledger is told of it.
pub(crate) struct Step<'a> {
    /// The change.
    pub(crate) change: ChangeId,
    /// Its script.
    pub(crate) script: &'a Script,
    /// What of it is run.
    pub(crate) runnable: &'a Runnable,
    /// The statements that write into the ledger that it is done.
    pub(crate) ledger: String,
    /// The statements that write that it is begun, for one without a transaction.
    pub(crate) begun: String,
}

/// Statements that are sent as one, with those of a script among them.
#[derive(Default)]
pub(super) struct Message {
    pub(super) text: String,
    /// How many statements there are before the script's.
    before: usize,
    /// The script's, as bytes of the message.
    statements: Vec<Range<usize>>,
    /// Where the script's text begins in the message, and the first byte of it in the script.
    begins: usize,
    from: usize,
    /// How long it is, with the end that is written behind it.
    length: usize,
}

/// A savepoint around a script that may make its transaction read only: that ends with the savepoint.
const SAVEPOINT: &str = "SAVEPOINT typeferry_change;\n";
const RELEASE: &str = "RELEASE SAVEPOINT typeferry_change;\n";

impl Message {
    /// Statements in front of the script.
    pub(super) fn before(&mut self, sql: &str) {
        self.before += statements(sql).len();
        self.text.push_str(sql);
    }

    /// The script, with the ends of what it leaves open.
    pub(super) fn script(&mut self, step: &Step<'_>) {
        let guarded = makes_read_only(&step.script.text);
        self.before(if guarded { SAVEPOINT } else { "" });
        self.piece(&step.runnable.text, 0, &step.runnable.statements);
        if let Some(savepoint) = &step.runnable.open_savepoint {
            self.behind(&format!("RELEASE SAVEPOINT {savepoint};\n"));
        }
        self.behind(if guarded { RELEASE } else { "" });
    }

    /// One statement of the script alone.
    pub(super) fn statement(&mut self, step: &Step<'_>, range: &Range<usize>) {
        self.piece(&step.runnable.text[range.clone()], range.start, std::slice::from_ref(range));
    }

    /// Statements behind the script.
    pub(super) fn behind(&mut self, sql: &str) {
        self.text.push_str(sql);
    }

    fn piece(&mut self, text: &str, from: usize, statements: &[Range<usize>]) {
        (self.begins, self.from) = (self.text.len(), from);
        let moved = |range: &Range<usize>| range.start - from + self.begins..range.end - from + self.begins;
        self.statements = statements.iter().map(moved).collect();
        self.text.push_str(text);
        // The last statement may have no end, and a comment behind it none but the line's.
        self.text.push_str("\n;\n");
        self.length = self.text.len() - self.begins;
    }

    /// What failed: where the server says, or by how many statements were done before it. A syntax error is found before
    /// any is.
    pub(super) fn explain(&self, failed: &RunError, step: &Step<'_>) -> RunFailure {
        let done = failed.done.checked_sub(self.before);
        let statement = done.and_then(|at| self.statements.get(at)).cloned();
        let error = failed.error.as_db_error();
        let byte = match (error, statement) {
            (Some(error), Some(statement)) => Some(place_in(error, &self.text, statement)),
            (None, Some(statement)) => Some(statement.start),
            (Some(error), None) => position_in(error, &self.text).filter(|byte| self.is_scripts(*byte)),
            (None, None) => None,
        };
        match (byte, done) {
            (Some(byte), _) => {
                let byte = byte.saturating_sub(self.begins) + self.from;
                let error = ServerError::from(&failed.error);
                RunFailure::Script(Box::new(ScriptError::at(&step.change, step.script, byte, error)))
            }
            (None, None) => RunFailure::server(During::Beginning, &failed.error),
            (None, Some(_)) => RunFailure::behind(step, &failed.error),
        }
    }

    /// Whether a byte of the message is the script's; one that is incomplete fails at what ends it here.
    fn is_scripts(&self, byte: usize) -> bool {
        (self.begins..=self.begins + self.length).contains(&byte)
    }
}

/// Whether a script has the words that make a transaction read only, wherever they stand.
fn makes_read_only(text: &str) -> bool {
    let lower = |word| contains_ignoring_case(text, word);
    lower("only") && lower("read") || lower("read_only")
}
