//! `drift`: a contract compared with what an endpoint or a file has today.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use typeferry_codegen::Contract;
use typeferry_codegen::diagnostic::{Diagnostic, Diagnostics, Source};
use typeferry_codegen::drift::{Difference, Format, OnBuild, OnProgram, Report, Severity};
use typeferry_codegen::schema::sdl;

use crate::cache::{Cache, Compared, hash};
use crate::command::EndpointArgs;
use crate::compiled::{Compiled, text_parts};
use crate::endpoint::{Endpoint, EndpointError};
use crate::files::{ContractDir, FileError};
use crate::known::Known;
use crate::pull::{Answers, PullError};

/// `drift`.
#[derive(Debug, Clone, Args)]
pub struct DriftArgs {
    /// The schema to compare, with the typeferry.toml and the documents of its folder; by default the program's own
    /// contract
    #[arg(long, value_name = "FILE")]
    pub schema: Option<PathBuf>,
    /// The endpoint to compare with: it is asked for introspection and `_meta`, and for no row
    #[arg(long, value_name = "URL", required_unless_present = "against", conflicts_with = "against")]
    pub graphql_endpoint: Option<String>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap takes a doc comment here for the help text")]
    pub endpoint: EndpointArgs,
    /// The schema file to compare with, rather than an endpoint
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,
    /// How the differences are written
    #[arg(long, value_enum, default_value_t = DriftFormat::Text)]
    pub format: DriftFormat,
    /// Which differences end the command with 3
    #[arg(long, value_enum, value_name = "WHICH", default_value_t = FailOn::Breaking)]
    pub fail_on: FailOn,
    /// Compare anew, and keep nothing for the next time
    #[arg(long)]
    pub no_cache: bool,
}

/// How differences are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DriftFormat {
    /// For people, by table
    Text,
    /// For programs: one JSON value
    Json,
    /// For a pull request: a table
    Markdown,
    /// For GitHub Actions: annotations
    Github,
}

/// Which differences end the command with 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// What an export that was built before fails at, or writes otherwise than the database has it
    Breaking,
    /// That, and what is new and would be missing from it
    Program,
    /// What stops the build once the schema is pulled
    Build,
    /// Any difference at all
    Any,
    /// None
    None,
}

/// What a comparison came to.
#[derive(Debug)]
pub struct DriftOutcome {
    /// The report.
    pub text: String,
    /// What else there is to say.
    pub notes: Vec<String>,
    /// Whether there is what `--fail-on` names.
    pub fails: bool,
}

/// Why nothing was compared.
#[derive(Debug, thiserror::Error)]
pub enum DriftError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The endpoint.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),
    /// The endpoint does not tell its schema.
    #[error(
        "{url} does not answer introspection ({message}): is it switched off there? Pull the schema where it is \
         switched on (`typeferry schema pull`, or of saved answers with --introspection FILE --meta FILE), and compare \
         with the file (--against FILE)"
    )]
    NoIntrospection {
        /// The address.
        url: String,
        /// What it said.
        message: String,
    },
    /// The endpoint does not tell the PostgreSQL names.
    #[error(
        "{url} does not answer `_meta` ({message}), and PostgreSQL's names are not guessed: pull the schema where it is \
         served (`typeferry schema pull`), and compare with the file (--against FILE)"
    )]
    NoMeta {
        /// The address.
        url: String,
        /// What it said.
        message: String,
    },
    /// The answers do not make a schema.
    #[error("the answers of {url} make no schema:\n{}", .found.join("\n"))]
    NoSchema {
        /// The address.
        url: String,
        /// Why not, a line each: ambiguous names, each with its table.
        found: Vec<String>,
    },
    /// The endpoint serves something else.
    #[error(
        "{url} serves another API: it has none of the {tables} tables of {contract}; a header chooses the API that is \
         served (--header 'X-Meta-Schema: true', 'X-Schemata: …' or 'X-Api-Name: …')"
    )]
    AnotherApi {
        /// The address.
        url: String,
        /// What was compared.
        contract: String,
        /// How many tables that has.
        tables: usize,
    },
    /// What is to be left out is nothing that there is.
    #[error("nothing is called `{name}`{} (a table is left out as schema.table, a column as schema.table.column)", did_you_mean(.meant.as_deref()))]
    UnknownLeftOut {
        /// What was named.
        name: String,
        /// What may have been meant.
        meant: Option<String>,
    },
    /// A file that is to be compared does not read, or is no contract.
    #[error("{}", lines(.0))]
    Contract(Diagnostics),
}

fn did_you_mean(meant: Option<&str>) -> String {
    meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default()
}

