//! The tables of some schemas, as PostgreSQL's catalog has them
//! (<https://www.postgresql.org/docs/current/catalogs.html>).

use std::borrow::Cow;
use std::collections::HashMap;

use typeferry_codegen::config::Config;
use typeferry_codegen::model::{Ordered, TableName, kind_of, order};

use super::{Reach, SqlSource};
use crate::row::{ColumnDef, Comparison, ForeignKeyDef, Generation, Identities, Kind, Mutability, TableDef};
use crate::source::SourceError;

/// Tables, and the parents of partitions: what a partition has is read of its parent. A table under a view of the changes
/// holds changes, whatever schema it is in.
const TABLES: &str = "
SELECT c.oid, n.nspname::text, c.relname::text, c.relkind::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE (n.nspname::text = ANY ($1) OR $2 AND n.nspname !~ '^pg_' AND n.nspname::text <> ALL ($3))
  AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT EXISTS (
    SELECT FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class
    WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
      AND v.relnamespace = to_regnamespace('db_migrate') AND v.relkind IN ('v', 'm'))";

/// Schemas that hold no metadata, whatever is in them: PostgreSQL's own, the changes, and the ledger of a deployer.
const NO_METADATA: [&str; 3] = ["information_schema", "db_migrate", "pgpm_migrate"];

/// Columns, each type followed through domains and arrays down to what it is made of.
const COLUMNS: &str = "
WITH RECURSIVE columns AS (
  SELECT attrelid, attnum, attname, atttypid, attnotnull, atthasdef, attidentity, attgenerated
  FROM pg_attribute
  WHERE attrelid = ANY ($1) AND attnum > 0 AND NOT attisdropped
), steps AS (
  SELECT t.oid, t.typtype, t.typtype = 'd' AS is_domain, t.typnotnull, t.typname, t.typnamespace,
    CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE e.oid END AS next
  FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
), types AS (
  SELECT DISTINCT atttypid AS root, atttypid AS oid, false AS is_array, false AS not_null FROM columns
  UNION ALL
  SELECT t.root, s.next, t.is_array OR NOT s.is_domain,
    t.not_null OR s.is_domain AND s.typnotnull AND NOT t.is_array
  FROM types t JOIN steps s USING (oid)
  WHERE s.next IS NOT NULL
)
SELECT c.attrelid, c.attname::text, c.attnotnull OR t.not_null, c.atthasdef OR c.attidentity <> '',
  c.attidentity::text, c.attgenerated::text, s.typname::text, t.is_array,
  s.typnamespace = 'pg_catalog'::regnamespace OR s.typname = 'citext',
  s.typtype = 'c' OR s.typnamespace = 'pg_catalog'::regnamespace AND s.typname ~ '^reg',
  c.atttypid = 'timestamptz'::regtype AND EXISTS (
    SELECT FROM pg_attrdef d WHERE d.adrelid = c.attrelid AND d.adnum = c.attnum
      AND pg_get_expr(d.adbin, d.adrelid) ~ $2)
    AND NOT EXISTS (
      SELECT FROM pg_constraint k WHERE k.conrelid = c.attrelid AND k.contype = 'p' AND c.attnum = ANY (k.conkey))
FROM columns c
JOIN types t ON t.root = c.atttypid
JOIN steps s ON s.oid = t.oid AND s.next IS NULL
ORDER BY c.attrelid, c.attnum";

/// A default that is the current time, with or without an interval, as `pg_get_expr` writes it.
const CURRENT_TIME: &str = "^\\(?(now|transaction_timestamp|statement_timestamp|clock_timestamp)\\(\\)\
    ( [-+] '[^']*'::interval)?\\)?$|^\\(?CURRENT_TIMESTAMP( [-+] '[^']*'::interval)?\\)?$";

/// Primary and foreign keys; those that partitions have of their parent are the parent's.
const KEYS: &str = "
SELECT c.conrelid, c.contype = 'p',
  ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k (attnum, position)
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum ORDER BY k.position),
  n.nspname::text, f.relname::text,
  ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k (attnum, position)
    JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum ORDER BY k.position),
  c.condeferrable OR coalesce((to_jsonb(c) ->> 'conperiod')::boolean, false)
FROM pg_constraint c
LEFT JOIN pg_class f ON f.oid = c.confrelid
LEFT JOIN pg_namespace n ON n.oid = f.relnamespace
WHERE c.conrelid = ANY ($1) AND c.contype IN ('p', 'f') AND c.conparentid = 0
ORDER BY c.conname";

/// A table, and what reading it needs beside.
#[derive(Debug)]
pub(super) struct Found {
    /// The table.
    pub(super) def: TableDef,
    /// The columns of its primary key, also where one of them is left out.
    pub(super) key: Vec<String>,
    /// Whether that key is deferrable or temporal: `ON CONFLICT` cannot name it.
    pub(super) key_without_arbiter: bool,
    /// The columns that are there, also those that are left out.
    pub(super) columns: Vec<FoundColumn>,
    /// The table that its rows are reached by, where no foreign key says so.
    pub(super) reached_by: Option<TableName>,
    /// Whether its rows are those of its partitions.
    pub(super) partitioned: bool,
}

/// A column, as the way to a tenant has to know it.
#[derive(Debug)]
pub(super) struct FoundColumn {
    pub(super) name: String,
    pub(super) pg_type: String,
    pub(super) nullable: bool,
}

