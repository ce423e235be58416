//! Rows of a PostgreSQL database itself, as they are at one moment: everything is read in one transaction that is
//! read-only and of the isolation `REPEATABLE READ`.
//!
//! PostgreSQL 13 or later. Row security is off, so that the server refuses a table of which a policy may hide rows from
//! the role (<https://www.postgresql.org/docs/current/ddl-rowsecurity.html>). Foreign tables, views and materialized views are no tables here. `TRUNCATE` and those forms of `ALTER TABLE`
//! that write a table anew are beyond any snapshot
//! (<https://www.postgresql.org/docs/current/mvcc-caveats.html>): do not run them meanwhile.

mod absent;
mod actions;
mod catalog;
mod copy;
mod counts;
mod error;
mod rows;
mod select;
mod sequences;
mod tenant;

use std::collections::BTreeSet;

use postgres::Client;
use typeferry_codegen::config::Config;
use typeferry_codegen::model::TableName;

pub use self::absent::Absent;

use self::error::Place;
use self::select::Select;
use self::tenant::Ways;
use super::{
    ActionSink, Actions, DataSource, Database, Limit, RowSink, SchemaName, SequenceBehind, SourceError, Traffic,
};
use crate::connection::Connection;
use crate::row::{TableDef, TableQuery, Uuid};

/// The transaction, and the settings under which PostgreSQL writes values as [`crate::row::Value`] has them.
///
/// Most rows of a table are read, in the order of its key: sorted they come sooner than along the key's index, which
/// leads from page to page of the table. A tenant's rows are still found by a bitmap of an index.
const BEGIN: &str = "\
BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET LOCAL search_path = '';
SET LOCAL row_security = off;
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

/// How far a source looks for tables.
#[derive(Debug, Clone, Copy)]
pub enum Reach<'a> {
    /// To these schemas.
    Schemas(&'a [String]),
    /// To these, and to every other that has a table whose rows have a tenant.
    Beyond(&'a [String]),
}

impl<'a> Reach<'a> {
    /// The schemas that are known.
    pub fn schemas(self) -> &'a [String] {
        match self {
            Self::Schemas(schemas) | Self::Beyond(schemas) => schemas,
        }
    }
}

/// A table whose rows are made of another's.
struct Made {
    def: TableDef,
    /// The table (`schema.table`) that has the rows.
    from: String,
    select: Select,
}

/// A source that reads a database.
pub struct SqlSource {
    client: Client,
    address: String,
    tables: Vec<TableDef>,
    selects: Vec<Select>,
    known: Vec<String>,
    /// The tables whose rows are made of others' ([`Derived`](super::Derived)): they are counted, not read.
    made: Vec<Made>,
    without_tenant: Vec<String>,
    /// The tables (`schema.table`) whose key `ON CONFLICT` cannot name.
    without_arbiter: BTreeSet<String>,
    statements: u64,
}

impl SqlSource {
    /// Connects, and looks up the tables; `config` says whose a row is, and what is left out. A table without a way to
    /// a tenant is not read, since it holds no rows of one ([`SqlSource::without_tenant`]).
    ///
    /// # Errors
    /// There is no connection, or the catalog cannot be read.
    pub fn connect(connection: &Connection, reach: Reach<'_>, config: &Config) -> Result<Self, SourceError> {
        let client = connection.open()?;
        let mut source = Self {
            client,
            address: connection.address().to_owned(),
            tables: Vec::new(),
            selects: Vec::new(),
            known: reach.schemas().to_vec(),
            made: Vec::new(),
            without_tenant: Vec::new(),
            without_arbiter: BTreeSet::new(),
            statements: 0,
        };
        source.execute(BEGIN)?;
        source.look_up(reach, config)?;
        Ok(source)
    }

