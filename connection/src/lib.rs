//! A connection to PostgreSQL as libpq makes it: of an address, of `PG*` variables and of the password file.
//!
//! Kerberos, client certificates, service files and channel binding are not supported: what asks for them is an error
//! that names it. A certificate must have the host among its alternative names; its common name is not looked at.

mod address;
mod environment;
mod error;
mod mode;
mod parameters;
mod passfile;
mod settings;
mod tls;

use std::path::PathBuf;

use postgres::config::SslMode;
use postgres::error::SqlState;
use postgres::{Client, Config};
use secrecy::{ExposeSecret, SecretString};

pub use self::environment::{Environment, Variables};
pub use self::error::ConnectionError;

use self::mode::Mode;
use self::tls::Tls;

/// Where a database is, and how it is connected to.
#[derive(Debug)]
pub struct Connection {
    config: Config,
    mode: Mode,
    tls: Tls,
    address: String,
    unread: Option<PathBuf>,
}

impl Connection {
    /// The database of an address, a URL or `key=value` pairs; what it does not say is taken from the environment, as
    /// libpq takes it. An empty address says nothing.
    ///
    /// # Errors
    /// The address or a variable cannot be read, asks for what is not supported, or names a file that is not there.
    pub fn new(address: &SecretString, environment: &Environment) -> Result<Self, ConnectionError> {
        let mut parameters = address::parse(address.expose_secret())?;
        parameters.fill(|name| environment.variables.get(name).map(str::to_owned))?;
        settings::Settings::resolve(parameters, environment)?.connection()
    }

    /// Connects.
    ///
    /// # Errors
    /// Nobody answers, or the server refuses.
    pub fn open(&self) -> Result<Client, ConnectionError> {
        let mut attempts = self.mode.attempts().iter();
        let mut result = self.attempt(attempts.next().copied().unwrap_or(SslMode::Require));
        for mode in attempts {
            match &result {
                Err(error) if wants_the_other(error) => result = self.attempt(*mode).or(result),
                _ => break,
            }
        }
        result.map_err(|error| self.failure(&error))
    }

    /// The address, without the password.
    pub fn address(&self) -> &str {
        &self.address
    }

    fn attempt(&self, mode: SslMode) -> Result<Client, postgres::Error> {
        let mut config = self.config.clone();
        config.ssl_mode(mode).connect(self.tls.clone())
    }

    fn failure(&self, error: &postgres::Error) -> ConnectionError {
        let address = self.address.clone();
        match error.as_db_error() {
            Some(said) => ConnectionError::Refused { address, message: said.message().to_owned(), note: self.note() },
            None if is_of_authentication(error) => {
                ConnectionError::Refused { address, message: said(error), note: self.note() }
            }
            None => ConnectionError::Unreachable { address, reason: said(error) },
        }
    }

    fn note(&self) -> String {
        let unread =
            |path: &PathBuf| format!("; {} was not read, because others may: give it the mode 0600", path.display());
        self.unread.as_ref().map(unread).unwrap_or_default()
    }
}

/// Whether a server that has refused may want TLS, or a connection without it.
fn wants_the_other(error: &postgres::Error) -> bool {
    let refused = error.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION);
    refused || error.to_string().starts_with("error performing TLS handshake")
}

/// A password that is wanted and not there is found out on this side.
fn is_of_authentication(error: &postgres::Error) -> bool {
    let text = error.to_string();
    text.starts_with("authentication error") || text.starts_with("invalid configuration")
}

/// What an error and its causes say, on one line.
pub fn said(error: &postgres::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(deeper) = cause {
        let said = deeper.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        cause = deeper.source();
    }
    text.replace('\n', " ")
}
