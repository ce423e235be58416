//! A request's body to an answer: parsed, validated, executed.

mod json;

use apollo_compiler::ExecutableDocument;
use apollo_compiler::parser::Parser;
use apollo_compiler::request::{RequestError, coerce_variable_values};
use apollo_compiler::resolvers::Execution;
use apollo_compiler::response::{ExecutionResponse, GraphQLError, JsonMap};
use apollo_compiler::validation::{DiagnosticList, Valid};

use crate::api::Api;
use crate::resolve::Root;

/// Deeper documents are refused, as the real server refuses them.
const DEEPEST: usize = 40;

/// An answer before it is put on the wire.
#[derive(Debug)]
pub(crate) struct Answer {
    /// 200 where the request was executed, 400 where it was refused.
    pub(crate) status: u16,
    /// The JSON text.
    pub(crate) body: Vec<u8>,
}

/// A GraphQL request, as its body has it.
struct Request {
    query: String,
    operation: Option<String>,
    variables: JsonMap,
}

/// Answers the body of a POST request.
pub(crate) fn answer(api: &Api, body: &[u8]) -> Answer {
    match read(body).map_err(|message| vec![message_only(message)]).and_then(|request| execute(api, &request)) {
        Ok(response) => Answer { status: 200, body: json::text(&response) },
        Err(errors) => refused(400, &errors),
    }
}

/// An answer that is errors alone.
pub(crate) fn refused(status: u16, errors: &[GraphQLError]) -> Answer {
    Answer { status, body: json::text(&serde_json::json!({ "errors": errors })) }
}

/// An error without a place.
pub(crate) fn message_only(message: impl Into<String>) -> GraphQLError {
    GraphQLError { message: message.into(), locations: Vec::new(), path: Vec::new(), extensions: JsonMap::default() }
}

fn read(body: &[u8]) -> Result<Request, String> {
    let body: serde_json::Value =
        serde_json::from_slice(body).map_err(|error| format!("the body is not JSON: {error}"))?;
    let serde_json::Value::Object(mut members) = body else {
        return Err("the body must be one JSON object: batches are not supported".into());
    };
    let Some(serde_json::Value::String(query)) = members.remove("query") else {
        return Err("the body has no `query`".into());
    };
    let operation = match members.remove("operationName") {
        None | Some(serde_json::Value::Null) => None,
        Some(serde_json::Value::String(name)) => Some(name),
        Some(_) => return Err("`operationName` must be a text".into()),
    };
    let variables = match members.remove("variables") {
        None | Some(serde_json::Value::Null) => JsonMap::default(),
        Some(serde_json::Value::Object(map)) => {
            map.into_iter().map(|(name, value)| (name.into(), value.into())).collect()
        }
        Some(_) => return Err("`variables` must be an object".into()),
    };
    Ok(Request { query, operation, variables })
}

fn execute(api: &Api, request: &Request) -> Result<ExecutionResponse, Vec<GraphQLError>> {
    let document = parse(api, &request.query)?;
    let place = |error: RequestError| vec![error.to_graphql_error(&document.sources)];
    let operation = document.operations.get(request.operation.as_deref()).map_err(place)?;
    let variables = coerce_variable_values(&api.schema, operation, &request.variables).map_err(place)?;
    let root = Root { api, type_name: operation.object_type() };
    let mut response = Execution::new(&api.schema, &document)
        .operation(operation)
        .coerced_variable_values(&variables)
        .enable_schema_introspection(true)
        .execute_sync(&root)
        .map_err(place)?;
    response.errors.iter_mut().for_each(as_the_server_says);
    Ok(response)
}

fn parse(api: &Api, query: &str) -> Result<Valid<ExecutableDocument>, Vec<GraphQLError>> {
    let mut parser = Parser::new().recursion_limit(DEEPEST);
    let document =
        parser.parse_executable(&api.schema, query, "query.graphql").map_err(|error| errors(&error.errors))?;
    document.validate(&api.schema).map_err(|error| errors(&error.errors))
}

fn errors(found: &DiagnosticList) -> Vec<GraphQLError> {
    found.iter().map(|diagnostic| diagnostic.to_json()).collect()
}

fn as_the_server_says(error: &mut GraphQLError) {
    if let Some(message) = error.message.strip_prefix("resolver error: ") {
        error.message = message.to_owned();
    }
    error.extensions.insert("code", "INTERNAL_SERVER_ERROR".into());
}
