//! The parameters of a connection, by libpq's names
//! (<https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS>).

use std::collections::BTreeMap;

use secrecy::SecretString;

use super::ConnectionError;

/// The parameters that are supported, each with the environment variable that stands in for it.
pub(super) const KNOWN: [(&str, Option<&str>); 17] = [
    ("application_name", Some("PGAPPNAME")),
    ("channel_binding", Some("PGCHANNELBINDING")),
    ("connect_timeout", Some("PGCONNECT_TIMEOUT")),
    ("dbname", Some("PGDATABASE")),
    ("host", Some("PGHOST")),
    ("hostaddr", Some("PGHOSTADDR")),
    ("keepalives", None),
    ("keepalives_idle", None),
    ("options", Some("PGOPTIONS")),
    ("passfile", Some("PGPASSFILE")),
    (PASSWORD, Some("PGPASSWORD")),
    ("port", Some("PGPORT")),
    ("sslmode", Some("PGSSLMODE")),
    ("sslnegotiation", Some("PGSSLNEGOTIATION")),
    ("sslrootcert", Some("PGSSLROOTCERT")),
    ("target_session_attrs", Some("PGTARGETSESSIONATTRS")),
    ("user", Some("PGUSER")),
];

/// Parameters of libpq that would change who is asked, or how: they are refused rather than passed over.
pub(super) const UNSUPPORTED: [(&str, Option<&str>); 9] = [
    ("client_encoding", None),
    ("krbsrvname", Some("PGKRBSRVNAME")),
    ("require_auth", Some("PGREQUIREAUTH")),
    ("requirepeer", Some("PGREQUIREPEER")),
    ("service", Some("PGSERVICE")),
    ("sslcert", Some("PGSSLCERT")),
    ("sslcrl", Some("PGSSLCRL")),
    ("sslkey", Some("PGSSLKEY")),
    ("sslpassword", None),
];

const PASSWORD: &str = "password";

/// Parameters, the password apart.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    values: BTreeMap<&'static str, String>,
    password: Option<SecretString>,
}

impl Parameters {
    /// Sets a parameter that somebody wrote.
    pub(super) fn set(&mut self, name: &str, value: String) -> Result<(), ConnectionError> {
        if let Some((known, _)) = KNOWN.iter().find(|(known, _)| *known == name) {
            self.put(known, value);
            return Ok(());
        }
        match UNSUPPORTED.iter().find(|(other, _)| *other == name) {
            Some((name, _)) => Err(ConnectionError::Unsupported { name }),
            None => Err(unknown(name)),
        }
    }

    fn put(&mut self, name: &'static str, value: String) {
        match name {
            PASSWORD => self.password = Some(value.into()),
            name => drop(self.values.insert(name, value)),
        }
    }

    /// Fills in what is missing from variables; one that is empty counts as not set.
    pub(super) fn fill(&mut self, variable: impl Fn(&str) -> Option<String>) -> Result<(), ConnectionError> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let names = UNSUPPORTED.iter().filter_map(|(_, name)| *name);
        if let Some(name) = names.into_iter().find(|name| set(name).is_some()) {
            return Err(ConnectionError::Unsupported { name });
        }
        for (known, name) in KNOWN {
            if let (false, Some(value)) = (self.has(known), name.and_then(set)) {
                self.put(known, value);
            }
        }
        Ok(())
    }

    /// Whether nothing is set.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty() && self.password.is_none()
    }

    fn has(&self, name: &str) -> bool {
        if name == PASSWORD { self.password.is_some() } else { self.get(name).is_some() }
    }

    /// A parameter; one that is empty is as one that is not set.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The parts of a parameter that has commas between the values of several hosts.
    pub(super) fn list(&self, name: &str) -> Vec<&str> {
        self.get(name).map(|value| value.split(',').map(str::trim).collect()).unwrap_or_default()
    }

    pub(super) fn password(&self) -> Option<&SecretString> {
        self.password.as_ref()
    }

    pub(super) fn set_password(&mut self, password: SecretString) {
        self.password = Some(password);
    }
}

/// A name that is no parameter may be a piece of a password that nobody quoted: only what looks like a name is shown.
fn unknown(name: &str) -> ConnectionError {
    if !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') || name.is_empty() {
        return ConnectionError::Address { reason: "something that is no parameter has a value".to_owned() };
    }
    let known = || KNOWN.iter().map(|(known, _)| *known);
    let alike = |known: &&str| known.starts_with(name) || name.starts_with(*known);
    let nearest = typeferry_base::nearest(name, known()).or_else(|| known().find(alike));
    ConnectionError::Unknown { name: name.to_owned(), nearest }
}
