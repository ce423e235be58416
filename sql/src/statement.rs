//! A text to its statements, as the server's grammar ends them.

use std::ops::Range;

use crate::lexer::{Kind, Lexer, Token};

/// A statement of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its bytes in the text, the `;` at its end among them, white space and comments in front of it not.
    pub range: Range<usize>,
    /// Its first word in upper case; empty where it does not begin with one.
    pub keyword: String,
    /// What it does to the transaction, if that is all that it does.
    pub transaction: Option<Transaction>,
}

/// A transaction command (<https://www.postgresql.org/docs/current/sql-commands.html>). Savepoints are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transaction {
    /// `BEGIN`, `START TRANSACTION`.
    Begin,
    /// `COMMIT`, `END`.
    Commit {
        /// `AND CHAIN`: another transaction begins at once.
        chain: bool,
    },
    /// `ROLLBACK`, `ABORT`; not `ROLLBACK TO`.
    Rollback {
        /// `AND CHAIN`: another transaction begins at once.
        chain: bool,
    },
    /// `PREPARE TRANSACTION`.
    Prepare,
}

/// The statements of a text. Empty ones are left out; what has no `;` at the end of the text is one too.
pub fn statements(text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut open = Open::default();
    // A comment without an end is an error, which the server is to say.
    for token in Lexer::new(text).filter(|token| !token.kind.is_blank() || !token.closed) {
        if open.take(text, &token) {
            found.extend(std::mem::take(&mut open).statement(token.range.end));
        }
    }
    let end = open.end;
    found.extend(open.statement(end));
    found
}

/// As many words as tell what a statement is: `ROLLBACK TRANSACTION AND NO CHAIN` has the most.
const WORDS: usize = 5;

/// A statement that has not ended yet.
#[derive(Default)]
struct Open {
    start: Option<usize>,
    end: usize,
    /// Its first words in upper case, as far as nothing but words stands between them.
    words: Vec<String>,
    /// Whether something else than a word has been seen.
    mixed: bool,
    parentheses: usize,
    /// How many `BEGIN ATOMIC` are open.
    atomic: usize,
    last: Last,
}

/// What the token before was, for the bounds of `BEGIN ATOMIC … END`.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    #[default]
    Other,
    Begin,
    /// `ATOMIC`, or a `;` in the body: only there `END` ends the body, and not a `CASE`.
    Boundary,
}

impl Open {
    /// Takes a token; `true` where it is the `;` that ends the statement.
    fn take(&mut self, text: &str, token: &Token) -> bool {
        self.start.get_or_insert(token.range.start);
        self.end = token.range.end;
        let word = &text[token.range.clone()];
        match (token.kind, word) {
            (Kind::Word, word) => self.word(word),
            (_, ";") if self.parentheses == 0 && self.atomic == 0 => return true,
            (kind, word) => self.other(kind, word),
        }
        false
    }

    fn word(&mut self, word: &str) {
        if !self.mixed && self.words.len() < WORDS {
            self.words.push(word.to_ascii_uppercase());
        }
        let is = |keyword: &str| word.eq_ignore_ascii_case(keyword);
        let after = std::mem::take(&mut self.last);
        if self.parentheses > 0 {
            return;
        }
        if is("begin") && self.is_routine() {
            self.last = Last::Begin;
        } else if is("atomic") && after == Last::Begin {
            self.atomic += 1;
            self.last = Last::Boundary;
        } else if is("end") && after == Last::Boundary {
            self.atomic -= usize::from(self.atomic > 0);
        }
    }

    fn other(&mut self, kind: Kind, text: &str) {
        self.mixed = true;
        self.last = Last::Other;
        match (kind, text) {
            (Kind::Punctuation, "(") => self.parentheses += 1,
            (Kind::Punctuation, ")") => self.parentheses = self.parentheses.saturating_sub(1),
            (Kind::Punctuation, ";") if self.parentheses == 0 => self.last = Last::Boundary,
            _ => {}
        }
    }

    /// Whether it is a `CREATE FUNCTION` or `CREATE PROCEDURE`, the two whose body can be without quotes.
    fn is_routine(&self) -> bool {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        matches!(
            words[..],
            ["CREATE", "FUNCTION" | "PROCEDURE", ..] | ["CREATE", "OR", "REPLACE", "FUNCTION" | "PROCEDURE", ..]
        )
    }

    /// The statement, if there is anything of it but its `;`.
    fn statement(self, end: usize) -> Option<Statement> {
        let start = self.start?;
        let is_empty = self.words.is_empty() && !self.mixed;
        let transaction = if self.mixed { self.option() } else { transaction(&self.words) };
        let keyword = self.words.into_iter().next().unwrap_or_default();
        (!is_empty).then_some(Statement { range: start..end, keyword, transaction })
    }

