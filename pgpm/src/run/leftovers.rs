//! What a script leaves behind in the session: it is put back behind each change, and the change is named.

use typeferry_sql::dollar_body;
use typeferry_sql::lexer::{Kind, Lexer};

use super::message::Answer;
use crate::module::ChangeId;

/// What is looked at: what a person would call it.
const LOOKED_AT: [&str; 13] = [
    "session_authorization",
    "role",
    "search_path",
    "session_replication_role",
    "row_security",
    "transaction_read_only",
    "default_transaction_read_only",
    "statement_timeout",
    "lock_timeout",
    "default_tablespace",
    "check_function_bodies",
    "TimeZone",
    "DateStyle",
];

/// The statement that tells them, in this order.
pub(super) const PROBE: &str = "SELECT session_user, current_user, pg_catalog.current_setting('search_path'), \
    pg_catalog.current_setting('session_replication_role'), pg_catalog.current_setting('row_security'), \
    pg_catalog.current_setting('transaction_read_only'), pg_catalog.current_setting('default_transaction_read_only'), \
    pg_catalog.current_setting('statement_timeout'), pg_catalog.current_setting('lock_timeout'), \
    pg_catalog.current_setting('default_tablespace'), pg_catalog.current_setting('check_function_bodies'), \
    pg_catalog.current_setting('TimeZone'), pg_catalog.current_setting('DateStyle')";

/// What a change left behind, and what was put back for the next one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Leftover {
    /// The change.
    pub change: ChangeId,
    /// The settings, each as `name = value`.
    pub settings: Vec<String>,
}

impl std::fmt::Display for Leftover {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let settings = self.settings.join(", ");
        write!(f, "{} left behind in the session: {settings}; it was put back for what comes after", self.change)
    }
}

/// The settings as they were at some moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct State(Vec<Option<String>>);

impl State {
    pub(super) fn of(row: Answer) -> Self {
        Self(row.unwrap_or_default())
    }

    /// What is another in a later state, but for what the script set for its transaction alone.
    pub(super) fn changed_in(&self, later: &Self, script: &str) -> Vec<String> {
        let pairs = LOOKED_AT.iter().zip(self.0.iter().zip(&later.0));
        let changed = pairs.filter(|(name, (before, after))| before != after && !is_local(script, name));
        changed.map(|(name, (_, after))| format!("{name} = {}", after.as_deref().unwrap_or_default())).collect()
    }
}

/// Whether a script sets it with `SET LOCAL`, or with `set_config(…, true)`: it says itself that it is not to stay.
fn is_local(script: &str, name: &str) -> bool {
    let tokens: Vec<_> = Lexer::new(script).filter(|token| !token.kind.is_blank()).collect();
    let text = |at: usize| tokens.get(at).map_or("", |token| &script[token.range.clone()]);
    let is = |at: usize, word: &str| text(at).eq_ignore_ascii_case(word);
    tokens.iter().enumerate().any(|(at, token)| {
        is(at, "local") && is(at + 1, name)
            || is(at, "set_config") && text(at + 2).trim_matches('\'').eq_ignore_ascii_case(name) && is_true(&text, at)
            || token.kind == Kind::DollarString && is_local(dollar_body(text(at)), name)
    })
}

/// Whether the last argument of the call that begins at a token is `true`.
fn is_true<'t>(text: &impl Fn(usize) -> &'t str, call: usize) -> bool {
    const ARGUMENTS: std::ops::Range<usize> = 3..12;
    let closes = ARGUMENTS.map(|ahead| call + ahead).find(|at| text(*at) == ")");
    closes.is_some_and(|at| text(at - 1).eq_ignore_ascii_case("true"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_for_the_transaction_is_not_left_behind() {
        let before = State(vec![Some("a".into()); LOOKED_AT.len()]);
        let mut after = before.clone();
        after.0[2] = Some("app".into());
        let changed = |script| before.changed_in(&after, script);
        assert_eq!(changed("SET search_path TO app;"), ["search_path = app"]);
        assert_eq!(changed("SELECT set_config('search_path', 'app', false)"), ["search_path = app"]);
        for script in [
            "SET LOCAL search_path TO app;",
            "SELECT pg_catalog.set_config('search_path', 'app', true);",
            "DO $$ BEGIN PERFORM set_config('search_path', 'app', TRUE); END $$",
        ] {
            assert_eq!(changed(script), Vec::<String>::new(), "{script}");
        }
    }
}
