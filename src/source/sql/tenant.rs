//! Whose a row is: the way from a table to its tenant, as a condition of SQL.

use std::collections::BTreeMap;

use typeferry_base::quote::{identifier, qualified};
use typeferry_codegen::config::Config;
use typeferry_codegen::model::{Hop, Searched, Step, steps};

use super::catalog::Found;
use crate::row::ForeignKeyDef;

/// The condition that a row of `t` meets whose tenant is put between its two parts.
#[derive(Debug)]
pub(super) struct Condition {
    /// What stands before the tenant's key.
    pub(super) before: String,
    /// What stands behind it.
    pub(super) after: String,
    /// The columns that the rows are ordered by before their key: those that lead to another table.
    pub(super) lead: Vec<String>,
    /// The column of the table itself that holds the tenant's key, where one does.
    pub(super) own: Option<String>,
}

/// The ways of all tables, by `schema.table`.
#[derive(Debug)]
pub(super) struct Ways(BTreeMap<String, Step>);

impl Ways {
    /// Searches the ways.
    pub(super) fn of(tables: &[Found], config: &Config) -> Self {
        let searched: Vec<_> = tables.iter().map(searched).collect();
        Self(steps(&searched, config))
    }

    /// The table that the first step leads to.
    pub(super) fn next(&self, name: &str) -> Option<&Hop> {
        match self.0.get(name)? {
            Step::Own(_) => None,
            Step::Over(hop) => Some(hop),
        }
    }

    /// The condition for the rows of a table; `None` where no way leads to its tenant.
    pub(super) fn condition(&self, name: &str) -> Option<Condition> {
        let (before, after) = self.parts(name, 0)?;
        let (lead, own) = match self.0.get(name)? {
            Step::Own(column) => (Vec::new(), Some(column.clone())),
            Step::Over(hop) => (hop.columns.clone(), None),
        };
        Some(Condition { before, after, lead, own })
    }

    fn parts(&self, name: &str, depth: usize) -> Option<(String, String)> {
        match self.0.get(name)? {
            Step::Own(column) => {
                Some((format!("{} = '", columns_of(depth, std::slice::from_ref(column))), "'".to_owned()))
            }
            Step::Over(hop) => {
                let (before, after) = self.parts(&hop.target(), depth + 1)?;
                let (from, to) = (columns_of(depth, &hop.columns), columns_of(depth + 1, &hop.references));
                let (table, next) = (qualified(&hop.schema, &hop.table), alias(depth + 1));
                Some((format!("({from}) IN (SELECT {to} FROM {table} AS {next} WHERE {before}"), after + ")"))
            }
        }
    }
}

/// What the table is called that stands so many steps from the one that is read.
fn alias(depth: usize) -> String {
    if depth == 0 { "t".to_owned() } else { format!("r{depth}") }
}

fn columns_of(depth: usize, columns: &[String]) -> String {
    let columns = columns.iter().map(|column| format!("{}.{}", alias(depth), identifier(column)));
    columns.collect::<Vec<_>>().join(", ")
}

fn searched(table: &Found) -> Searched {
    let hop = |key: &ForeignKeyDef| {
        let texts =
            |names: &[std::borrow::Cow<'static, str>]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let (columns, references) = (texts(&key.columns), texts(&key.references));
        let nullable = columns.iter().any(|column| table.is_nullable(column));
        Hop { nullable, columns, schema: key.schema.to_string(), table: key.table.to_string(), references }
    };
    Searched {
        name: table.def.qualified(),
        columns: table.columns.iter().map(|column| (column.name.clone(), column.pg_type.clone())).collect(),
        key: table.key.clone(),
        foreign_keys: table.def.foreign_keys.iter().map(hop).collect(),
    }
}
