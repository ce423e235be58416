//! A database as a source: the contract that it fits is the one with the fewest tables and columns that it does not have.

use std::collections::BTreeSet;

use secrecy::SecretString;
use typeferry::connection::{Connection, Environment};
use typeferry::contracts::ContractVersion;
use typeferry::export::{ContractReport, ExportError};
use typeferry::source::SourceError;
use typeferry::source::sql::{Absent, SqlSource};

use super::compat::CompatArgs;
use super::fit::{compiled, modelled};
use super::{Opened, Takes};
use crate::cli::failure::Failure;
use crate::cli::output;

/// A database, read as one contract has it.
struct Read {
    version: &'static ContractVersion,
    source: SqlSource,
    absent: Vec<Absent>,
}

/// Opens the database: every table of the contract's schemas, whether the contract knows it or not.
///
/// # Errors
/// There is no connection, or the catalog does not read.
pub(crate) fn open_database(args: &CompatArgs, address: &SecretString) -> Result<Opened, Failure> {
    let connection = Connection::new(address, &Environment::of_process()).map_err(SourceError::from);
    let connection = connection.map_err(ExportError::from)?;
    let (first, more) = args.candidates();
    let mut best = Read::of(first, args, &connection)?;
    for version in more {
        if best.absent.is_empty() {
            break;
        }
        // A contract that the database is not of may not even say whose its rows are.
        if let Ok(other) = Read::of(version, args, &connection)
            && other.absent.len() < best.absent.len()
        {
            best = other;
        }
    }
    best.absent.iter().for_each(|absent| output::note(&format!("note: {absent}")));
    let contract = ContractReport::same(best.version.name);
    Ok(Opened { source: Box::new(best.source), takes: Takes::Statements, contract })
}

impl Read {
    fn of(version: &'static ContractVersion, args: &CompatArgs, connection: &Connection) -> Result<Self, Failure> {
        let compiled = compiled(args, version)?;
        let modelled = if version.tables.is_none() { modelled(&compiled, &compiled.schema)? } else { Vec::new() };
        let queries = version.tables.map_or_else(|| modelled.iter().collect(), <[_]>::to_vec);
        let schemas: BTreeSet<_> = queries.iter().map(|query| query.table.schema.to_string()).collect();
        let schemas: Vec<_> = schemas.into_iter().collect();
        let source = SqlSource::connect(connection, &schemas, &compiled.config()).map_err(ExportError::from)?;
        let absent = source.absent(&queries);
        Ok(Self { version, source, absent })
    }
}
