//! `sslmode`: how a connection is tried, and what is verified
//! (<https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION>).

use postgres::config::SslMode;

use super::ConnectionError;
use super::tls::Verify;

/// The modes of libpq, from the weakest to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mode {
    Disable,
    Allow,
    Prefer,
    Require,
    VerifyCa,
    VerifyFull,
}

const MODES: [(&str, Mode); 6] = [
    ("disable", Mode::Disable),
    ("allow", Mode::Allow),
    ("prefer", Mode::Prefer),
    ("require", Mode::Require),
    ("verify-ca", Mode::VerifyCa),
    ("verify-full", Mode::VerifyFull),
];

impl Mode {
    /// The mode of that name; libpq's own default where none is said.
    pub(super) fn read(name: Option<&str>) -> Result<Self, ConnectionError> {
        let Some(name) = name else { return Ok(Self::Prefer) };
        MODES.iter().find(|(known, _)| *known == name).map(|(_, mode)| *mode).ok_or_else(|| {
            let names = MODES.map(|(name, _)| name).join(", ");
            ConnectionError::Value { name: "sslmode", value: name.to_owned(), reason: format!("it is one of {names}") }
        })
    }

    /// The ways in which a connection is tried, one after the other as long as the server wants another.
    pub(super) fn attempts(self) -> &'static [SslMode] {
        match self {
            Self::Disable => &[SslMode::Disable],
            Self::Allow => &[SslMode::Disable, SslMode::Require],
            Self::Prefer => &[SslMode::Prefer, SslMode::Disable],
            Self::Require | Self::VerifyCa | Self::VerifyFull => &[SslMode::Require],
        }
    }

    /// What is verified; `require` verifies the chain where there is a file of roots, as it did before it had a
    /// name of its own.
    pub(super) fn verify(self, has_roots: bool) -> Verify {
        let checks_the_chain = self == Self::VerifyCa || (self == Self::Require && has_roots);
        match self {
            Self::VerifyFull => Verify::Name,
            _ if checks_the_chain => Verify::Chain,
            _ => Verify::Nothing,
        }
    }
}
