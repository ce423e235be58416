//! What is written into a ledger.

use typeferry_base::{quote::literal, sha256};
use typeferry_connection::{Error, Session};
use typeferry_session::ServerError;

use crate::module::ChangeId;

/// What is done with a change, as the ledger's events call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Deploy,
    Revert,
    Verify,
}

impl Action {
    fn word(self) -> &'static str {
        match self {
            Self::Deploy => "deploy",
            Self::Revert => "revert",
            Self::Verify => "verify",
        }
    }
}

/// What an event of a change without a transaction begins with, as long as the change is not done.
pub(crate) const WITHOUT_TRANSACTION: &str = "without a transaction: ";

/// The statement that writes that a change is deployed: with its module, what it requires, and an event.
pub(crate) fn deployed(id: &ChangeId, hash: &str, requires: &[ChangeId]) -> String {
    let (package, change) = (literal(id.package.as_str()), literal(id.change.as_str()));
    let key = sha256([id.package.as_str(), id.change.as_str(), hash].concat());
    let names: Vec<_> = requires.iter().map(|id| literal(&id.to_string())).collect();
    let dependencies = format!(
        ", dependencies AS (INSERT INTO pgpm_migrate.dependencies (change_id, requires) \
         SELECT '{key}', pg_catalog.unnest(ARRAY[{}]::text[]))",
        names.join(", ")
    );
    format!(
        "WITH package AS (INSERT INTO pgpm_migrate.packages (package) VALUES ({package}) ON CONFLICT DO NOTHING), \
         change AS (INSERT INTO pgpm_migrate.changes (change_id, change_name, package, script_hash) \
         VALUES ('{key}', {change}, {package}, '{hash}')){dependencies} {}",
        event(Action::Deploy, id, None, None)
    )
}

/// The statement that takes a change out, and writes that it was reverted.
pub(crate) fn reverted(id: &ChangeId) -> String {
    let (package, change) = (literal(id.package.as_str()), literal(id.change.as_str()));
    format!(
        "WITH change AS (DELETE FROM pgpm_migrate.changes WHERE package = {package} AND change_name = {change}) {}",
        event(Action::Revert, id, None, None)
    )
}

/// The statement that writes that a change without a transaction has begun.
pub(crate) fn begun(action: Action, id: &ChangeId) -> String {
    event(action, id, Some(&format!("{WITHOUT_TRANSACTION}begun, and not ended")), None)
}

fn event(action: Action, id: &ChangeId, message: Option<&str>, code: Option<&str>) -> String {
    let (package, change) = (literal(id.package.as_str()), literal(id.change.as_str()));
    let [message, code] = [message, code].map(|text| text.map_or_else(|| "NULL".to_owned(), literal));
    format!(
        "INSERT INTO pgpm_migrate.events (event_type, change_name, package, error_message, error_code) \
         VALUES ('{}', {change}, {package}, {message}, {code})",
        action.word()
    )
}

/// Writes that something failed, as pgpm does: outside of the transaction that failed.
pub(crate) fn log_failure(
    session: &mut Session,
    action: Action,
    id: &ChangeId,
    error: &ServerError,
) -> Result<(), Error> {
    let event = event(action, id, Some(&error.message), Some(&error.sqlstate));
    session.run(&event).map(drop).map_err(|failed| failed.error)
}
