//! One deployer of a database at a time.

use postgres::Client;

/// The lock that a deploy takes through the session interface, so that a revert and a deploy exclude one another too.
const LOCK: &str =
    "SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended('pgmi.deploy.' || current_database(), 0))";

/// Takes the lock for as long as the connection lasts; `false` where another one has it.
pub(crate) fn try_lock(client: &mut Client) -> Result<bool, postgres::Error> {
    client.query_one(LOCK, &[])?.try_get(0)
}
