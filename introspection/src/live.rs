//! An endpoint before its rows are read: whether it still is what a contract says.

use typeferry_codegen::schema::{Schema, introspection};
use typeferry_contract::{Compared, Compiled, Known};

use crate::cache::{ComparisonCache, cached};
use crate::drift::DriftError;
use crate::pull::Answers;
use crate::{fingerprint, hints};
use typeferry_client::blocking::Endpoint;

/// An endpoint that contracts are held against.
pub struct Live<'e> {
    endpoint: &'e Endpoint,
    cache: &'e dyn ComparisonCache,
    answers: Option<Answers>,
    /// The answer to the small request, of the contract that was held against the endpoint last.
    fingerprint: Option<String>,
}

impl<'e> Live<'e> {
    /// Asks nothing yet.
    pub fn new(endpoint: &'e Endpoint, cache: &'e dyn ComparisonCache) -> Self {
        Self { endpoint, cache, answers: None, fingerprint: None }
    }

    /// The endpoint.
    pub fn endpoint(&self) -> &'e Endpoint {
        self.endpoint
    }

    /// What differs from a contract. A comparison with the same answers is not made twice: what it came to is kept by
    /// the answer to a small request.
    ///
    /// # Errors
    /// The endpoint does not answer, does not tell its schema ([`DriftError::is_untold`]), or serves something else.
    pub fn check(&mut self, contract: &Compiled) -> Result<Compared, DriftError> {
        let endpoint = self.endpoint;
        self.fingerprint = fingerprint::ask(endpoint, &contract.schema)?;
        let Some(answer) = self.fingerprint.clone() else { return compare(contract, self.answers()?, endpoint) };
        let of: Vec<_> = ["export", endpoint.url()].into_iter().chain(contract.parts()).collect();
        cached(self.cache, &of, &[&answer], || compare(contract, self.answers()?, endpoint))
    }

    /// Whether an object of the contract that was checked last has a field at the endpoint, the contract's or not; `None`
    /// where the endpoint does not tell. Nothing more is asked for it.
    pub fn has_field(&self, contract: &Compiled, object: &str, field: &str) -> Option<bool> {
        if let Some(answer) = &self.fingerprint {
            return Some(fingerprint::fields(answer, &contract.schema, object)?.contains(field));
        }
        let api = introspection::read(&self.answers.as_ref()?.introspection).ok()?;
        api.get(object).map(|_| api.field(object, field).is_some())
    }

    /// The schema that the endpoint has today, as far as the contract is about it; what it does not tell of a column, the contract does.
    ///
    /// # Errors
    /// It does not answer, or its answers make no schema.
    pub fn schema(&mut self, contract: &Compiled) -> Result<Schema, DriftError> {
        let endpoint = self.endpoint;
        let schema = self.answers()?.schema(endpoint, contract);
        schema.map(|schema| contract.part_of(schema)).map_err(|error| DriftError::of_pull(endpoint, error))
    }

    /// Asked once, however many contracts there are.
    fn answers(&mut self) -> Result<&Answers, DriftError> {
        let answers = if let Some(answers) = self.answers.take() {
            answers
        } else {
            Answers::ask(self.endpoint).map_err(|error| DriftError::of_pull(self.endpoint, error))?
        };
        Ok(self.answers.insert(answers))
    }
}

/// Compares a contract with what an endpoint answered.
///
/// # Errors
/// The answers are none, or of an API that has nothing of the contract.
pub(crate) fn compare(contract: &Compiled, answers: &Answers, endpoint: &Endpoint) -> Result<Compared, DriftError> {
    let after = answers.schema(endpoint, contract).map_err(|error| DriftError::of_pull(endpoint, error))?;
    let after = contract.part_of(after);
    let known = Known::of(&contract.schema, &after);
    let url = endpoint.url().to_owned();
    if known.is_none() {
        let (contract, hint) =
            (contract.texts.schema.name().to_owned(), hints::another_api(endpoint.asynchronous().known_headers()));
        return Err(DriftError::AnotherApi { url, contract, tables: known.tables, hint });
    }
    let mut compared = contract.compare(&after)?;
    compared.notes.extend(known.note(&url).map(|note| format!("{note} A header chooses it (--header 'NAME: VALUE')")));
    Ok(compared)
}
