//! A script as it is run, found fit for that before anything runs.

use super::advice::Transactions;
use crate::kind::ScriptKind;
use crate::name::ChangeName;
use crate::problem::{Fault, Problem};
use crate::script::Script;
use crate::sql::{Runnable, contains_ignoring_case};

/// The script of a change as it is run.
///
/// # Errors
/// It has what no script of its kind may have, or runs without a transaction where a transaction has more than it.
pub(crate) fn runnable(
    script: &Script,
    kind: ScriptKind,
    change: &ChangeName,
    transactions: Transactions,
) -> Result<Runnable, Problem> {
    let runnable = Runnable::new(&script.text, kind).map_err(|(byte, refusal)| {
        Problem::at(&script.path, script.location(byte).line, Fault::Refused(Box::new(refusal)))
    })?;
    if runnable.no_transaction && transactions != Transactions::Change {
        return Err(Problem::of(&script.path, Fault::NoTransaction { change: change.clone() }));
    }
    Ok(runnable)
}

/// Whether a script speaks of deferring a constraint.
pub(crate) fn may_defer(script: &Script) -> bool {
    contains_ignoring_case(&script.text, "deferr")
}
