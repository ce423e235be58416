//! What a script names and makes: roles, extensions, and what only some may do. Statements of the script itself are read,
//! since these are run for sure; a `DO` block may do something or not, so that of it only the roles count that it creates.
//!
//! A script is lexed here and again as it is run: what is missing is said first, also of scripts that are then refused, and
//! tokens of scripts with many rows are not kept in memory between the two.

use std::collections::HashSet;

use typeferry_sql::lexer::{Kind, Lexer, Token};
use typeferry_sql::{dollar_body, statements};

use crate::sql::contains_ignoring_case;

/// What a script has of interest, each with the byte of the script where it stands.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// Roles that must be there.
    pub(super) roles: Vec<(String, usize)>,
    /// Extensions that it creates.
    pub(super) extensions: Vec<(String, usize)>,
    /// What not everybody may do.
    pub(super) acts: Vec<(Act, usize)>,
    /// Roles that it creates, maybe.
    pub(super) created: HashSet<String>,
    /// Whether it creates roles whose names are only known when it runs.
    pub(super) creates_others: bool,
}

/// Something that not everybody may do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Act {
    CreateRole,
    CreateSchema,
    /// Become a role, or give it what one owns.
    Become(String),
}

/// Statements whose strings may be run as SQL. Those of rows are many, and are not.
const RUN_STRINGS: [&str; 7] = ["CALL", "CREATE", "DO", "EXECUTE", "PREPARE", "SELECT", "WITH"];

/// What stands for a role and is none (<https://www.postgresql.org/docs/current/sql-grant.html>).
const NO_ROLE: [&str; 6] = ["current_role", "current_user", "default", "none", "public", "session_user"];

impl Scan {
    pub(super) fn of(text: &str) -> Self {
        let mut scan = Self::default();
        for statement in statements(text) {
            let word = statement.keyword.as_str();
            let read =
                matches!(word, "GRANT" | "REVOKE" | "ALTER" | "CREATE" | "SET" | "REASSIGN" | "DROP" | "COMMENT");
            if read || RUN_STRINGS.contains(&word) {
                let tokens = Tokens::of(text, statement.range);
                scan.statement(word, &tokens);
                if RUN_STRINGS.contains(&word) {
                    tokens.strings().for_each(|inner| scan.creates(&inner));
                }
            }
        }
        scan
    }

    fn statement(&mut self, word: &str, tokens: &Tokens<'_>) {
        match word {
            "GRANT" => self.grant(tokens, 0, "to"),
            "REVOKE" => self.grant(tokens, 0, "from"),
            "ALTER" => self.alter(tokens),
            "CREATE" => self.create(tokens),
            "SET" => self.set(tokens),
            "REASSIGN" => self.named_after(tokens, &["by", "to"]),
            "DROP" if tokens.are(1, &["owned", "by"]) => self.named_after(tokens, &["by"]),
            "COMMENT" if tokens.are(1, &["on", "role"]) => self.named_after(tokens, &["role"]),
            _ => {}
        }
    }

    /// `GRANT … ON … TO roles`, or `GRANT roles TO roles`, from a place on.
    fn grant(&mut self, tokens: &Tokens<'_>, from: usize, end: &str) {
        let Some(to) = tokens.find(from, end) else { return };
        if end == "to" && tokens.find(from, "on").is_none_or(|on| on > to) {
            self.roles.extend(tokens.names(from + 1));
        }
        self.roles.extend(tokens.names(to + 1));
    }

    fn alter(&mut self, tokens: &Tokens<'_>) {
        match tokens.word(1).as_deref() {
            Some("default") => {
                self.named_after(tokens, &["role", "user"]);
                for (word, end) in [("grant", "to"), ("revoke", "from")] {
                    if let Some(to) = tokens.find(0, word).and_then(|at| tokens.find(at, end)) {
                        self.roles.extend(tokens.names(to + 1));
                    }
                }
            }
            Some("policy") if tokens.find(0, "rename").is_none() => self.named_after(tokens, &["to"]),
            Some("role" | "user" | "group") if !tokens.are(2, &["mapping"]) && !tokens.are(2, &["all"]) => {
                self.roles.extend(tokens.names(2));
            }
            _ => {
                let owner = tokens.find(0, "owner").filter(|at| tokens.are(at + 1, &["to"]));
                self.becomes(owner.map(|at| tokens.names(at + 2)).unwrap_or_default());
            }
        }
    }

