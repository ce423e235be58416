//! What is written into a ledger besides by deploy.sql.

use postgres::GenericClient;

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

/// Takes a change out, and writes that it was reverted.
pub(crate) fn forget(client: &mut impl GenericClient, id: &ChangeId) -> Result<(), postgres::Error> {
    let (package, change) = (id.package.as_str(), id.change.as_str());
    let delete = "DELETE FROM pgpm_migrate.changes WHERE package = $1 AND change_name = $2";
    client.execute(delete, &[&package, &change])?;
    let event = "INSERT INTO pgpm_migrate.events (event_type, change_name, package) VALUES ('revert', $1, $2)";
    client.execute(event, &[&change, &package]).map(drop)
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
