//! A request whose answer changes whenever something changes that a contract is about: the fields of the root, each type
//! that can be reached from there in the contract's schema, and the columns of every table. It takes a part of what
//! introspection takes, and is asked before rows are. Its keys are short, for it is hashed rather than read.

use std::collections::BTreeSet;
use std::fmt::Write;

use typeferry_codegen::schema::{InputValue, Schema, TypeDef, TypeKind};

use typeferry_client::{Answer, EndpointError, blocking::Endpoint, first_error};

/// What `_meta` tells of tables.
const META: &str = "\
_meta { t: tables {
  n: tableName s: schemaName q: query { a: all } i: inflection { t: tableType c: connection }
  f: fields { n: name c: columnName d: hasDefault t: type { p: pgType g: gqlType a: isArray } e: enumValues { n: name v: values } }
  k: primaryKeyConstraints { f: fields { n: name } }
  r: foreignKeyConstraints { f: fields { n: name } t: referencedTable c: referencedFields }
} }
";

/// Types are wrapped at most so often: `[[T!]!]!`.
const FRAGMENTS: &str = "\
fragment Of on __Type { k: kind n: name o: ofType { k: kind n: name o: ofType { k: kind n: name o: ofType { k: kind n: name o: ofType { k: kind n: name } } } } }
fragment Value on __InputValue { n: name d: defaultValue t: type { ...Of } }
fragment Root on __Type { f: fields { n: name t: type { n: name } a: args { ...Value } } }
fragment Object on __Type { f: fields(includeDeprecated: true) { n: name d: isDeprecated t: type { ...Of } } }
fragment Input on __Type { i: inputFields { ...Value } }
fragment Enum on __Type { v: enumValues(includeDeprecated: true) { n: name } }
";

/// The document for a contract's schema.
pub(crate) fn document(schema: &Schema) -> String {
    let mut out = format!("query Fingerprint {{\n{META}__schema {{ q: queryType {{ n: name ...Root }} }}\n");
    for (at, def) in asked(schema).enumerate() {
        if let Some(fragment) = fragment(&def.kind) {
            let _ = writeln!(out, "t{at}: __type(name: \"{}\") {{ ...{fragment} }}", def.name);
        }
    }
    out + "}\n" + FRAGMENTS
}

/// The types that are asked for, in the order of their aliases.
fn asked(schema: &Schema) -> impl Iterator<Item = &TypeDef> {
    let names = reached(schema).into_iter().filter(|name| *name != schema.query);
    names.filter_map(|name| schema.types.get(name))
}

/// The fields that an object of the contract's schema has by an answer; `None` where it does not say.
pub(crate) fn fields(answer: &str, schema: &Schema, object: &str) -> Option<BTreeSet<String>> {
    let at = asked(schema).position(|def| def.name == object)?;
    let answer: serde_json::Value = serde_json::from_str(answer).ok()?;
    let fields = answer.pointer(&format!("/data/t{at}/f"))?.as_array()?;
    fields.iter().map(|field| field["n"].as_str().map(str::to_owned)).collect()
}

/// A scalar has nothing that could change but its name, which stands where it is used.
fn fragment(kind: &TypeKind) -> Option<&'static str> {
    match kind {
        TypeKind::Object { .. } => Some("Object"),
        TypeKind::Input(_) => Some("Input"),
        TypeKind::Enum(_) => Some("Enum"),
        TypeKind::Scalar | TypeKind::Union => None,
    }
}

/// The types that can be reached from the root. What rows are inserted with is not among them.
fn reached(schema: &Schema) -> BTreeSet<&str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![schema.query.as_str()];
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(schema.types.get(name).into_iter().flat_map(neighbours));
        }
    }
    reached
}

fn neighbours(def: &TypeDef) -> Vec<&str> {
    fn names(values: &[InputValue]) -> impl Iterator<Item = &str> {
        values.iter().map(|value| value.ty.name())
    }
    match &def.kind {
        TypeKind::Object { fields, .. } => {
            fields.iter().flat_map(|field| names(&field.arguments).chain([field.ty.name()])).collect()
        }
        TypeKind::Input(fields) => names(fields).collect(),
        TypeKind::Enum(_) | TypeKind::Scalar | TypeKind::Union => Vec::new(),
    }
}

/// The answer of an endpoint, as it came; none where it answers with errors: introspection may be switched off.
///
/// # Errors
/// No answer at all.
pub(crate) fn ask(endpoint: &Endpoint, schema: &Schema) -> Result<Option<String>, EndpointError> {
    let body = serde_json::json!({ "operationName": "Fingerprint", "query": document(schema) }).to_string();
    let answer = endpoint.post(&body).and_then(Answer::into_text);
    match answer {
        Ok(text) if first_error(&text).is_none() => Ok(Some(text)),
        Ok(_) | Err(EndpointError::GraphQl { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use typeferry_codegen::diagnostic::Source;
    use typeferry_codegen::schema::sdl;

    use super::*;

    #[test]
    fn the_request_for_the_largest_contract_is_one_that_servers_take() {
        let text = include_str!("../../schema.graphql");
        let document = document(&sdl::read(&Source::new("schema.graphql", text)).unwrap());
        assert!(document.len() < 90_000, "{}", document.len());
    }
}
