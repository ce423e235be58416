//! A schema and its configuration to tables that can be read, without documents that anybody accepted for it: they are
//! those of another schema of the same platform, or written from the model, and checked as the build checks them.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::drift::same_tables;
use crate::model::{self, Model};
use crate::query::{self, Documents, Reading, TableQuery, rules};
use crate::schema::Schema;

/// What of a schema can be read.
#[derive(Debug)]
pub struct Readable {
    /// The tables that are not left out, each behind the tables that it refers to.
    pub model: Model,
    queries: BTreeMap<String, TableQuery>,
}

impl Readable {
    /// Builds the model and checks the documents by which its tables are read: those that people wrote among
    /// `documents`, with what they ask for, and one that is written for each other table. Rules of the configuration
    /// that are about nothing in the schema are passed over.
    ///
    /// # Errors
    /// A column without a conversion, a table without a way to its tenant, a document of people or an operation that
    /// does not fit.
    pub fn of(schema: &Schema, config: &Config, documents: &Documents<'_>) -> Result<Self, Diagnostics> {
        let config = rules::without_idle(schema, config);
        let model = model::build(schema, &config)?;
        let tables = documents.of_another(schema, &model, &config, &same_tables(documents.schema, schema))?;
        let checked = query::check(schema, &config, &tables, documents.operations, None)?;
        let queries = checked.tables.into_iter().map(|query| (query.row_type.clone(), query)).collect();
        Ok(Self { model, queries })
    }

    /// How each table is read, in the order of the model.
    pub fn readings(&self) -> impl Iterator<Item = Reading<'_>> {
        let reading = |table| Some(Reading::new(table, self.queries.get(&table.row_type)?));
        self.model.tables.iter().filter_map(reading)
    }
}
