//! A contract whose texts have been read, and what else there is compared with it.

use std::collections::BTreeSet;

use typeferry_base::nearest;
use typeferry_codegen::config::{Config, DerivedRule};
use typeferry_codegen::dialect::Dialect;
use typeferry_codegen::drift::{ColumnNames, Difference, TableNames, compare};
use typeferry_codegen::model;
use typeferry_codegen::query::Documents;
use typeferry_codegen::schema::{Schema, of_schemas};
use typeferry_codegen::{Contract, Readable};

use crate::compare::{CompareError, Compared};

/// Why a table is left out that no rule names.
const NO_TENANT: &str = "no way leads from it to a tenant";

/// Why a column is left out that has a time by itself.
const CURRENT_TIME: &str = "its default is the current time";

/// A contract whose texts have been read.
#[derive(Debug)]
pub struct Compiled {
    /// The texts.
    pub texts: Contract,
    /// The schema.
    pub schema: Schema,
    /// What no rule can know of it.
    config: Config,
    /// Tables and columns that are left out beside those of the configuration, and why.
    left_out: Vec<String>,
    reason: &'static str,
    /// Whether tables of other PostgreSQL schemas are passed over.
    alone: bool,
}

impl Compiled {
    /// Reads the texts.
    ///
    /// # Errors
    /// A text does not read.
    pub fn read(texts: Contract) -> Result<Self, CompareError> {
        let (schema, config) = texts.read().map_err(CompareError::Contract)?;
        Ok(Self { texts, schema, config, left_out: Vec::new(), reason: "", alone: false })
    }

    /// Leaves out tables (`schema.table`) and columns (`schema.table.column`) beside those of the configuration.
    #[must_use]
    pub fn without(mut self, names: &[String], reason: &'static str) -> Self {
        self.left_out = names.to_vec();
        self.reason = reason;
        self
    }

    /// Passes over the tables of PostgreSQL schemas that it has none of.
    #[must_use]
    pub fn alone(mut self, alone: bool) -> Self {
        self.alone = alone;
        self
    }

    /// The part of a schema that the contract is about.
    pub fn part_of(&self, schema: Schema) -> Schema {
        if self.alone { of_schemas(&schema, &self.schemas()) } else { schema }
    }

    /// Leaves out the columns whose default is the current time.
    #[must_use]
    pub fn omitting_current_times(mut self, omit: bool) -> Self {
        self.config.omits_current_times = omit;
        self
    }

    /// The configuration, with everything that is left out.
    pub fn config(&self) -> Config {
        self.config_of(|_| true)
    }

    fn config_of(&self, known: impl Fn(&str) -> bool) -> Config {
        let mut config = self.config.clone();
        let names = self.left_out.iter().filter(|name| known(name));
        config.left_out.extend(names.map(|name| (name.clone(), self.reason.to_owned())));
        config
    }

