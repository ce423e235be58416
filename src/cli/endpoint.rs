//! How an endpoint is asked: the flags that every command has which asks one.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, Error};
use secrecy::SecretString;
use typeferry_client::{EndpointOptions, parse_header};
use typeferry_codegen::dialect::CONSTRUCTIVE;

/// The flags.
#[derive(Debug, Clone, Args)]
pub(crate) struct EndpointArgs {
    /// The bearer token; better in the environment (`TYPEFERRY_TOKEN`) or a file, where no process list shows it
    #[arg(long, value_name = "TOKEN")]
    token: Option<SecretString>,
    /// A file that holds the bearer token, `-` for standard input; it wins over the environment
    #[arg(long, value_name = "FILE", conflicts_with = "token")]
    token_file: Option<PathBuf>,
    /// A header to send with each request; may be repeated
    #[arg(long = "header", value_name = "NAME: VALUE", value_parser = Unrepeated(parse_header))]
    pub(crate) headers: Vec<(String, String)>,
}

impl EndpointArgs {
    /// The same, with headers that a platform wants in the place of the given ones.
    pub(crate) fn options(&self, headers: Vec<(String, String)>) -> EndpointOptions {
        let Self { token, token_file, .. } = self.clone();
        EndpointOptions { token, token_file, headers, hints: CONSTRUCTIVE.headers() }
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
