//! Stopping what a server runs
//! (<https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS>).

use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Waker};
use std::time::Duration;

use tokio_postgres::CancelToken;

use super::session::runtime;
use super::tls::Tls;

/// The most time for a request to stop, which has a connection of its own.
const ASKING: Duration = Duration::from_secs(1);

/// Whether a session was given up, and how whoever waits for its server is told.
#[derive(Debug, Clone, Default)]
pub(super) struct GivenUp(Arc<Mutex<(bool, Option<Waker>)>>);

impl GivenUp {
    /// Whether it was; who asks is woken when it is.
    pub(super) fn is_so(&self, cx: &Context<'_>) -> bool {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.1 = Some(cx.waker().clone());
        state.0
    }

    fn now(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 = true;
        if let Some(waker) = state.1.take() {
            waker.wake();
        }
    }
}

/// Stops the statement that a session runs. The request goes over TLS where the session does.
#[derive(Clone)]
pub struct Canceller {
    token: CancelToken,
    tls: Tls,
    given_up: GivenUp,
}

impl std::fmt::Debug for Canceller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Canceller")
    }
}

impl Canceller {
    pub(super) fn new(token: CancelToken, tls: Tls, given_up: GivenUp) -> Self {
        Self { token, tls, given_up }
    }

    /// Closes the session's connection, for a server that does not answer any more: what waits for it ends at once.
    pub fn give_up(&self) {
        self.given_up.now();
    }

    /// Asks the server to stop; it says nothing to that, the statement then fails with `query_canceled`. `false` where
    /// the server cannot be asked.
    pub fn cancel(&self) -> bool {
        let Ok(runtime) = runtime() else { return false };
        let asking = async { tokio::time::timeout(ASKING, self.token.cancel_query(self.tls.clone())).await };
        runtime.block_on(asking).is_ok_and(|asked| asked.is_ok())
    }
}
