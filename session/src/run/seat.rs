//! A place in a database: a session that is open, prepared and has the lock, and its end.

use std::time::Instant;

use typeferry_connection::Session;

use super::interrupt::{Clock, Interrupt};
use super::notices::Listener;
use super::open::{self, Opening};
use super::{execute, prepare, prepare_failure};
use crate::error::SessionError;
use crate::macros::TestCall;
use crate::options::{Options, Target};

/// What every session has: characters are UTF-8, and strings are read by the standard's rules, as the lexer does.
pub(super) const SETTINGS: &str = "SET client_encoding = 'UTF8'; SET standard_conforming_strings = on";

const LOCK: &str = "SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended('pgmi.deploy.' || pg_catalog.current_database(), 0))";

/// How a session is opened and ended.
pub(super) struct Seat<'a> {
    pub(super) target: &'a Target,
    /// Whether a database that is not there is created.
    pub(super) creates: bool,
    pub(super) options: &'a Options,
    pub(super) calls: &'a [TestCall],
    pub(super) listener: &'a Listener,
    pub(super) interrupt: &'a Interrupt,
}

impl Seat<'_> {
    /// Opens a session, does something in it, and ends it, whatever came of that. The work is given the server's process.
    pub(super) fn take<T, E: From<SessionError>>(
        &self,
        work: impl FnOnce(&mut Session, Option<String>) -> Result<T, E>,
    ) -> Result<T, E> {
        let _clock = self.options.timeout.map(|time| Clock::start(time, self.interrupt));
        let deadline = self.options.timeout.and_then(|time| Instant::now().checked_add(time));
        let opening = Opening { listener: self.listener, interrupt: self.interrupt, deadline };
        let mut session = open::open(self.target, self.creates, self.calls, opening)?;
        let watched = self.interrupt.watch(session.canceller());
        let backend = execute::backend(&mut session);
        let prepared = self.prepare(&mut session, backend.as_deref());
        let result = prepared.map_err(E::from).and_then(|()| work(&mut session, backend.clone()));
        drop(watched);
        release(&mut session, self.listener);
        if session.is_closed() && self.interrupt.stopped().is_none() {
            drop(session);
            open::wait_for_its_end(&self.target.connection, backend.as_deref(), self.listener);
        }
        result
    }

    fn prepare(&self, session: &mut Session, backend: Option<&str>) -> Result<(), SessionError> {
        prepare(session, "the settings", SETTINGS)?;
        if open::shares_its_backend(&self.target.connection, backend, self.listener) {
            return Err(SessionError::Pooled);
        }
        if self.options.lock { self.lock(session) } else { Ok(()) }
    }

    fn lock(&self, session: &mut Session) -> Result<(), SessionError> {
        let rows = session.rows(LOCK).map_err(|error| prepare_failure("the lock", &error))?;
        match rows.first().and_then(|row| row.first()) {
            Some(Some(got)) if got == "t" => Ok(()),
            _ => Err(SessionError::Busy { database: self.target.connection.database().to_owned() }),
        }
    }
}

/// Gives the lock back. The server ends a session some time after its client has gone, and another deploy may come
/// before that. A request to cancel may still be on its way, and hit this.
fn release(session: &mut Session, listener: &Listener) {
    const TRIES: usize = 3;
    listener.heard().muted = true;
    for _ in 0..TRIES {
        if session.is_closed() {
            return;
        }
        let rolled_back = session.run("ROLLBACK").is_ok();
        if rolled_back && session.run("SELECT pg_catalog.pg_advisory_unlock_all()").is_ok() {
            return;
        }
    }
}
