//! An endpoint before its rows are read: whether it still is what a contract says.

use typeferry_codegen::drift::Difference;
use typeferry_codegen::schema::{Schema, introspection};

use crate::cache::{Cache, Compared, hash};
use crate::compiled::Compiled;
use crate::drift::{DriftError, refused};
use crate::endpoint::Endpoint;
use crate::fingerprint;
use crate::pull::Answers;

/// An endpoint that contracts are held against.
#[derive(Debug)]
pub struct Live<'e> {
    endpoint: &'e Endpoint,
    answers: Option<Answers>,
    /// The answer to the small request, of the contract that was held against the endpoint last.
    fingerprint: Option<String>,
    requests: u64,
}

/// What holding a contract against an endpoint came to.
#[derive(Debug, Default)]
pub struct Checked {
    /// What differs.
    pub differences: Vec<Difference>,
    /// What else there is to say.
    pub notes: Vec<String>,
}

impl<'e> Live<'e> {
    /// Asks nothing yet.
    pub fn new(endpoint: &'e Endpoint) -> Self {
        Self { endpoint, answers: None, fingerprint: None, requests: 0 }
    }

    /// The endpoint.
    pub fn endpoint(&self) -> &'e Endpoint {
        self.endpoint
    }

    /// Requests so far: one for each contract whose comparison is known from an earlier time, two more where one is not.
    pub fn requests(&self) -> u64 {
        self.requests
    }

    /// What differs from a contract. A comparison with the same answers is not made twice: what it came to is kept by
    /// the answer to a small request.
    ///
    /// # Errors
    /// The endpoint does not answer, does not tell its schema ([`DriftError::is_untold`]), or serves something else.
    pub fn check(&mut self, contract: &Compiled) -> Result<Checked, DriftError> {
        let endpoint = self.endpoint;
        self.requests += 1;
        self.fingerprint = fingerprint::ask(endpoint, &contract.schema)?;
        let parts: Vec<_> = ["export", endpoint.url()].into_iter().chain(contract.parts()).collect();
        let fingerprint = self.fingerprint.as_ref();
        let cache = fingerprint.and_then(|answer| Some((Cache::of_environment(&parts)?, hash(&[answer]))));
        let found = cache.as_ref().map_or(Ok(None), |(cache, key)| cache.find(key));
        if let Ok(Some(compared)) = found {
            return Ok(compared.into());
        }
        let mut compared = contract.compare_answers(self.answers()?, endpoint)?;
        let kept = cache.map_or(Ok(()), |(cache, key)| cache.keep(&key, &compared));
        // A cache that does not work costs time and nothing else.
        compared.notes.extend(found.err().or(kept.err()));
        Ok(compared.into())
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

    /// The schema that the endpoint has today; what it does not tell of a column, the contract does.
    ///
    /// # Errors
    /// It does not answer, or its answers make no schema.
    pub fn schema(&mut self, contract: &Compiled) -> Result<Schema, DriftError> {
        let endpoint = self.endpoint;
        self.answers()?.schema(endpoint, &contract.schema).map_err(|error| refused(endpoint, error))
    }

    /// Asked once, however many contracts there are.
    fn answers(&mut self) -> Result<&Answers, DriftError> {
        let answers = if let Some(answers) = self.answers.take() {
            answers
        } else {
            self.requests += 2;
            Answers::ask(self.endpoint).map_err(|error| refused(self.endpoint, error))?
        };
        Ok(self.answers.insert(answers))
    }
}

impl From<Compared> for Checked {
    fn from(Compared { differences, notes }: Compared) -> Self {
        Self { differences, notes }
    }
}
