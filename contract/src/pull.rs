//! The schema file, from saved answers or from a live endpoint.

use typeferry_codegen::diagnostic::{Diagnostic, Diagnostics};
use typeferry_codegen::dialect;
use typeferry_codegen::schema::{introspection, meta, print};

use crate::endpoint::{Endpoint, EndpointError, first_error};

/// The document whose answer tells the PostgreSQL names.
pub const META_QUERY: &str = "\
query Meta {
  _meta {
    tables {
      tableName
      schemaName
      fields {
        name
        columnName
        hasDefault
        type { pgType gqlType isArray }
        enumValues { name values }
      }
      query { all }
      inflection { tableType connection }
      primaryKeyConstraints { fields { name columnName } }
      foreignKeyConstraints { fields { name columnName } referencedTable referencedFields }
    }
  }
}
";

/// Why no schema came of it.
#[derive(Debug, thiserror::Error)]
pub enum PullError {
    /// The endpoint gave no answer.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),
    /// The answers do not make a schema.
    #[error("{}", lines(.0))]
    Schema(Diagnostics),
}

fn lines(found: &[Diagnostic]) -> String {
    found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The text of the schema file from the saved answers to introspection and to `_meta`.
///
/// # Errors
/// An answer is none, or the two do not match.
pub fn pull_saved(introspection: &str, meta: &str) -> Result<String, PullError> {
    let api = introspection::read(introspection).map_err(PullError::Schema)?;
    let meta = meta::read(meta).map_err(PullError::Schema)?;
    let schema = dialect::pull(&api, &meta).map_err(PullError::Schema)?;
    Ok(print(&schema))
}

/// The text of the schema file from a live endpoint: one introspection request and one for `_meta`.
///
/// # Errors
/// The endpoint does not answer, answers with errors, or its answers do not match.
pub fn pull_endpoint(endpoint: &Endpoint) -> Result<String, PullError> {
    pull_saved(&ask(endpoint, introspection::QUERY)?, &ask(endpoint, META_QUERY)?)
}

fn ask(endpoint: &Endpoint, query: &str) -> Result<String, EndpointError> {
    let body = serde_json::json!({ "query": query }).to_string();
    let text = endpoint.post(&body)?.into_text()?;
    match first_error(&text) {
        Some(message) => {
            Err(EndpointError::GraphQl { url: endpoint.url().to_owned(), message: endpoint.said(&message) })
        }
        None => Ok(text),
    }
}
