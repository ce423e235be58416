//! What an operation takes and what it answers with, as types: the structs of its selections, and the inputs that its
//! variables reach.

mod answer;
mod inputs;
mod leaf;

use std::collections::BTreeMap;

use heck::ToUpperCamelCase;

pub(crate) use answer::{Answer, Cases, Field, Shape, Struct};
use inputs::Inputs;
pub(crate) use inputs::{InputDef, InputField, InputKind};
pub(crate) use leaf::Leaf;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::query::Operation;
use crate::schema::{Schema, TypeRef};

/// The operations of a contract.
#[derive(Debug, Default)]
pub(crate) struct Operations {
    /// In the order of their documents.
    pub(crate) all: Vec<OperationDef>,
    /// What their variables are of, and the enums of their answers, by GraphQL name.
    pub(crate) types: BTreeMap<String, InputDef>,
}

/// An operation.
#[derive(Debug)]
pub(crate) struct OperationDef {
    pub(crate) name: String,
    pub(crate) document: String,
    pub(crate) is_mutation: bool,
    /// Its variables, by name.
    pub(crate) variables: Vec<InputField>,
    pub(crate) answer: Answer,
}

/// What the operations take and answer with.
///
/// # Errors
/// A scalar that has no Rust type, or an abstract type whose objects an answer would not tell apart, each at its place.
pub(crate) fn read(schema: &Schema, config: &Config, operations: &[Operation]) -> Result<Operations, Diagnostics> {
    let (mut inputs, mut found, mut all) = (Inputs::new(schema, config), no_paths(config), Vec::new());
    found.extend(alike(operations));
    for operation in operations {
        let variables = operation.variables.iter().map(|(name, variable)| {
            inputs.reach(&variable.ty, &variable.at, &mut found);
            inputs.field(name, &variable.ty, variable.has_default)
        });
        let variables = variables.collect();
        let answer = Answer::of(schema, config, operation, &mut found);
        answer.enums().for_each(|name| inputs.reach(&TypeRef::Named(name.to_owned()), &operation.at, &mut found));
        let (name, document) = (operation.name.clone(), operation.text.clone());
        all.push(OperationDef { name, document, is_mutation: operation.is_mutation, variables, answer });
    }
    if found.is_empty() { Ok(Operations { all, types: inputs.finish() }) } else { Err(crate::diagnostic::tidy(found)) }
}

/// Operations that Rust would call the same.
fn alike(operations: &[Operation]) -> Diagnostics {
    let (mut seen, mut found) = (BTreeMap::new(), Vec::new());
    for Operation { name, at, .. } in operations {
        let rust = name.to_upper_camel_case();
        if let Some(first) = seen.insert(rust.clone(), name) {
            let error = Diagnostic::error(format!("`{first}` and `{name}` would both be `{rust}` in Rust"));
            found.push(error.at(at.clone()).note("call one of them otherwise"));
        }
    }
    found
}

/// The entries of `[types]` that are no type of Rust's.
fn no_paths(config: &Config) -> Diagnostics {
    let is_none = |(_, path): &(&String, &String)| syn::parse_str::<syn::Type>(path).is_err();
    let error = |(name, path): (&String, &String)| {
        let error = Diagnostic::error(format!("`{path}` is no type of Rust's, and `{name}` is to be one"));
        error.at(config.locate("types", name)).note("write its whole path, as in [types] JSON = \"crate::Document\"")
    };
    config.types.iter().filter(is_none).map(error).collect()
}

/// The error of a scalar without a Rust type.
fn unknown_scalar(ty: &TypeRef, at: &Location) -> Diagnostic {
    let name = ty.name();
    let message = format!("the scalar `{name}` is no type of PostgreSQL that is known");
    let note = format!("say in typeferry.toml what it is in Rust: [types] {name} = \"String\", or a type of your own");
    Diagnostic::error(message).at(at.clone()).note(note)
}
