//! `schema pull` and `queries`, as the command line and the project's own tasks have them.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, Error, Subcommand};
use secrecy::SecretString;
use typeferry_codegen::Contract;
use typeferry_codegen::diagnostic::{Diagnostic, Diagnostics, Source};
use typeferry_codegen::query::Written;

use crate::documents::{Kept, kept};
use crate::endpoint::{Endpoint, EndpointError};
use crate::files::{ContractDir, FileError, write_if_changed};
use crate::pull::{PullError, pull_endpoint, pull_saved, pull_untold};

/// Where the token is, unless a flag says otherwise.
const TOKEN_VARIABLE: &str = "TYPEFERRY_TOKEN";

/// How an endpoint is asked.
#[derive(Debug, Clone, Args)]
pub struct EndpointArgs {
    /// The bearer token; better in the environment (`TYPEFERRY_TOKEN`) or a file, where no process list shows it
    #[arg(long, value_name = "TOKEN")]
    pub token: Option<SecretString>,
    /// A file that holds the bearer token, `-` for standard input; it wins over the environment
    #[arg(long, value_name = "FILE", conflicts_with = "token")]
    pub token_file: Option<PathBuf>,
    /// A header to send with each request; may be repeated
    #[arg(long = "header", value_name = "NAME: VALUE", value_parser = Unrepeated(parse_header))]
    pub headers: Vec<(String, String)>,
}

impl EndpointArgs {
    /// The token, wherever it is: a flag counts before the environment.
    ///
    /// # Errors
    /// The file cannot be read, or what is in the environment is no text.
    pub fn token(&self) -> Result<Option<SecretString>, FileError> {
        if self.token.is_some() {
            return Ok(self.token.clone());
        }
        let Some(path) = &self.token_file else { return token_of_environment() };
        let text =
            if path == Path::new("-") { std::io::read_to_string(std::io::stdin()) } else { fs::read_to_string(path) };
        let text = text.map_err(|source| FileError { path: path.clone(), source })?;
        Ok(Some(SecretString::from(text.trim())))
    }
}

fn token_of_environment() -> Result<Option<SecretString>, FileError> {
    let no_text = |_| FileError { path: TOKEN_VARIABLE.into(), source: std::io::ErrorKind::InvalidData.into() };
    std::env::var_os(TOKEN_VARIABLE)
        .map(|token| token.into_string().map(SecretString::from).map_err(no_text))
        .transpose()
}

/// A parser of values that are not repeated where they are wrong: a header may hold a secret.
#[derive(Debug, Clone, Copy)]
pub struct Unrepeated<T>(pub fn(&str) -> Result<T, String>);

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Unrepeated<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let parsed = value.to_str().ok_or_else(|| "it is no text".to_owned()).and_then(self.0);
        let name = arg.map(ToString::to_string).unwrap_or_default();
        let wrong =
            |reason| Error::raw(ErrorKind::ValueValidation, format!("the value of `{name}` is wrong: {reason}\n"));
        parsed.map_err(|reason| wrong(reason).with_cmd(command))
    }
}

/// A header from `Name: value`.
///
/// # Errors
/// There is no colon in it.
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

/// What is done with the schema file.
#[derive(Debug, Clone, Subcommand)]
pub enum SchemaCommand {
    /// Write schema.graphql from a live endpoint, or from saved answers
    Pull(SchemaPullArgs),
}

