//! Whose a row is: the way from a table to its tenant, as the configuration says it.

use typeferry_codegen::config::{Config, TenantRule};

use super::catalog::Found;
use super::select::quoted;
use crate::row::ForeignKeyDef;
use crate::source::SourceError;

/// The condition that a row of `t` meets whose tenant is put between its two parts.
#[derive(Debug)]
pub(super) struct Condition {
    /// What stands before the tenant's key.
    pub(super) before: String,
    /// What stands behind it.
    pub(super) after: &'static str,
}

/// The condition; `None` where no rule says that rows have tenants.
pub(super) fn condition(table: &Found, config: &Config) -> Result<Option<Condition>, SourceError> {
    let Some(rule) = &config.tenant else { return Ok(None) };
    let name = table.def.qualified();
    let own = |column: &str| Condition { before: format!("t.{} = '", quoted(column)), after: "'" };
    let found = if name == rule.table {
        table.key.first().map(|key| own(key))
    } else if let Some(column) = config.reached_by.get(&name) {
        let leads = |key: &&ForeignKeyDef| key.columns.len() == 1 && key.columns[0] == *column;
        table.def.foreign_keys.iter().find(leads).map(|key| through(key, rule))
    } else {
        table.columns.iter().find(|column| **column == rule.column).map(|column| own(column))
    };
    found.map(Some).ok_or_else(|| SourceError::NoTenant { table: name, column: rule.column.clone() })
}

fn through(key: &ForeignKeyDef, rule: &TenantRule) -> Condition {
    let (column, target) = (quoted(&key.columns[0]), quoted(&key.references[0]));
    let table = format!("{}.{}", quoted(&key.schema), quoted(&key.table));
    let tenant = quoted(&rule.column);
    Condition {
        before: format!("t.{column} IN (SELECT r.{target} FROM {table} AS r WHERE r.{tenant} = '"),
        after: "')",
    }
}
