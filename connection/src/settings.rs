//! Parameters and the environment to what the driver is told.

use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use postgres::config::{SslNegotiation, TargetSessionAttrs};
use secrecy::ExposeSecret;
use tokio_postgres::Config;

use super::address::{is_address, reads_as_address};
use super::environment::{Environment, local_host};
use super::mode::Mode;
use super::parameters::Parameters;
use super::passfile::{self, Wanted};
use super::tls::{Roots, Tls};
use super::{Connection, ConnectionError};

const DEFAULT_PORT: &str = "5432";

/// What there is to know of a connection before it is made.
pub(super) struct Settings {
    parameters: Parameters,
    mode: Mode,
    roots: Option<Roots>,
    unread: Option<PathBuf>,
}

impl Settings {
    /// Reads the files that the parameters or the home folder name.
    pub(super) fn resolve(mut parameters: Parameters, environment: &Environment) -> Result<Self, ConnectionError> {
        fill_defaults(&mut parameters, environment)?;
        refuse_addresses(&parameters)?;
        let mode = Mode::read(parameters.get("sslmode"))?;
        let roots = roots(&parameters, mode, environment)?;
        let unread = fill_password(&mut parameters, environment)?;
        Ok(Self { parameters, mode, roots, unread })
    }

    /// The connection.
    pub(super) fn connection(self) -> Result<Connection, ConnectionError> {
        let verify = self.mode.verify(self.roots.is_some());
        let tls = Tls::new(verify, self.roots.as_ref()).map_err(|reason| ConnectionError::Value {
            name: "sslrootcert",
            value: self.parameters.get("sslrootcert").unwrap_or("~/.postgresql/root.crt").to_owned(),
            reason,
        })?;
        let local = self.parameters.list("host").iter().all(|host| host.starts_with('/'));
        Ok(Connection {
            config: self.config()?,
            // TLS is nothing that a socket of the machine has.
            mode: if local { Mode::Disable } else { self.mode },
            tls,
            address: address(&self.parameters),
            unread: self.unread,
        })
    }

    fn config(&self) -> Result<Config, ConnectionError> {
        let mut config = Config::new();
        for host in self.parameters.list("host") {
            config.host(host);
        }
        for port in numbers(&self.parameters, "port", 1..=u64::from(u16::MAX))? {
            config.port(u16::try_from(port).unwrap_or_default());
        }
        for address in self.parameters.list("hostaddr") {
            let wrong = |_| value("hostaddr", address, "it is an IP address");
            config.hostaddr(address.parse::<IpAddr>().map_err(wrong)?);
        }
        self.set_texts(&mut config);
        self.set_words(&mut config)?;
        self.set_times(&mut config)?;
        Ok(config)
    }

    fn set_texts(&self, config: &mut Config) {
        let get = |name| self.parameters.get(name);
        config.application_name(get("application_name").unwrap_or("typeferry"));
        get("user").map(|user| config.user(user));
        get("dbname").map(|name| config.dbname(name));
        get("options").map(|options| config.options(options));
        self.parameters.password().map(|password| config.password(password.expose_secret()));
    }

    fn set_words(&self, config: &mut Config) -> Result<(), ConnectionError> {
        match self.parameters.get("sslnegotiation") {
            None | Some("postgres") => {}
            Some("direct") if self.mode >= Mode::Require => drop(config.ssl_negotiation(SslNegotiation::Direct)),
            Some(other) => {
                return Err(value(
                    "sslnegotiation",
                    other,
                    "it is postgres, or direct with sslmode=require or stronger",
                ));
            }
        }
        match self.parameters.get("target_session_attrs") {
            None | Some("any") => {}
            Some("read-write") => drop(config.target_session_attrs(TargetSessionAttrs::ReadWrite)),
            Some("read-only") => drop(config.target_session_attrs(TargetSessionAttrs::ReadOnly)),
            Some(other) => return Err(value("target_session_attrs", other, "it is any, read-write or read-only")),
        }
        match self.parameters.get("channel_binding") {
            None | Some("disable" | "prefer") => Ok(()),
            Some(other) => Err(value("channel_binding", other, "it is disable or prefer: binding is not supported")),
        }
    }

    fn set_times(&self, config: &mut Config) -> Result<(), ConnectionError> {
        let number = |name| Ok(numbers(&self.parameters, name, 0..=u64::from(u32::MAX))?.first().copied());
        // Without one, and with 0, libpq waits for ever.
        if let Some(seconds @ 1..) = number("connect_timeout")? {
            config.connect_timeout(Duration::from_secs(seconds));
        }
        if let Some(on) = number("keepalives")? {
            config.keepalives(on != 0);
        }
        if let Some(seconds @ 1..) = number("keepalives_idle")? {
            config.keepalives_idle(Duration::from_secs(seconds));
        }
        Ok(())
    }
}