/// `schema pull`.
#[derive(Debug, Clone, Args)]
pub struct SchemaPullArgs {
    /// The endpoint to ask for introspection and `_meta`
    #[arg(long, value_name = "URL", required_unless_present = "introspection", conflicts_with = "introspection")]
    pub graphql_endpoint: Option<String>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap takes a doc comment here for the help text")]
    pub endpoint: EndpointArgs,
    /// A saved answer to introspection
    #[arg(long, value_name = "FILE", requires = "told")]
    pub introspection: Option<PathBuf>,
    /// A saved answer to `_meta`
    #[arg(long, value_name = "FILE", requires = "introspection", group = "told")]
    pub meta: Option<PathBuf>,
    /// Where no answer to `_meta` is at hand: the tables of the API, a JSON object such as
    /// `{"tables": [{"schema": "app", "table": "post"}]}`; what is assumed of their columns is marked in the schema file
    #[arg(long, value_name = "FILE", requires = "introspection", conflicts_with = "meta", group = "told")]
    pub tables: Option<PathBuf>,
    /// The schema file of another API of the same platform: what it says of a column is taken rather than assumed, and
    /// its tables of other PostgreSQL schemas stay
    #[arg(long, value_name = "FILE", requires = "tables")]
    pub beside: Option<PathBuf>,
    /// The file to write; `-` is standard output
    #[arg(long, value_name = "FILE", visible_alias = "output", default_value = "schema.graphql")]
    pub out: PathBuf,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap takes a doc comment here for the help text")]
    pub mode: WriteMode,
}

/// Whether to write, or only to say.
#[derive(Debug, Clone, Copy, Args)]
pub struct WriteMode {
    /// Write nothing; end with 3 if something would change
    #[arg(long, conflicts_with = "dry_run")]
    pub check: bool,
    /// Write nothing; say what would change
    #[arg(long)]
    pub dry_run: bool,
}

/// `queries`.
#[derive(Debug, Clone, Args)]
pub struct QueriesArgs {
    /// The folder of the contract: schema.graphql, typeferry.toml and queries/
    #[arg(value_name = "DIR", default_value = ".")]
    pub dir: PathBuf,
    /// Accept the documents as they are then: write queries/contract.lock too
    #[arg(long)]
    pub accept: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap takes a doc comment here for the help text")]
    pub mode: WriteMode,
}

/// What a command did, or would do.
#[derive(Debug, Default)]
pub struct Outcome {
    /// A line for each file that changed, or would.
    pub changes: Vec<String>,
    /// What else there is to say.
    pub notes: Vec<String>,
    /// Whether a check found a difference.
    pub differs: bool,
    /// What is for standard output and nothing else, where that was asked for instead of a file.
    pub text: Option<String>,
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The endpoint or its answers.
    #[error(transparent)]
    Pull(#[from] PullError),
    /// Standard output has nothing that could be compared.
    #[error("--check and --dry-run compare with a file, and standard output is none: name it with --out FILE")]
    NoFile,
    /// The contract does not hold.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Contract(Diagnostics),
}

impl From<EndpointError> for CommandError {
    fn from(error: EndpointError) -> Self {
        Self::Pull(PullError::Endpoint(error))
    }
}

impl CommandError {
    /// The exit code: the endpoint's own, 3 where the contract does not hold, else 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Pull(PullError::Endpoint(error)) => error.exit_code(),
            Self::NoFile => 2,
            Self::Contract(_) => 3,
            Self::Pull(PullError::Introspection(_) | PullError::Meta(_)) => 4,
            Self::File(_) | Self::Pull(PullError::Schema(_)) => 1,
        }
    }
}

impl SchemaPullArgs {
    /// Pulls the schema.
    ///
    /// # Errors
    /// No answer, answers that do not match, or a file that cannot be written; the old file stays as it was.
    pub fn run(&self) -> Result<Outcome, CommandError> {
        if self.out == Path::new("-") && (self.mode.check || self.mode.dry_run) {
            return Err(CommandError::NoFile);
        }
        let mut outcome = Outcome::default();
        let text = self.text(&mut outcome)?;
        if self.out == Path::new("-") {
            outcome.text = Some(text);
        } else {
            settle(&self.out, Some(&text), self.mode, &mut outcome)?;
        }
        Ok(outcome)
    }