    /// Of transaction commands, these have more than words: `BEGIN ISOLATION LEVEL …, READ ONLY`, `PREPARE
    /// TRANSACTION 'x'`.
    fn option(&self) -> Option<Transaction> {
        match self.words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["BEGIN", ..] | ["START", "TRANSACTION", ..] => Some(Transaction::Begin),
            ["PREPARE", "TRANSACTION"] => Some(Transaction::Prepare),
            _ => None,
        }
    }
}

fn transaction(words: &[String]) -> Option<Transaction> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (command, rest) = words.split_first()?;
    let rest = rest.strip_prefix(&["WORK"]).or_else(|| rest.strip_prefix(&["TRANSACTION"])).unwrap_or(rest);
    let chain = match rest {
        [] | ["AND", "NO", "CHAIN"] => Some(false),
        ["AND", "CHAIN"] => Some(true),
        _ => None,
    };
    match *command {
        "BEGIN" => Some(Transaction::Begin),
        "START" if words.get(1) == Some(&"TRANSACTION") => Some(Transaction::Begin),
        "COMMIT" | "END" => chain.map(|chain| Transaction::Commit { chain }),
        "ROLLBACK" | "ABORT" => chain.map(|chain| Transaction::Rollback { chain }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        statements(text).into_iter().map(|statement| &text[statement.range]).collect()
    }

    fn kind(text: &str) -> Option<Transaction> {
        statements(text)[0].transaction
    }

    #[test]
    fn a_semicolon_ends_a_statement_where_it_is_one() {
        assert_eq!(texts(" a; /* ; */ b -- ;\n;;'c;';d $$;$$;e"), ["a;", "b -- ;\n;", "'c;';", "d $$;$$;", "e"]);
        assert_eq!(texts("-- nothing\n;;/**/"), Vec::<&str>::new());
        assert_eq!(texts("a$b$;c$b$;"), ["a$b$;", "c$b$;"]);
        assert_eq!(texts("a; 'open ; "), ["a;", "'open ; "]);
        assert_eq!(texts("a; /* open ; "), ["a;", "/* open ; "]);
    }

    #[test]
    fn the_statements_of_a_rule_are_one() {
        let rule = "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2);";
        assert_eq!(texts(&format!("{rule} x;)y;")), [rule, "x;", ")y;"]);
    }

    #[test]
    fn the_body_of_a_routine_ends_with_its_own_end() {
        let bodies = [
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 ELSE 2 END; SELECT 1 END; END;",
            "create or replace procedure p(begin int) begin /**/ atomic; end;",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1 AS begin; END IMMUTABLE;",
            "CREATE PROCEDURE p() BEGIN ATOMIC END;",
        ];
        for body in bodies {
            assert_eq!(texts(&format!("{body} COMMIT;")), [body, "COMMIT;"]);
        }
        assert_eq!(texts("CREATE FUNCTION f() AS 'x'; BEGIN; END;"), ["CREATE FUNCTION f() AS 'x';", "BEGIN;", "END;"]);
        assert_eq!(texts("CREATE TABLE t (begin atomic); END;").len(), 2);
    }

    #[test]
    fn a_transaction_command_is_known_in_every_form() {
        let commit = Some(Transaction::Commit { chain: false });
        let rollback = Some(Transaction::Rollback { chain: false });
        for text in ["COMMIT", "end", "commit work", "END TRANSACTION", "COMMIT AND NO CHAIN", "commit/**/;"] {
            assert_eq!(kind(text), commit, "{text}");
        }
        for text in ["ROLLBACK", "abort", "rollback work", "ABORT TRANSACTION AND NO CHAIN"] {
            assert_eq!(kind(text), rollback, "{text}");
        }
        for text in ["BEGIN", "begin work", "START TRANSACTION", "BEGIN ISOLATION LEVEL SERIALIZABLE, READ ONLY"] {
            assert_eq!(kind(text), Some(Transaction::Begin), "{text}");
        }
        let begins =
            ["START TRANSACTION READ ONLY", "BEGIN TRANSACTION READ WRITE", "start transaction read only, deferrable"];
        assert!(begins.iter().all(|text| kind(text) == Some(Transaction::Begin)));
        assert_eq!(kind("COMMIT AND CHAIN"), Some(Transaction::Commit { chain: true }));
        assert_eq!(kind("ROLLBACK TRANSACTION AND CHAIN;"), Some(Transaction::Rollback { chain: true }));
        assert_eq!(kind("PREPARE TRANSACTION 'x'"), Some(Transaction::Prepare));
        let others = [
            "ROLLBACK TO s",
            "ROLLBACK WORK TO SAVEPOINT s",
            "COMMIT PREPARED 'x'",
            "ROLLBACK PREPARED 'x'",
            "SAVEPOINT s",
            "RELEASE s",
            "PREPARE x AS SELECT 1",
            "SELECT 1",
            "START",
            "\"COMMIT\"",
            "COMMIT 1",
        ];
        for text in others {
            assert_eq!(kind(text), None, "{text}");
        }
    }
}
