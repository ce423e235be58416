//! The parameters of a script: `pgmi_parameter_view` and the settings `pgmi.<key>`.

use std::collections::BTreeMap;

/// Parameters by key. Keys are `[A-Za-z_][A-Za-z0-9_]{0,62}` and are kept in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters(BTreeMap<String, String>);

/// Why a parameter cannot be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParameterError {
    /// The key is none.
    #[error("invalid parameter key \"{key}\": a key is a letter or `_`, then up to 62 letters, digits or `_`")]
    Key {
        /// The key.
        key: String,
    },
    /// The value has a NUL, which PostgreSQL's text cannot have.
    #[error("the value of the parameter \"{key}\" has the character U+0000, which PostgreSQL cannot store")]
    Value {
        /// The key.
        key: String,
    },
}

impl Parameters {
    /// Sets a parameter; one of the same key, in whatever case, is replaced.
    ///
    /// # Errors
    /// The key is none, or the value has a NUL.
    pub fn set(&mut self, key: &str, value: impl Into<String>) -> Result<(), ParameterError> {
        let value = value.into();
        if !is_key(key) {
            return Err(ParameterError::Key { key: key.to_owned() });
        }
        if value.contains('\0') {
            return Err(ParameterError::Value { key: key.to_owned() });
        }
        self.0.insert(key.to_ascii_lowercase(), value);
        Ok(())
    }

    /// Every parameter, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

fn is_key(key: &str) -> bool {
    let mut bytes = key.bytes();
    let starts = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    starts && key.len() <= 63 && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
