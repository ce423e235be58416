//! A database as a source: the contract that it fits is the latest of which it has every schema.

use std::collections::BTreeMap;

use secrecy::SecretString;
use typeferry::connection::{Connection, Environment};
use typeferry::contracts::ApiContract;
use typeferry::export::{ContractReport, ExportError};
use typeferry::source::sql::{Absent, Reach, SqlSource};
use typeferry::source::{Derived, SourceError};
use typeferry_base::count;
use typeferry_contract::Compiled;

use super::compat::CompatArgs;
use super::fit::{compiled, modelled, strictly_refused, without_way};
use super::shown::some;
use super::{Opened, Takes};
use crate::cli::failure::Failure;

/// A database, read as one contract has it.
struct Read {
    contract: ApiContract,
    compiled: Compiled,
    source: SqlSource,
    absent: Vec<Absent>,
}

/// Opens the database: every table of the contract's schemas, whether the contract knows it or not, and every table
/// beyond whose rows have a tenant.
///
/// # Errors
/// There is no connection, or the catalog does not read.
pub(crate) fn open_database(args: &CompatArgs, address: &SecretString) -> Result<Opened, Failure> {
    let connection = Connection::new(address, &Environment::of_process()).map_err(SourceError::from);
    let connection = connection.map_err(ExportError::from)?;
    let (first, more) = args.candidates()?;
    let mut best = Read::of(first, args, &connection)?;
    for contract in more {
        if best.schemas_absent() == 0 {
            break;
        }
        let other = Read::of(contract, args, &connection)?;
        if other.schemas_absent() < best.schemas_absent() {
            best = other;
        }
    }
    best.is_a_platform(connection.address())?;
    best.open(args)
}

impl Read {
    fn of(contract: ApiContract, args: &CompatArgs, connection: &Connection) -> Result<Self, Failure> {
        let compiled = compiled(args, &contract)?;
        let modelled = match contract.tables {
            Some(_) => Vec::new(),
            None => modelled(&compiled, &compiled.schema, args.strict)?.queries,
        };
        let queries = contract.tables.map_or_else(|| modelled.iter().collect(), <[_]>::to_vec);
        let schemas = compiled.schemas();
        let reach = if contract.reaches_beyond() { Reach::Beyond(&schemas) } else { Reach::Schemas(&schemas) };
        let source = SqlSource::connect(connection, reach, &compiled.config()).map_err(ExportError::from)?;
        let absent = source.absent(&queries);
        Ok(Self { contract, compiled, source, absent })
    }

    /// How many schemas of the contract have no table in the database.
    fn schemas_absent(&self) -> usize {
        let there = |schema: &&String| !self.source.has_schema(schema);
        self.compiled.schemas().iter().filter(there).count()
    }

    /// A database without a table of the platform's is another one, or the role sees nothing of it.
    fn is_a_platform(&self, address: &str) -> Result<(), Failure> {
        let schemas = self.compiled.schemas();
        if self.schemas_absent() < schemas.len() {
            return Ok(());
        }
        Err(Failure::usage(format!(
            "{address} has none of the platform's tables, and nothing was read\n\
             they are in the schemas {}: this is another database, or the role may not see them\n\
             name the platform's database, or read it by a role with USAGE on its schemas and SELECT on their tables",
            schemas.join(", ")
        )))
    }

    fn open(self, args: &CompatArgs) -> Result<Opened, Failure> {
        if let Some(message) = strictly_refused(self.source.without_tenant(), args.strict) {
            return Err(Failure::different(message));
        }
        let mut contract = ContractReport::same(&self.contract.name, self.compiled.schemas());
        contract.notes.extend(absent_note(&self.absent));
        contract.notes.extend(beyond_note(&self.source));
        contract.notes.extend(without_way(self.source.without_tenant()));
        let source = Derived::new(Box::new(self.source), self.compiled.derived());
        Ok(Opened { source: Box::new(source), takes: Takes::Statements, contract })
    }
}

/// What the contract has and the database does not: nothing is lost, there is nothing.
fn absent_note(absent: &[Absent]) -> Option<String> {
    let names: Vec<_> = absent.iter().map(Absent::name).collect();
    (!names.is_empty()).then(|| format!("the contract has {} more than the database: {}", names.len(), some(&names)))
}

/// What is read beyond the contract.
fn beyond_note(source: &SqlSource) -> Option<String> {
    let mut tables: BTreeMap<&str, usize> = BTreeMap::new();
    for table in source.beyond() {
        *tables.entry(&table.schema).or_default() += 1;
    }
    let schemas: Vec<_> =
        tables.iter().map(|(schema, tables)| format!("{schema} ({})", count(*tables, "table"))).collect();
    (!schemas.is_empty()).then(|| format!("read beyond the contract: {}", schemas.join(", ")))
}
