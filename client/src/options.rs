//! How an endpoint is asked, from what a person gives: headers, and where the token is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use typeferry_codegen::dialect::Headers;
use typeferry_contract::{FileError, read_text};

use crate::endpoint::{Endpoint, EndpointError};

/// Where the token is, unless it is given.
const TOKEN_VARIABLE: &str = "TYPEFERRY_TOKEN";

/// How an endpoint is asked.
#[derive(Debug, Clone, Default)]
pub struct EndpointOptions {
    /// The bearer token.
    pub token: Option<SecretString>,
    /// A file that holds the bearer token; `-` is standard input.
    pub token_file: Option<PathBuf>,
    /// The headers of each request.
    pub headers: Vec<(String, String)>,
    /// What is known of the platform's headers.
    pub hints: Headers,
}

impl EndpointOptions {
    /// The token, wherever it is: what is given counts before a file, and that before the environment
    /// (`TYPEFERRY_TOKEN`).
    ///
    /// # Errors
    /// The file cannot be read, or what is in the environment is not valid UTF-8.
    pub fn token(&self) -> Result<Option<SecretString>, FileError> {
        match (&self.token, &self.token_file) {
            (Some(token), _) => Ok(Some(token.clone())),
            (None, Some(path)) => Ok(Some(SecretString::from(token_of(path)?.trim()))),
            (None, None) => token_of_environment(),
        }
    }

    /// The endpoint at an address.
    ///
    /// # Errors
    /// As of [`EndpointOptions::token`] and [`Endpoint::new`].
    pub(crate) fn endpoint<E: From<FileError> + From<EndpointError>>(&self, url: &str) -> Result<Endpoint, E> {
        Ok(Endpoint::new(url, self.headers.clone(), self.token()?)?.hinting(self.hints))
    }
}

fn token_of(path: &Path) -> Result<String, FileError> {
    if path == Path::new("-") {
        return std::io::read_to_string(std::io::stdin()).map_err(|source| FileError { path: path.to_owned(), source });
    }
    read_text(path)
}

fn token_of_environment() -> Result<Option<SecretString>, FileError> {
    let no_text = |_| FileError { path: TOKEN_VARIABLE.into(), source: std::io::ErrorKind::InvalidData.into() };
    std::env::var_os(TOKEN_VARIABLE)
        .map(|token| token.into_string().map(SecretString::from).map_err(no_text))
        .transpose()
}

/// A header from `Name: value`.
///
/// # Errors
/// There is no colon in it. The text is not repeated: it may hold a secret.
pub fn parse_header(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once(':').ok_or("a header is written `Name: value`")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

/// Headers from `Name: value`, or from a JSON object of them.
///
/// # Errors
/// It is neither.
pub fn parse_headers(text: &str) -> Result<Vec<(String, String)>, String> {
    if !text.trim_start().starts_with('{') {
        return parse_header(text).map(|header| vec![header]);
    }
    let object: BTreeMap<String, String> =
        serde_json::from_str(text).map_err(|error| format!("headers are an object of strings: {error}"))?;
    Ok(object.into_iter().collect())
}