/// What is shown of a connection must not have a password in it.
fn refuse_addresses(parameters: &Parameters) -> Result<(), ConnectionError> {
    let is_one = |name: &&&str| parameters.get(name).is_some_and(reads_as_address);
    ["host", "user", "dbname"].iter().find(is_one).map_or(Ok(()), |name| {
        let reason = format!("its `{name}` is an address itself: give that one as the address");
        Err(ConnectionError::Address { reason })
    })
}

fn value(name: &'static str, value: &str, reason: &str) -> ConnectionError {
    let value = if is_address(value) { "(an address)" } else { value };
    ConnectionError::Value { name, value: value.to_owned(), reason: reason.to_owned() }
}

fn numbers(
    parameters: &Parameters,
    name: &'static str,
    range: std::ops::RangeInclusive<u64>,
) -> Result<Vec<u64>, ConnectionError> {
    let number = |text: &str| {
        // Of several hosts, one may have the default.
        let text = if text.is_empty() && name == "port" { DEFAULT_PORT } else { text };
        let found = text.parse().ok().filter(|number| range.contains(number));
        found.ok_or_else(|| value(name, text, &format!("it is a number from {} to {}", range.start(), range.end())))
    };
    parameters.list(name).into_iter().map(number).collect()
}

/// The host, the user and the database where nothing names them.
fn fill_defaults(parameters: &mut Parameters, environment: &Environment) -> Result<(), ConnectionError> {
    if parameters.get("host").is_none() {
        let host = parameters.get("hostaddr").map_or_else(local_host, str::to_owned);
        parameters.set("host", host)?;
    }
    if let (None, Some(user)) = (parameters.get("user"), &environment.user) {
        parameters.set("user", user.clone())?;
    }
    if let (None, Some(user)) = (parameters.get("dbname"), parameters.get("user").map(str::to_owned)) {
        parameters.set("dbname", user)?;
    }
    Ok(())
}

/// The certificates that are trusted: those of `sslrootcert`, else those of the home folder where they are.
fn roots(parameters: &Parameters, mode: Mode, environment: &Environment) -> Result<Option<Roots>, ConnectionError> {
    if parameters.get("sslrootcert") == Some("system") {
        // Anybody may have a certificate of those authorities: without the name, it says nothing.
        return match mode {
            Mode::VerifyFull => Ok(Some(Roots::System)),
            _ => Err(value("sslrootcert", "system", "it needs sslmode=verify-full")),
        };
    }
    if mode < Mode::Require {
        return Ok(None);
    }
    let named = parameters.get("sslrootcert").map(PathBuf::from);
    let path = match (&named, environment.at_home(".postgresql/root.crt")) {
        (Some(path), _) => path.clone(),
        (None, Some(path)) if path.is_file() || mode > Mode::Require => path,
        (None, _) if mode == Mode::Require => return Ok(None),
        (None, _) => {
            return Err(value("sslmode", parameters.get("sslmode").unwrap_or_default(), "it needs sslrootcert"));
        }
    };
    // As libpq: a root certificate that `require` names and that is not there is one that is not named.
    match (fs::read(&path), mode) {
        (Ok(pem), _) => Ok(Some(Roots::File(pem))),
        (Err(error), Mode::Require) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => Ok(None),
        (Err(error), _) => Err(unreadable("the file of root certificates", &path, &error)),
    }
}

fn unreadable(what: &'static str, path: &Path, error: &std::io::Error) -> ConnectionError {
    ConnectionError::File { what, path: path.to_owned(), reason: error.to_string() }
}

/// Looks the password up where it is not said; gives the file back that others may read, and so was not read.
fn fill_password(parameters: &mut Parameters, environment: &Environment) -> Result<Option<PathBuf>, ConnectionError> {
    let named = parameters.get("passfile").map(PathBuf::from);
    let Some(path) = named.or_else(|| environment.at_home(".pgpass")) else { return Ok(None) };
    if parameters.password().is_some() || !path.is_file() {
        return Ok(None);
    }
    if passfile::is_open_to_others(&path) {
        return Ok(Some(path));
    }
    let text = fs::read_to_string(&path).map_err(|error| unreadable("the password file", &path, &error))?;
    let first = |name| parameters.list(name).first().copied().unwrap_or_default().to_owned();
    let (host, port) = (first("host"), first("port"));
    let wanted = Wanted {
        // A folder with sockets is this machine.
        host: if host == local_host() { "localhost" } else { &host },
        port: if port.is_empty() { DEFAULT_PORT } else { &port },
        database: parameters.get("dbname").unwrap_or_default(),
        user: parameters.get("user").unwrap_or_default(),
    };
    if let Some(password) = passfile::find(&text, wanted) {
        parameters.set_password(password);
    }
    Ok(None)
}

/// The address for messages.
fn address(parameters: &Parameters) -> String {
    let get = |name| parameters.get(name).unwrap_or_default();
    let user = if get("user").is_empty() { String::new() } else { format!("{}@", get("user")) };
    let port = if get("port").is_empty() { String::new() } else { format!(":{}", get("port")) };
    format!("postgres://{user}{}{port}/{}", get("host"), get("dbname"))
}
