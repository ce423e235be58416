//! The connection to the database that is deployed into: tried again where that may help, and the database created
//! where it is not there.

use std::io::ErrorKind;
use std::thread;
use std::time::{Duration, Instant};

use typeferry_base::quote::literal;
use typeferry_connection::{Connection, ConnectionError, Session};

use super::database::{self, is_name_taken};
use super::interrupt::Interrupt;
use super::notices::Listener;
use crate::error::SessionError;
use crate::macros::TestCall;
use crate::observer::Event;
use crate::options::Target;

/// The times between tries, each with up to a tenth more.
const WAITS: [Duration; 3] = [Duration::from_millis(100), Duration::from_millis(200), Duration::from_millis(400)];

/// As long as a second connection may take that is there to be compared with the first.
const SECOND: Duration = Duration::from_secs(10);

/// The oldest server, by `server_version_num`.
const OLDEST: u32 = 110_000;

/// How a connection is opened: who hears of it, and who may stop it.
#[derive(Clone, Copy)]
pub(super) struct Opening<'a> {
    pub(super) listener: &'a Listener,
    pub(super) interrupt: &'a Interrupt,
    /// When the time is over.
    pub(super) deadline: Option<Instant>,
}

/// Connects to the target. What can be checked on a server is checked before a database is created or dropped.
pub(super) fn open(
    target: &Target,
    creates: bool,
    calls: &[TestCall],
    opening: Opening<'_>,
) -> Result<Session, SessionError> {
    let listener = opening.listener;
    let name = target.connection.database().to_owned();
    if target.overwrite {
        let mut other = maintenance(target, calls, opening)?;
        let _watched = opening.interrupt.watch(other.canceller());
        database::recreate(&mut other, &name, &target.maintenance)?;
        listener.tell(Event::Created { database: name });
        return connect(&target.connection, opening).map_err(SessionError::from);
    }
    match connect(&target.connection, opening) {
        Ok(mut session) => check(&mut session, calls).map(|()| session),
        Err(error) if creates && error.is_no_database() && name != target.maintenance => {
            let mut other = maintenance(target, calls, opening)?;
            match database::create(&mut other, &name) {
                // Somebody else was faster: then it is there.
                Err(SessionError::Database { code, .. }) if is_name_taken(&code) => {}
                other => other.map(|()| listener.tell(Event::Created { database: name }))?,
            }
            Ok(connect(&target.connection, opening)?)
        }
        Err(error) => Err(error.into()),
    }
}

fn maintenance(target: &Target, calls: &[TestCall], opening: Opening<'_>) -> Result<Session, SessionError> {
    let mut session = connect(&target.connection.to_database(&target.maintenance), opening)?;
    check(&mut session, calls).map(|()| session)
}

/// Connects; only that is tried again, never what a script does.
fn connect(connection: &Connection, opening: Opening<'_>) -> Result<Session, ConnectionError> {
    let on_notice = opening.listener.callback();
    // A moment is left even when none is: the attempt then ends as one in time does.
    let left =
        || opening.deadline.map(|end| end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1)));
    for wait in WAITS {
        match connection.session(&on_notice, left()) {
            Err(error) if may_pass(&error) && opening.interrupt.stopped().is_none() => {
                thread::sleep(wait + jitter(wait));
            }
            result => return result,
        }
    }
    connection.session(&on_notice, left())
}

/// Up to a tenth of a time, so that many who wait do not come back at once.
fn jitter(wait: Duration) -> Duration {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    wait / 10 * (now.subsec_nanos() % 100) / 100
}

/// Whether the same may work a moment later.
fn may_pass(error: &ConnectionError) -> bool {
    match error {
        ConnectionError::Refused { code: Some(code), .. } => {
            let classes = ["08", "53", "57"];
            let codes = ["40001", "40P01", "55P03"];
            let never = ["57014", "57P04"];
            !never.contains(&code.as_str())
                && (classes.iter().any(|class| code.starts_with(class)) || codes.contains(&code.as_str()))
        }
        ConnectionError::Unreachable { kind: Some(kind), .. } => matches!(
            kind,
            ErrorKind::ConnectionRefused
                | ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::HostUnreachable
                | ErrorKind::NetworkUnreachable
                | ErrorKind::TimedOut
        ),
        _ => false,
    }
}

/// The server's version, and the patterns of the script's tests: their regular expressions are the server's own.
fn check(session: &mut Session, calls: &[TestCall]) -> Result<(), SessionError> {
    let version = value(session, "SHOW server_version_num").unwrap_or_default();
    if version.parse::<u32>().is_ok_and(|version| version < OLDEST) {
        let version = value(session, "SHOW server_version").unwrap_or(version);
        return Err(SessionError::Version { version });
    }
    for pattern in calls.iter().filter_map(|call| call.pattern.as_deref()) {
        let sql = format!("SET standard_conforming_strings = on; SELECT '' ~ {}", literal(pattern));
        if let Err(error) = session.rows(&sql) {
            let said = error.as_db_error().map_or_else(|| error.to_string(), |error| error.message().to_owned());
            let reason = format!(
                "the pattern \"{pattern}\" of a `CALL pgmi_test` is no POSIX regular expression of PostgreSQL: {said}"
            );
            return Err(SessionError::Configuration { reason });
        }
    }
    Ok(())
}

/// Whether another connection is answered by the same process of the server: then there is a pooler between, which
/// hands the process on between two transactions, with the temporary tables that are in it. It may do so at once or
/// much later, so that waiting for the harm would be luck.
pub(super) fn shares_its_backend(connection: &Connection, backend: Option<&str>, listener: &Listener) -> bool {
    // A server that has no place for a second connection shares none.
    let Ok(mut other) = connection.session(&listener.callback(), Some(SECOND)) else { return false };
    backend.is_some() && super::execute::backend(&mut other).as_deref() == backend
}

/// Waits until the server has ended a session whose connection was closed in the middle: until then, it has the lock.
pub(super) fn wait_for_its_end(connection: &Connection, backend: Option<&str>, listener: &Listener) {
    const TRIES: usize = 20;
    const BETWEEN: Duration = Duration::from_millis(50);
    let Some(backend) = backend.filter(|pid| pid.bytes().all(|byte| byte.is_ascii_digit())) else { return };
    // Where the server is gone, so is the session.
    let Ok(mut other) = connection.session(&listener.callback(), Some(SECOND)) else { return };
    let sql = format!("SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE pid = {backend}");
    for _ in 0..TRIES {
        if value(&mut other, &sql).as_deref() != Some("1") {
            return;
        }
        thread::sleep(BETWEEN);
    }
}

/// The first value of a query.
pub(super) fn value(session: &mut Session, sql: &str) -> Option<String> {
    session.rows(sql).ok()?.into_iter().next()?.into_iter().next()?
}
