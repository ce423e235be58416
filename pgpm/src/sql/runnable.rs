//! A script as it is run: what of it the server is sent, and what it must not have.

use std::ops::Range;

use typeferry_sql::lexer::{Kind, Lexer, Token};
use typeferry_sql::{Statement, Transaction, blank, statements};

use super::foreign::{self, Foreign};
use super::savepoints::{Savepoints, UnknownSavepoint};
use crate::kind::ScriptKind;

/// A script, ready to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Runnable {
    /// As long as the script, byte for byte; what is left out is blank.
    pub(crate) text: String,
    /// The statements that are run, as bytes of it.
    pub(crate) statements: Vec<Range<usize>>,
    /// The transaction commands that are left out, as bytes of the script.
    pub(crate) left_out: Vec<Range<usize>>,
    /// The outermost savepoint that the script leaves open.
    pub(crate) open_savepoint: Option<String>,
    /// Whether it begins with `-- no-transaction`.
    pub(crate) no_transaction: bool,
}

/// Something that a script must not have, and the byte where it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// A command of psql.
    #[error(
        "`{command}` is a command of psql, and the server is sent SQL alone; write SQL in its place, or take it out"
    )]
    Psql {
        /// The command with its backslash.
        command: String,
    },
    /// Rows of a `COPY` that the client would have to send, or to take.
    #[error("COPY {direction} is not supported in a script of a module; write the rows as INSERT")]
    Copy {
        /// `FROM STDIN` or `TO STDOUT`.
        direction: &'static str,
    },
    /// The end of a transaction that is not the script's own.
    #[error(
        "`{command}` would take back what is deployed with the script too; take it out, or go back to a SAVEPOINT of the \
         script's own"
    )]
    Rollback {
        /// The command.
        command: String,
    },
    /// `PREPARE TRANSACTION`.
    #[error("PREPARE TRANSACTION would take the transaction from the deploy; take it out")]
    Prepare,
    /// A savepoint of no script's own.
    #[error(transparent)]
    Savepoint(#[from] UnknownSavepoint),
    /// A transaction in a script that asks for none.
    #[error("`{command}` in a script that begins with `-- no-transaction`; take one of the two out")]
    NotWithout {
        /// The command.
        command: String,
    },
}

impl Runnable {
    /// What is run of a script's text. Transaction commands are left out, as pgpm leaves them out: whoever deploys decides
    /// what is one transaction.
    ///
    /// # Errors
    /// It has what no script of its kind may have; the byte where that is.
    pub(crate) fn new(text: &str, kind: ScriptKind) -> Result<Self, (usize, Refusal)> {
        let mut blanked = foreign::without_restrictions(text);
        if let Some((at, found)) = foreign::first(&blanked) {
            return Err((at, found.into()));
        }
        let no_transaction = asks_for_none(text);
        let (mut kept, mut left_out, mut savepoints) = (Vec::new(), Vec::new(), Savepoints::default());
        for statement in statements(&blanked) {
            let at = statement.range.start;
            savepoints.take(&blanked[statement.range.clone()]).map_err(|unknown| (at, unknown.into()))?;
            match fate(&statement, kind, no_transaction) {
                Fate::Run => kept.push(statement.range),
                Fate::LeftOut => left_out.push(statement.range),
                Fate::Refused(refusal) => return Err((at, refusal)),
            }
        }
        for range in &left_out {
            blank(&mut blanked, range.clone());
        }
        let open_savepoint = savepoints.outermost();
        Ok(Self { text: blanked, statements: kept, left_out, open_savepoint, no_transaction })
    }
}

/// What becomes of a statement.
enum Fate {
    Run,
    LeftOut,
    Refused(Refusal),
}

fn fate(statement: &Statement, kind: ScriptKind, no_transaction: bool) -> Fate {
    let command = statement.keyword.clone();
    match statement.transaction {
        None if no_transaction && matches!(command.as_str(), "SAVEPOINT" | "RELEASE" | "ROLLBACK") => {
            Fate::Refused(Refusal::NotWithout { command })
        }
        None => Fate::Run,
        Some(_) if no_transaction => Fate::Refused(Refusal::NotWithout { command }),
        // What a verify script does is rolled back in any case, and what it takes back itself is.
        Some(Transaction::Rollback { .. }) if kind == ScriptKind::Verify => Fate::Run,
        Some(Transaction::Rollback { .. }) => Fate::Refused(Refusal::Rollback { command }),
        Some(Transaction::Prepare) => Fate::Refused(Refusal::Prepare),
        Some(_) => Fate::LeftOut,
    }
}

