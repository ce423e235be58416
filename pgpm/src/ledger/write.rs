//! What is written into a ledger.

use postgres::GenericClient;
use typeferry_base::{quote::literal, sha256};

use crate::module::ChangeId;
use crate::sql::ServerError;

/// What failed, as the ledger's events call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failed {
    Deploy,
    Revert,
    Verify,
}

impl Failed {
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
        event(Failed::Deploy, id, "NULL")
    )
}

/// The statement that takes a change out, and writes that it was reverted.
pub(crate) fn reverted(id: &ChangeId) -> String {
    let (package, change) = (literal(id.package.as_str()), literal(id.change.as_str()));
    format!(
        "WITH change AS (DELETE FROM pgpm_migrate.changes WHERE package = {package} AND change_name = {change}) {}",
        event(Failed::Revert, id, "NULL")
    )
}

/// The statement that writes that a change without a transaction has begun.
pub(crate) fn begun(what: Failed, id: &ChangeId) -> String {
    event(what, id, &literal(&format!("{WITHOUT_TRANSACTION}begun, and not ended")))
}

fn event(what: Failed, id: &ChangeId, message: &str) -> String {
    let (package, change) = (literal(id.package.as_str()), literal(id.change.as_str()));
    format!(
        "INSERT INTO pgpm_migrate.events (event_type, change_name, package, error_message) \
         VALUES ('{}', {change}, {package}, {message})",
        what.word()
    )
}

/// Writes that something failed, as pgpm does: outside of the transaction that failed.
pub(crate) fn log_failure(
    client: &mut impl GenericClient,
    failed: Failed,
    id: &ChangeId,
    error: &ServerError,
) -> Result<(), postgres::Error> {
    let event = "INSERT INTO pgpm_migrate.events (event_type, change_name, package, error_message, error_code)
      VALUES ($1, $2, $3, $4, $5)";
    let (change, package) = (id.change.as_str(), id.package.as_str());
    client.execute(event, &[&failed.word(), &change, &package, &error.message, &error.sqlstate]).map(drop)
}
