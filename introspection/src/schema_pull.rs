//! `schema pull`: the schema file of a contract, from a live endpoint or from saved answers.

use std::path::{Path, PathBuf};

use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::Source;
use typeferry_contract::{ContractDir, FileError, Outcome, WriteMode, read_text, settle};

use crate::in_the_clear::note_of_clear;
use crate::options::EndpointOptions;
use crate::pull::{PullError, pull_endpoint, pull_listed, pull_saved};
use typeferry_client::{EndpointError, blocking::Endpoint};

/// What a schema is pulled from, and where to. The endpoint counts before saved answers, and a list of tables before an
/// answer to `_meta`.
#[derive(Debug, Clone)]
pub struct SchemaPullOptions {
    /// The address of the endpoint.
    pub graphql_endpoint: Option<String>,
    /// How it is asked.
    pub endpoint: EndpointOptions,
    /// A saved answer to introspection.
    pub introspection: Option<PathBuf>,
    /// A saved answer to `_meta`.
    pub meta: Option<PathBuf>,
    /// The tables of the API, where there is no answer to `_meta`.
    pub tables: Option<PathBuf>,
    /// The schema file of another API of the same platform, beside a list of tables.
    pub beside: Option<PathBuf>,
    /// The file to write; `-` is standard output.
    pub out: PathBuf,
    /// Whether it is written.
    pub mode: WriteMode,
}

/// Why no schema was pulled.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaPullError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The endpoint or its answers.
    #[error(transparent)]
    Pull(#[from] PullError),
    /// Standard output has nothing that could be compared.
    #[error("--check and --dry-run compare with a file, and standard output is none: name it with --out FILE")]
    NoFile,
}

impl From<EndpointError> for SchemaPullError {
    fn from(error: EndpointError) -> Self {
        Self::Pull(PullError::Endpoint(error))
    }
}

/// Pulls the schema, in the dialect that the configuration beside the schema file names.
///
/// # Errors
/// A configuration that does not read, no answer, answers that do not match, or a file that cannot be written; the old file stays as it was.
pub fn schema_pull(options: &SchemaPullOptions) -> Result<Outcome, SchemaPullError> {
    let to_output = options.out == Path::new("-");
    if to_output && options.mode != WriteMode::Write {
        return Err(SchemaPullError::NoFile);
    }
    let mut outcome = Outcome::default();
    let text = options.text(&mut outcome)?;
    if to_output {
        outcome.text = Some(text);
    } else {
        settle(&options.out, Some(&text), options.mode, &mut outcome)?;
    }
    Ok(outcome)
}

impl SchemaPullOptions {
    fn text(&self, outcome: &mut Outcome) -> Result<String, SchemaPullError> {
        let config = self.config()?;
        if let Some(url) = &self.graphql_endpoint {
            let endpoint: Endpoint = self.endpoint.endpoint::<SchemaPullError>(url)?;
            outcome.notes.extend(note_of_clear(&endpoint));
            return Ok(pull_endpoint(&config, &endpoint)?);
        }
        let introspection = read(self.introspection.as_deref())?;
        let Some(tables) = &self.tables else {
            return Ok(pull_saved(&config, &introspection, &read(self.meta.as_deref())?)?);
        };
        let beside = self.beside.as_deref().map(source).transpose()?;
        let listed = pull_listed(&config, &introspection, &read_text(tables)?, beside.as_ref())?;
        outcome.notes.extend(listed.not_shown.iter().map(|table| format!("the API does not show {table}")));
        Ok(listed.text)
    }

    /// That of the contract which the file is of; standard output is taken for a file of this folder.
    fn config(&self) -> Result<Config, SchemaPullError> {
        let config = ContractDir::around(&self.out).config()?;
        Ok(Config::read(&config).map_err(PullError::Schema)?)
    }
}

/// The text of a file; none where there is no file.
fn read(path: Option<&Path>) -> Result<String, FileError> {
    path.map_or(Ok(String::new()), read_text)
}

fn source(path: &Path) -> Result<Source, FileError> {
    Ok(Source::new(path.display().to_string(), read_text(path)?))
}
