//! Why there is no connection.

use std::path::PathBuf;

use typeferry_base::did_you_mean;

/// Why there is no connection. No message has the password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectionError {
    /// The address cannot be read.
    #[error(
        "the database's address cannot be read: {reason}; write postgres://USER@HOST:PORT/DATABASE or key=value pairs"
    )]
    Address {
        /// What is wrong, without any value of the address.
        reason: String,
    },
    /// A parameter that nothing here knows.
    #[error("the database's address has the unknown parameter `{name}`{}", did_you_mean(*.nearest))]
    Unknown {
        /// Its name.
        name: String,
        /// The known parameter that it may stand for.
        nearest: Option<&'static str>,
    },
    /// A parameter of libpq that is not supported: to go on without it would connect in another way.
    #[error("{name} is set, and typeferry does not support it: unset it, and give what it stands for in the address")]
    Unsupported {
        /// The parameter or the environment variable.
        name: &'static str,
    },
    /// A parameter with a value that it cannot have.
    #[error("the parameter `{name}` of the database's address cannot be `{value}`: {reason}")]
    Value {
        /// The parameter.
        name: &'static str,
        /// The value.
        value: String,
        /// What it can be.
        reason: String,
    },
    /// A file that the connection needs.
    #[error("{what} {} cannot be read: {reason}", path.display())]
    File {
        /// What it is for.
        what: &'static str,
        /// Where.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The server refused: who connects, the password, or the database.
    #[error("{address} refused the connection: {message}{note}")]
    Refused {
        /// The address, without the password.
        address: String,
        /// What the server said.
        message: String,
        /// The SQLSTATE, where the server has said no; none where this side found out.
        code: Option<String>,
        /// What may be the cause, on this side; empty, or words that follow the message.
        note: String,
    },
    /// No server answers.
    #[error("{address} cannot be reached: {reason}")]
    Unreachable {
        /// The address, without the password.
        address: String,
        /// Why.
        reason: String,
        /// The kind of what the network said, where it was the network.
        kind: Option<std::io::ErrorKind>,
    },
}

/// `invalid_catalog_name` (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
const NO_DATABASE: &str = "3D000";

impl ConnectionError {
    /// Whether the server has no database of that name.
    pub fn is_no_database(&self) -> bool {
        matches!(self, Self::Refused { code: Some(code), .. } if code == NO_DATABASE)
    }
}
