//! `drift`: a contract compared with what an endpoint or a file has today.

use std::path::PathBuf;

use typeferry_codegen::Contract;
use typeferry_codegen::drift::{Difference, Format, Report};
use typeferry_contract::{CompareError, Compared, Compiled, FileError, text_parts};

use crate::cache::{ComparisonCache, cached};
use crate::in_the_clear::note_of_clear;
use crate::live::compare;
use crate::options::EndpointOptions;
use crate::pull::{Answers, PullError};
use typeferry_client::{EndpointError, blocking::Endpoint};

/// What a contract is compared with. A file counts before an endpoint.
#[derive(Debug, Clone)]
pub struct DriftOptions {
    /// The schema file.
    pub against: Option<PathBuf>,
    /// The address of the endpoint.
    pub graphql_endpoint: Option<String>,
    /// How it is asked.
    pub endpoint: EndpointOptions,
}

/// A contract, what it was compared with, and what differs.
#[derive(Debug)]
pub struct Drifted {
    before: String,
    after: String,
    /// What differs.
    pub differences: Vec<Difference>,
    /// What else there is to say.
    pub notes: Vec<String>,
}

/// Why nothing was compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DriftError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The endpoint.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),
    /// The contract, or what it is compared with.
    #[error(transparent)]
    Compare(#[from] CompareError),
    /// The endpoint does not tell its schema.
    #[error(
        "{url} does not answer introspection ({message}): is it switched off there? Pull the schema where it is \
         switched on (`typeferry schema pull`, or of saved answers with --introspection FILE --meta FILE), and compare \
         with the file (--against FILE)"
    )]
    NoIntrospection {
        /// The address.
        url: String,
        /// What the server answered.
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
        /// What the server answered.
        message: String,
    },
    /// The answers do not make a schema.
    #[error("the answers of {url} make no schema:\n{}", .reasons.join("\n"))]
    NoSchema {
        /// The address.
        url: String,
        /// Why not, a line each: ambiguous names, each with its table.
        reasons: Vec<String>,
    },
    /// The endpoint serves something else.
    #[error("{url} serves another API: it has none of the {tables} tables of {contract}; {hint}")]
    AnotherApi {
        /// The address.
        url: String,
        /// What was compared.
        contract: String,
        /// How many tables that has.
        tables: usize,
        /// How another API is chosen.
        hint: String,
    },
}

impl DriftError {
    /// Whether the endpoint answers and does not tell enough of its schema, so that whether it differs is not known.
    pub fn is_untold(&self) -> bool {
        matches!(self, Self::NoIntrospection { .. } | Self::NoMeta { .. } | Self::NoSchema { .. })
    }

    /// Why nothing can be compared with an endpoint.
    pub(crate) fn of_pull(endpoint: &Endpoint, error: PullError) -> Self {
        let url = endpoint.url().to_owned();
        match error {
            PullError::Introspection(message) => Self::NoIntrospection { url, message },
            PullError::Meta(message) => Self::NoMeta { url, message },
            PullError::Schema(findings) => {
                let reasons = findings.iter().map(|finding| endpoint.redacted(&finding.to_string())).collect();
                Self::NoSchema { url, reasons }
            }
            PullError::Endpoint(error) => Self::Endpoint(error),
        }
    }
}

/// Compares a contract with a file, or with an endpoint: one request for introspection, one for `_meta`. What the same
/// answers came to before is taken from the cache, and the contract is not read then.
///
/// # Errors
/// A file that does not read, an endpoint that does not answer or serves something else.
pub fn drift(contract: Contract, options: &DriftOptions, cache: &dyn ComparisonCache) -> Result<Drifted, DriftError> {
    let before = contract.schema.name().to_owned();
    if let Some(path) = &options.against {
        let compared = Compiled::read(contract)?.compare_file(path)?;
        return Ok(Drifted::new(before, path.display().to_string(), compared));
    }
    let url = options.graphql_endpoint.as_deref().unwrap_or_default();
    let endpoint: Endpoint = options.endpoint.endpoint::<DriftError>(url)?;
    let answers = Answers::ask(&endpoint).map_err(|error| DriftError::of_pull(&endpoint, error))?;
    let texts = contract.clone();
    let of: Vec<_> = [endpoint.url()].into_iter().chain(text_parts(&texts)).collect();
    let compared = cached(cache, &of, &[&answers.introspection, &answers.meta], || {
        compare(&Compiled::read(contract)?, &answers, &endpoint)
    })?;
    let mut drifted = Drifted::new(before, endpoint.url().to_owned(), compared);
    drifted.notes.extend(note_of_clear(&endpoint));
    Ok(drifted)
}

impl Drifted {
    fn new(before: String, after: String, Compared { differences, notes }: Compared) -> Self {
        Self { before, after, differences, notes }
    }

    /// The report of the differences.
    pub fn report(&self, format: Format) -> String {
        Report { before: &self.before, after: &self.after, differences: &self.differences }.render(format)
    }
}
