//! What was exported is loaded into the planes of another database, by either deployer, and is there what it was; then
//! it is reverted, and nothing of it is left.

use super::super::error::LiveError;
use super::super::export::SERVICES;
use super::super::rows::Comparison;
use super::super::stage::TENANT;
use super::super::tables::{self, Table};
use super::export::Over;
use super::stage::{Planes, SOURCE, TARGET, tool};
use super::{CATALOG, DERIVED, SERVED};
use crate::output;

/// What loads.
#[derive(Debug, Clone, Copy)]
enum Deployer {
    Typeferry,
    Pgpm,
}

/// What an export makes.
const MODULES: [&str; 2] = [TENANT, SERVICES];

/// Where the platform has rows and no tenant does.
const PLATFORM: &str = "platform_routing_public";

/// Loads both modules by each deployer, compares every row, and reverts.
///
/// # Errors
/// A deployer fails; rows differ, leak, are missing or stay.
pub(super) fn run(planes: &Planes<'_>, over: Over) -> Result<(), LiveError> {
    for deployer in [Deployer::Typeferry, Deployer::Pgpm] {
        let (mut source, target) = (planes.connect(SOURCE)?, planes.connect(TARGET)?);
        let tables = tables(&mut source, over)?;
        let mut comparison = Comparison::between(source, target, tables)?;
        for module in MODULES {
            deploy(planes, deployer, module)?;
        }
        let counted = comparison.run()?;
        for module in MODULES.into_iter().rev() {
            tool(planes.parts, &planes.workspace, "revert", module)?;
        }
        comparison.nothing_is_left()?;
        output::line(format!(
            "planes over {}, loaded by {deployer:?}: {} tables compared, {} rows of {TENANT} equal, none of others'; \
             reverted, none is left",
            over.name(),
            comparison.tables.len(),
            counted.tenant
        ));
    }
    Ok(())
}

fn deploy(planes: &Planes<'_>, deployer: Deployer, module: &str) -> Result<(), LiveError> {
    match deployer {
        Deployer::Typeferry => tool(planes.parts, &planes.workspace, "deploy", module),
        Deployer::Pgpm => planes.workspace.deploy(module, TARGET),
    }
}

/// All tables of the planes. Of what is not served, nothing but the derived rows comes over GraphQL.
fn tables(source: &mut postgres::Client, over: Over) -> Result<Vec<Table>, LiveError> {
    let schemas: Vec<&str> = SERVED.into_iter().chain([CATALOG, PLATFORM]).collect();
    let mut tables = tables::list_in(source, &schemas)?;
    for table in &mut tables {
        let hidden = over == Over::GraphQl && table.name.starts_with(CATALOG) && table.name != DERIVED;
        table.stays |= hidden;
        if table.name == DERIVED {
            // They are made anew, and say when.
            table.columns.retain(|column| !["created_at", "updated_at"].contains(&column.as_str()));
        }
    }
    Ok(tables)
}
