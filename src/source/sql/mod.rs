//! Rows of a PostgreSQL database itself, as they are at one moment: everything is read in one transaction that is
//! read-only and of the isolation `REPEATABLE READ`.
//!
//! PostgreSQL 13 or later. Row security stays as the role has it: a row that a policy hides from the role is not
//! read. Foreign tables, views and materialized views are no tables here. `TRUNCATE` and those forms of `ALTER TABLE`
//! that write a table anew are beyond any snapshot
//! (<https://www.postgresql.org/docs/current/mvcc-caveats.html>): do not run them meanwhile.

mod absent;
mod actions;
mod catalog;
mod copy;
mod error;
mod rows;
mod select;
mod tenant;

use postgres::Client;
use typeferry_codegen::config::Config;

pub use self::absent::Absent;

use self::error::Place;
use self::select::Select;
use super::{ActionSink, Actions, DataSource, Database, Limit, RowSink, SchemaName, SourceError};
use crate::connection::Connection;
use crate::row::{TableDef, TableQuery, Uuid};

/// The transaction, and the settings under which PostgreSQL writes values as [`crate::row::Value`] has them.
///
/// Most rows of a table are read, in the order of its key: sorted they come sooner than along the key's index, which
/// leads from page to page of the table. A tenant's rows are still found by a bitmap of an index.
const BEGIN: &str = "\
BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET LOCAL search_path = '';
SET LOCAL client_encoding = 'UTF8';
SET LOCAL DateStyle = 'ISO, YMD';
SET LOCAL IntervalStyle = 'iso_8601';
SET LOCAL TimeZone = 'UTC';
SET LOCAL bytea_output = 'hex';
SET LOCAL extra_float_digits = 3;
SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL enable_indexscan = off;
SET LOCAL jit = off";

/// A source that reads a database.
pub struct SqlSource {
    client: Client,
    address: String,
    tables: Vec<TableDef>,
    selects: Vec<Select>,
    statements: u64,
}

impl SqlSource {
    /// Connects, and looks up the tables of the schemas; `config` says whose a row is, and what is left out.
    ///
    /// # Errors
    /// There is no connection, the catalog cannot be read, or a table has no way to its tenant.
    pub fn connect(connection: &Connection, schemas: &[String], config: &Config) -> Result<Self, SourceError> {
        let client = connection.open()?;
        let address = connection.address().to_owned();
        let mut source = Self { client, address, tables: Vec::new(), selects: Vec::new(), statements: 0 };
        source.execute(BEGIN)?;
        let found = catalog::read(&mut source, schemas, config)?;
        for table in found {
            source.selects.push(Select::new(&table, config)?);
            source.tables.push(table.def);
        }
        Ok(source)
    }

    /// The tables and columns of a contract that the database does not have.
    pub fn absent(&self, contract: &[&TableQuery]) -> Vec<Absent> {
        absent::absent(&self.tables, contract)
    }

    fn execute(&mut self, sql: &str) -> Result<(), SourceError> {
        self.statements += 1;
        self.client.batch_execute(sql).map_err(|error| Place::whole(&self.address).failure(&error))
    }

    /// The rows of a statement that gives few of them.
    fn query(
        &mut self,
        table: Option<&str>,
        sql: &str,
        parameters: &[&(dyn postgres::types::ToSql + Sync)],
    ) -> Result<Vec<postgres::Row>, SourceError> {
        self.statements += 1;
        let place = Place { address: &self.address, table };
        self.client.query(sql, parameters).map_err(|error| place.failure(&error))
    }
}

impl DataSource for SqlSource {
    fn databases(&mut self) -> Result<Vec<Database>, SourceError> {
        let table = "metaschema_public.database";
        let sql = "SELECT id::text, name::text FROM metaschema_public.database ORDER BY id";
        let rows = self.query(Some(table), sql, &[])?;
        let database = |row: &postgres::Row| {
            let id = error::key(table, "id", row.get(0))?;
            Ok(Database { id, name: row.get(1) })
        };
        rows.iter().map(database).collect()
    }

    fn schemas(&mut self, database: Uuid) -> Result<Vec<SchemaName>, SourceError> {
        let table = "metaschema_public.schema";
        let sql = "SELECT id::text, name::text, schema_name::text FROM metaschema_public.schema \
                   WHERE database_id = $1::text::uuid ORDER BY id";
        let rows = self.query(Some(table), sql, &[&database.to_string()])?;
        let schema = |row: &postgres::Row| {
            let name = |at: usize, column: &str| error::not_null(table, column, row.get(0), row.get(at));
            Ok(SchemaName { name: name(1, "name")?, schema_name: name(2, "schema_name")? })
        };
        rows.iter().map(schema).collect()
    }

    fn tables(&mut self) -> Result<Vec<TableDef>, SourceError> {
        Ok(self.tables.clone())
    }

    fn rows(&mut self, database: Uuid, sink: &mut dyn RowSink) -> Result<(), SourceError> {
        for (index, (table, select)) in self.tables.iter().zip(&self.selects).enumerate() {
            self.statements += 1;
            rows::read(&mut self.client, &self.address, index, table, &select.sql(database), sink)?;
            sink.end(index)?;
        }
        Ok(())
    }

    fn tells_categories(&mut self) -> Result<bool, SourceError> {
        actions::tells_categories(self)
    }

    fn actions(
        &mut self,
        database: Uuid,
        excluded: &[String],
        sink: &mut dyn ActionSink,
    ) -> Result<Actions, SourceError> {
        actions::read(self, database, excluded, sink)
    }

    fn limits(&self) -> Vec<Limit> {
        Vec::new()
    }

    fn requests(&self) -> u64 {
        self.statements
    }

    fn close(mut self: Box<Self>) -> Result<(), SourceError> {
        self.execute("COMMIT")
    }
}
