//! The whole way in one call: a schema's text, its documents, its lock and its configuration, to code.

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Source};
use crate::dialect::Dialect;
use crate::query::{Checked, Written};
use crate::{emit, model, operation, query, schema};

/// The texts of one contract. Names are what diagnostics say: paths relative to the crate, usually.
#[derive(Debug, Clone)]
pub struct Contract {
    /// The kind of server that serves the API, where the configuration is not asked for it.
    pub dialect: Option<&'static dyn Dialect>,
    /// The annotated schema.
    pub schema: Source,
    /// What no rule can know.
    pub config: Source,
    /// The documents of tables, one each.
    pub tables: Vec<Source>,
    /// The hand-written operations.
    pub operations: Vec<Source>,
    /// What was last accepted.
    pub lock: Source,
}

/// What is made of a contract.
#[derive(Debug)]
pub struct Generated {
    /// The code of all tables and operations.
    pub code: String,
    /// What is worth knowing and stops nothing.
    pub warnings: Diagnostics,
}

impl Contract {
    /// Checks everything against the schema and writes the code; `runtime` is the path of the module that has the
    /// traits which the code implements.
    ///
    /// # Errors
    /// Every difference between the schema and what the documents and the lock say, each at its place; then, if there
    /// is none, every column that has no conversion.
    pub fn generate(&self, runtime: &str) -> Result<Generated, Diagnostics> {
        let (schema, config) = self.read()?;
        let checked = query::check(&schema, &config, &self.tables, &self.operations, Some(&self.lock))?;
        let model = model::build(&schema, &config)?;
        let operations = operation::read(&schema, &config, &checked.operations)?;
        let code = emit::emit(&model, &checked.tables, &operations, runtime)?;
        Ok(Generated { code, warnings: checked.warnings })
    }

    /// Checks everything but the lock; what comes back has the lock as it would be accepted.
    ///
    /// # Errors
    /// As [`Contract::generate`], the lock excepted.
    pub fn check(&self) -> Result<Checked, Diagnostics> {
        let (schema, config) = self.read()?;
        query::check(&schema, &config, &self.tables, &self.operations, None)
    }

    /// The documents that the model asks for.
    ///
    /// # Errors
    /// What keeps the model from being built.
    pub fn documents(&self) -> Result<Vec<Written>, Diagnostics> {
        let (schema, config) = self.read()?;
        let model = model::build(&schema, &config)?;
        Ok(query::write(&model, &config))
    }

    /// The path of the document that is written for the table which this one reads; `None` where it reads none.
    ///
    /// # Errors
    /// The schema or the configuration does not read.
    pub fn written_path(&self, document: &Source) -> Result<Option<String>, Diagnostics> {
        let (schema, config) = self.read()?;
        Ok(query::written_path(&schema, &config.dialect.page(), document))
    }

    /// The schema, and the configuration with the dialect of the contract.
    ///
    /// # Errors
    /// One of the two does not read, or the schema has no tables.
    pub fn read(&self) -> Result<(schema::Schema, Config), Diagnostics> {
        let schema = schema::sdl::read(&self.schema)?;
        schema::has_tables(&schema)?;
        let mut config = Config::read(&self.config)?;
        config.dialect = self.dialect.unwrap_or(config.dialect);
        Ok((schema, config))
    }
}
