//! What stands around the rows of a deploy or revert script, so that no trigger acts on them: a block before the first
//! statement and one behind the last. The text is the same whoever exports; what the role may do is found out where
//! the script runs.
//!
//! A role that may set `session_replication_role` sets it
//! (<https://www.postgresql.org/docs/current/runtime-config-client.html>): neither triggers nor foreign keys act then.
//! Another disables the triggers of the table, which its owner may, and enables the same ones again, each in its mode
//! (<https://www.postgresql.org/docs/current/sql-altertable.html>). Foreign keys hold all the while; those of a cycle,
//! the table's own among them, are checked once the rows are there. Where rows wait for those of a table that comes
//! later in the transaction, what is left to undo waits in a temporary table.

use super::dollar::{block, fill};
use typeferry_base::quote::literal;

/// The tag of the block before the rows.
pub(super) const OFF: &str = "triggers_off";

/// The tag of the block behind them.
pub(super) const ON: &str = "triggers_on";

const OFF_BODY: &str = include_str!("triggers/off.sql");
const ON_BODY: &str = include_str!("triggers/on.sql");
const REFUSE_ARBITER: &str = include_str!("triggers/refuse_arbiter.sql");
const NO_REFERRERS: &str = ", set_config('typeferry.referrers', '{}', false)";
const COUNT_REFERRERS: &str = include_str!("triggers/count_referrers.sql");
const CHECK_REFERRERS: &str = include_str!("triggers/check_referrers.sql");

/// What a script does with rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// It inserts them: foreign keys of the table may wait for rows.
    Insert {
        /// Whether rows that are there are found by `ON CONFLICT`.
        arbiter: bool,
    },
    /// It deletes them: foreign keys that lead to the table may wait, and may take rows along that nobody exported.
    Delete,
}

/// The block before the first statement; `table` is quoted as SQL has it.
pub(super) fn off(table: &str, act: Act) -> String {
    let (right, from, to) = match act {
        Act::Insert { .. } => ("INSERT", "conrelid", "confrelid"),
        Act::Delete => ("DELETE", "confrelid", "conrelid"),
    };
    let (no_referrers, referrers) = if act == Act::Delete { (NO_REFERRERS, COUNT_REFERRERS) } else { ("", "") };
    let arbiter = if act == (Act::Insert { arbiter: true }) { REFUSE_ARBITER } else { "" };
    let table = literal(table);
    let body = OFF_BODY.replace("  -- {arbiter}\n", arbiter).replace("  -- {referrers}\n", referrers);
    let values =
        [("{right}", right), ("{from}", from), ("{to}", to), ("{no_referrers}", no_referrers), ("{table}", &table)];
    block(OFF, &fill(&body, &values))
}

/// The block behind the last statement; `rows` is how many rows the script has.
pub(super) fn on(table: &str, act: Act, rows: u64) -> String {
    let referrers = if act == Act::Delete { CHECK_REFERRERS } else { "" };
    let body = ON_BODY.replace("  -- {referrers}\n", referrers);
    block(ON, &fill(&body, &[("{rows}", &rows.to_string()), ("{table}", &literal(table))]))
}