    fn create(&mut self, tokens: &Tokens<'_>) {
        match tokens.word(1).as_deref() {
            Some("role" | "user" | "group") if !tokens.are(2, &["mapping"]) => {
                self.created.extend(tokens.name(2));
                self.acts.push((Act::CreateRole, tokens.start()));
            }
            Some("schema") => {
                self.acts.push((Act::CreateSchema, tokens.start()));
                let owner = tokens.find(0, "authorization").map(|at| tokens.names(at + 1));
                self.becomes(owner.unwrap_or_default());
            }
            Some("extension") => {
                let at = if tokens.are(2, &["if", "not", "exists"]) { 5 } else { 2 };
                self.extensions.extend(tokens.name(at).map(|name| (name, tokens.start())));
            }
            Some("policy") => self.named_after(tokens, &["to"]),
            _ => {}
        }
    }

    /// `SET [LOCAL | SESSION] ROLE name`, `SET SESSION AUTHORIZATION name`; the name may be a string.
    fn set(&mut self, tokens: &Tokens<'_>) {
        let at = usize::from(matches!(tokens.word(1).as_deref(), Some("local" | "session"))) + 1;
        if matches!(tokens.word(at).as_deref(), Some("role" | "authorization")) {
            self.becomes(tokens.names(at + 1));
        }
    }

    fn named_after(&mut self, tokens: &Tokens<'_>, words: &[&str]) {
        let places = words.iter().filter_map(|word| tokens.find(0, word));
        self.roles.extend(places.flat_map(|at| tokens.names(at + 1)));
    }

    fn becomes(&mut self, roles: Vec<(String, usize)>) {
        self.acts.extend(roles.iter().map(|(role, byte)| (Act::Become(role.clone()), *byte)));
        self.roles.extend(roles);
    }

    /// The roles that a text creates which is run as SQL, or a part of one that is put together.
    fn creates(&mut self, text: &str) {
        if !contains_ignoring_case(text, "create") {
            return;
        }
        let tokens = Tokens::of(text, 0..text.len());
        for at in 0..tokens.len() {
            let kind = tokens.word(at + 1);
            let is_role = matches!(kind.as_deref(), Some("role" | "user" | "group"));
            if tokens.are(at, &["create"]) && is_role && !tokens.are(at + 2, &["mapping"]) {
                let name = tokens.name(at + 2);
                self.creates_others |= name.is_none();
                self.created.extend(name);
            }
        }
        tokens.strings().for_each(|inner| self.creates(&inner));
    }
}

/// The tokens of a statement, white space and comments left out.
struct Tokens<'t> {
    text: &'t str,
    all: Vec<Token>,
    offset: usize,
}

impl<'t> Tokens<'t> {
    fn of(text: &'t str, range: std::ops::Range<usize>) -> Self {
        let offset = range.start;
        let text = text.get(range).unwrap_or_default();
        Self { text, all: Lexer::new(text).filter(|token| !token.kind.is_blank()).collect(), offset }
    }

    fn len(&self) -> usize {
        self.all.len()
    }

    fn start(&self) -> usize {
        self.offset
    }

