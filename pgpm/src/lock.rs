//! One deployer of a database at a time.

use postgres::{Client, Error};

/// The lock that a deploy takes through the session interface, so that a revert and a deploy exclude one another too.
const LOCK: &str =
    "SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended('pgmi.deploy.' || current_database(), 0))";

const UNLOCK: &str =
    "SELECT pg_catalog.pg_advisory_unlock(pg_catalog.hashtextextended('pgmi.deploy.' || current_database(), 0))";

/// Does something under the lock; `None` where another one has it.
pub(crate) fn locked<T>(client: &mut Client, work: impl FnOnce(&mut Client) -> T) -> Result<Option<T>, Error> {
    if !client.query_one(LOCK, &[])?.try_get(0)? {
        return Ok(None);
    }
    let done = work(client);
    // The server gives it back with the connection, but only some time after that was closed.
    let _ = client.batch_execute(UNLOCK);
    Ok(Some(done))
}
