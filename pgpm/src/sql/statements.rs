//! Which statements of a script are run.

use std::ops::Range;

use typeferry_session::lexer::{Kind, Lexer};
use typeferry_session::{Statement, statements};

/// The first words of commands that have to do with transactions alone.
const TRANSACTION: [&str; 8] = ["ABORT", "BEGIN", "COMMIT", "END", "RELEASE", "ROLLBACK", "SAVEPOINT", "START"];

/// The statements of a script, as bytes of its text. Transaction commands are left out, as pgpm leaves them out: whoever
/// deploys decides what is one transaction.
pub(crate) fn executable(text: &str) -> Vec<Range<usize>> {
    let of_transaction =
        |statement: &Statement| statement.transaction.is_some() || TRANSACTION.contains(&statement.keyword.as_str());
    let kept = statements(text).into_iter().filter(|statement| !of_transaction(statement));
    kept.map(|statement| statement.range).collect()
}

/// Where a literal, a name or a comment begins that does not end, as a byte of the text, and what it is.
pub(crate) fn unterminated(text: &str) -> Option<(usize, &'static str)> {
    let token = Lexer::new(text).find(|token| !token.closed)?;
    let what = match token.kind {
        Kind::BlockComment => "a comment",
        Kind::QuotedName => "a name in double quotes",
        _ => "a string",
    };
    Some((token.range.start, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        executable(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn transaction_commands_are_left_out() {
        let text = "-- Deploy: a\nBEGIN;\nSELECT 1; START TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nSAVEPOINT a;\n\
                    select 2;ROLLBACK TO a;RELEASE a; commit and chain; abort;END;\nSELECT ';' -- x\n;PREPARE TRANSACTION 'x';";
        assert_eq!(texts(text), ["SELECT 1;", "select 2;", "SELECT ';' -- x\n;"]);
    }

    #[test]
    fn what_only_looks_like_one_stays() {
        let text = "DO $$ BEGIN COMMIT; END $$;\nPREPARE x AS SELECT 1;\n\
                    CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;\nSELECT 'BEGIN;'";
        assert_eq!(texts(text).len(), 4);
    }

    #[test]
    fn a_script_of_comments_has_no_statement() {
        assert_eq!(texts("-- Deploy: a\n/* nothing */ ;\n"), Vec::<&str>::new());
    }

    #[test]
    fn what_does_not_end_is_found_where_it_begins() {
        assert_eq!(unterminated("SELECT 'a''"), Some((7, "a string")));
        assert_eq!(unterminated("SELECT $x$ $y$"), Some((7, "a string")));
        assert_eq!(unterminated("/* /* */"), Some((0, "a comment")));
        assert_eq!(unterminated("SELECT \"a"), Some((7, "a name in double quotes")));
        assert_eq!(unterminated("SELECT 'a', $x$ ' $x$ -- '"), None);
    }
}
