//! Stopping what a server runs
//! (<https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS>).

use tokio_postgres::CancelToken;

use super::session::runtime;
use super::tls::Tls;

/// Stops the statement that a session runs. The request goes over TLS where the session does.
#[derive(Clone)]
pub struct Canceller {
    token: CancelToken,
    tls: Tls,
}

impl std::fmt::Debug for Canceller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Canceller")
    }
}

impl Canceller {
    pub(super) fn new(token: CancelToken, tls: Tls) -> Self {
        Self { token, tls }
    }

    /// Asks the server to stop; it says nothing to that, the statement then fails with `query_canceled`. `false` where
    /// the server cannot be asked.
    pub fn cancel(&self) -> bool {
        let Ok(runtime) = runtime() else { return false };
        runtime.block_on(self.token.cancel_query(self.tls.clone())).is_ok()
    }
}