    fn look_up(&mut self, reach: Reach<'_>, config: &Config) -> Result<(), SourceError> {
        let mut found = catalog::read(self, reach, config)?;
        let ways = Ways::of(&found, config);
        for table in &mut found {
            let next = ways.next(&table.def.qualified());
            table.reached_by = next.map(|hop| TableName::new(&hop.schema, &hop.table));
        }
        for table in catalog::in_order(found, reach) {
            let name = table.def.qualified();
            let condition = ways.condition(&name);
            if config.tenant.is_some() && condition.is_none() {
                self.without_tenant.push(name);
                continue;
            }
            if table.key_without_arbiter {
                self.without_arbiter.insert(name.clone());
            }
            let select = Select::new(&table, condition);
            if let Some(rule) = config.derived.iter().find(|rule| rule.table == name) {
                self.made.push(Made { def: table.def, from: rule.from.clone(), select });
            } else {
                self.selects.push(select);
                self.tables.push(table.def);
            }
        }
        // Where nothing has a tenant, nobody looks for more than is known.
        let has_tenants: BTreeSet<_> = self.tables.iter().map(|table| table.schema.to_string()).collect();
        self.without_tenant.retain(|name| name.split_once('.').is_some_and(|(schema, _)| has_tenants.contains(schema)));
        Ok(())
    }

    /// The tables without a way to a tenant, of the schemas of which others are read: they hold no rows of one.
    pub fn without_tenant(&self) -> &[String] {
        &self.without_tenant
    }

    /// The tables of schemas that are not known to the contract, with a way to a tenant.
    pub fn beyond(&self) -> impl Iterator<Item = &TableDef> {
        self.tables.iter().filter(|table| !self.is_known(&table.schema))
    }

    /// Whether a table of the schema is there.
    pub fn has_schema(&self, schema: &str) -> bool {
        self.tables.iter().any(|table| table.schema == schema)
    }

    fn is_known(&self, schema: &str) -> bool {
        self.known.iter().any(|known| known == schema)
    }

    /// Takes out the tables of the database's own schemas: their rows are its data, which its changes bring.
    fn without_own_schemas(&mut self, database: Uuid) -> Result<(), SourceError> {
        if self.beyond().next().is_none() {
            return Ok(());
        }
        let own: BTreeSet<_> = self.schemas(database)?.into_iter().map(|schema| schema.schema_name).collect();
        let known = std::mem::take(&mut self.known);
        let stays = |table: &TableDef| known.iter().any(|name| *name == table.schema) || !own.contains(&*table.schema);
        let tables = std::mem::take(&mut self.tables).into_iter().zip(std::mem::take(&mut self.selects));
        (self.tables, self.selects) = tables.filter(|(table, _)| stays(table)).unzip();
        self.known = known;
        Ok(())
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

    fn tables(&mut self, database: Uuid) -> Result<Vec<TableDef>, SourceError> {
        self.without_own_schemas(database)?;
        Ok(self.tables.clone())
    }

    fn rows(&mut self, database: Uuid, sink: &mut dyn RowSink) -> Result<(), SourceError> {
        let mut read = Vec::with_capacity(self.tables.len());
        for (index, (table, select)) in self.tables.iter().zip(&self.selects).enumerate() {
            self.statements += 1;
            let mut counted = counts::Counted { sink, rows: 0 };
            rows::read(&mut self.client, &self.address, index, table, &select.sql(database), &mut counted)?;
            read.push(counted.rows);
            sink.end(index)?;
        }
        counts::check(self, database, &read)
    }

    fn serves_changes(&mut self) -> Result<bool, SourceError> {
        actions::are_there(self)
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

    fn has_key_without_arbiter(&self, table: &TableDef) -> bool {
        self.without_arbiter.contains(&table.qualified())
    }

    fn sequences_behind(&mut self, table: &TableDef) -> Result<Vec<SequenceBehind>, SourceError> {
        sequences::behind(self, table)
    }

    fn limits(&self) -> Vec<Limit> {
        Vec::new()
    }

    fn is_of_one_moment(&self) -> bool {
        true
    }

    fn traffic(&self) -> Traffic {
        Traffic { requests: self.statements, ..Traffic::default() }
    }

    fn close(mut self: Box<Self>) -> Result<(), SourceError> {
        self.execute("COMMIT")
    }
}
