//! Steps 4 to 6: the modules deploy through the real deployer, the rows are the same, and what is broken shows.

use std::path::Path;

use postgres::Client;

use super::error::{LiveError, Tried};
use super::export::SERVICES;
use super::proof;
use super::rows::Comparison;
use super::stage::{PUBLISHED, SOURCE, STRANGER, Stage, TENANT, one};
use super::tables::{self, Table};
use crate::output;

/// Where the service module goes, beside the published ones.
pub(super) const TARGET: &str = "target";

/// Where the database module goes.
const APPLICATION: &str = "application";

/// Deploys the database module into an empty database, verifies and reverts it.
///
/// # Errors
/// The deployer fails, or what it leaves is not what the actions make.
pub(super) fn application(stage: &Stage<'_>) -> Result<(), LiveError> {
    stage.cluster.create_database(APPLICATION)?;
    stage.workspace.deploy(TENANT, APPLICATION)?;
    stage.workspace.verify(TENANT, APPLICATION)?;
    let tenant = stage.tenant_id(TENANT)?;
    let mut source = stage.cluster.connect(SOURCE)?;
    let mut application = stage.cluster.connect(APPLICATION)?;
    let of_tenant = |table: &str| format!("SELECT id FROM {table} WHERE database_id = '{tenant}'");
    let expected = [
        ("changes", count(&mut source, &of_tenant("db_migrate.sql_actions"))?),
        ("schemas", count(&mut source, &of_tenant("metaschema_public.schema"))?),
        ("tables", count(&mut source, &of_tenant("metaschema_public.\"table\""))?),
    ];
    let queries = [
        format!("SELECT change_name FROM pgpm_migrate.changes WHERE package = '{TENANT}'"),
        format!("SELECT nspname FROM pg_namespace WHERE nspname LIKE '{TENANT}\\_app\\_%'"),
        format!("SELECT tablename FROM pg_tables WHERE schemaname LIKE '{TENANT}\\_app\\_%'"),
    ];
    for ((what, expected), query) in expected.iter().zip(&queries) {
        same_count(what, count(&mut application, query)?, *expected)?;
    }
    stage.workspace.revert(TENANT, APPLICATION)?;
    for ((what, _), query) in expected.iter().zip(&queries) {
        same_count(&format!("{what} after the revert"), count(&mut application, query)?, 0)?;
    }
    let [changes, schemas, tables] = expected.map(|(_, count)| count);
    output::line(format!(
        "database module: {changes} changes deployed, verified and reverted; {schemas} schemas, {tables} tables"
    ));
    Ok(())
}

/// Deploys the service module beside the published ones, compares every row, breaks one, and reverts.
///
/// # Errors
/// The deployer fails where it should not, or does not where it should; rows differ, leak or stay.
pub(super) fn services(typeferry: &Path, stage: &Stage<'_>, tables: Vec<Table>) -> Result<(), LiveError> {
    stage.cluster.create_database(TARGET)?;
    stage.workspace.deploy(PUBLISHED, TARGET)?;
    let mut comparison = comparison(stage, tables)?;
    stage.workspace.deploy(SERVICES, TARGET)?;
    stage.workspace.verify(SERVICES, TARGET)?;
    let counted = comparison.run()?;
    output::line(format!(
        "rows: {} tables compared, {} filled; {} rows of {TENANT} equal, none of the {} of {STRANGER} leaked",
        comparison.tables.len(),
        counted.filled,
        counted.tenant,
        counted.stranger
    ));
    proof::run(typeferry, stage)?;
    missing_row_shows(stage)?;
    comparison.run()?;
    stage.workspace.verify(SERVICES, TARGET)?;
    stage.workspace.revert(SERVICES, TARGET)?;
    comparison.nothing_is_left()?;
    output::line("service module: a deleted row fails verify, and revert leaves no row behind");
    Ok(())
}

/// To be made before the export is deployed: it keeps what the target has without it.
///
/// # Errors
/// A query fails.
pub(super) fn comparison(stage: &Stage<'_>, tables: Vec<Table>) -> Result<Comparison, LiveError> {
    Comparison::between(stage.cluster.connect(SOURCE)?, stage.cluster.connect(TARGET)?, tables)
}

/// Takes one row away, sees `verify` fail, and puts it back.
fn missing_row_shows(stage: &Stage<'_>) -> Result<(), LiveError> {
    let mut target = stage.cluster.connect(TARGET)?;
    let first = "FROM metaschema_public.field WHERE id = (SELECT min(id::text)::uuid FROM metaschema_public.field)";
    let row = one(&mut target, &format!("SELECT quote_literal(field::text) {first}"))?;
    let mut change = |statement: &str| {
        let statements = format!("SET session_replication_role = replica; {statement}");
        target.batch_execute(&statements).tried(|| statement.to_owned())
    };
    change(&format!("DELETE {first}"))?;
    let verified = stage.workspace.verify_badly(SERVICES, TARGET)?;
    change(&format!("INSERT INTO metaschema_public.field SELECT ({row}::metaschema_public.field).*"))?;
    if verified.status.success() {
        let why = "a row of metaschema_public.field had been deleted".to_owned();
        return Err(LiveError::Succeeded { what: format!("verify of {SERVICES}"), why });
    }
    Ok(())
}

fn count(client: &mut Client, query: &str) -> Result<usize, LiveError> {
    Ok(tables::column(client, query)?.len())
}

fn same_count(what: &str, found: usize, expected: usize) -> Result<(), LiveError> {
    if found == expected { Ok(()) } else { Err(LiveError::Count { what: what.to_owned(), found, expected }) }
}