    fn text(&self, token: &Token) -> &'t str {
        self.text.get(token.range.clone()).unwrap_or_default()
    }

    /// A word in lower case.
    fn word(&self, at: usize) -> Option<String> {
        let token = self.all.get(at).filter(|token| token.kind == Kind::Word)?;
        Some(self.text(token).to_ascii_lowercase())
    }

    /// Whether these words stand at a place.
    fn are(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(next, word)| self.word(at + next).as_deref() == Some(*word))
    }

    /// The place of a word that is in no parentheses.
    fn find(&self, from: usize, word: &str) -> Option<usize> {
        let mut depth = 0_usize;
        let outside = |(at, token): &(usize, &Token)| {
            match self.text(token) {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && self.are(*at, &[word])
        };
        self.all.iter().enumerate().skip(from).find(outside).map(|(at, _)| at)
    }

    /// A name, as the server folds it.
    fn name(&self, at: usize) -> Option<String> {
        let token = self.all.get(at)?;
        let text = self.text(token);
        match token.kind {
            Kind::Word => Some(text.to_lowercase()),
            Kind::QuotedName => Some(text.strip_prefix('"')?.strip_suffix('"')?.replace("\"\"", "\"")),
            Kind::String => Some(text.strip_prefix('\'')?.strip_suffix('\'')?.replace("''", "'")),
            _ => None,
        }
    }

    /// The roles of a list with commas between, each with its byte in the script.
    fn names(&self, from: usize) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        let mut at = from;
        loop {
            let is_group = self.are(at, &["group"]) && self.name(at + 1).is_some() && !self.is(at + 1, ",");
            at += usize::from(is_group);
            let (Some(name), Some(token)) = (self.name(at), self.all.get(at)) else { return found };
            if !NO_ROLE.contains(&name.as_str()) {
                found.push((name, self.offset + token.range.start));
            }
            if !self.is(at + 1, ",") {
                return found;
            }
            at += 2;
        }
    }

    fn is(&self, at: usize, text: &str) -> bool {
        self.all.get(at).is_some_and(|token| self.text(token) == text)
    }

    /// What is in strings.
    fn strings(&self) -> impl Iterator<Item = String> {
        self.all.iter().filter_map(|token| {
            let text = self.text(token);
            match token.kind {
                Kind::DollarString => Some(dollar_body(text).to_owned()),
                Kind::String | Kind::EscapeString => {
                    Some(text.split_once('\'')?.1.trim_end_matches('\'').replace("''", "'"))
                }
                _ => None,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(text: &str) -> Vec<String> {
        Scan::of(text).roles.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn n15_every_statement_that_names_roles_is_read() {
        for (text, expected) in [
            (
                "GRANT SELECT (a, b), INSERT ON t TO reader, \"Writer \"\"x\"\"\" WITH GRANT OPTION;",
                vec!["reader", "Writer \"x\""],
            ),
            ("grant usage on schema s to Reader", vec!["reader"]),
            ("GRANT EXECUTE ON FUNCTION f(a int, b text) TO GROUP g, PUBLIC, current_user, h", vec!["g", "h"]),
            ("GRANT a, b TO c", vec!["a", "b", "c"]),
            ("REVOKE ALL ON t FROM PUBLIC, r CASCADE", vec!["r"]),
            ("ALTER TABLE t OWNER TO o", vec!["o"]),
            ("ALTER TABLE t ALTER COLUMN owner SET NOT NULL", vec![]),
            ("ALTER DEFAULT PRIVILEGES FOR ROLE o IN SCHEMA s GRANT SELECT ON TABLES TO r", vec!["o", "r"]),
            ("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC", vec![]),
            ("ALTER ROLE r SET search_path = x", vec!["r"]),
            ("ALTER ROLE ALL SET search_path = x", vec![]),
            ("CREATE POLICY p ON t FOR SELECT TO r, s USING (a = 'to')", vec!["r", "s"]),
            ("ALTER POLICY p ON t TO r", vec!["r"]),
            ("ALTER POLICY p ON t RENAME TO q", vec![]),
            ("SET ROLE r", vec!["r"]),
            ("SET LOCAL ROLE 'r'", vec!["r"]),
            ("SET SESSION AUTHORIZATION r; SET ROLE NONE; SET SESSION AUTHORIZATION DEFAULT", vec!["r"]),
            ("SET search_path TO a, b", vec![]),
            ("CREATE SCHEMA s AUTHORIZATION o", vec!["o"]),
            ("REASSIGN OWNED BY a, b TO c; DROP OWNED BY d; COMMENT ON ROLE e IS 'x'", vec!["a", "b", "c", "d", "e"]),
            ("-- GRANT x TO y\nINSERT INTO t VALUES ('GRANT x TO y'); DO $$ BEGIN GRANT a TO b; END $$", vec![]),
        ] {
            assert_eq!(roles(text), expected, "{text}");
        }
    }

    #[test]
    fn n15_roles_that_a_script_creates_are_known_wherever_it_does() {
        for text in [
            "CREATE ROLE r",
            "create user R LOGIN",
            "DO $$ BEGIN IF NOT EXISTS (SELECT) THEN CREATE ROLE r NOLOGIN; END IF; END $$",
            "DO $a$ BEGIN EXECUTE 'CREATE ROLE r'; END $a$",
            "SELECT exec($$ CREATE GROUP \"r\" $$)",
        ] {
            let scan = Scan::of(text);
            assert_eq!((scan.created, scan.creates_others), (HashSet::from(["r".to_owned()]), false), "{text}");
        }
        for text in [
            "DO $$ BEGIN EXECUTE format('CREATE ROLE %I', 'r'); END $$",
            "DO $$ BEGIN EXECUTE 'CREATE ROLE ' || r; END $$",
        ] {
            assert!(Scan::of(text).creates_others, "{text}");
        }
        for text in
            ["INSERT INTO t VALUES ('CREATE ROLE r')", "CREATE USER MAPPING FOR r SERVER s", "SELECT 'recreate role'"]
        {
            assert_eq!(Scan::of(text).created, HashSet::new(), "{text}");
        }
    }

    #[test]
    fn n15_extensions_and_what_not_everybody_may_do_are_found() {
        let scan = Scan::of("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" WITH SCHEMA x; CREATE EXTENSION citext;");
        assert_eq!(scan.extensions.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["uuid-ossp", "citext"]);
        let text = "CREATE SCHEMA s; CREATE ROLE a; ALTER TABLE t OWNER TO b; SET ROLE c;";
        let acts = [
            (Act::CreateSchema, 0),
            (Act::CreateRole, 17),
            (Act::Become("b".into()), 55),
            (Act::Become("c".into()), 67),
        ];
        assert_eq!(Scan::of(text).acts, acts);
    }
}