/// Whether one of the comments that a script begins with says `no-transaction`, as `-- no-transaction` or, in the form of
/// graphile-migrate, `--! no-transaction`.
fn asks_for_none(text: &str) -> bool {
    let says = |token: &Token| {
        let words = text[token.range.clone()].trim_start_matches('-').trim_start_matches('!').trim();
        token.kind == Kind::LineComment && words.eq_ignore_ascii_case("no-transaction")
    };
    Lexer::new(text).take_while(|token| token.kind.is_blank()).any(|token| says(&token))
}

impl From<Foreign> for Refusal {
    fn from(found: Foreign) -> Self {
        match found {
            Foreign::Psql(command) => Self::Psql { command },
            Foreign::CopyFrom => Self::Copy { direction: "FROM STDIN" },
            Foreign::CopyTo => Self::Copy { direction: "TO STDOUT" },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let runnable = Runnable::new(text, ScriptKind::Deploy).unwrap();
        assert_eq!(runnable.text.len(), text.len());
        runnable.statements.into_iter().map(|range| text[range].to_owned()).collect()
    }

    fn refused(text: &str) -> String {
        Runnable::new(text, ScriptKind::Deploy).unwrap_err().1.to_string()
    }

    #[test]
    fn transaction_commands_are_left_out() {
        let text = "-- Deploy: a\nBEGIN;\nSELECT 1; START TRANSACTION ISOLATION LEVEL SERIALIZABLE;\n\
                    select 2; commit and chain; END;\nSELECT ';' -- x\n;";
        assert_eq!(texts(text), ["SELECT 1;", "select 2;", "SELECT ';' -- x\n;"]);
    }

    #[test]
    fn savepoints_are_run_and_must_be_the_scripts_own() {
        let text = "SAVEPOINT a;\nselect 2;ROLLBACK TO a;RELEASE SAVEPOINT a;";
        assert_eq!(texts(text).len(), 4);
        assert!(refused("ROLLBACK TO SAVEPOINT other;").contains("other"));
        assert!(refused("SAVEPOINT a; RELEASE a; RELEASE a;").contains('a'));
        let open = Runnable::new("SAVEPOINT a; SAVEPOINT b; SAVEPOINT \"C d\"; RELEASE b;", ScriptKind::Deploy);
        assert_eq!(open.unwrap().open_savepoint.as_deref(), Some("\"a\""));
    }

    #[test]
    fn what_rolls_a_deploy_back_is_refused() {
        for text in ["ROLLBACK;", "SELECT 1; abort work;", "PREPARE TRANSACTION 'x';"] {
            assert!(refused(text).contains("take"), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_stays() {
        let text = "DO $$ BEGIN COMMIT; END $$;\nPREPARE x AS SELECT 1;\n\
                    CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;\nSELECT 'BEGIN;'";
        assert_eq!(texts(text).len(), 4);
        assert_eq!(texts("-- Deploy: a\n/* nothing */ ;\n"), Vec::<String>::new());
    }

    #[test]
    fn a_header_asks_for_no_transaction() {
        for text in ["-- Deploy: a\n-- no-transaction\nVACUUM;", "--! no-transaction\nVACUUM", "\n--NO-Transaction\n"] {
            assert!(Runnable::new(text, ScriptKind::Deploy).unwrap().no_transaction, "{text}");
        }
        assert!(!Runnable::new("SELECT 1;\n-- no-transaction", ScriptKind::Deploy).unwrap().no_transaction);
        for command in ["COMMIT", "SAVEPOINT a", "RELEASE a"] {
            let text = format!("-- no-transaction\nSELECT 1;\n{command};");
            assert!(Runnable::new(&text, ScriptKind::Deploy).is_err(), "{command}");
        }
        assert!(refused("-- no-transaction\nBEGIN;\nVACUUM;\nCOMMIT;").contains("`BEGIN`"));
    }
}
