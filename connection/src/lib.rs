//! A connection to PostgreSQL as libpq makes it: of an address, of `PG*` variables and of the password file.
//!
//! Kerberos, client certificates, service files and channel binding are not supported: what asks for them is an error
//! that names it. A certificate must have the host among its alternative names; its common name is not looked at.

mod address;
mod ado;
mod cancel;
mod driver;
mod environment;
mod error;
mod mode;
mod parameters;
mod passfile;
mod session;
mod settings;
mod tls;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use postgres::Client;
use postgres::config::SslMode;
use secrecy::{ExposeSecret, SecretString};
use tokio_postgres::Config;

pub use self::address::is_address;
pub use self::cancel::Canceller;
pub use self::driver::{describe, describe as said, is_fatal, is_out_of_step};
pub use self::environment::{Environment, Variables};
pub use self::error::ConnectionError;
pub use self::session::{OnNotice, RunError, Session};

use self::mode::Mode;
use self::session::Opened;
use self::tls::Tls;

/// Where a database is, and how it is connected to.
#[derive(Debug, Clone)]
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
        Self::with(address, &[], environment)
    }

    /// As [`Connection::new`], with parameters that win over those of the address; the address may also be `;` pairs,
    /// as ADO.NET has them.
    ///
    /// # Errors
    /// As there.
    pub fn with(
        address: &SecretString,
        parameters: &[(&str, String)],
        environment: &Environment,
    ) -> Result<Self, ConnectionError> {
        let text = address.expose_secret();
        let mut all = if ado::is_one(text) { ado::parse(text)? } else { address::parse(text)? };
        for (name, value) in parameters {
            all.set(name, value.clone())?;
        }
        all.fill(|name| environment.variables.get(name).map(str::to_owned))?;
        settings::Settings::resolve(all, environment)?.connection()
    }

    /// The same server and user, another database.
    #[must_use]
    pub fn to_database(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.config.dbname(name);
        let server = self.address.len() - self.database().len();
        other.address = format!("{}{name}", self.address.get(..server).unwrap_or_default());
        other
    }

    /// The database.
    pub fn database(&self) -> &str {
        self.config.get_dbname().unwrap_or_default()
    }

    /// Connects.
    ///
    /// # Errors
    /// Nobody answers, or the server refuses.
    pub fn open(&self) -> Result<Client, ConnectionError> {
        self.attempts(|mode| {
            let mut config = self.config.clone();
            config.ssl_mode(mode);
            postgres::Config::from(config).connect(self.tls.clone())
        })
    }

    /// Connects, to run scripts statement by statement; waits for an answer as long as the address says, and not
    /// longer than this time.
    ///
    /// # Errors
    /// Nobody answers, or the server refuses.
    pub fn session(&self, on_notice: &OnNotice, within: Option<Duration>) -> Result<Session, ConnectionError> {
        let unreachable = |reason: String, kind| ConnectionError::Unreachable {
            address: self.address.clone(),
            reason,
            kind: Some(kind),
        };
        let runtime = session::runtime().map_err(|error| unreachable(error.to_string(), error.kind()))?;
        let end = within.and_then(|time| Instant::now().checked_add(time));
        let opened = self.attempts(|mode| {
            let mut config = self.config.clone();
            config.ssl_mode(mode);
            Opened::connect(&runtime, &config, self.tls.clone(), end)
        })?;
        let late = || unreachable("it did not answer in time".to_owned(), ErrorKind::TimedOut);
        Ok(Session::new(runtime, opened.ok_or_else(late)?, self.tls.clone(), on_notice.clone()))
    }

    /// Tries the ways of the mode, one after the other as long as the server wants another.
    fn attempts<T>(&self, open: impl Fn(SslMode) -> Result<T, postgres::Error>) -> Result<T, ConnectionError> {
        let mut attempts = self.mode.attempts().iter();
        let mut result = open(attempts.next().copied().unwrap_or(SslMode::Require));
        for mode in attempts {
            match &result {
                Err(error) if driver::wants_other_mode(error) => result = open(*mode).or(result),
                _ => break,
            }
        }
        result.map_err(|error| self.failure(&error))
    }

    /// The address, without the password.
    pub fn address(&self) -> &str {
        &self.address
    }

    fn failure(&self, error: &postgres::Error) -> ConnectionError {
        let address = self.address.clone();
        match error.as_db_error() {
            Some(error) => ConnectionError::Refused {
                address,
                message: error.message().to_owned(),
                code: Some(error.code().code().to_owned()),
                note: self.note(),
            },
            None if driver::is_of_authentication(error) => {
                ConnectionError::Refused { address, message: describe(error), code: None, note: self.note() }
            }
            None => {
                ConnectionError::Unreachable { address, reason: describe(error), kind: driver::network_error(error) }
            }
        }
    }

    fn note(&self) -> String {
        let unread =
            |path: &PathBuf| format!("; {} was not read, because others may: give it the mode 0600", path.display());
        self.unread.as_ref().map(unread).unwrap_or_default()
    }
}