    fn text(&self, outcome: &mut Outcome) -> Result<String, CommandError> {
        if let Some(url) = &self.graphql_endpoint {
            let endpoint = Endpoint::new(url, self.endpoint.headers.clone(), self.endpoint.token()?)?;
            return Ok(pull_endpoint(&endpoint)?);
        }
        let read = |path: &Option<PathBuf>| match path {
            Some(path) => fs::read_to_string(path).map_err(|source| FileError { path: path.clone(), source }),
            None => Ok(String::new()),
        };
        if self.tables.is_some() {
            let beside = read(&self.beside)?;
            let beside = self.beside.as_ref().map(|path| Source::new(path.display().to_string(), beside));
            let untold = pull_untold(&read(&self.introspection)?, &read(&self.tables)?, beside.as_ref())?;
            outcome.notes.extend(untold.not_shown.iter().map(|table| format!("the API does not show {table}")));
            return Ok(untold.text);
        }
        Ok(pull_saved(&read(&self.introspection)?, &read(&self.meta)?)?)
    }
}

impl QueriesArgs {
    /// Writes the documents of tables from the schema; with `--accept`, the lock too.
    ///
    /// # Errors
    /// The schema does not read, a hand-written operation does not fit it, or a file cannot be written.
    pub fn run(&self) -> Result<Outcome, CommandError> {
        let dir = ContractDir::new(&self.dir);
        let mut contract = dir.read()?;
        let written = contract.documents().map_err(CommandError::Contract)?;
        let Kept { documents, stale } =
            kept(&contract, written, dir.table_documents()?).map_err(CommandError::Contract)?;
        contract.tables = documents.iter().map(source).collect();
        // Everything is checked before anything is written.
        let checked = contract.check().map_err(CommandError::Contract)?;
        let mut outcome = Outcome::default();
        outcome.notes.extend(checked.warnings.iter().map(ToString::to_string));
        self.documents(&dir, &documents, &stale, &mut outcome)?;
        self.lock(&dir, &contract, &checked.lock.text(), &mut outcome)?;
        Ok(outcome)
    }

    fn documents(
        &self,
        dir: &ContractDir,
        documents: &[Written],
        stale: &[String],
        outcome: &mut Outcome,
    ) -> Result<(), FileError> {
        for document in documents {
            settle(&dir.queries_path().join(&document.path), Some(&document.text), self.mode, outcome)?;
        }
        for path in stale {
            if self.accept || self.mode.check || self.mode.dry_run {
                settle(&dir.queries_path().join(path), None, self.mode, outcome)?;
            } else {
                outcome.notes.push(format!("queries/{path} is of a table that is gone: `--accept` removes it"));
            }
        }
        Ok(())
    }

    fn lock(&self, dir: &ContractDir, contract: &Contract, lock: &str, outcome: &mut Outcome) -> Result<(), FileError> {
        if self.accept || self.mode.check || self.mode.dry_run {
            return settle(&dir.lock_path(), Some(lock), self.mode, outcome);
        }
        if lock != contract.lock.text() {
            outcome.notes.push("the lock is as it was: `--accept` takes the change".into());
        }
        Ok(())
    }
}

fn source(document: &Written) -> Source {
    Source::new(format!("queries/{}", document.path), document.text.clone())
}

/// Brings one file to its text, or away, as the mode says.
fn settle(path: &Path, text: Option<&str>, mode: WriteMode, outcome: &mut Outcome) -> Result<(), FileError> {
    let old = fs::read_to_string(path).ok();
    if old.as_deref() == text {
        return Ok(());
    }
    let verb = match (&old, text) {
        (None, _) => "new",
        (Some(_), None) => "removed",
        (Some(_), Some(_)) => "changed",
    };
    outcome.changes.push(format!("{verb} {}", path.display()));
    outcome.differs |= mode.check;
    if mode.check || mode.dry_run {
        return Ok(());
    }
    match text {
        Some(text) => write_if_changed(path, text).map(|_| ()),
        None => fs::remove_file(path).map_err(|source| FileError { path: path.to_owned(), source }),
    }
}

impl CommandError {
    /// The findings, if it is about the contract or the schema.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Self::Contract(found) | Self::Pull(PullError::Schema(found)) => found,
            Self::File(_) | Self::Pull(_) | Self::NoFile => &[],
        }
    }
}
