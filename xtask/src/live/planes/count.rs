//! What a tenant has, counted from PostgreSQL's catalog: nothing here is asked of typeferry.

use std::collections::BTreeMap;

use postgres::Client;

use super::super::error::LiveError;
use super::super::tables::{self, Table};
use super::export::Over;
use super::{CATALOG, DERIVED, SERVED};

/// The schemas that an export of a way is about.
pub(super) fn schemas(over: Over) -> Vec<&'static str> {
    match over {
        Over::GraphQl => SERVED.to_vec(),
        Over::Sql => SERVED.into_iter().chain([CATALOG]).collect(),
    }
}

/// The rows of a tenant, by `schema.table`; tables without one are left out, and so is what has no way to a tenant.
///
/// # Errors
/// PostgreSQL refuses.
pub(super) fn rows(
    client: &mut Client,
    over: Over,
    more: &[&str],
    tenant: &str,
) -> Result<BTreeMap<String, usize>, LiveError> {
    let schemas: Vec<&str> = schemas(over).iter().chain(more).copied().collect();
    let mut counts = Vec::new();
    for table in tables::list_in(client, &schemas)? {
        counts.extend(count(&table, tenant));
    }
    if over == Over::GraphQl {
        counts.push(format!(
            "SELECT '{DERIVED}' AS name, count(*) AS rows FROM routing_public.apis WHERE database_id = '{tenant}'"
        ));
    }
    let query = format!("SELECT name || ' ' || rows FROM ({}) counted WHERE rows > 0", counts.join(" UNION ALL "));
    Ok(tables::column(client, &query)?.iter().filter_map(|line| named(line)).collect())
}

fn count(table: &Table, tenant: &str) -> Option<String> {
    let of_tenant = table.belongs_to(tenant).ok()?;
    let name = &table.name;
    Some(format!("SELECT '{}' AS name, count(*) AS rows FROM {name} WHERE {of_tenant}", name.replace('"', "")))
}

fn named(line: &str) -> Option<(String, usize)> {
    let (name, rows) = line.split_once(' ')?;
    Some((name.to_owned(), rows.parse().ok()?))
}
