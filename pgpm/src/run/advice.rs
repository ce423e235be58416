//! What to do about an error, where the deployer knows more of it than the server.

use super::message::Step;
use crate::sql::ScriptError;

/// What is one transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Transactions {
    /// Everything.
    #[default]
    One,
    /// Each module.
    Module,
    /// Each change.
    Change,
}

/// `active_sql_transaction` and `invalid_transaction_termination`
/// (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
const NEEDS_NONE: [&str; 2] = ["25001", "2D000"];
/// `unsafe_new_enum_value_usage`.
const NEW_ENUM_VALUE: &str = "55P04";
/// `object_in_use`, as of a table with pending trigger events.
const IN_USE: &str = "55006";
/// `out_of_memory` of the table of locks.
const OUT_OF_LOCKS: &str = "53200";
/// `query_canceled`.
const CANCELED: &str = "57014";

const NONE: &str = "it cannot run in a transaction: begin the script with the line `-- no-transaction`, and use --tx change; \
                    or run it from the deploy.sql of a project";
const MODULE: &str = "this may need a transaction of its own: use --tx module or --tx change";
const CHANGE: &str = "this may need a transaction of its own: use --tx change";
const LOCKS: &str = "one transaction holds a lock on each table that it touches: use --tx module or --tx change";
const ENUM: &str = "a new value of an enum can be used once it is committed: plan the use as a change of its own, and use --tx \
                    change";
const TIMEOUT: &str = "the statement_timeout of the role, of the database or of the script was over; begin the script with `SET \
                       statement_timeout = 0`";

/// The error with what to do about it.
pub(super) fn advise(error: ScriptError, step: &Step<'_>, transactions: Transactions) -> ScriptError {
    if error.advice.is_some() {
        return error;
    }
    let advice = match error.error.sqlstate.as_str() {
        code if NEEDS_NONE.contains(&code) && !step.runnable.no_transaction => Some(NONE.to_owned()),
        NEW_ENUM_VALUE => Some(ENUM.to_owned() + &left_out(step)),
        IN_USE => own_transaction(transactions).map(str::to_owned),
        OUT_OF_LOCKS if transactions == Transactions::One => Some(LOCKS.to_owned()),
        CANCELED if error.error.message.contains("statement timeout") => Some(TIMEOUT.to_owned()),
        _ => None,
    };
    error.advised(advice)
}

fn own_transaction(transactions: Transactions) -> Option<&'static str> {
    match transactions {
        Transactions::One => Some(MODULE),
        Transactions::Module => Some(CHANGE),
        Transactions::Change => None,
    }
}

/// The script's own transaction commands, of which nothing came.
fn left_out(step: &Step<'_>) -> String {
    let text = &step.script.text;
    let Some(first) = step.runnable.left_out.first() else { return String::new() };
    let line = step.script.location(first.start).line;
    let command = text[first.clone()].trim_end_matches(';').trim().to_ascii_uppercase();
    format!("; the script's own {command} in line {line} was left out, as --tx decides what is one transaction")
}
