//! The schema file, from saved answers or from a live endpoint.

use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::{Diagnostic, Diagnostics, Source};
use typeferry_codegen::dialect::NamedTable;
use typeferry_codegen::schema::meta::Meta;
use typeferry_codegen::schema::{Schema, introspection, merge, meta, print, sdl, whole};
use typeferry_contract::Compiled;

use crate::meta as meta_request;
use typeferry_client::{EndpointError, blocking::Endpoint, first_error};

/// What to do about a server without `_meta`.
const NO_META: &str = "without `_meta`, the names of PostgreSQL are not guessed: save both answers where the server's \
                      preset is, and pull with --introspection FILE --meta FILE";

/// What to do about a server that does not tell its schema.
const NO_INTROSPECTION: &str = "is introspection switched off there? Save both answers where it is switched on, and pull with \
                      --introspection FILE --meta FILE";

/// Why no schema came of it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PullError {
    /// The endpoint gave no answer.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),
    /// The endpoint does not answer introspection; this is what it said.
    #[error("no answer to introspection: {0}")]
    Introspection(String),
    /// The endpoint does not answer `_meta`; this is what it said.
    #[error("no answer to `_meta`: {0}")]
    Meta(String),
    /// The answers do not make a schema.
    #[error("{}", lines(.0))]
    Schema(Diagnostics),
}

fn lines(found: &[Diagnostic]) -> String {
    found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The text of the schema file from the saved answers to introspection and to `_meta` of a server of the dialect
/// that the configuration names.
///
/// # Errors
/// An answer is none, or the two do not match; or the dialect pulls no schemas.
pub fn pull_saved(config: &Config, introspection: &str, meta: &str) -> Result<String, PullError> {
    let api = introspection::read(introspection).map_err(PullError::Schema)?;
    let meta = meta::read(meta).map_err(PullError::Schema)?;
    pulled(config, &api, &meta).map(|schema| print(&schema))
}

/// The annotated schema, of which the configuration says how much is wanted.
fn pulled(config: &Config, api: &Schema, meta: &Meta) -> Result<Schema, PullError> {
    let part = config.dialect.pull(api, meta).map_err(PullError::Schema)?;
    Ok(if config.whole_schema { whole(part, api) } else { part })
}

/// What is pulled by a list of tables, where no `_meta` is at hand.
#[derive(Debug)]
pub(crate) struct Listed {
    /// The text of the schema file.
    pub(crate) text: String,
    /// The tables (`schema.table`) that the API does not show.
    pub(crate) not_shown: Vec<String>,
}

/// The text of the schema file from a saved answer to introspection alone. `tables` is a JSON object whose `tables` are
/// objects with `schema` and `table`; `beside` is the schema file of another API of the same platform: what it says of
/// a column is taken rather than assumed, and its tables of other PostgreSQL schemas stay.
///
/// # Errors
/// The answer is none, the list does not read, something of a table cannot be told, or the dialect pulls no schemas.
pub(crate) fn pull_listed(
    config: &Config,
    introspection: &str,
    tables: &str,
    beside: Option<&Source>,
) -> Result<Listed, PullError> {
    let api = introspection::read(introspection).map_err(PullError::Schema)?;
    let named: Named = serde_json::from_str(tables).map_err(|error| {
        PullError::Schema(vec![Diagnostic::error(format!("the list of tables is not JSON of its form: {error}"))])
    })?;
    let beside = beside.map(sdl::read).transpose().map_err(PullError::Schema)?;
    let assumed = config.dialect.assume(&api, &named.tables, beside.as_ref()).map_err(PullError::Schema)?;
    let schema = pulled(config, &api, &assumed.meta)?;
    let schema = match &beside {
        Some(beside) => merge(schema, beside),
        None => schema,
    };
    Ok(Listed { text: print(&schema), not_shown: assumed.not_shown })
}

#[derive(serde::Deserialize)]
struct Named {
    tables: Vec<NamedTable>,
}

/// The text of the schema file from a live endpoint: one introspection request and one for `_meta`.
///
/// # Errors
/// The endpoint does not answer, answers with errors, or its answers do not match; or the dialect pulls no schemas.
pub fn pull_endpoint(config: &Config, endpoint: &Endpoint) -> Result<String, PullError> {
    let said =
        |message| PullError::Endpoint(EndpointError::GraphQl { url: endpoint.url().to_owned(), message, pause: None });
    let refused = |error| match error {
        PullError::Introspection(message) => {
            said(format!("no answer to introspection ({message}); {NO_INTROSPECTION}"))
        }
        PullError::Meta(message) => said(format!("{message}; {NO_META}")),
        error => error,
    };
    let answers = Answers::ask(endpoint).map_err(refused)?;
    answers.check(endpoint).map_err(refused)?;
    pull_saved(config, &answers.introspection, &answers.meta)
}

/// The two answers of an endpoint, as they came.
#[derive(Debug)]
pub(crate) struct Answers {
    pub(crate) introspection: String,
    pub(crate) meta: String,
}

impl Answers {
    /// Sends the two requests.
    pub(crate) fn ask(endpoint: &Endpoint) -> Result<Self, PullError> {
        let introspection =
            ask(endpoint, introspection::QUERY).map_err(|error| said(error, PullError::Introspection))?;
        let meta =
            ask(endpoint, &meta_request::document(&introspection)).map_err(|error| said(error, PullError::Meta))?;
        Ok(Self { introspection, meta })
    }

    /// Whether they are answers, rather than errors.
    fn check(&self, endpoint: &Endpoint) -> Result<(), PullError> {
        let error = |text| first_error(text).map(|message| endpoint.redacted(&message));
        match (error(&self.introspection), error(&self.meta)) {
            (Some(message), _) => Err(PullError::Introspection(message)),
            (None, Some(message)) => Err(PullError::Meta(message)),
            (None, None) => Ok(()),
        }
    }

    /// The annotated schema; what the server does not tell of a column, the contract does.
    pub(crate) fn schema(&self, endpoint: &Endpoint, contract: &Compiled) -> Result<Schema, PullError> {
        self.check(endpoint)?;
        let one_line = |found: Diagnostics| endpoint.redacted(&lines(&found));
        let api =
            introspection::read(&self.introspection).map_err(|found| PullError::Introspection(one_line(found)))?;
        let mut meta = meta::read(&self.meta).map_err(|found| PullError::Meta(one_line(found)))?;
        meta.complete(&contract.schema);
        pulled(&contract.config(), &api, &meta)
    }
}

/// What a server says instead of an answer.
fn said(error: EndpointError, of: fn(String) -> PullError) -> PullError {
    match error {
        EndpointError::GraphQl { message, .. } => of(message),
        error => PullError::Endpoint(error),
    }
}

fn ask(endpoint: &Endpoint, query: &str) -> Result<String, EndpointError> {
    let body = serde_json::json!({ "query": query }).to_string();
    endpoint.post(&body)?.into_text()
}
