//! How an endpoint is asked: the flags that every command has which asks one.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Args, Command, Error};
use secrecy::SecretString;
use typeferry_client::{RetryPolicy, Timeouts};
use typeferry_codegen::dialect::CONSTRUCTIVE;
use typeferry_introspection::{EndpointOptions, parse_header};

/// The flags.
#[derive(Debug, Clone, Args)]
pub(crate) struct EndpointArgs {
    /// The bearer token; better in the environment (`TYPEFERRY_TOKEN`) or a file, where no process list shows it
    #[arg(long, value_name = "TOKEN")]
    token: Option<SecretString>,
    /// A file that holds the bearer token, `-` for standard input; it wins over the environment
    #[arg(long, value_name = "FILE", conflicts_with = "token")]
    token_file: Option<PathBuf>,
    /// A command that prints the bearer token on one line; run again when the token is refused, which may be in the
    /// middle of an export
    #[arg(long, value_name = "COMMAND", conflicts_with_all = ["token", "token_file"])]
    token_command: Option<String>,
    /// A file with certificates (PEM) to trust beside the system's
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
    /// How often a request that failed in passing is sent again
    #[arg(long, value_name = "N", env = "TYPEFERRY_RETRIES", default_value_t = RetryPolicy::default().retries)]
    retries: u32,
    /// How many seconds requests that are sent again may wait in all
    #[arg(long, value_name = "SECONDS", default_value_t = RetryPolicy::default().budget.as_secs())]
    retry_for: u64,
    /// How many bytes an answer may have, decompressed
    #[arg(long, value_name = "BYTES", value_parser = clap::value_parser!(u64).range(1..))]
    max_response: Option<u64>,
    /// How many bytes a second an answer comes at, at the least; 0 waits however slow it is
    #[arg(long, value_name = "BYTES", default_value_t = Timeouts::default().min_rate)]
    min_rate: u64,
    /// Write a line about each request to standard error; twice, its document too
    #[arg(short, long, action = ArgAction::Count)]
    pub(crate) verbose: u8,
    /// A header to send with each request; may be repeated
    #[arg(long = "header", value_name = "NAME: VALUE", value_parser = Unrepeated(parse_header))]
    pub(crate) headers: Vec<(String, String)>,
}

impl EndpointArgs {
    /// The same, with headers that a platform wants in the place of the given ones.
    pub(crate) fn options(&self, headers: Vec<(String, String)>) -> EndpointOptions {
        let Self { token, token_file, token_command, ca_file, retries, retry_for, .. } = self.clone();
        EndpointOptions {
            token,
            token_file,
            token_command,
            ca_file,
            retries: RetryPolicy { retries, budget: Duration::from_secs(retry_for) },
            max_response: self.max_response,
            min_rate: Some(self.min_rate),
            headers,
            hints: CONSTRUCTIVE.headers(),
        }
    }
}

/// A parser whose errors do not repeat the value: a header may hold a secret.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unrepeated<T>(pub(crate) fn(&str) -> Result<T, String>);

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Unrepeated<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let parsed = value.to_str().ok_or_else(|| "it is no text".to_owned()).and_then(self.0);
        let name = arg.map(ToString::to_string).unwrap_or_default();
        let refused =
            |reason| Error::raw(ErrorKind::ValueValidation, format!("the value of `{name}` is wrong: {reason}\n"));
        parsed.map_err(|reason| refused(reason).with_cmd(command))
    }
}