    /// The kind of server that serves the API.
    pub fn dialect(&self) -> &'static dyn Dialect {
        self.config.dialect
    }

    /// The tables (`schema.table`) and columns (`schema.table.column`) of the contract.
    pub fn names(&self) -> BTreeSet<String> {
        names(&self.schema)
    }

    /// The tables (`schema.table`) of the contract.
    pub fn tables(&self) -> BTreeSet<String> {
        self.schema.row_types().map(|row| row.table.qualified()).collect()
    }

    /// The columns (`schema.table.column`) that are assumed, and the tables (`schema.table`) of which every column is: no
    /// server has told of them.
    pub fn assumed(&self) -> BTreeSet<String> {
        let mut assumed = BTreeSet::new();
        for row in self.schema.row_types() {
            let columns: Vec<_> = row.fields.iter().filter_map(|field| field.column.as_ref()).collect();
            let name = row.table.qualified();
            if columns.iter().all(|column| column.assumed) {
                assumed.insert(name.clone());
            }
            let columns = columns.iter().filter(|column| column.assumed);
            assumed.extend(columns.map(|column| format!("{name}.{}", column.name)));
        }
        assumed
    }

    /// The schemas of PostgreSQL that the contract has tables of, sorted.
    pub fn schemas(&self) -> Vec<String> {
        let schemas: BTreeSet<_> = self.schema.row_types().map(|row| row.table.schema.clone()).collect();
        schemas.into_iter().collect()
    }

    /// The tables that are made of others' rows, each with the module that creates it.
    pub fn derived(&self) -> Vec<(DerivedRule, Option<String>)> {
        let module = |rule: &DerivedRule| self.config.modules.get(rule.table.split_once('.')?.0).cloned();
        self.config.derived.iter().map(|rule| (rule.clone(), module(rule))).collect()
    }

    /// The tables (`schema.table`) of a schema from which no way leads to a tenant, those that are left out excepted.
    pub fn without_tenant(&self, schema: &Schema) -> Vec<String> {
        model::without_tenant(schema, &self.config())
    }

    /// The tables of a schema as this contract's configuration and operations have them read.
    ///
    /// The tables `without_tenant` ([`Compiled::without_tenant`]) are left out: they hold no rows of one.
    ///
    /// # Errors
    /// A column without a conversion, an operation that does not fit.
    pub fn readable(&self, schema: &Schema, without_tenant: &[String]) -> Result<Readable, CompareError> {
        let mut config = self.config();
        let untold = without_tenant.iter().map(|table| (table.clone(), NO_TENANT.to_owned()));
        config.left_out.extend(untold);
        if config.omits_current_times {
            let times = model::current_times(schema).into_iter();
            config.left_out.extend(times.map(|column| (column, CURRENT_TIME.to_owned())));
        }
        Readable::of(schema, &config, &self.documents()).map_err(CompareError::Contract)
    }

    fn documents(&self) -> Documents<'_> {
        let Contract { tables, operations, .. } = &self.texts;
        Documents { schema: &self.schema, config: &self.config, tables, operations }
    }

    /// Compares with a schema.
    ///
    /// # Errors
    /// What is left out is nothing that there is, or a document does not read.
    pub fn compare(&self, after: &Schema) -> Result<Compared, CompareError> {
        let (here, there) = (names(&self.schema), names(after));
        if let Some(name) = self.left_out.iter().find(|name| !here.contains(*name) && !there.contains(*name)) {
            let nearest = nearest(name, here.union(&there).map(String::as_str)).map(str::to_owned);
            return Err(CompareError::UnknownLeftOut { name: name.clone(), nearest });
        }
        let config = self.config_of(|name| here.contains(name));
        let found = compare(&self.documents(), after, &config);
        let mut differences = found.map_err(CompareError::Contract)?;
        differences.retain(|difference| !self.leaves_out(difference));
        Ok(Compared { differences, notes: Vec::new() })
    }

    /// Whether a difference is about what is left out beside the configuration.
    fn leaves_out(&self, difference: &Difference) -> bool {
        let Difference { table, column, .. } = difference;
        let sides = [(&table.before, &column.before), (&table.after, &column.after)];
        let name = |(table, column): (&Option<TableNames>, &Option<ColumnNames>)| {
            let table = table.as_ref()?.postgres.clone();
            let column = column.as_ref().map(|column| column.postgres.as_ref().unwrap_or(&column.graphql));
            let column = column.map(|column| format!("{table}.{column}"));
            Some([Some(table), column])
        };
        sides.into_iter().filter_map(name).flatten().flatten().any(|name| self.left_out.contains(&name))
    }

    /// What a comparison with this contract depends on.
    pub fn parts(&self) -> Vec<&str> {
        let left_out = self.left_out.iter().map(String::as_str);
        text_parts(&self.texts).into_iter().chain(left_out).chain(self.alone.then_some("alone")).collect()
    }
}

/// The tables (`schema.table`) and columns (`schema.table.column`) of a schema.
fn names(schema: &Schema) -> BTreeSet<String> {
    schema.row_types().flat_map(|row| row.qualified_columns().chain([row.table.qualified()])).collect()
}

/// The name of the contract, and its texts.
pub fn text_parts(texts: &Contract) -> Vec<&str> {
    let documents = texts.tables.iter().chain(&texts.operations).flat_map(|source| [source.name(), source.text()]);
    [texts.schema.name(), texts.schema.text(), texts.config.text()].into_iter().chain(documents).collect()
}
