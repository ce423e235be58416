//! How an endpoint is asked, from what a person gives: headers, and where the token is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use secrecy::SecretString;
use typeferry_base::Headers;
use typeferry_client::blocking::{Client, Endpoint};
use typeferry_client::{EndpointError, RetryPolicy, Timeouts, TokenSource};
use typeferry_contract::{FileError, read_text};

use crate::token_command::TokenCommand;

/// Where the token is, unless it is given.
const TOKEN_VARIABLE: &str = "TYPEFERRY_TOKEN";

/// How an endpoint is asked.
#[derive(Debug, Clone, Default)]
pub struct EndpointOptions {
    /// The bearer token.
    pub token: Option<SecretString>,
    /// A file that holds the bearer token; `-` is standard input.
    pub token_file: Option<PathBuf>,
    /// A command of a shell that prints the bearer token; it is run again where the token is refused.
    pub token_command: Option<String>,
    /// A file with certificates in PEM that are trusted beside the system's.
    pub ca_file: Option<PathBuf>,
    /// How often requests are sent again.
    pub retries: RetryPolicy,
    /// How many bytes of an answer are taken, decompressed; `None` for what is usual.
    pub max_response: Option<u64>,
    /// How many bytes a second an answer comes at, at the least; 0 is no bound, `None` for what is usual.
    pub min_rate: Option<u64>,
    /// The headers of each request.
    pub headers: Vec<(String, String)>,
    /// What is known of the platform's headers.
    pub hints: Headers,
}

/// Where the token of several endpoints comes from, found once.
#[derive(Debug, Clone)]
pub struct Credentials {
    token: Option<SecretString>,
    source: Option<Arc<dyn TokenSource>>,
}

impl EndpointOptions {
    /// Where the token comes from.
    ///
    /// # Errors
    /// As of [`EndpointOptions::token`].
    pub fn credentials(&self) -> Result<Credentials, FileError> {
        let source = |command: &String| Arc::new(TokenCommand::new(command)) as Arc<dyn TokenSource>;
        let source = self.token_command.as_ref().map(source);
        let token = if source.is_some() { None } else { self.token()? };
        Ok(Credentials { token, source })
    }

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
    /// As of [`EndpointOptions::token`], and [`EndpointError`] where it cannot be asked so.
    pub(crate) fn endpoint<E: From<FileError> + From<EndpointError>>(&self, url: &str) -> Result<Endpoint, E> {
        self.endpoint_of(&Client::new()?, url, &self.credentials()?)
    }

    /// The endpoint at an address, asked by a client that others share.
    ///
    /// # Errors
    /// The file with certificates cannot be read; [`EndpointError`] where the address cannot be asked so.
    pub fn endpoint_of<E>(&self, client: &Client, url: &str, credentials: &Credentials) -> Result<Endpoint, E>
    where
        E: From<FileError> + From<EndpointError>,
    {
        let mut endpoint = typeferry_client::Endpoint::builder(url).headers(self.headers.clone()).hints(self.hints);
        endpoint = endpoint.retries(self.retries).token(credentials.token.clone());
        if let Some(source) = &credentials.source {
            endpoint = endpoint.token_source(Arc::clone(source));
        }
        if let Some(bytes) = self.max_response {
            endpoint = endpoint.max_response(bytes);
        }
        if let Some(min_rate) = self.min_rate {
            endpoint = endpoint.timeouts(Timeouts { min_rate, ..Timeouts::default() });
        }
        if let Some(path) = &self.ca_file {
            endpoint = endpoint.authorities(read_text(path)?.into_bytes());
        }
        Ok(client.endpoint(endpoint.build()?))
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