impl Found {
    /// Whether a column may be null; one that is not there may.
    pub(super) fn is_nullable(&self, column: &str) -> bool {
        self.columns.iter().find(|found| found.name == column).is_none_or(|found| found.nullable)
    }
}

impl Ordered for Found {
    fn name(&self) -> TableName {
        TableName::new(&self.def.schema, &self.def.name)
    }

    fn refers_to(&self) -> Vec<TableName> {
        let keys = self.def.foreign_keys.iter().map(|key| TableName::new(&key.schema, &key.table));
        keys.chain(self.reached_by.clone()).collect()
    }
}

/// The tables that the configuration does not leave out, of the schemas, or of all where that is wanted.
pub(super) fn read(source: &mut SqlSource, reach: Reach<'_>, config: &Config) -> Result<Vec<Found>, SourceError> {
    let mut tables: HashMap<u32, Found> = HashMap::new();
    let (schemas, beyond) = (reach.schemas(), matches!(reach, Reach::Beyond(_)));
    for row in source.query(None, TABLES, &[&schemas, &beyond, &&NO_METADATA[..]])? {
        let found = found(row.get(1), row.get(2), row.get::<_, &str>(3) == "p", config);
        if !config.left_out.contains_key(&found.def.qualified()) {
            tables.insert(row.get(0), found);
        }
    }
    let oids: Vec<u32> = tables.keys().copied().collect();
    for row in source.query(None, COLUMNS, &[&oids, &CURRENT_TIME])? {
        if let Some(found) = tables.get_mut(&row.get(0)) {
            add_column(found, &row, config);
        }
    }
    for row in source.query(None, KEYS, &[&oids])? {
        if let Some(found) = tables.get_mut(&row.get(0)) {
            add_key(found, &row);
        }
    }
    Ok(tables.into_values().collect())
}

/// Tables, each behind those that it refers to; first those of the schemas that are known, whatever else there is, so
/// that these come as they come from a source that shows no others.
pub(super) fn in_order(tables: Vec<Found>, reach: Reach<'_>) -> Vec<Found> {
    let (known, beyond) =
        tables.into_iter().partition(|table| reach.schemas().iter().any(|known| *known == table.def.schema));
    order(known).into_iter().chain(order(beyond)).collect()
}

fn found(schema: String, name: String, partitioned: bool, config: &Config) -> Found {
    let module = config.modules.get(&schema).cloned().map(Cow::Owned);
    let def = TableDef {
        schema: schema.into(),
        name: name.into(),
        columns: Cow::default(),
        key: Cow::default(),
        foreign_keys: Cow::default(),
        module,
    };
    Found { def, key: Vec::new(), key_without_arbiter: false, columns: Vec::new(), reached_by: None, partitioned }
}

fn add_column(found: &mut Found, row: &postgres::Row, config: &Config) {
    let name: String = row.get(1);
    let (base, array, known): (String, bool, bool) = (row.get(6), row.get(7), row.get(8));
    let pg_type = if array { format!("{base}[]") } else { base.clone() };
    let nullable = !row.get::<_, bool>(2);
    found.columns.push(FoundColumn { name: name.clone(), pg_type: pg_type.clone(), nullable });
    let omitted = config.omits_current_times && row.get(10);
    if omitted || config.left_out.contains_key(&format!("{}.{name}", found.def.qualified())) {
        return;
    }
    found.def.columns.to_mut().push(ColumnDef {
        // A type that somebody made may be called like one of PostgreSQL's own.
        kind: if known { kind_of(&base) } else { Kind::Plain },
        pg_type: pg_type.into(),
        array,
        nullable,
        has_default: row.get(3),
        mutability: Mutability::of(generation(row.get(4), row.get(5)), Identities::Kept),
        environment: config.environment.get(&name).cloned().map(Cow::Owned),
        comparison: if row.get(9) { Comparison::Typed } else { Comparison::Bare },
        losses: &[],
        name: name.into(),
    });
}

/// `attidentity` and `attgenerated` (<https://www.postgresql.org/docs/current/catalog-pg-attribute.html>).
fn generation(identity: &str, generated: &str) -> Generation {
    match (identity, generated) {
        ("a", _) => Generation::IdentityAlways,
        ("d", _) => Generation::IdentityByDefault,
        (_, "s") => Generation::Stored,
        (_, "v") => Generation::Computed,
        _ => Generation::Plain,
    }
}

fn add_key(found: &mut Found, row: &postgres::Row) {
    let columns: Vec<String> = row.get(2);
    if row.get(1) {
        let position = |name: &String| found.def.columns.iter().position(|column| column.name == *name);
        // A key of which a column is left out is no key of what is read.
        let key: Option<Vec<usize>> = columns.iter().map(position).collect();
        found.def.key = Cow::Owned(key.unwrap_or_default());
        found.key = columns;
        found.key_without_arbiter = row.get(6);
        return;
    }
    let owned = |names: Vec<String>| names.into_iter().map(Cow::Owned).collect::<Vec<_>>().into();
    found.def.foreign_keys.to_mut().push(ForeignKeyDef {
        columns: owned(columns),
        schema: Cow::Owned(row.get(3)),
        table: Cow::Owned(row.get(4)),
        references: owned(row.get(5)),
    });
}
