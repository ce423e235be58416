//! A request whose answer changes whenever something changes that a contract is about: the fields of the root, each type
//! that the contract's schema has, and the columns of every table. It takes a fraction of what introspection takes, and
//! is asked before rows are.

use std::fmt::Write;

use typeferry_codegen::schema::Schema;

use crate::endpoint::{Endpoint, EndpointError, first_error};
use crate::pull::META;

/// Types are wrapped at most so often: `[[T!]!]!`.
const FRAGMENTS: &str = "\
fragment Of on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
fragment Value on __InputValue { name defaultValue type { ...Of } }
fragment Parts on __Type {
  kind
  fields(includeDeprecated: true) { name isDeprecated type { ...Of } args { ...Value } }
  inputFields { ...Value }
  enumValues(includeDeprecated: true) { name isDeprecated }
}
";

/// The document for a contract's schema.
pub(crate) fn document(schema: &Schema) -> String {
    let mut out = format!("query Fingerprint {{\n{META}__schema {{ queryType {{ name ...Parts }} }}\n");
    for (at, name) in schema.types.keys().enumerate() {
        let _ = writeln!(out, "t{at}: __type(name: \"{name}\") {{ ...Parts }}");
    }
    out + "}\n" + FRAGMENTS
}

/// The answer of an endpoint, as it came; none where it answers with errors: introspection may be switched off.
///
/// # Errors
/// No answer at all.
pub(crate) fn ask(endpoint: &Endpoint, schema: &Schema) -> Result<Option<String>, EndpointError> {
    let body = serde_json::json!({ "operationName": "Fingerprint", "query": document(schema) }).to_string();
    let answer = endpoint.post(&body).and_then(crate::endpoint::Answer::into_text);
    match answer {
        Ok(text) if first_error(&text).is_none() => Ok(Some(text)),
        Ok(_) | Err(EndpointError::GraphQl { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}