fn lines(found: &[Diagnostic]) -> String {
    found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl DriftError {
    /// Whether the endpoint answers and does not tell enough of its schema, so that whether it differs is not known.
    pub fn is_untold(&self) -> bool {
        matches!(self, Self::NoIntrospection { .. } | Self::NoMeta { .. } | Self::NoSchema { .. })
    }

    /// The exit code: 4 where the server refuses, the endpoint's own, else 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Endpoint(error) => error.exit_code(),
            Self::UnknownLeftOut { .. } => 2,
            Self::NoIntrospection { .. } | Self::NoMeta { .. } => 4,
            Self::File(_) | Self::NoSchema { .. } | Self::AnotherApi { .. } | Self::Contract(_) => 1,
        }
    }
}

impl DriftArgs {
    /// Compares. `compiled` is the contract that counts where no file is named: schema, configuration and operations of
    /// it; without one, it is that of the current folder. `headers` go with each request.
    ///
    /// # Errors
    /// A file that does not read, an endpoint that does not answer or serves something else.
    pub fn run(&self, compiled: Option<Contract>, headers: Vec<(String, String)>) -> Result<DriftOutcome, DriftError> {
        let texts = match (&self.schema, compiled) {
            (Some(path), _) => contract_of(path)?,
            (None, Some(compiled)) => compiled,
            (None, None) => contract_of(Path::new("schema.graphql"))?,
        };
        let (after, compared) = match (&self.against, &self.graphql_endpoint) {
            (Some(path), _) => (path.display().to_string(), against(&Compiled::read(texts.clone())?, path)?),
            (None, url) => {
                let endpoint = Endpoint::new(url.clone().unwrap_or_default(), headers, self.endpoint.token()?)?;
                (endpoint.url().to_owned(), self.ask(texts.clone(), &endpoint)?)
            }
        };
        Ok(self.outcome(texts.schema.name(), &after, compared))
    }

    fn outcome(&self, before: &str, after: &str, compared: Compared) -> DriftOutcome {
        let report = Report { before, after, differences: &compared.differences };
        let fails = compared.differences.iter().any(|one| self.fail_on.names(one));
        DriftOutcome { text: report.render(self.format.into()), notes: compared.notes, fails }
    }

    /// One request for introspection, one for `_meta`; what these answers came to the last time needs no reading.
    fn ask(&self, texts: Contract, endpoint: &Endpoint) -> Result<Compared, DriftError> {
        let answers = Answers::ask(endpoint).map_err(|error| refused(endpoint, error))?;
        let parts: Vec<_> = [endpoint.url()].into_iter().chain(text_parts(&texts)).collect();
        let cache = if self.no_cache { None } else { Cache::of_environment(&parts) };
        let key = hash(&[&answers.introspection, &answers.meta]);
        let found = cache.as_ref().map_or(Ok(None), |cache| cache.find(&key));
        if let Ok(Some(compared)) = found {
            return Ok(compared);
        }
        let mut compared = Compiled::read(texts)?.compare_answers(&answers, endpoint)?;
        let kept = cache.map_or(Ok(()), |cache| cache.keep(&key, &compared));
        // A cache that does not work costs time and nothing else.
        compared.notes.extend(found.err().or(kept.err()));
        Ok(compared)
    }
}

fn contract_of(schema: &Path) -> Result<Contract, FileError> {
    let text = fs::read_to_string(schema).map_err(|source| FileError { path: schema.to_owned(), source })?;
    let dir = schema.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    ContractDir::new(dir).beside(Source::new(schema.display().to_string(), text))
}

fn against(before: &Compiled, path: &Path) -> Result<Compared, DriftError> {
    let text = fs::read_to_string(path).map_err(|source| FileError { path: path.to_owned(), source })?;
    let after = sdl::read(&Source::new(path.display().to_string(), text)).map_err(DriftError::Contract)?;
    let mut compared = before.compare(&after)?;
    compared.notes.extend(Known::of(&before.schema, &after).note(&path.display().to_string()));
    Ok(compared)
}

/// Why nothing can be compared.
pub(crate) fn refused(endpoint: &Endpoint, error: PullError) -> DriftError {
    let url = endpoint.url().to_owned();
    match error {
        PullError::Introspection(message) => DriftError::NoIntrospection { url, message },
        PullError::Meta(message) => DriftError::NoMeta { url, message },
        PullError::Schema(found) => {
            let found = found.iter().map(|finding| endpoint.said(&finding.to_string())).collect();
            DriftError::NoSchema { url, found }
        }
        PullError::Endpoint(error) => DriftError::Endpoint(error),
    }
}

impl FailOn {
    /// Whether the difference is one of those that are meant.
    fn names(self, one: &Difference) -> bool {
        match self {
            Self::Breaking => one.severity() == Severity::Breaking,
            Self::Program => one.program() != OnProgram::Nothing,
            Self::Build => one.build() == OnBuild::Stops,
            Self::Any => true,
            Self::None => false,
        }
    }
}

impl From<DriftFormat> for Format {
    fn from(format: DriftFormat) -> Self {
        match format {
            DriftFormat::Text => Self::Text,
            DriftFormat::Json => Self::Json,
            DriftFormat::Markdown => Self::Markdown,
            DriftFormat::Github => Self::Github,
        }
    }
}
